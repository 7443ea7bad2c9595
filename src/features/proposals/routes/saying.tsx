import type { Context } from "hono";
import { isMessageKey } from "../../../words/translate.ts";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { inPopup } from "../../visits/popup.ts";
import type { Visit } from "../../visits/visit.ts";
import { SaidPage } from "../views/said.tsx";

/** Says why something cannot be done (any more). */
export function said({ page, t }: Visit, c: Context<CommunityWeb>, reason: string, back: string) {
  return (
    <SaidPage
      page={page}
      popup={inPopup(c)}
      title={t("proposals.no.title")}
      text={reasonWords(t, reason)}
      back={{ href: back, label: t("proposals.back") }}
    />
  );
}

/** A refusal in words. */
export function reasonWords(t: Visit["t"], reason: string): string {
  const key = `proposals.no.${reason}`;
  return isMessageKey(key) ? t(key) : t("proposals.no.not_allowed");
}
