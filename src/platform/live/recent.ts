import { randomBytes } from "node:crypto";
import type { Missed } from "./hub.ts";
import type { Touch } from "./touch.ts";

interface Heard {
  readonly number: number;
  readonly at: number;
  readonly touch: Touch;
}

/** For how long and how many touches are kept. */
const keptFor = 5 * 60_000;
const keptAtMost = 5_000;

/** How far apart the clocks of two machines may be, and how long a touch may travel, in milliseconds. */
const slack = 5_000;

/**
 * What a process has heard lately, for pages that begin to listen some time after they were made. A stamp of the same process is a
 * number of touches: whatever committed before had been heard of. One of another process is a time, and is taken generously.
 */
export class Recent {
  readonly #now: () => number;
  #heard: Heard[] = [];
  /** Names an uninterrupted time of hearing in one process. */
  #epoch = newEpoch();
  #number = 0;
  /** The touches up to this number, heard up to this moment, are not known, or no more. */
  #forgotten = { number: 0, at: Number.POSITIVE_INFINITY };
  #hearing = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  stamp(): string {
    return [this.#epoch, this.#number, this.#now()].join(".");
  }

  begin(): void {
    this.#epoch = newEpoch();
    this.#heard = [];
    this.#forgotten = { number: this.#number, at: this.#now() };
    this.#hearing = true;
  }

  end(): void {
    // Pages made meanwhile carry a name that is never answered to.
    this.#epoch = newEpoch();
    this.#hearing = false;
  }

  add(touch: Touch): void {
    this.#number += 1;
    const at = this.#now();
    this.#heard.push({ number: this.#number, at, touch });
    // Now and then and not with every one: taking from the front of a long list costs.
    if (this.#heard.length < 2 * keptAtMost && (this.#heard[0]?.at ?? at) > at - 2 * keptFor) return;
    const kept = this.#heard.slice(-keptAtMost).filter((heard) => heard.at > at - keptFor);
    const last = this.#heard.at(-kept.length - 1);
    if (last) this.#forgotten = last;
    this.#heard = kept;
  }

  /** What of the touches since a stamp matters, by what `matters` finds in each. Nothing while nothing is heard: what comes then tells all. */
  since(stamp: string, matters: (touch: Touch) => readonly string[]): Missed {
    if (!this.#hearing) return [];
    const [epoch = "", number = Number.NaN, at = Number.NaN] = partsOf(stamp);
    const known = epoch === this.#epoch ? number >= this.#forgotten.number : at - slack > this.#forgotten.at;
    if (!known) return "everything";
    const later = this.#heard.filter((heard) =>
      epoch === this.#epoch ? heard.number > number : heard.at > at - slack,
    );
    return [...new Set(later.flatMap(({ touch }) => matters(touch)))];
  }
}

const newEpoch = (): string => randomBytes(6).toString("base64url");

const partsOf = (stamp: string): [string, number, number] | [] => {
  const [epoch, number, at] = stamp.split(".");
  return epoch && number && at ? [epoch, Number(number), Number(at)] : [];
};
