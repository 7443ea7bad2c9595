import type { Spans } from "./spans.ts";

// Moments are epoch minutes (UTC), dates are days since 1970-01-01, times of day are minutes of the local day.

/** Hours that come back every week on one weekday (0 is Sunday), on the wall clock of the provider's zone. */
export interface WeeklyHours {
  readonly day: number;
  readonly start: number;
  /** Up to 1440. Hours past midnight are two entries. */
  readonly end: number;
  /** The first and the last local date on which they hold. */
  readonly from?: number;
  readonly until?: number;
}

/** Local dates, both included, on which other hours hold than the weekly ones; no ranges: time off. */
export interface Exception {
  readonly from: number;
  readonly to: number;
  /** `[start, end]` in minutes of the local day. Two exceptions of one date add up. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** Where a provider can be met, and when. One without a location stands for "anywhere". */
export interface Place {
  readonly locationId?: string;
  readonly weekly: readonly WeeklyHours[];
  readonly exceptions: readonly Exception[];
  /** When the location itself is open, if it has hours of its own: the whole meeting must lie within. */
  readonly open?: Spans;
  /** When the location can take no further meeting. */
  readonly full?: Spans;
}

/** Times taken from a provider for another reason than being busy. */
export interface Block {
  /** A pause forbids every meeting that touches it; a reached cap every meeting that starts in it. */
  readonly reason: "paused" | "weekly_cap";
  readonly spans: Spans;
}

export interface Provider {
  readonly id: string;
  readonly zone: string;
  /** One in the common case. A start is free when it is free at one of them at least. */
  readonly places: readonly Place[];
  /** Own meetings and outside calendars, without buffers. */
  readonly busy: Spans;
  /** Minutes kept clear of busy times before and after a meeting; they need not be within the hours. */
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  /** No start before this, where the provider asks for more notice than the community. */
  readonly earliest?: number;
  readonly blocks?: readonly Block[];
}

export interface Question {
  /** Starts are sought from `from` to before `to`. */
  readonly from: number;
  readonly to: number;
  /** At least 1. */
  readonly durationMinutes: number;
  /** The minutes of the hour, on the wall clock of a zone, at which a meeting may start: 0 and 30, say. */
  readonly starts: { readonly zone: string; readonly minutesOfHour: readonly number[] };
  /** No start before this (now and the notice) nor after that (how far ahead). */
  readonly earliest: number;
  readonly latest: number;
  readonly closings: Spans;
  /** When the member has something else; buffers are the provider's and do not apply. */
  readonly memberBusy: Spans;
  /** Days or weeks, as spans, in which the member has no minutes left: no meeting may start in them. */
  readonly memberCapped?: Spans;
}

/** What can forbid a start, in the order in which the trace asks. */
export const RULES = [
  "grid", // not at an allowed minute of the hour
  "hours", // outside the hours
  "exception", // within the hours, but not on that date
  "location_closed",
  "location_full",
  "paused",
  "closing",
  "notice",
  "horizon",
  "weekly_cap",
  "busy",
  "buffer", // free itself, but too close to something else
  "member_cap",
  "member_busy",
] as const;

export type Rule = (typeof RULES)[number];

/** The rules that can take an allowed start away. */
export type RemovingRule = Exclude<Rule, "grid">;
