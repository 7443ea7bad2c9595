declare const sorted: unique symbol;

/**
 * A set of whole numbers (epoch minutes, mostly), as half-open spans `[start0, end0, start1, end1, ...]`: sorted,
 * never empty, never overlapping or touching. Only the functions here make one, so nobody else has to check.
 */
export type Spans = readonly number[] & { readonly [sorted]: true };

/** What a read past the last span gives: later than any minute asked for, and still a small integer. */
const NEVER = 2 ** 31 - 1;

function sealed(flat: readonly number[]): Spans {
  return flat as Spans; // the one place where the brand is given
}

/** The empty set. */
export const NONE: Spans = sealed([]);

/** The minutes from `start` to before `end`. Empty when `end` is not after `start`. */
export function span(start: number, end: number): Spans {
  return start < end ? sealed([start, end]) : NONE;
}

/**
 * Spans from pairs `[start, end, start, end, ...]` in any order, which may overlap, touch or be empty. Refuses
 * (RangeError) an odd count, what is no whole minute and an end before its start.
 */
export function spansOf(pairs: readonly number[]): Spans {
  if (pairs.length % 2 !== 0) throw new RangeError("a span has no end");
  const spans = new SpansBuilder();
  for (let i = 0; i < pairs.length; i += 2) {
    const start = wholeMinute(pairs[i]);
    const end = wholeMinute(pairs[i + 1]);
    if (end < start) throw new RangeError(`a span ends before it starts: ${start} to ${end}`);
    spans.add(start, end);
  }
  return spans.build();
}

/** The same number, as a small integer to the machine too: arrays that hold both kinds are several times slower. */
function wholeMinute(value = Number.NaN): number {
  const minute = value | 0;
  if (minute !== value) throw new RangeError(`not a whole epoch minute: ${value}`);
  return minute;
}

/** Puts spans of whole numbers together one by one; cheapest when they come in order. */
export class SpansBuilder {
  #flat: number[] = [];
  #lastStart = -NEVER;
  #lastEnd = -NEVER;
  #inOrder = true;

  /** Adds what lies from `start` to before `end`, if anything does. */
  add(start: number, end: number): void {
    if (end <= start) return;
    if (this.#lastStart <= start && start <= this.#lastEnd) {
      if (end > this.#lastEnd) this.#flat[this.#flat.length - 1] = this.#lastEnd = end;
      return;
    }
    if (start < this.#lastStart) this.#inOrder = false;
    this.#flat.push(start, end);
    this.#lastStart = start;
    this.#lastEnd = end;
  }

  /** All that was added. */
  build(): Spans {
    return this.#inOrder ? sealed(this.#flat) : inOrder(this.#flat);
  }
}

/** Sorts pairs, each as one packed number: that sorts natively, without a call for every comparison. */
function inOrder(pairs: readonly number[]): Spans {
  const packed = new Float64Array(pairs.length / 2);
  for (let i = 0; i < packed.length; i++) packed[i] = (pairs[2 * i] ?? NEVER) * 2 ** 22 + i;
  packed.sort();
  const spans = new SpansBuilder();
  for (const key of packed) {
    const i = 2 * (key - Math.floor(key / 2 ** 22) * 2 ** 22);
    spans.add(pairs[i] ?? NEVER, pairs[i + 1] ?? NEVER);
  }
  return spans.build();
}

/** The index of the first span that ends after `minute`, or the length when none does. */
export function firstEndingAfter(spans: Spans, minute: number): number {
  let low = 0;
  let high = spans.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[2 * middle + 1] ?? NEVER) > minute) high = middle;
    else low = middle + 1;
  }
  return 2 * low;
}

/** Whether `minute` is in the spans. */
export function at(spans: Spans, minute: number): boolean {
  return (spans[firstEndingAfter(spans, minute)] ?? NEVER) <= minute;
}

/** Whether every minute from `start` to before `end` is in the spans. */
export function covers(spans: Spans, start: number, end: number): boolean {
  const i = firstEndingAfter(spans, start);
  return (spans[i] ?? NEVER) <= start && end <= (spans[i + 1] ?? NEVER);
}

/** How many minutes the spans have. */
export function size(spans: Spans): number {
  let total = 0;
  for (let i = 0; i < spans.length; i += 2) total += (spans[i + 1] ?? 0) - (spans[i] ?? 0);
  return total;
}

/** The minutes in either. */
export function union(a: Spans, b: Spans): Spans {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const either = new SpansBuilder();
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const aIsNext = (a[i] ?? NEVER) <= (b[j] ?? NEVER);
    if (aIsNext) either.add(a[i] ?? NEVER, a[i + 1] ?? NEVER);
    else either.add(b[j] ?? NEVER, b[j + 1] ?? NEVER);
    if (aIsNext) i += 2;
    else j += 2;
  }
  return either.build();
}

/** Those spans of the union of both that hold something of `spans`. */
export function joinedWith(spans: Spans, others: Spans): Spans {
  const joined = new SpansBuilder();
  for (let i = 0; i < spans.length; i += 2) {
    let start = spans[i] ?? NEVER;
    let end = spans[i + 1] ?? NEVER;
    for (let o = firstEndingAfter(others, start - 1); (others[o] ?? NEVER) <= end; o += 2) {
      start = Math.min(start, others[o] ?? NEVER);
      end = Math.max(end, others[o + 1] ?? NEVER);
    }
    joined.add(start, end);
  }
  return joined.build();
}

/** The minutes in both. */
export function intersect(a: Spans, b: Spans): Spans {
  const flat: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const endA = a[i + 1] ?? NEVER;
    const endB = b[j + 1] ?? NEVER;
    const start = Math.max(a[i] ?? NEVER, b[j] ?? NEVER);
    const end = Math.min(endA, endB);
    if (start < end) flat.push(start, end);
    if (endA <= endB) i += 2;
    else j += 2;
  }
  return sealed(flat);
}

/** How many minutes are in both. */
export function sizeOfBoth(a: Spans, b: Spans): number {
  let total = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const endA = a[i + 1] ?? NEVER;
    const endB = b[j + 1] ?? NEVER;
    total += Math.max(0, Math.min(endA, endB) - Math.max(a[i] ?? NEVER, b[j] ?? NEVER));
    if (endA <= endB) i += 2;
    else j += 2;
  }
  return total;
}

/** The minutes of `spans` that are not in `cut`. Gives `spans` itself back when they all lie before or after it. */
export function subtract(spans: Spans, cut: Spans): Spans {
  const first = spans[0];
  if (first === undefined) return spans;
  let c = firstEndingAfter(cut, first);
  if ((cut[c] ?? NEVER) >= (spans[spans.length - 1] ?? NEVER)) return spans;
  const flat: number[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    let start = spans[i] ?? NEVER;
    const end = spans[i + 1] ?? NEVER;
    while (start < end && c < cut.length) {
      const cutStart = cut[c] ?? NEVER;
      if (cutStart >= end) break;
      const cutEnd = cut[c + 1] ?? NEVER;
      if (cutStart > start) flat.push(start, cutStart);
      if (cutEnd > start) start = cutEnd;
      if (cutEnd < end) c += 2;
    }
    if (start < end) flat.push(start, end);
  }
  return sealed(flat);
}

/** The minutes of the spans from `from` to before `to`. */
export function clip(spans: Spans, from: number, to: number): Spans {
  return intersect(spans, span(from, to));
}
