import { createTransport } from "nodemailer";
import type { Config } from "../config.ts";
import { discreetSender, type Sender, senderOf } from "./sender.ts";

export interface Posting {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The part of the Message-ID before the @. The same letter always carries the same one, so that a second copy is known as one. */
  readonly key: string;
  /** Comes from a sender who says nothing of what it is about. */
  readonly discreet?: boolean;
  readonly calendar?: { readonly method: string; readonly content: string } | undefined;
}

/** What became of one try. `final`: the other side refused this letter or address, and would refuse it again. */
export type Delivery =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: string; readonly final: boolean };

export interface Post {
  send(posting: Posting): Promise<Delivery>;
}

/** Longest that one try may take, in milliseconds. */
export const longestTry = 40_000;

/** Mail through SMTP_URL. Without one, a demo keeps every letter here, and any other installation says what is missing. */
export function openPost(config: Config, demo: boolean): Post {
  if (config.SMTP_URL) return smtpPost(config.SMTP_URL, config);
  if (demo) return { send: async () => ({ ok: true }) };
  return { send: async () => ({ ok: false, error: "SMTP_URL is not set", final: false }) };
}

/** The whole Message-ID of a letter that this installation sends. */
export function messageId(key: string, { address }: Sender): string {
  return `<${key}@${address.split("@")[1] || "localhost"}>`;
}

function smtpPost(url: string, config: Config): Post {
  const usual = senderOf(config.MAIL_FROM);
  const neutral = discreetSender(config);
  const transport = createTransport({
    url,
    dnsTimeout: 5_000,
    connectionTimeout: 8_000,
    greetingTimeout: 8_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, html, key, discreet, calendar }) {
      const from = discreet ? neutral : usual;
      const message = {
        from,
        to,
        subject,
        text,
        html,
        messageId: messageId(key, from),
        headers: { "Auto-Submitted": "auto-generated" },
        ...(calendar ? { icalEvent: { ...calendar, filename: "meeting.ics" } } : {}),
      };
      try {
        await within(longestTry, transport.sendMail(message));
        return { ok: true };
      } catch (error) {
        return failure(error);
      }
    },
  };
}

function failure(error: unknown): Delivery {
  if (!(error instanceof Error)) return { ok: false, error: String(error), final: false };
  const refused = "code" in error && (error.code === "EENVELOPE" || error.code === "EMESSAGE");
  const forGood =
    "responseCode" in error && typeof error.responseCode === "number" && error.responseCode >= 500;
  return { ok: false, error: error.message.slice(0, 500), final: refused && forGood };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the mail server took too long")), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
