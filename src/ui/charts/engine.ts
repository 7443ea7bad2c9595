import { BarChart, LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { remembered } from "#platform/remember.ts";
import { fills } from "./fills.ts";
import type { Plan } from "./plan.ts";

// Brought in by `chart()` when the first chart of the process is drawn: it is most of what this costs in memory.
use([BarChart, LineChart, GridComponent, SVGRenderer]);

const font = 13;
/** A letter's usual width: nobody measures text on a server. */
const letter = 7;
const ink = "var(--color-base-content)";
const faint = "var(--color-base-300)";

const dashes = ["solid", "dashed", "dotted", [10, 4, 2, 4]] as const;
const symbols = ["circle", "rect", "triangle", "diamond"] as const;

/** Past so many categories the points of a line are left out. */
const mostPoints = 24;

const drawn = remembered(200, (key: string): string => drawing(JSON.parse(key)));

/** The chart as an SVG element with a `viewBox`, its colours from the page's tokens, without ids but those of its fills. */
export const draw = (plan: Plan): string => drawn(JSON.stringify(plan));

function drawing(plan: Plan): string {
  const height = plan.across ? plan.categories.length * rowHeight(plan) + 34 : plan.width < 500 ? 240 : 260;
  const chart = init(null, null, { renderer: "svg", ssr: true, width: plan.width, height });
  try {
    chart.setOption(plan.across ? across(plan) : upright(plan));
    return bare(chart.renderToSVGString({ useViewBox: true }), plan);
  } finally {
    chart.dispose();
  }
}

/** What is for a script in the browser, and the frame, which is the page's. All text inside is escaped, so tags are tags. */
function bare(svg: string, { id, width, series }: Plan): string {
  const prefix = `${id}-${width}`;
  return svg
    .replace(
      /^<svg[^>]*viewBox="([^"]*)"[^>]*>/,
      (_, box: string) => `<svg viewBox="${box}">${fills(prefix, series)}`,
    )
    .replace(/<style[^>]*>.*?<\/style>/s, "")
    .replace(/<rect[^>]* fill="none"><\/rect>/, "")
    .replace(/ (?:ecmeta_\w+|class|pointer-events|xml:space)="[^"]*"/g, "")
    .replace(/(?<= fill="url\(#[\w-]*-(\d+)\)")/g, (_, at: string) => outline(series[Number(at) - 1]))
    .replace(/\n/g, "");
}

/** A light area has an edge. ECharts would make the area smaller by it, and no longer true to its value. */
const outline = (series: Plan["series"][number] | undefined): string =>
  series?.pattern === "open" ? ` stroke="var(--chart-${series.colour})"` : "";

const longest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, text.length), 0);

const text = { color: ink, fontSize: font, fontFamily: "inherit" };

/** The axis of values: marks at round numbers, zero always among them. */
function valueAxis({ scale, ticks }: Plan) {
  return {
    type: "value",
    min: scale.from,
    max: scale.to,
    interval: scale.step,
    axisLabel: {
      ...text,
      hideOverlap: true,
      formatter: (value: number) => ticks[Math.round((value - scale.from) / scale.step)] ?? "",
    },
    splitLine: { lineStyle: { color: faint } },
  };
}

const categoryAxis = ({ categories }: Plan) => ({
  type: "category",
  data: [...categories],
  axisTick: { show: false },
  axisLine: { lineStyle: { color: ink } },
});

const frame = { animation: false, silent: true, textStyle: { fontFamily: "inherit" } };

function upright(plan: Plan): EChartsCoreOption {
  const left = longest(plan.ticks) * letter + 12;
  return {
    ...frame,
    grid: { left, right: 24, top: 12, bottom: 28, outerBoundsMode: "none" },
    xAxis: { ...categoryAxis(plan), axisLabel: { ...text, formatter: (name: string) => name } },
    yAxis: valueAxis(plan),
    series: plan.kind === "line" ? lines(plan) : bars(plan),
  };
}

function across(plan: Plan): EChartsCoreOption {
  const right = Math.max(24, longest(plan.ends) * letter + 12);
  return {
    ...frame,
    grid: { left: nameWidth(plan) + 10, right, top: 4, bottom: 30, outerBoundsMode: "none" },
    xAxis: valueAxis(plan),
    yAxis: {
      ...categoryAxis(plan),
      inverse: true,
      axisLabel: {
        ...text,
        interval: 0,
        lineHeight: 16,
        formatter: (name: string) => broken(name, fitting(plan)).join("\n"),
      },
    },
    series: bars(plan),
  };
}

/** Names of categories have a third of the width, and break where they need more. */
const nameWidth = ({ width, categories }: Plan): number =>
  Math.min(Math.round(width * 0.34), longest(categories) * letter + 4);

const fitting = (plan: Plan): number => Math.max(1, Math.floor(nameWidth(plan) / letter));

function rowHeight(plan: Plan): number {
  const most = plan.categories.reduce((rows, name) => Math.max(rows, broken(name, fitting(plan)).length), 1);
  const side = plan.kind === "bars" ? plan.series.length * 18 : 20;
  return Math.max(most * 16, side) + 12;
}

/** A name on as many lines as it needs, word by word; a word that is longer than a line is cut. */
function broken(name: string, fitting: number): string[] {
  const words = name.split(/ +/).flatMap((word) => word.match(new RegExp(`.{1,${fitting}}`, "gu")) ?? []);
  const rows: string[] = [];
  for (const word of words) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= fitting)
      rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}

const still = { silent: true, emphasis: { disabled: true }, clip: false } as const;

function bars({ id, width, kind, series, ends, across: lying }: Plan) {
  return series.map(({ name, values }, i) => ({
    ...still,
    type: "bar",
    name,
    data: [...values],
    ...(kind === "stacked" ? { stack: "all" } : {}),
    barMaxWidth: lying ? 26 : 44,
    barCategoryGap: "28%",
    barGap: "12%",
    itemStyle: { color: `url(#${id}-${width}-${i + 1})` },
    label:
      lying && ends.length > 0 && i === series.length - 1
        ? {
            ...text,
            show: true,
            position: "right",
            formatter: ({ dataIndex }: { dataIndex: number }) => ends[dataIndex] ?? "",
          }
        : { show: false },
  }));
}

function lines({ series, categories }: Plan) {
  return series.map(({ name, values, colour }, i) => ({
    ...still,
    type: "line",
    name,
    data: [...values],
    symbol: symbols[i % symbols.length],
    symbolSize: 7,
    showSymbol: categories.length <= mostPoints,
    lineStyle: { color: `var(--chart-${colour})`, width: 2.5, type: dashes[i % dashes.length] },
    itemStyle: { color: `var(--chart-${colour})` },
  }));
}
