import type { Config } from "../config.ts";

export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** The parts of "Name <address>", or of an address alone. */
export function senderOf(from: string): Sender {
  const match = /^\s*"?(.*?)"?\s*<([^<>\s]+)>\s*$/.exec(from);
  return match ? { name: match[1] ?? "", address: match[2] ?? "" } : { name: "", address: from.trim() };
}

/** Whom mail comes from when it must not say what it is about: MAIL_FROM_DISCREET, or MAIL_FROM's address without its name. */
export function discreetSender({ MAIL_FROM, MAIL_FROM_DISCREET }: Config): Sender {
  return MAIL_FROM_DISCREET
    ? senderOf(MAIL_FROM_DISCREET)
    : { name: "Kith", address: senderOf(MAIL_FROM).address };
}
