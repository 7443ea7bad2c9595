import { startOfDate } from "../availability/index.ts";
import { readDate } from "../availability/schema.ts";
import type { Window } from "./rules.ts";

/** What was typed: exactly the time that is gone, or any time on some days. */
export interface Typed {
  readonly which: string;
  /** The start that is gone, in epoch minutes; "" when there was none. */
  readonly at: string;
  /** Dates such as `2026-12-01`, both included. */
  readonly from: string;
  readonly until: string;
}

type Reading = { ok: true; window: Window } | { ok: false; fields: Readonly<Record<string, string>> };

/** Reads what somebody waits for on the clock of their zone, or says what is wrong with each field. */
export function readWindow({ which, at, from, until }: Typed, zone: string): Reading {
  const exact = Number(at);
  if (which === "exact" && at !== "" && Number.isInteger(exact))
    return { ok: true, window: { from: exact, until: exact + 1 } };
  const [first, last] = [readDate(from), readDate(until)];
  if (first === null || last === null)
    return {
      ok: false,
      fields: {
        ...(first === null && { from: "fault.date" }),
        ...(last === null && { until: "fault.date" }),
      },
    };
  if (last < first) return { ok: false, fields: { until: "fault.until_before_from" } };
  return { ok: true, window: { from: startOfDate(zone, first), until: startOfDate(zone, last + 1) } };
}
