import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Fact, Payment } from "./payment.ts";
import { type DueFacts, decided, learn, sessionEnd, standingOf } from "./rules.ts";

const now = Temporal.Instant.from("2026-03-02T09:00:00Z");
const after = (seconds: number) => now.add({ seconds });

const begun = (id: string, more: Partial<Payment> = {}): Payment => ({
  id,
  meetingId: "m",
  payerId: "p",
  method: "card",
  reference: id,
  amount: 4500,
  currency: "USD",
  sessionId: null,
  sessionUrl: null,
  sessionEndsAt: null,
  intentId: null,
  paidAt: null,
  fee: null,
  recordedBy: null,
  refundReason: null,
  refundWantedAt: null,
  refundAmount: null,
  refundId: null,
  refundedAt: null,
  refundFailedAt: null,
  endedAt: null,
  begunAt: now,
  ...more,
});

interface World {
  readonly meeting: DueFacts;
  readonly payments: readonly Payment[];
}

type Step = { readonly payment: string; readonly fact: Fact } | { readonly cancel: "full" | "none" };

/** What the application does with one piece of news, without its database. */
function step({ meeting, payments }: World, news: Step): World {
  if ("cancel" in news) {
    const off: DueFacts =
      meeting.state === "cancelled" ? meeting : { state: "cancelled", refund: news.cancel };
    return { meeting: off, payments: decided(payments, off, { news: null, now }) };
  }
  const learned = payments.map((payment) =>
    payment.id === news.payment ? learn(payment, news.fact) : payment,
  );
  const wasPaid = payments.find(({ id }) => id === news.payment)?.paidAt;
  const isPaid = !wasPaid && learned.find(({ id }) => id === news.payment)?.paidAt;
  const state: DueFacts = isPaid && meeting.state === "unpaid" ? { ...meeting, state: "final" } : meeting;
  return { meeting: state, payments: decided(learned, state, { news: isPaid ? news.payment : null, now }) };
}

const start: World = {
  meeting: { state: "unpaid", refund: "full" },
  payments: [begun("a"), begun("b"), begun("c", { method: "desk" })],
};

const run = (steps: readonly Step[]): World => steps.reduce(step, start);

/** All that is known, with instants as texts, since two instants are equal to any comparison of their properties. */
const wholly = (world: World): unknown => JSON.parse(JSON.stringify(world));

/** What everything comes to: money and meeting. */
const outcome = ({ meeting, payments }: World) => ({
  meeting: meeting.state,
  money: payments.map((payment) => [payment.id, standingOf(payment), payment.refundAmount]),
});

const factsOf = (payment: string): fc.Arbitrary<Step[]> =>
  fc
    .subarray<Fact>([
      { kind: "begun", sessionId: `s${payment}` },
      { kind: "paid", at: after(10), intentId: `i${payment}` },
      { kind: "paid", at: after(11), intentId: `i${payment}` },
      { kind: "ended", at: after(20) },
      { kind: "refunded", at: after(30), intentId: `i${payment}`, refundId: `r${payment}` },
      { kind: "refunded", at: after(31), intentId: `i${payment}`, refundId: null },
      { kind: "refundFailed", at: after(40), refundId: `r${payment}` },
    ])
    .map((facts) => facts.map((fact) => ({ payment, fact })));

const news = fc.tuple(factsOf("a"), factsOf("b")).map((both) => both.flat());

/** The same news in two orders, each said once or several times. */
const twice = news.chain((steps) => {
  const order = fc
    .tuple(fc.shuffledSubarray(steps, { minLength: steps.length }), fc.shuffledSubarray(steps))
    .map(([all, again]) => [...all, ...again]);
  return fc.tuple(order, order);
});

test("whatever the order of the news, and however often each comes, all ends in the same state", () => {
  fc.assert(
    fc.property(twice, ([one, other]) => {
      expect(wholly(run(one))).toEqual(wholly(run(other)));
    }),
    { numRuns: 5_000 },
  );
});

test("a meeting that its host calls off leaves nobody's money behind, wherever among the news that happens", () => {
  const cancelled = fc
    .tuple(twice, fc.nat(20), fc.nat(20))
    .map(([[one, other], i, j]) => [withCancel(one, "full", i), withCancel(other, "full", j)] as const);
  fc.assert(
    fc.property(cancelled, ([one, other]) => {
      expect(outcome(run(one))).toEqual(outcome(run(other)));
      const { meeting, payments } = run(one);
      expect(meeting.state).toBe("cancelled");
      for (const payment of payments) expect(["paid", "kept"]).not.toContain(standingOf(payment));
    }),
    { numRuns: 5_000 },
  );
});

