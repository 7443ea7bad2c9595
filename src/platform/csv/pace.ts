import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * A pace for long work: `await pace()` between pieces. It lets the rest of the process run once `milliseconds`
 * have passed since it last did, and costs next to nothing otherwise.
 */
export function createPace(milliseconds = 8): () => Promise<void> {
  let rested = performance.now();
  return async () => {
    if (performance.now() - rested < milliseconds) return;
    await nextTurn();
    rested = performance.now();
  };
}

/** Calls `visit` for every item in order, keeping the pace, and tells `onProgress` how far it is (0 to 1). */
export async function eachAtPace<T>(
  items: readonly T[],
  visit: (item: T) => unknown,
  onProgress: (fraction: number) => void = () => {},
): Promise<void> {
  const pace = createPace();
  const step = 500;
  for (let from = 0; from < items.length; from += step) {
    for (const item of items.slice(from, from + step)) visit(item);
    onProgress(Math.min(1, (from + step) / items.length));
    await pace();
  }
}
