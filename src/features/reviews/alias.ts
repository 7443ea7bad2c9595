import type { Translate } from "../../words/translate.ts";

/** So many names there are: one in forty words for how somebody is, and one in forty for who. */
export const aliases = 1_600;

/** The name that a review is shown under, such as "Quiet Heron": it stays the same and says nothing of anybody. */
export function aliasWords(t: Translate, alias: number): string {
  const kinds = t("reviews.alias.kinds").split("|");
  const names = t("reviews.alias.names").split("|");
  const kind = kinds[alias % kinds.length] ?? "";
  const name = names[Math.floor(alias / kinds.length) % names.length] ?? "";
  return t("reviews.alias", { kind, name });
}
