/** Who is busy when, so that nobody of the demo's past was in two places. */
export class Diary {
  readonly #spans = new Map<string, [start: number, end: number][]>();

  /** Takes a time of somebody (epoch minutes); false, and nothing is taken, when they have something else then. */
  take(who: string, start: number, end: number): boolean {
    const spans = this.#spans.get(who) ?? [];
    if (spans.some(([from, to]) => from < end && start < to)) return false;
    spans.push([start, end]);
    this.#spans.set(who, spans);
    return true;
  }
}
