import { randomInt } from "node:crypto";

/** Letters and digits that cannot be taken for one another, read aloud or written by hand. */
const signs = "ACDEFGHJKMNPQRTWXY34679";

/** A short code to say at the desk, "K7Q-4MX". */
export function newReference(): string {
  const six = Array.from({ length: 6 }, () => signs.charAt(randomInt(signs.length))).join("");
  return `${six.slice(0, 3)}-${six.slice(3)}`;
}

/** The code that somebody typed, however they wrote it; null when it cannot be one. */
export function readReference(typed: string): string | null {
  const six = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return six.length === 6 ? `${six.slice(0, 3)}-${six.slice(3)}` : null;
}
