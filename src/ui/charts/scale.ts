/** The marks of an axis of values: from the lowest to the highest, `step` apart. Zero is always one of them. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** A scale that holds all the values and zero, with about `marks` marks at round numbers; whole numbers when all values are whole. */
export function scaleOf(values: readonly number[], marks = 4): Scale {
  const lowest = values.reduce((low, value) => Math.min(low, value), 0);
  const highest = values.reduce((high, value) => Math.max(high, value), 0);
  const step = roundStep((highest - lowest || 1) / marks, values.every(Number.isInteger));
  const from = Math.floor(lowest / step) * step;
  const to = Math.max(Math.ceil(highest / step) * step, from + step);
  return { from, to, step };
}

/** The marks themselves, by how many steps they are from the first. */
export const marksOf = ({ from, to, step }: Scale): number[] =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => rounded(from + i * step));

/** The round number at or above: 1, 2 or 5, and their tens. */
function roundStep(least: number, whole: boolean): number {
  const ten = 10 ** Math.floor(Math.log10(least));
  const step =
    [1, 2, 5, 10].map((times) => times * ten).find((candidate) => candidate >= least * 0.999) ?? ten;
  return whole ? Math.max(1, step) : step;
}

/** Without what adding tenths leaves behind. */
const rounded = (value: number): number => Number(value.toPrecision(12));
