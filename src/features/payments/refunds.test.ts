import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Till } from "#support/stripe/till.ts";

let till: Till;
beforeAll(async () => {
  till = await Till.open();
});
beforeEach(() => {
  till.kith.clock.set("2026-03-02T09:00:00Z");
  till.stripe.faults.length = 0;
  till.stripe.book.refundsAre = "succeeded";
});
afterAll(() => till?.close());

/** A meeting on Wednesday, 4 March, 10:00 that was paid by card and is final. */
async function final(): Promise<{ meeting: string; intent: string }> {
  const meeting = await till.due();
  const session = till.stripe.book.pay(await till.toCheckout(meeting));
  await till.settled();
  expect((await till.meeting(meeting)).state).toBe("final");
  return { meeting, intent: session.payment_intent ?? "" };
}

const given = (intent: string): number[] => till.stripe.book.refundsOf(intent).map(({ amount }) => amount);

test("who cancels a day before the start has everything back, once, and both are told", async () => {
  const { meeting, intent } = await final();
  await till.cancel(meeting, till.member);
  await till.settled();
  expect(given(intent)).toEqual([4500]);
  expect(await till.payments(meeting)).toMatchObject([
    { refunded: true, refund_amount: 4500, refund_reason: "off" },
  ]);
  for (const person of [till.scene.member, ...till.scene.providers])
    expect(await till.told(person.id, meeting)).toContain("payments.refunded");
  expect((await till.member.get(till.path(meeting, "/pay"))).text).toContain("has been paid back");
});

test("who cancels later than that has nothing back", async () => {
  const { meeting, intent } = await final();
  till.kith.clock.set("2026-03-03T10:01:00Z");
  await till.cancel(meeting, till.member);
  await till.settled();
  expect(given(intent)).toEqual([]);
  expect(await till.payments(meeting)).toMatchObject([
    { paid: true, refunded: false, refund_amount: 0, refund_reason: "kept" },
  ]);
  expect((await till.member.get(till.path(meeting, "/pay"))).text).toContain("cancelled too late");
});

test("when its provider calls a meeting off, everything goes back, however late", async () => {
  const { meeting, intent } = await final();
  till.kith.clock.set("2026-03-04T09:59:00Z");
  await till.cancel(meeting, till.provider);
  await till.settled();
  expect(given(intent)).toEqual([4500]);
});

test("money that arrives after a meeting was called off goes back once, and both are told", async () => {
  const meeting = await till.due();
  const session = await till.toCheckout(meeting);
  till.stripe.post.held = true;
  const { payment_intent: intent } = till.stripe.book.pay(session);
  await till.cancel(meeting, till.provider);
  till.stripe.post.held = false;
  for (const notice of till.stripe.post.waiting.splice(0)) {
    await till.stripe.post.bring(notice);
    await till.stripe.post.bring(notice);
  }
  await till.settled();
  expect(given(intent ?? "")).toEqual([4500]);
  expect((await till.meeting(meeting)).state).toBe("cancelled");
  for (const person of [till.scene.member, ...till.scene.providers])
    expect(
      (await till.told(person.id, meeting)).filter((message) => message === "payments.refunded"),
    ).toHaveLength(1);
});

test("who paid on two pages has the second payment back, once", async () => {
  const meeting = await till.due();
  const first = await till.toCheckout(meeting);
  const second = await till.secondCheckout(meeting);
  expect(second).not.toBe(first);
  const [one, two] = [till.stripe.book.pay(second), till.stripe.book.pay(first)];
  await till.settled();
  expect((await till.meeting(meeting)).state).toBe("final");
  expect([given(two.payment_intent ?? ""), given(one.payment_intent ?? "")]).toEqual([[], [4500]]);
});

test("a refund whose answer is lost is not made twice", async () => {
  const { meeting, intent } = await final();
  for (let i = 0; i < 4; i += 1) till.stripe.faults.push({ on: "POST /v1/refunds", does: "lose" });
  till.stripe.post.held = true;
  await till.cancel(meeting, till.provider);
  await till.settled();
  till.stripe.post.held = false;
  till.stripe.post.waiting.length = 0;
  expect(given(intent)).toEqual([4500]);
  expect(await till.payments(meeting)).toMatchObject([{ refunded: true }]);
});

test("a refund that is refused at first is asked for again, and made once", async () => {
  const { meeting, intent } = await final();
  till.stripe.faults.push({ on: "POST /v1/refunds", does: { refuse: "balance_insufficient" } });
  await till.cancel(meeting, till.provider);
  await till.settled();
  expect(given(intent)).toEqual([4500]);
  expect(await till.payments(meeting)).toMatchObject([{ refunded: true }]);
  expect(await till.history(meeting)).toContain("refund_refused");
});

test("a refund that was made by hand in the card service's own pages is not made again", async () => {
  const { meeting, intent } = await final();
  till.stripe.post.held = true;
  till.stripe.book.refund(intent, null);
  till.stripe.post.waiting.length = 0;
  till.stripe.post.held = false;
  await till.cancel(meeting, till.provider);
  await till.settled();
  expect(given(intent)).toEqual([4500]);
  expect(await till.payments(meeting)).toMatchObject([{ refunded: true }]);
});

test("a refund that is under way is told when it has arrived, and one that fails is handed back by people", async () => {
  till.stripe.book.refundsAre = "pending";
  const [arrives, fails] = [await final(), await final()];
  for (const { meeting } of [arrives, fails]) await till.cancel(meeting, till.provider);
  await till.settled();
  expect(await till.payments(arrives.meeting)).toMatchObject([{ refunded: false, refund_amount: 4500 }]);
  expect(await till.told(till.scene.member.id, arrives.meeting)).not.toContain("payments.refunded");
  till.stripe.book.refundBecomes(till.stripe.book.refundsOf(arrives.intent)[0]?.id ?? "", "succeeded");
  till.stripe.book.refundBecomes(till.stripe.book.refundsOf(fails.intent)[0]?.id ?? "", "failed");
  await till.settled();
  expect(await till.payments(arrives.meeting)).toMatchObject([{ refunded: true }]);
  expect(await till.payments(fails.meeting)).toMatchObject([{ refunded: false }]);
  expect(await till.told(till.scene.member.id, fails.meeting)).toContain("payments.refundFailed");

  const { base } = till.scene.community;
  const [payment] = await till.payments(fails.meeting);
  const address = `${base}/admin/payments/${payment?.id}`;
  expect((await till.coordinator.get(address)).text).toContain("could not give it back");
  expect((await till.coordinator.post(`${address}/hand-back`)).status).toBe(303);
  expect(await till.payments(fails.meeting)).toMatchObject([{ refunded: true }]);
  expect((await till.coordinator.post(`${address}/hand-back`)).status).toBe(422);
  await till.settled();
  expect(given(fails.intent)).toEqual([4500]);
});

test("only a part that was paid back by hand is put up for a look, and settles nothing", async () => {
  const { meeting, intent } = await final();
  till.stripe.book.refund(intent, 1000);
  await till.settled();
  expect(await till.payments(meeting)).toMatchObject([{ refunded: false, refund_amount: null }]);
  expect(await till.history(meeting)).toContain("partly_refunded");
});
