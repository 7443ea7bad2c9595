import type { Question } from "./question.ts";
import { firstEndingAfter, NONE, type Spans, SpansBuilder, size } from "./spans.ts";
import { offsetAt, type Period, periods } from "./zones.ts";

/**
 * The allowed starts of a question, numbered in order of time. Sets of starts are spans of these numbers ("places"),
 * which are few and easily counted.
 */
export class Grid {
  /** Epoch minutes, ascending. */
  readonly starts: readonly number[];
  readonly #from: number;
  readonly #to: number;
  /** One bit a minute of the window, set for an allowed start, and how many are set before each word of 32 bits. */
  readonly #bits: Int32Array;
  readonly #setBefore: Int32Array;

  constructor({ from, to, starts: { zone, minutesOfHour } }: Question) {
    const minutes = [...new Set(minutesOfHour)].sort((a, b) => a - b);
    const starts: number[] = [];
    for (const period of periods(zone, from, to)) addAllowed(starts, period, minutes);

    const words = (Math.max(0, to - from) >> 5) + 1;
    const bits = new Int32Array(words);
    const setBefore = new Int32Array(words);
    let word = 0;
    for (let place = 0; place < starts.length; place++) {
      const minute = (starts[place] ?? from) - from;
      while (word < minute >> 5) setBefore[++word] = place;
      bits[word] = (bits[word] ?? 0) | (1 << (minute & 31));
    }
    setBefore.fill(starts.length, word + 1);
    this.starts = starts;
    this.#from = from;
    this.#to = to;
    this.#bits = bits;
    this.#setBefore = setBefore;
  }

  /** The places of all starts in spans of minutes, each begun `before` minutes earlier and ended `after` later. */
  placesIn(spans: Spans, before = 0, after = 0): Spans {
    if (spans.length === 0) return NONE;
    const places = new SpansBuilder();
    for (let i = firstEndingAfter(spans, this.#from - after); i < spans.length; i += 2) {
      const start = (spans[i] ?? 0) - before;
      if (start >= this.#to) break;
      places.add(this.#startsBefore(start), this.#startsBefore((spans[i + 1] ?? 0) + after));
    }
    return places.build();
  }

  /** How many of these places lie in spans of minutes, each begun `before` minutes earlier. */
  countIn(places: Spans, spans: Spans, before: number): number {
    let count = 0;
    let counted = 0;
    let p = 0;
    for (let i = firstEndingAfter(spans, this.#from); i < spans.length; i += 2) {
      const start = Math.max(counted, this.#startsBefore((spans[i] ?? 0) - before));
      const end = this.#startsBefore(spans[i + 1] ?? 0);
      while (p < places.length && (places[p + 1] ?? 0) <= start) p += 2;
      if (p === places.length) break;
      for (let q = p; q < places.length && (places[q] ?? 0) < end; q += 2) {
        count += Math.max(0, Math.min(end, places[q + 1] ?? 0) - Math.max(start, places[q] ?? 0));
      }
      counted = end;
    }
    return count;
  }

  /** The starts at these places, as epoch minutes. */
  startsAt(places: Spans): number[] {
    const { starts } = this;
    const found = new Array<number>(size(places));
    let n = 0;
    for (let p = 0; p < places.length; p += 2) {
      const end = places[p + 1] ?? 0;
      for (let place = places[p] ?? end; place < end; place++) found[n++] = starts[place] ?? 0;
    }
    return found;
  }

  /** The place of a start, or undefined when none is allowed at that minute. */
  placeOf(start: number): number | undefined {
    const place = this.#startsBefore(start);
    return this.starts[place] === start ? place : undefined;
  }

  #startsBefore(minute: number): number {
    if (minute <= this.#from) return 0;
    if (minute >= this.#to) return this.starts.length;
    const i = minute - this.#from;
    const earlierBits = (this.#bits[i >> 5] ?? 0) & ((1 << (i & 31)) - 1);
    return (this.#setBefore[i >> 5] ?? 0) + bitsSet(earlierBits);
  }
}

function addAllowed(
  starts: number[],
  { begin, end, offset }: Period,
  minutesOfHour: readonly number[],
): void {
  for (let hour = Math.floor((begin + offset) / 60) * 60 - offset; hour < end; hour += 60) {
    for (const minute of minutesOfHour) {
      if (begin <= hour + minute && hour + minute < end) starts.push(hour + minute);
    }
  }
}

/** How many of 32 bits are set: in pairs, in fours, in bytes, then all together. */
function bitsSet(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Whether the wall clock of the zone shows an allowed minute of the hour at this epoch minute. */
export function isOnGrid({ zone, minutesOfHour }: Question["starts"], minute: number): boolean {
  const wall = minute + offsetAt(zone, minute);
  return minutesOfHour.includes(((wall % 60) + 60) % 60);
}
