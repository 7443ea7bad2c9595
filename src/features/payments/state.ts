import type { Payment } from "./payment.ts";
import type { Due } from "./queries/due.ts";
import { canGoOn, standingOf } from "./rules.ts";

/**
 * What somebody who is to pay for a meeting has to know: it waits for payment, it waited too long, it is paid; or it is off, and
 * what became of the money.
 */
export type PayState = "due" | "over" | "paid" | "off" | "owed" | "collect" | "returned" | "failed" | "kept";

export function payState(
  due: Pick<Due, "state" | "payBy">,
  payments: readonly Payment[],
  now: Temporal.Instant,
): PayState {
  if (due.state === "final") return "paid";
  if (due.state === "unpaid") {
    return due.payBy && Temporal.Instant.compare(now, due.payBy) < 0 ? "due" : "over";
  }
  const standings = payments.map((payment) => ({ method: payment.method, standing: standingOf(payment) }));
  const has = (wanted: string) => standings.find(({ standing }) => standing === wanted);
  const owed = has("owed") ?? has("paid");
  if (has("failed")) return "failed";
  if (owed) return owed.method === "desk" ? "collect" : "owed";
  if (has("kept")) return "kept";
  return has("returned") ? "returned" : "off";
}

/** The code to say at the desk, when one was asked for and still holds. */
export function deskReference(due: Due, payments: readonly Payment[], now: Temporal.Instant): string | null {
  const open = payments.find((payment) => payment.method === "desk" && canGoOn(payment, due, now));
  return open?.reference ?? null;
}

/** How long a page that waits for news of a card payment looks again by itself. Minutes. */
const patience = 10;

/** Whether news of a card payment may come at any moment. */
export const isExpected = (payments: readonly Payment[], now: Temporal.Instant): boolean =>
  payments.some(({ method, begunAt }) => method === "card" && begunAt.until(now).total("minutes") < patience);
