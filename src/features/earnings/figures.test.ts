import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestCommunity, type TestPerson, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { earnedIn, meetingsEarned } from "./queries/earned.ts";
import { boundsOf, type Earned, eachMonth, monthsUntil, netOf } from "./rules.ts";

let kith: TestApp;
let scene: Programme;
let meetings: { id: string; payee: string }[];
beforeAll(async () => {
  kith = await testApp();
  scene = await programme(kith, { providers: 2 });
  meetings = [];
  for (const [i, provider] of [0, 0, 1].entries()) {
    const payee = (scene.providers[provider] as TestPerson).id;
    meetings.push({
      payee,
      id: await meeting(kith, scene, { at: `2026-03-0${i + 3}T10:00Z`, provider: payee }),
    });
  }
});
afterAll(() => kith.end());

/** Zones whose months begin at odd moments: far ahead, half hours, a change of clocks in the night of a first of the month. */
const zones = [
  "Pacific/Auckland",
  "America/St_Johns",
  "Pacific/Kiritimati",
  "Asia/Kathmandu",
  "Asia/Beirut",
  "UTC",
];

/** A payment as it can have become. Moments lie close around the ends of months, in seconds from one. */
const near = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.integer({ min: -15 * 3600, max: 15 * 3600 }),
  fc.integer({ min: -40 * 86_400, max: 40 * 86_400 }),
);
const moment = fc.record({ month: fc.integer({ min: 0, max: 7 }), off: near });
const amount = fc.integer({ min: 2, max: 2_000_000 });
const payment = fc.record({
  meeting: fc.nat({ max: 2 }),
  method: fc.constantFrom("card", "card", "desk"),
  currency: fc.constantFrom("USD", "USD", "KWD", "JPY"),
  amount,
  fee: fc.option(fc.integer({ min: 0, max: 100 })),
  paid: fc.option(moment, { freq: 6 }),
  became: fc.constantFrom("kept", "open", "owed", "returned", "failed", "failed after it was returned"),
  back: moment,
  parts: fc.array(fc.record({ share: fc.integer({ min: 1, max: 60 }), at: moment, failed: fc.boolean() }), {
    maxLength: 2,
  }),
});
type Story = typeof payment extends fc.Arbitrary<infer S> ? S : never;

/** A payment with its moments, as it stands in the tables. */
interface Fact {
  id: string;
  meeting: string;
  payee: string;
  method: string;
  currency: string;
  amount: number;
  fee: number | null;
  paidAt: Temporal.Instant | null;
  refundedAt: Temporal.Instant | null;
  failedAt: Temporal.Instant | null;
  parts: { id: string; amount: number; at: Temporal.Instant; failed: boolean }[];
}

const first = Temporal.PlainYearMonth.from("2025-09");

function facts(stories: readonly Story[], zone: string): Fact[] {
  const at = ({ month, off }: { month: number; off: number }) =>
    first
      .add({ months: month })
      .toPlainDate({ day: 1 })
      .toZonedDateTime(zone)
      .toInstant()
      .add({ seconds: off });
  return stories.map((story) => {
    const of = meetings[story.meeting] ?? { id: "", payee: "" };
    const paidAt = story.paid && at(story.paid);
    const isBack = story.became === "returned" || story.became === "failed after it was returned";
    const isFailed = story.became.startsWith("failed");
    return {
      id: newId(),
      meeting: of.id,
      payee: of.payee,
      method: story.method,
      currency: story.currency,
      amount: story.amount,
      fee: story.method === "card" && paidAt ? story.fee : null,
      paidAt,
      refundedAt: paidAt && isBack ? at(story.back) : null,
      failedAt: paidAt && isFailed ? at(story.back) : null,
      parts: paidAt
        ? story.parts.map(({ share, at: when, failed }) => ({
            id: newId(),
            amount: Math.max(1, Math.floor((story.amount * share) / 150)),
            at: at(when),
            failed,
          }))
        : [],
    };
  });
}

async function write(community: TestCommunity, all: readonly Fact[]): Promise<void> {
  await kith.inside(community, async (trx) => {
    await sql`delete from payments`.execute(trx);
    for (const fact of all) {
      await trx
        .insertInto("payments")
        .values({
          community_id: community.id,
          id: fact.id,
          meeting_id: fact.meeting,
          payer_id: scene.member.id,
          payee_id: fact.payee,
          method: fact.method,
          reference: fact.id,
          amount: fact.amount,
          currency: fact.currency,
          fee: fact.fee,
          paid_at: fact.paidAt,
          refunded_at: fact.refundedAt,
          refund_failed_at: fact.failedAt,
          refund_amount: fact.refundedAt || fact.failedAt ? fact.amount : null,
          created_at: Temporal.Instant.from("2025-01-01T00:00Z"),
        })
        .execute();
      for (const part of fact.parts)
        await trx
          .insertInto("partial_refunds")
          .values({
            community_id: community.id,
            payment_id: fact.id,
            id: part.id,
            payee_id: fact.payee,
            meeting_id: fact.meeting,
            currency: fact.currency,
            amount: part.amount,
            refunded_at: part.at,
            failed_at: part.failed ? part.at : null,
          })
          .execute();
    }
  });
}

