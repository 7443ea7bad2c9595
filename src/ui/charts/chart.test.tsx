import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { translator } from "../../words/translate.ts";
import { defaultWords } from "../../words/words.ts";
import { type ChartSpec, chart } from "./chart.tsx";
import { marksOf, scaleOf } from "./scale.ts";

const t = translator(defaultWords);

const spec = (changes: Partial<ChartSpec> = {}): ChartSpec => ({
  id: "people",
  kind: "bars",
  title: "People",
  heading: "Month",
  categories: ["Jan", "Feb", "Mar"],
  series: [{ name: "Came", values: [5, 10, 20] }],
  ...changes,
});

const html = async (changes: Partial<ChartSpec> = {}): Promise<string> =>
  String(await (await chart(t, spec(changes))).toString());

/** The drawing for a phone, which comes first. */
const narrow = (page: string): string => /<svg viewBox="0 0 340 .*?<\/svg>/s.exec(page)?.[0] ?? "";

interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The bars of a series in the order of their categories: where each begins, and how far it goes to the right and down. */
function barsOf(page: string, series = 1): Bar[] {
  const filled = new RegExp(
    `<path d="M([-\\d.]+) ([-\\d.]+)l([-\\d.]+) 0l0 ([-\\d.]+)l[-\\d.]+ 0Z" fill="url\\(#people-340-${series}\\)"`,
    "g",
  );
  return [...narrow(page).matchAll(filled)].map(([, x, y, width, height]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
    height: Number(height),
  }));
}

/** The bars' lengths by the length of one, which stands for `value`. */
const values = (lengths: number[], at: number, value: number): number[] =>
  lengths.map((length) => Math.round((length / (lengths[at] ?? 1)) * value * 100) / 100 + 0);

test("bars are as long as their values, from zero", async () => {
  const upright = barsOf(await html());
  expect(
    values(
      upright.map(({ height }) => -height),
      2,
      20,
    ),
  ).toEqual([5, 10, 20]);
  expect(new Set(upright.map(({ y }) => y)).size, "all begin on one line").toBe(1);
  const lying = barsOf(await html({ across: true }));
  expect(
    values(
      lying.map(({ width }) => width),
      2,
      20,
    ),
  ).toEqual([5, 10, 20]);
  expect(new Set(lying.map(({ x }) => x)).size).toBe(1);
});

test("what is less than nothing goes the other way from the same line", async () => {
  const bars = barsOf(await html({ series: [{ name: "Net", values: [-5, 10, 2.5] }] }));
  expect(
    values(
      bars.map(({ height }) => -height),
      1,
      10,
    ),
  ).toEqual([-5, 10, 2.5]);
  expect(new Set(bars.map(({ y }) => y)).size).toBe(1);
});

test("stacked bars stand on each other", async () => {
  const page = await html({
    kind: "stacked",
    series: [
      { name: "Came", values: [4, 6, 10] },
      { name: "Missed", values: [2, 0, 5] },
    ],
  });
  const [below, above] = [barsOf(page, 1), barsOf(page, 2)];
  expect(
    values(
      [...below, ...above].map(({ height }) => -height),
      2,
      10,
    ),
  ).toEqual([4, 6, 10, 2, 0, 5]);
  below.forEach(({ y, height }, i) => {
    expect(above[i]?.y).toBeCloseTo(y + height, 1);
  });
});

test("a line's points lie as high as their values, over an axis that begins at zero", async () => {
  const page = narrow(await html({ kind: "line", series: [{ name: "Came", values: [100, 110, 105] }] }));
  const points = /<path d="(M[^"]*)" fill="none" stroke="var\(--chart-1\)"/.exec(page)?.[1] ?? "";
  const heights = points
    .slice(1)
    .split("L")
    .map((point) => Number(point.split(" ")[1]));
  const zero = Number(/<text[^>]*translate\([\d.]+ ([\d.]+)\)"[^>]*>0<\/text>/.exec(page)?.[1]);
  expect(
    values(
      heights.map((height) => zero - height),
      0,
      100,
    ).map(Math.round),
  ).toEqual([100, 110, 105]);
});

