import { type RemovingRule, RULES } from "./question.ts";
import { NONE, type Spans, size, sizeOfBoth, union } from "./spans.ts";
import type { Veto } from "./vetoes.ts";

/** Hears rule by rule which starts are left. All sets are of places in the grid. */
export interface Listener {
  /** The starts within the hours, and those within weekly hours, or partly so, that exceptions put out of force. */
  hours(left: Spans, replaced: Spans): void;
  obeyed(veto: Veto, left: Spans): void;
}

/** How many starts were allowed, and how many each rule took: each start counts for the first rule that did. */
export interface Trace {
  readonly allowed: number;
  readonly removed: Readonly<Record<RemovingRule, number>>;
}

const NOTHING: Record<RemovingRule, number> = {
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

/** The rules that can take a start, in their order, and where each of them is counted. */
const removing = RULES.filter((rule): rule is RemovingRule => rule !== "grid");
const columns = new Map(removing.map((rule, column) => [rule, column]));

/** Counts what each rule takes from one provider after the other, by listening to the sieve: a row of figures each. */
export class Tally implements Listener {
  readonly #allowed: number;
  readonly #removed: Int32Array;
  #row = -removing.length;
  #left = NONE;
  #count = 0;

  constructor(allowed: number, providers: number) {
    this.#allowed = allowed;
    this.#removed = new Int32Array(providers * removing.length);
  }

  hours(left: Spans, replaced: Spans): void {
    this.#row += removing.length;
    this.#left = left;
    this.#count = size(left);
    const lost = replaced.length === 0 ? 0 : size(replaced) - sizeOfBoth(replaced, left);
    this.#add("exception", lost);
    this.#add("hours", this.#allowed - this.#count - lost);
  }

  obeyed({ rule, core }: Veto, left: Spans): void {
    if (left === this.#left) return;
    const count = size(left);
    const byCore = core ? core.countIn(this.#left) : 0;
    if (core) this.#add(core.rule, byCore);
    this.#add(rule, this.#count - count - byCore);
    this.#left = left;
    this.#count = count;
  }

  /** What was counted for the provider heard as number `index`, from 0. */
  traceOf(index: number): Trace {
    const row = index * removing.length;
    const removed = { ...NOTHING };
    for (const [column, rule] of removing.entries()) removed[rule] = this.#removed[row + column] ?? 0;
    return { allowed: this.#allowed, removed };
  }

  #add(rule: RemovingRule, starts: number): void {
    const cell = this.#row + (columns.get(rule) ?? 0);
    this.#removed[cell] = (this.#removed[cell] ?? 0) + starts;
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
