import type { Context } from "hono";
import { Gate } from "#platform/auth/gate.ts";
import { type Limit, openLimit } from "#platform/auth/limits.ts";
import { clientAddress, household } from "#platform/http/address.ts";
import type { Platform, Web } from "#platform/http/web.ts";
import { type Auth, openAuth } from "./auth.ts";

interface Limits {
  readonly address: Limit;
  readonly email: Limit;
}

/** What the pages of accounts work with: one for each process. */
export interface Desk {
  readonly auth: Auth;
  /** Tries with a password; those that were right are not counted. */
  readonly passwords: Limits;
  /** Letters asked for. */
  readonly letters: Limits;
  /** Links used, right or wrong, and visits to the demo. */
  readonly links: Limit;
  /** A new account holds a connection while its password is hashed; a crowd of them must not hold all connections. */
  readonly signUps: Gate;
}

const minutes = 60;

export function openDesk(platform: Platform): Desk {
  const { db } = platform;
  return {
    auth: openAuth(platform),
    passwords: {
      address: openLimit(db, "password-address", 60, 15 * minutes),
      email: openLimit(db, "password-email", 10, 15 * minutes),
    },
    letters: {
      address: openLimit(db, "letter-address", 40, 60 * minutes),
      email: openLimit(db, "letter-email", 5, 15 * minutes),
    },
    links: openLimit(db, "link-address", 60, 15 * minutes),
    signUps: new Gate(2, 20),
  };
}

/** Thrown where a limit is reached; becomes the page that says how long to wait. */
export class TooManyTries extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super("too many tries");
    this.seconds = seconds;
  }
}

export async function count(limit: Limit, key: string): Promise<void> {
  const seconds = await limit.take(key);
  if (seconds !== null) throw new TooManyTries(seconds);
}

/** Counts one try for where it comes from, and one for the e-mail it is about. */
export async function countBoth(c: Context<Web>, limits: Limits, email: string): Promise<void> {
  await count(limits.address, origin(c));
  await count(limits.email, email);
}

export async function giveBack(c: Context<Web>, limits: Limits, email: string): Promise<void> {
  await Promise.all([limits.address.giveBack(origin(c)), limits.email.giveBack(email)]);
}

/** Whose tries are counted together: one address, or one household of IPv6. */
export const origin = (c: Context<Web>): string => household(clientAddress(c));