/** The slow way: each month asks each payment whether its moment, read on the clock of the zone, is in it. */
function recount(all: readonly Fact[], payee: string, month: string, zone: string): Map<string, Earned> {
  const sums = new Map<string, Earned>();
  const is = (at: Temporal.Instant | null): boolean =>
    at?.toZonedDateTimeISO(zone).toString().startsWith(month) ?? false;
  const add = (currency: string, more: Partial<Earned>) => {
    const sum = sums.get(currency) ?? { currency, gross: 0, fees: 0, refunds: 0, payments: 0, unknown: 0 };
    sums.set(currency, {
      currency,
      gross: sum.gross + (more.gross ?? 0),
      fees: sum.fees + (more.fees ?? 0),
      refunds: sum.refunds + (more.refunds ?? 0),
      payments: sum.payments + (more.payments ?? 0),
      unknown: sum.unknown + (more.unknown ?? 0),
    });
  };
  for (const fact of all.filter((one) => one.payee === payee)) {
    const unknown = fact.method === "card" && fact.fee === null ? 1 : 0;
    if (is(fact.paidAt))
      add(fact.currency, { gross: fact.amount, fees: fact.fee ?? 0, payments: 1, unknown });
    const parts = fact.parts.filter(({ failed }) => !failed);
    for (const part of parts) if (is(part.at)) add(fact.currency, { refunds: part.amount });
    const before = parts.reduce((sum, part) => sum + part.amount, 0);
    if (is(fact.refundedAt) && !fact.failedAt)
      add(fact.currency, { refunds: Math.max(0, fact.amount - before) });
  }
  return sums;
}

/** Without rows of nothing but zeros, which say the same as no row. */
const shown = (earned: readonly Earned[]): Earned[] =>
  earned
    .map(({ currency, gross, fees, refunds, payments, unknown }) => ({
      currency,
      gross,
      fees,
      refunds,
      payments,
      unknown,
    }))
    .filter(({ payments, refunds }) => payments > 0 || refunds > 0)
    .toSorted((one, other) => one.currency.localeCompare(other.currency));

test("every figure of every month is what a slow recount gives, by currency, zone and giver, and meetings add up to months", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...zones),
      fc.array(payment, { minLength: 1, maxLength: 14 }),
      async (zone, stories) => {
        const all = facts(stories, zone);
        await write(scene.community, all);
        const months = monthsUntil(first, first.add({ months: 7 }), zone);
        for (const { id: payee } of scene.providers) {
          const earned = await kith.inside(scene.community, (trx) => earnedIn(trx, payee, months));
          for (const month of eachMonth(months)) {
            const expected = shown([...recount(all, payee, month.toString(), zone).values()]);
            expect(shown(earned.filter((one) => one.month.equals(month)))).toEqual(expected);
            compared += expected.length;
          }
        }
        const [talia] = scene.providers as [TestPerson];
        const month = first.add({ months: stories.length % 8 });
        const byMeeting = await kith.inside(scene.community, (trx) =>
          meetingsEarned(trx, talia.id, { first: month, count: 1, zone }, 1),
        );
        const sums = new Map<string, number>();
        for (const one of byMeeting.rows) sums.set(one.currency, (sums.get(one.currency) ?? 0) + netOf(one));
        const whole = recount(all, talia.id, month.toString(), zone);
        expect([...sums].filter(([, net]) => net !== 0).toSorted()).toEqual(
          [...whole]
            .map(([currency, one]) => [currency, netOf(one)] as const)
            .filter(([, net]) => net !== 0)
            .toSorted(),
        );
      },
    ),
    { numRuns: 60 },
  );
  expect(compared).toBeGreaterThan(100);
});

test("a month begins when the clocks of its zone say so, also where there is no midnight", () => {
  const begin = (month: string, zone: string) =>
    boundsOf({ first: Temporal.PlainYearMonth.from(month), count: 1, zone }).map(String);
  expect(begin("2026-04", "Pacific/Auckland")).toEqual(["2026-03-31T11:00:00Z", "2026-04-30T12:00:00Z"]);
  expect(begin("2026-03", "America/St_Johns")).toEqual(["2026-03-01T03:30:00Z", "2026-04-01T02:30:00Z"]);
  // In the first, the clocks went forward at midnight; before the second, a whole day was left out.
  expect(begin("2017-10", "America/Asuncion")[0]).toBe("2017-10-01T04:00:00Z");
  expect(begin("1995-01", "Pacific/Kiritimati")[0]).toBe("1994-12-31T10:00:00Z");
});
