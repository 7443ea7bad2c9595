import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Notice } from "#support/stripe/objects.ts";
import { sign } from "#support/stripe/post.ts";
import { Till } from "#support/stripe/till.ts";

let till: Till;
beforeAll(async () => {
  till = await Till.open();
});
beforeEach(() => {
  till.kith.clock.set("2026-03-02T09:00:00Z");
  till.stripe.post.held = true;
  till.stripe.post.waiting.length = 0;
});
afterAll(() => till?.close());

/** A meeting that was paid, and the notices of it, none of which was brought yet. */
async function paid(): Promise<{ meeting: string; session: string; notices: Notice[] }> {
  const meeting = await till.due();
  const session = await till.toCheckout(meeting);
  till.stripe.book.pay(session);
  return { meeting, session, notices: till.stripe.post.waiting.splice(0) };
}

const completed = (notices: readonly Notice[]): Notice => {
  const notice = notices.find(({ type }) => type === "checkout.session.completed");
  if (!notice) throw new Error("nothing was completed");
  return notice;
};

const second = () => Math.floor(till.kith.clock.now().epochMilliseconds / 1000);

async function send(body: string, headers: Record<string, string>): Promise<number> {
  return (await till.kith.app.request("/payments/stripe", { method: "POST", body, headers })).status;
}

test("what the card service did not sign is refused and changes nothing", async () => {
  const { meeting, notices } = await paid();
  const body = JSON.stringify(completed(notices));
  const secret = till.stripe.webhookSecret;
  const right = sign(body, { secret, at: second() });
  const wrong: Record<string, string>[] = [
    {},
    { "stripe-signature": "" },
    { "stripe-signature": `t=${second()}` },
    { "stripe-signature": `t=${second()},v1=` },
    { "stripe-signature": right.replace(/v1=.{4}/, "v1=0000") },
    { "stripe-signature": right.replace("v1=", "v0=") },
    { "stripe-signature": sign(body, { secret: "whsec_other", at: second() }) },
    { "stripe-signature": sign(`${body} `, { secret, at: second() }) },
    { "stripe-signature": right.replace(/t=\d+/, `t=${second() - 1}`) },
  ];
  for (const headers of wrong) expect([headers, await send(body, headers)]).toEqual([headers, 400]);
  expect((await till.meeting(meeting)).state).toBe("unpaid");
  expect(await send(body, { "stripe-signature": right })).toBe(200);
  expect((await till.meeting(meeting)).state).toBe("final");
});

test("a notice that was signed more than five minutes ago, or a minute ahead, is refused", async () => {
  const { meeting, notices } = await paid();
  const notice = completed(notices);
  for (const shift of [-301, -86_400, 61, 3_600, 86_400 * 365]) {
    expect([shift, await till.stripe.post.bring(notice, { at: second() + shift })]).toEqual([shift, 400]);
  }
  expect((await till.meeting(meeting)).state).toBe("unpaid");
  expect(await till.stripe.post.bring(notice, { at: second() + 59 })).toBe(200);
  expect((await till.meeting(meeting)).state).toBe("final");
});

test("the notices need no page of ours, and nothing else gets past the guard of forms there", async () => {
  const { notices } = await paid();
  const body = JSON.stringify(completed(notices));
  const headers = {
    "stripe-signature": sign(body, { secret: till.stripe.webhookSecret, at: second() }),
    "content-type": "application/x-www-form-urlencoded",
    origin: "https://card.example",
  };
  expect(await send(body, headers)).toBe(200);
  const form = await till.kith.app.request("/c/x/meetings/y/pay/card", {
    method: "POST",
    body: "a=b",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://card.example" },
  });
  expect(form.status).toBe(403);
});

test("a notice that comes several times, also at the same moment, is taken once", async () => {
  const { meeting, notices } = await paid();
  const notice = completed(notices);
  const answers = await Promise.all(Array.from({ length: 8 }, () => till.stripe.post.bring(notice)));
  expect(new Set(answers)).toEqual(new Set([200]));
  const { rows } = await till.notices(notice.id);
  expect(rows).toBe(1);
  expect((await till.history(meeting)).filter((kind) => kind === "paid")).toHaveLength(1);
  const { version } = await till.meeting(meeting);
  for (const other of notices) await till.stripe.post.bring(other);
  expect((await till.meeting(meeting)).version).toBe(version);
});

test("money of another amount or currency than was asked for is not taken as payment, and is put up for a look", async () => {
  const { meeting, notices } = await paid();
  const wrong = [{ amount_total: 4499 }, { amount_total: 0 }, { amount_total: null }, { currency: "eur" }];
  for (const [i, change] of wrong.entries()) {
    const notice = completed(notices);
    const bent = {
      ...notice,
      id: `${notice.id}_${i}`,
      data: { object: { ...notice.data.object, ...change } },
    };
    expect(await till.stripe.post.bring(bent)).toBe(200);
    expect([change, (await till.meeting(meeting)).state]).toEqual([change, "unpaid"]);
  }
  const free = completed(notices);
  const none = { ...free.data.object, payment_status: "no_payment_required", amount_total: 0 };
  await till.stripe.post.bring({ ...free, id: `${free.id}_free`, data: { object: none } });
  expect((await till.meeting(meeting)).state).toBe("unpaid");
  expect(await till.history(meeting)).toEqual(["begun", ...Array.from({ length: 5 }, () => "mismatch")]);
  const { base } = till.scene.community;
  const list = await till.coordinator.get(`${base}/admin/payments?show=look`);
  expect(list.text).toContain(`${base}/admin/payments/${(await till.payments(meeting))[0]?.id}`);
  await till.stripe.post.bring(completed(notices));
  expect((await till.meeting(meeting)).state).toBe("final");
});

test("a signed notice about a payment that is not known here is taken and changes nothing", async () => {
  const { meeting, notices } = await paid();
  const notice = completed(notices);
  const elsewhere = await till.kith.community();
  const strange: Record<string, unknown>[] = [
    { communityId: elsewhere.id },
    { communityId: "00000000-0000-7000-8000-000000000000" },
    { communityId: "'; drop table payments; --" },
    { paymentId: "00000000-0000-7000-8000-000000000000" },
    { paymentId: "%" },
    { communityId: undefined, paymentId: undefined },
  ];
  const { metadata } = { metadata: {}, ...notice.data.object };
  for (const [i, change] of strange.entries()) {
    const object = { ...notice.data.object, metadata: { ...metadata, ...change } };
    expect(await till.stripe.post.bring({ ...notice, id: `${notice.id}_s${i}`, data: { object } })).toBe(200);
  }
  const other = {
    ...notice,
    id: `${notice.id}_t`,
    type: "customer.created",
    data: { object: { id: "cus_1" } },
  };
  expect(await till.stripe.post.bring(other)).toBe(200);
  expect((await till.meeting(meeting)).state).toBe("unpaid");
  expect((await till.payments(meeting)).map(({ paid }) => paid)).toEqual([false]);
});

test("an installation without a card service has no place for notices", async () => {
  const bare = await Till.open({ cards: false });
  try {
    const headers = { "stripe-signature": sign("{}", { secret: "whsec_fake", at: second() }) };
    const answer = await bare.kith.app.request("/payments/stripe", { method: "POST", body: "{}", headers });
    expect(answer.status).toBe(404);
    const meeting = await bare.due();
    const page = await bare.member.get(bare.path(meeting, "/pay"));
    expect([page.status, page.text.includes("by card")]).toEqual([200, false]);
    expect((await bare.member.post(bare.path(meeting, "/pay/card"))).status).toBe(404);
  } finally {
    await bare.close();
  }
});
