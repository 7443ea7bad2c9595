import type { ChartSpec } from "#ui/charts/chart.tsx";
import { plainNumber } from "#ui/charts/plan.ts";
import { shortMonth } from "#ui/when.ts";
import type { Translate } from "../../../words/translate.ts";
import type { Step } from "../period.ts";
import type { Counts } from "../queries/summary.ts";

/** The graph of who came, step by step, and the table behind it, which holds what else is counted too. */
export function cameChart(
  t: Translate,
  steps: readonly Step[],
  counts: readonly Counts[],
  yearly: boolean,
): ChartSpec {
  const drawn = (["attended", "noShow", "unsaid"] as const).map((term) => ({
    name: t(`metrics.term.${term}`),
    // Of nothing not even an edge is drawn.
    values: counts.map((one) => one[term] || null),
    ...(term === "unsaid" ? { pattern: "open" as const } : {}),
  }));
  const columns = (
    ["scheduled", "cancelled", "registered", "attended", "noShow", "unsaid", "toCome"] as const
  ).map((name) => ({
    name: t(`metrics.column.${name}`),
    texts: counts.map((one) => plainNumber(one[name])),
  }));
  return {
    id: "came-graph",
    kind: "stacked",
    title: t("metrics.came.graph"),
    note: t(yearly ? "metrics.came.note.years" : "metrics.came.note"),
    heading: t(yearly ? "metrics.year" : "metrics.month"),
    categories: steps.map(({ first }) => (yearly ? String(first.year) : shortMonth(first.toString()))),
    series: drawn,
    columns,
    empty: t("metrics.came.empty"),
  };
}
