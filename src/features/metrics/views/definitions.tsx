import type { Child } from "hono/jsx";
import type { Page } from "#ui/page.ts";

/** What the pages of metrics count. What each means stands in the words, once. */
export type Term =
  | "scheduled"
  | "registered"
  | "earned"
  | "places"
  | "rating"
  | "attended"
  | "noShow"
  | "unsaid"
  | "toCome"
  | "total"
  | "oneTime"
  | "repeat";

export interface Figure {
  readonly term: Term;
  readonly value: Child;
  /** What is said below what it means. */
  readonly beside?: string;
}

interface FiguresProps {
  page: Page;
  figures: readonly Figure[];
  /** Quieter and one below the other, beside a graph. */
  list?: boolean;
}

/** Figures, each with its name above and what it means below. */
export function Figures({ page: { t }, figures, list = false }: FiguresProps) {
  return (
    <dl
      class={
        list
          ? "divide-base-300 divide-y"
          : "grid grid-cols-[repeat(auto-fit,minmax(min(100%,15rem),1fr))] gap-4"
      }
    >
      {figures.map(({ term, value, beside }) => (
        <div class={list ? "grid grid-cols-[1fr_auto] gap-x-4 py-3 first:pt-0" : "card-plain p-5"}>
          <dt class={list ? "font-medium" : "quiet text-sm font-medium"}>{t(`metrics.term.${term}`)}</dt>
          <dd class={list ? "font-semibold tabular-nums" : "my-1 text-3xl font-semibold tabular-nums"}>
            {value}
          </dd>
          <dd class={`quiet text-sm ${list ? "col-span-2" : ""}`}>
            {t(`metrics.means.${term}`)}
            {beside && <span class="mt-1 block">{beside}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
