/** How long each of several pieces of work took, in milliseconds, and how many were done a second. */
export interface Run {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

/** Runs the works one after the other in each of so many clients at once; the next work goes to whoever is free. */
export async function clients(count: number, works: readonly (() => Promise<unknown>)[]): Promise<Run> {
  const took: number[] = [];
  let next = 0;
  const began = performance.now();
  const client = async () => {
    for (let i = next++; i < works.length; i = next++) {
      const start = performance.now();
      await works[i]?.();
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: count }, client));
  const seconds = (performance.now() - began) / 1_000;
  took.sort((a, b) => a - b);
  const at = (part: number) => took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0;
  return { perSecond: works.length / seconds, p50: at(0.5), p99: at(0.99), worst: took.at(-1) ?? 0 };
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
