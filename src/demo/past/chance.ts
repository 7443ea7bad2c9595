/** Numbers that look like chance and are the same every time, so that a demo looks alike everywhere. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to below 1 (Mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** Whether something happens that does so in this part of all cases. */
  happens(part: number): boolean {
    return this.next() < part;
  }

  /** One of these, the earlier ones more often the higher `lean` is. */
  pick<T>(from: readonly T[], lean = 1): T | undefined {
    return from[Math.floor(from.length * this.next() ** lean)];
  }

  /** So many different ones of these, fewer where there are fewer. */
  some<T>(from: readonly T[], count: number): T[] {
    const rest = [...from];
    return Array.from(
      { length: Math.min(count, rest.length) },
      () => rest.splice(this.below(rest.length), 1)[0],
    ).filter((one) => one !== undefined);
  }
}
