import type { Pattern, Plan } from "./plan.ts";

const ground = "var(--color-base-100)";

/** What is drawn over a colour, in a square of 8; none for a plain one. */
const marks: Readonly<Record<Pattern, string>> = {
  solid: "",
  stripes: "M-2 10L10 -2M-2 2L2 -2M6 10L10 6",
  dots: "M2 1.2v1.6M6 5.2v1.6",
  back: "M-2 -2L10 10M-2 6L2 10M6 -2L10 2",
  lines: "M0 2h8M0 6h8",
  grid: "M0 4h8M4 0v8",
  open: "M-2 10L10 -2M-2 2L2 -2M6 10L10 6",
};

/** One fill: its colour with marks in the colour of the page, or, for what is not certain, the other way round. */
function fill(id: string, pattern: Pattern, colour: number): string {
  const own = `var(--chart-${colour})`;
  const [below, above] = pattern === "open" ? [ground, own] : [own, ground];
  const path = marks[pattern];
  const width = pattern === "dots" ? 1.8 : 1.2;
  return `<pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M0 0h8v8h-8z" fill="${below}"/>${
    path ? `<path d="${path}" fill="none" stroke="${above}" stroke-width="${width}"/>` : ""
  }</pattern>`;
}

/** The fills of a drawing, one for each series; their ids begin with `prefix`. */
export const fills = (prefix: string, series: Plan["series"]): string =>
  `<defs>${series.map(({ pattern, colour }, i) => fill(`${prefix}-${i + 1}`, pattern, colour)).join("")}</defs>`;
