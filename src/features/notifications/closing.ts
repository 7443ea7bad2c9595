import type { Translate } from "../../words/translate.ts";
import type { Community } from "../communities/community.ts";

/** What stands below every letter to somebody of a community: whom to ask, and where to choose what they are told. */
export function closingOf(t: Translate, { base, settings }: Community, baseUrl: string): string[] {
  const { contact } = settings;
  const choices = t("letter.choices", { url: `${baseUrl}${base}/notifications/choices` });
  return contact ? [t("letter.contact", { contact }), choices] : [choices];
}
