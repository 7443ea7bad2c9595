import { regexes } from "zod";
import { type EmailKey, emailKey } from "./codes.ts";
import type { Reason } from "./findings.ts";

/** The longest address mail servers take. */
const emailLimit = 254;

export type ReadEmail = { email: EmailKey; reason?: Reason };

/** Reads a cell with one e-mail address; `reason` says why it is none. The form is the one sign-in asks for. */
export function readEmail(cell: string): ReadEmail {
  const email = emailKey(cell);
  if (email === "") return { email, reason: { code: "cell_missing" } };
  if (email.length > emailLimit)
    return { email, reason: { code: "email_too_long", length: email.length, limit: emailLimit } };
  if (!regexes.email.test(email))
    return { email, reason: { code: "email_invalid", value: cell.trim().slice(0, 80) } };
  return { email };
}
