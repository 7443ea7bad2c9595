/** Days in which somebody can change the feedback they gave. */
export const changeableDays = 14;

const day = 1_440;

interface Receiving {
  /** Whether this person has (or had to the end) a sure place in the meeting and does not give it. */
  readonly receives: boolean;
  readonly state: string;
  /** Epoch minutes. */
  readonly end: number;
  readonly attendance: "attended" | "no_show" | null;
  /** When they gave feedback first; null when they have not. Epoch minutes. */
  readonly givenAt: number | null;
}

export type FeedbackVerdict = "may" | "not_yours" | "too_early" | "missed" | "settled";

/** Whether somebody can say how a meeting was: who received it and did not miss it, when it is over; what was said, for 14 days. `now` in epoch minutes. */
export function mayGiveFeedback(to: Receiving, now: number): FeedbackVerdict {
  if (!to.receives || to.state !== "final") return "not_yours";
  if (now < to.end) return "too_early";
  if (to.givenAt !== null) return now < to.givenAt + changeableDays * day ? "may" : "settled";
  return to.attendance === "no_show" ? "missed" : "may";
}

/** Until when (epoch minutes) feedback that was first given then can be changed. */
export const changeableUntil = (givenAt: number): number => givenAt + changeableDays * day;
