import type { Range } from "../disclosure/index.ts";

/** A share in whole percent: it lies from `least` to `most`. */
export interface Rate {
  readonly least: number;
  readonly most: number;
}

/**
 * How many of those of whom it is known did not come, from nothing but what is told of both counts, so that it tells no more than they
 * do. Null when it is not sure that it is known of anybody.
 */
export function noShowRate(attended: Range, noShow: Range): Rate | null {
  if (attended.from + noShow.from === 0) return null;
  return {
    least: Math.floor((100 * noShow.from) / (noShow.from + attended.to)),
    most: Math.ceil((100 * noShow.to) / (noShow.to + attended.from)),
  };
}

/** How much of the open time is taken, in whole percent; null when nothing is open. */
export const shareTaken = ({ open, taken }: { open: number; taken: number }): number | null =>
  open === 0 ? null : Math.round((100 * taken) / open);

/**
 * Whether several tables of the same people can stand on one page: not, when from their sums it would follow that there are some in a row,
 * and fewer than a group.
 */
export function canStandTogether(tables: readonly (readonly Range[])[], smallest: number): boolean {
  const sums = tables.map((rows) => ({
    from: rows.reduce((sum, { from }) => sum + from, 0),
    to: rows.reduce((sum, { to }) => sum + to, 0),
  }));
  const least = Math.max(...sums.map(({ from }) => from));
  const most = Math.min(...sums.map(({ to }) => to));
  return tables.every((rows, i) =>
    rows.every(({ from, to }) => {
      const [low, high] = [least - ((sums[i]?.to ?? 0) - to), most - ((sums[i]?.from ?? 0) - from)];
      return Math.max(from, low) < 1 || Math.min(to, high) >= smallest;
    }),
  );
}
