import { marksOf, type Scale, scaleOf } from "./scale.ts";

/** How an area is filled, so that it is told apart without its colour. */
export const patterns = ["solid", "stripes", "dots", "back", "lines", "grid", "open"] as const;
export type Pattern = (typeof patterns)[number];

export interface Series {
  readonly name: string;
  /** One for each category; null where there is none, which a line leaves out. */
  readonly values: readonly (number | null)[];
  /** The next one that is not taken, when it is not given. "open" is for what is possible but not certain. */
  readonly pattern?: Pattern;
  /** The place of its colour, 1 to 6; by itself the place of the series. */
  readonly colour?: number;
}

/** What a chart shows. All words are finished words, in the reader's language; none of them needs to be escaped. */
export interface ChartSpec {
  /** Unlike that of every other chart of the page: letters, digits and hyphens. */
  readonly id: string;
  /** Bars side by side, bars on top of each other, or lines. */
  readonly kind: "bars" | "stacked" | "line";
  /** Categories from top to bottom and bars to the right, for names that are longer than a month's. */
  readonly across?: boolean;
  /** Stands above the chart and is its name for screen readers. */
  readonly title: string;
  /** Below the title: what is counted, in a sentence. */
  readonly note?: string;
  /** What a category is: the heading of the table's first column. */
  readonly heading: string;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  /** A value in words, for the table, the axis and the ends of bars. Without it a number as it is written. */
  readonly format?: (value: number) => string;
  /** A value in fewer words, for the axis alone. */
  readonly tick?: (value: number) => string;
  /** What stands at the end of each category's bar (`across`), instead of the value. */
  readonly ends?: readonly string[];
  /** The columns of the table beside the categories, instead of one for each series. */
  readonly columns?: readonly { readonly name: string; readonly texts: readonly string[] }[];
  /** What is said when there is nothing to show. */
  readonly empty?: string;
}

/** A drawing in numbers and words alone: the same plan is always the same drawing. */
export interface Plan {
  readonly id: string;
  readonly kind: ChartSpec["kind"];
  readonly across: boolean;
  readonly width: number;
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly (number | null)[];
    readonly pattern: Pattern;
    readonly colour: number;
  }[];
  readonly scale: Scale;
  readonly ticks: readonly string[];
  readonly ends: readonly string[];
}

const written = new Intl.NumberFormat("en");
export const plainNumber = (value: number): string => written.format(value);

const colours = 6;

export function planOf(spec: ChartSpec, width: number): Plan {
  const { id, kind, across = false, categories, format = plainNumber, tick = format } = spec;
  const series = spec.series.map(({ name, values, pattern, colour }, i) => ({
    name,
    values: categories.map((_, at) => values[at] ?? null),
    pattern: pattern ?? patterns[i % (patterns.length - 1)] ?? "solid",
    colour: colour ?? (i % colours) + 1,
  }));
  const scale = scaleOf(reached(kind, categories.length, series), across && width < 500 ? 3 : 4);
  const single = spec.series.length === 1 ? spec.series[0] : undefined;
  const ends =
    spec.ends ??
    (across && single ? single.values.map((value) => (value === null ? "" : format(value))) : []);
  return { id, kind, across, width, categories, series, scale, ticks: marksOf(scale).map(tick), ends };
}

/** Whether there is anything to draw. */
export const isEmpty = ({ categories, series }: ChartSpec): boolean =>
  categories.length === 0 || series.every(({ values }) => values.every((value) => !value));

/** The values that the scale must hold: each, or the ends of each stack on both sides of zero. */
function reached(kind: ChartSpec["kind"], length: number, series: Plan["series"]): number[] {
  if (kind !== "stacked") return series.flatMap(({ values }) => values.map((value) => value ?? 0));
  return Array.from({ length }, (_, at) => series.map(({ values }) => values[at] ?? 0)).flatMap((stack) => [
    stack.filter((value) => value > 0).reduce((sum, value) => sum + value, 0),
    stack.filter((value) => value < 0).reduce((sum, value) => sum + value, 0),
  ]);
}