test("never is more than one payment kept for a meeting, and never does one go back that pays for it", () => {
  const any = fc
    .tuple(twice, fc.option(fc.tuple(fc.constantFrom("full" as const, "none" as const), fc.nat(20))))
    .map(([[steps], cancel]) => (cancel ? withCancel(steps, ...cancel) : steps));
  fc.assert(
    fc.property(any, (steps) => {
      const { meeting, payments } = run(steps);
      const kept = payments.filter((payment) => ["paid", "kept"].includes(standingOf(payment)));
      expect(kept.length).toBeLessThanOrEqual(1);
      const paid = payments.filter(({ paidAt }) => paidAt !== null);
      const outside = payments.some(({ refundedAt, refundFailedAt }) => refundedAt || refundFailedAt);
      if (meeting.state === "final" && !outside) expect([paid.length > 0, kept.length]).toEqual([true, 1]);
      for (const payment of payments) {
        if (payment.refundWantedAt) expect(payment.refundAmount).toBe(payment.amount);
      }
    }),
    { numRuns: 5_000 },
  );
});

test("what was decided to go back is never taken back, whatever becomes known later", () => {
  fc.assert(
    fc.property(twice, ([steps]) => {
      let world = start;
      for (const one of steps) {
        const next = step(world, one);
        for (const [i, payment] of world.payments.entries()) {
          if (payment.refundWantedAt)
            expect(String(next.payments[i]?.refundWantedAt)).toBe(String(payment.refundWantedAt));
        }
        world = next;
      }
    }),
    { numRuns: 2_000 },
  );
});

test("a member who cancels too late has nothing back, and money that comes after that has all of it back", () => {
  const paid: Step = { payment: "a", fact: { kind: "paid", at: after(10), intentId: "ia" } };
  const before = run([paid, { cancel: "none" }]);
  expect(outcome(before).money[0]).toEqual(["a", "kept", 0]);
  const later = run([{ cancel: "none" }, paid]);
  expect(outcome(later).money[0]).toEqual(["a", "owed", 4500]);
});

test("cash is kept rather than a card's money, which can be sent back", () => {
  const card: Step = { payment: "a", fact: { kind: "paid", at: after(1), intentId: "ia" } };
  const cash: Step = { payment: "c", fact: { kind: "paid", at: after(2), intentId: null } };
  for (const steps of [
    [card, cash],
    [cash, card],
  ]) {
    const { money } = outcome(run(steps));
    expect(money.map(([id, standing]) => [id, standing])).toEqual([
      ["a", "owed"],
      ["b", "open"],
      ["c", "paid"],
    ]);
  }
});

test("a checkout ends five minutes before the meeting stops waiting, within half an hour and a day", () => {
  const minutes = (payBy: string) =>
    Math.round(now.until(sessionEnd(now, Temporal.Instant.from(payBy))).total("minutes"));
  expect(minutes("2026-03-02T11:00:00Z")).toBe(115);
  expect(minutes("2026-03-02T09:05:00Z")).toBe(31);
  expect(minutes("2026-03-09T09:00:00Z")).toBe(24 * 60 - 1);
});

describe("a place in a group that is given up and taken again", () => {
  /** One time that somebody had a place: paid by this payment, or not, and given up with or without the money back, or kept. */
  interface Turn {
    readonly payment: string | null;
    readonly end: "full" | "none" | "kept";
    /** Whether the money is settled before the next news, or only with it. */
    readonly settled: boolean;
  }
  const turns = fc
    .array(
      fc.record({
        pays: fc.boolean(),
        end: fc.constantFrom("full" as const, "none" as const),
        settled: fc.boolean(),
      }),
      { maxLength: 4 },
    )
    .chain((earlier) =>
      fc
        .record({ pays: fc.boolean(), stays: fc.boolean() })
        .map(({ pays, stays }): Turn[] => [
          ...earlier.map(({ pays: paid, ...turn }, i) => ({ ...turn, payment: paid ? `p${i}` : null })),
          { payment: pays ? "last" : null, end: stays ? "kept" : "full", settled: true },
        ]),
    );

  /** What the application does: what was left to be decided comes first, then the news. */
  function play(all: readonly Turn[]): readonly Payment[] {
    let payments: readonly Payment[] = all.flatMap(({ payment }) => (payment ? [begun(payment)] : []));
    let refund: DueFacts["refund"] = "full";
    const settleAt = (state: DueFacts["state"], of: string | null = null): void => {
      payments = decided(payments, { state, refund }, { news: of, now });
    };
    for (const { payment, end, settled } of all) {
      if (payment) {
        settleAt("unpaid");
        const fact: Fact = { kind: "paid", at: now, intentId: payment };
        payments = payments.map((one) => (one.id === payment ? learn(one, fact) : one));
        settleAt("final", payment);
      }
      // That an unpaid place was let go says nothing of money.
      if (end !== "kept" && payment) refund = end;
      if (settled) settleAt(end === "kept" ? (payment ? "final" : "unpaid") : "cancelled");
    }
    return payments;
  }

  test("is paid by each time's own money: what went back, what stayed and what counts is as it was each time", () => {
    fc.assert(
      fc.property(turns, (all) => {
        const after = play(all);
        for (const { payment, end } of all) {
          if (!payment) continue;
          const one = after.find(({ id }) => id === payment);
          const wanted = { full: "owed", none: "kept", kept: "paid" }[end];
          expect([payment, one && standingOf(one)]).toEqual([payment, wanted]);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

function withCancel(steps: readonly Step[], cancel: "full" | "none", at: number): Step[] {
  return [...steps.slice(0, at), { cancel }, ...steps.slice(at)];
}
