import type { Config } from "#platform/config.ts";
import { translator } from "../../words/translate.ts";
import { defaultWords } from "../../words/words.ts";
import { type Letter, letter } from "../notifications/index.ts";

const t = translator(defaultWords);

/** Why a sign-in link was asked for: on purpose, by signing up again, or by asking for a password where there is no account. */
export type LinkReason = "asked" | "known" | "unknown";

/** How long a link works, in seconds. */
export const linkLasts = 30 * 60;
export const confirmationLasts = 24 * 60 * 60;
export const resetLasts = 60 * 60;

/** The absolute address of a page, with what it needs in its query. */
function address(config: Config, path: string, query: Record<string, string>): string {
  return `${config.baseUrl}${path}?${new URLSearchParams(query)}`;
}

export function linkLetter(config: Config, reason: LinkReason, token: string, next: string): Letter {
  return letter({
    t,
    place: t("app.name"),
    subject: t("letter.link.subject"),
    paragraphs: [t(`letter.link.${reason}`)],
    button: { label: t("letter.link.button"), url: address(config, "/sign-in/link", { token, next }) },
    closing: [t("letter.link.lasts", { minutes: linkLasts / 60 }), t("letter.notYou")],
  });
}

export function confirmationLetter(config: Config, token: string): Letter {
  return letter({
    t,
    place: t("app.name"),
    subject: t("letter.confirm.subject"),
    paragraphs: [t("letter.confirm.text")],
    button: { label: t("letter.confirm.button"), url: address(config, "/sign-up/confirm", { token }) },
    closing: [t("letter.confirm.lasts", { hours: confirmationLasts / 3_600 }), t("letter.notYou")],
  });
}

export function resetLetter(config: Config, token: string): Letter {
  return letter({
    t,
    place: t("app.name"),
    subject: t("letter.reset.subject"),
    paragraphs: [t("letter.reset.text")],
    button: { label: t("letter.reset.button"), url: address(config, "/password/new", { token }) },
    closing: [t("letter.link.lasts", { minutes: resetLasts / 60 }), t("letter.notYou")],
  });
}
