import * as argon2 from "@node-rs/argon2";
import { Gate } from "./gate.ts";

export const shortestPassword = 10;
export const longestPassword = 200;

/** Hashing takes a processor for a while: two at a time leave room for everybody's pages, also in a flood of tries. */
const gate = new Gate(2, 40);

/** argon2id with the library's defaults: 19 MiB, two passes, one lane. Throws `Busy` when too many wait. */
export function hashPassword(password: string): Promise<string> {
  return gate.pass(() => argon2.hash(password));
}

/** Whether the password belongs to the hash. Throws `Busy` when too many wait. */
export function verifyPassword(hash: string, password: string): Promise<boolean> {
  return gate.pass(() => argon2.verify(hash, password));
}
