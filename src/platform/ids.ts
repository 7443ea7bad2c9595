import { randomUUID } from "node:crypto";

let last = { time: 0, turn: 0 };

/** How many ids of one millisecond can be told apart by their turn. */
const turns = 0x1000;

/** A UUIDv7: sorted by the time it was made, and within a process by the turn, so that what was written first stands first. */
export function newId(now = Date.now()): string {
  const first = { time: now, turn: 0 };
  const next =
    last.turn + 1 < turns ? { time: last.time, turn: last.turn + 1 } : { time: last.time + 1, turn: 0 };
  // A clock that was set back does not bring ids before those that were made already, unless it was set back far.
  last = now > last.time || now < last.time - 1_000 ? first : next;
  const time = last.time.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${last.turn.toString(16).padStart(3, "0")}${randomUUID().slice(18)}`;
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isId = (text: string): boolean => pattern.test(text);
