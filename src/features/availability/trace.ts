import type { RemovingRule } from "./question.ts";
import { NONE, type Spans, size, sizeOfBoth, union } from "./spans.ts";
import type { Veto } from "./vetoes.ts";

/** Hears rule by rule which starts are left. All sets are of places in the grid. */
export interface Listener {
  /** The starts within the hours, and those within the weekly hours that exceptions put out of force. */
  hours(left: Spans, replaced: Spans): void;
  obeyed(veto: Veto, left: Spans): void;
}

/** How many starts were allowed, and how many each rule took: each start counts for the first rule that did. */
export interface Trace {
  readonly allowed: number;
  readonly removed: Readonly<Record<RemovingRule, number>>;
}

/** Counts what each rule takes from one provider, by listening to the sieve. */
export class Tally implements Listener {
  readonly #allowed: number;
  readonly #removed = {
    hours: 0,
    exception: 0,
    location_closed: 0,
    location_full: 0,
    paused: 0,
    closing: 0,
    notice: 0,
    horizon: 0,
    weekly_cap: 0,
    busy: 0,
    buffer: 0,
    member_cap: 0,
    member_busy: 0,
  };
  #left = NONE;
  #count = 0;

  constructor(allowed: number) {
    this.#allowed = allowed;
  }

  hours(left: Spans, replaced: Spans): void {
    this.#left = left;
    this.#count = size(left);
    this.#removed.exception = size(replaced) - sizeOfBoth(replaced, left);
    this.#removed.hours = this.#allowed - this.#count - this.#removed.exception;
  }

  obeyed({ rule, core }: Veto, left: Spans): void {
    if (left === this.#left) return;
    const count = size(left);
    const byCore = core ? core.countIn(this.#left) : 0;
    if (core) this.#removed[core.rule] += byCore;
    this.#removed[rule] += this.#count - count - byCore;
    this.#left = left;
    this.#count = count;
  }

  get trace(): Trace {
    return { allowed: this.#allowed, removed: this.#removed };
  }
}

/** Hears several places one after the other, and tells what is left at any of them after each rule. */
export class Gathering implements Listener {
  #left = NONE;
  #replaced = NONE;
  readonly #after = new Map<RemovingRule, Spans>();

  hours(left: Spans, replaced: Spans): void {
    this.#left = union(this.#left, left);
    this.#replaced = union(this.#replaced, replaced);
  }

  obeyed({ rule }: Veto, left: Spans): void {
    this.#after.set(rule, union(this.#after.get(rule) ?? NONE, left));
  }

  tell(listener: Listener): void {
    listener.hours(this.#left, this.#replaced);
    for (const [rule, left] of this.#after) listener.obeyed({ rule, starts: NONE }, left);
  }
}