test("names are words, whatever stands in them", async () => {
  const nasty = '<img src=x onerror="alert(1)">&{b|x}{value}';
  for (const across of [true, false]) {
    const page = await html({
      across,
      title: nasty,
      note: nasty,
      heading: nasty,
      categories: [nasty, "b"],
      series: [
        { name: nasty, values: [1, 2] },
        { name: "Other", values: [1, 2] },
      ],
      ends: [nasty, "2"],
    });
    expect(page).not.toContain("<img");
    expect(narrow(page).replaceAll(/<[^>]*>/g, "")).toContain("{value}");
  }
});

test("the same figures stand in a table behind it, with its headers", async () => {
  const page = await html({
    format: (value) => `$${value}`,
    series: [
      { name: "Came", values: [5, null, 20_000] },
      { name: "Missed", values: [1, 2, 3] },
    ],
  });
  const table = /<details.*?<\/details>/s.exec(page)?.[0] ?? "";
  expect(table).toContain('<th scope="col">Month</th>');
  expect([...table.matchAll(/<t[hd](?: [^>]*)?>([^<]*)</g)].map(([, text]) => text)).toEqual([
    "Month",
    "Came",
    "Missed",
    "Jan",
    "$5",
    "$1",
    "Feb",
    "–",
    "$2",
    "Mar",
    "$20000",
    "$3",
  ]);
  expect(table).toMatch(/<section[^>]*tabindex="0" aria-label="Table: People"/);
});

test("it has a name, and nothing that a script or a second chart of the page could trip over", async () => {
  const page = await html();
  expect(page.match(/role="img" aria-label="Graph: People\. The same figures/g)).toHaveLength(2);
  expect(page).not.toMatch(/<script|<style|\son\w+=|ecmeta/);
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => id?.startsWith("people"))).toBe(true);
  expect(await html(), "the same chart is the same drawing").toBe(page);
});

test("nothing to show is said, one value and five years are drawn", async () => {
  for (const none of [{ categories: [] }, { series: [] }, { series: [{ name: "Came", values: [0, 0, 0] }] }])
    expect(await html(none)).toMatch(/^<figure(?!.*<svg).*There is nothing to show yet\./s);
  expect(barsOf(await html({ categories: ["Jan"], series: [{ name: "Came", values: [1] }] }))).toHaveLength(
    1,
  );
  const months = Array.from({ length: 60 }, (_, i) => `Month ${i + 1}`);
  const page = await html({
    categories: months,
    series: [{ name: "Came", values: months.map((_, i) => i * 1e6) }],
  });
  expect(barsOf(page)).toHaveLength(60);
  expect(narrow(page).match(/>Month \d+</g)?.length, "no more months than there is room for").toBeLessThan(9);
  expect(narrow(page)).toContain(">60,000,000<");
});

test("a scale has round marks that hold every value and zero", () => {
  for (const [values, marks] of [
    [
      [0, 0],
      [0, 1],
    ],
    [[1], [0, 1]],
    [
      [7, 22],
      [0, 10, 20, 30],
    ],
    [
      [-3, 4],
      [-4, -2, 0, 2, 4],
    ],
    [[-40], [-40, -30, -20, -10, 0]],
    [
      [0.1, 0.35],
      [0, 0.1, 0.2, 0.3, 0.4],
    ],
    [[123_456_789], [0, 50_000_000, 100_000_000, 150_000_000]],
  ] as const)
    expect(marksOf(scaleOf(values)), String(values)).toEqual(marks);
});

/** How much lighter one of two colours is than the other, as WCAG counts it. */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
    const [r = 0, g = 0, b = 0] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  return Math.max(light(one), light(other)) / Math.min(light(one), light(other));
}

test("every colour of a chart keeps 3:1 on a card, in both looks", async () => {
  const style = await readFile("src/ui/client/style.css", "utf8");
  const grounds = [...style.matchAll(/--color-base-100: (#\w+)/g)].map(([, colour]) => colour ?? "");
  const colours = [...style.matchAll(/--chart-\d: (#\w+)/g)].map(([, colour]) => colour ?? "");
  expect([colours.length, grounds.length]).toEqual([12, 3]);
  const least = (some: string[], ground = "") => Math.min(...some.map((colour) => contrast(colour, ground)));
  expect(least(colours.slice(0, 6), grounds[0])).toBeGreaterThan(3);
  expect(least(colours.slice(0, 6), grounds[2]), "on paper").toBeGreaterThan(3);
  expect(least(colours.slice(6), grounds[1])).toBeGreaterThan(3);
});
