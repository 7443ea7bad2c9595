import type { ChartSpec } from "#ui/charts/chart.tsx";
import type { Translate } from "../../../words/translate.ts";
import type { Categories, Shown, Told } from "../reached.ts";

interface Card {
  readonly told: Told;
  readonly rows: readonly Shown[];
  readonly categories: Categories;
  /** The categories somebody hopes to reach. */
  readonly hopes: ReadonlySet<string>;
  /** The smallest group that is shown. */
  readonly smallest: number;
}

/** "fewer than 11", "22 to 32". */
const inWords = (t: Translate, { from, to }: Shown): string =>
  from === 0 ? t("reached.fewer", { count: to + 1 }) : t("reached.range", { from, to });

const nameOf = ({ told, categories }: Card, id: string): string =>
  categories[told].find((one) => one.id === id)?.name ?? "";

/** What has a bar: whoever there may be a group of, and whoever is hoped for. The others are named below. */
const hasBar = ({ hopes, smallest }: Card, { id, to }: Shown): boolean => to >= smallest || hopes.has(id);

/** A bar for each category, to the least that it can be, and lighter to the most. */
export function reachedChart(t: Translate, card: Card): ChartSpec {
  const rows = card.rows.filter((row) => hasBar(card, row));
  const hoped = (id: string) => card.hopes.has(id);
  const people = { name: t("reached.people"), texts: rows.map((row) => inWords(t, row)) };
  return {
    id: `reached-${card.told}`,
    kind: "stacked",
    across: true,
    title: t(`reached.${card.told}`),
    heading: t(`reached.${card.told}`),
    categories: rows.map(({ id }) => {
      const name = nameOf(card, id);
      return hoped(id) ? t("reached.name.hoped", { name }) : name;
    }),
    series: [
      { name: t("reached.least"), values: rows.map(({ from }) => from) },
      { name: t("reached.most"), values: rows.map(({ from, to }) => to - from), pattern: "open", colour: 1 },
    ],
    ends: people.texts,
    columns: [people],
    empty: t("reached.none", { smallest: card.smallest }),
  };
}

/** The categories without a bar, in a sentence; null when there are none. */
export function unseen(t: Translate, card: Card): string | null {
  const names = card.rows.filter((row) => !hasBar(card, row)).map(({ id }) => nameOf(card, id));
  return names.length === 0
    ? null
    : t("reached.unseen", { smallest: card.smallest, names: names.join(", ") });
}
