import type { Translate } from "../../../words/translate.ts";
import { type LookKind, type Whole, wholes } from "../kinds.ts";

const isWhole = (what: string | null): what is Whole => wholes.some((known) => known === what);

/** What was looked at, in words: its kind, and of a whole list or file which one. */
export function whatWas(t: Translate, { kind, what }: { kind: LookKind; what: string | null }): string {
  const kindOf = t(`access.kind.${kind}`);
  return isWhole(what) ? `${kindOf}: ${t(`access.whole.${what}`)}` : kindOf;
}
