import { createHmac, timingSafeEqual } from "node:crypto";

/** The code that lets its holder found communities here: printed at start, where only the operator reads. */
export const foundingCode = (secret: string): string =>
  createHmac("sha256", secret).update("founding").digest("base64url").slice(0, 24);

export function isFoundingCode(secret: string, given: string): boolean {
  const [own, other] = [Buffer.from(foundingCode(secret)), Buffer.from(given)];
  return own.length === other.length && timingSafeEqual(own, other);
}
