import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Till } from "#support/stripe/till.ts";
import { newReference, readReference } from "./reference.ts";

let till: Till;
let panel: string;
beforeAll(async () => {
  till = await Till.open();
  panel = `${till.scene.community.base}/admin/payments`;
});
beforeEach(() => till.kith.clock.set("2026-03-02T09:00:00Z"));
afterAll(() => till?.close());

/** A meeting for which the member asked for a code. */
async function coded(): Promise<{ meeting: string; code: string; address: string }> {
  const meeting = await till.due();
  const asked = await till.member.follow(await till.member.post(till.path(meeting, "/pay/desk")));
  const [payment] = await till.payments(meeting);
  if (!payment) throw new Error("no payment was begun");
  expect(asked.text).toContain(payment.reference);
  return { meeting, code: payment.reference, address: `${panel}/${payment.id}` };
}

test("a code is short, cannot be misread, and is understood however it is written", () => {
  for (let i = 0; i < 500; i += 1) {
    const code = newReference();
    expect(code).toMatch(/^[ACDEFGHJKMNPQRTWXY34679]{3}-[ACDEFGHJKMNPQRTWXY34679]{3}$/);
    expect(readReference(` ${code.toLowerCase().replace("-", " ")} `)).toBe(code);
  }
  expect(readReference("K7Q")).toBeNull();
});

test("staff find a payment by its code, see who and how much and by when, and record it: the meeting is final", async () => {
  const { meeting, code, address } = await coded();
  const found = await till.coordinator.get(`${panel}/desk?reference=${code.toLowerCase().replace("-", "")}`);
  expect(found.location).toBe(address);
  const page = await till.coordinator.get(address);
  for (const words of ["$45.00", "Mina Alvarez", "Tue 3 Mar, 09:00", "Record as paid"])
    expect(page.text).toContain(words);
  const recorded = await till.coordinator.post(`${address}/record`);
  expect([recorded.status, (await till.meeting(meeting)).state]).toEqual([303, "final"]);
  expect((await till.coordinator.post(`${address}/record`)).status).toBe(422);
  expect(await till.payments(meeting)).toMatchObject([{ method: "desk", paid: true }]);
  expect(await till.history(meeting)).toEqual(["begun", "recorded"]);
  const page2 = await till.coordinator.get(address);
  expect(page2.text).toMatch(/Recorded as paid[^<]*\(Cora/);
  expect((await till.member.get(till.path(meeting, "/pay"))).text).toContain("This is paid");
  await till.settled();
  for (const person of [till.scene.member, ...till.scene.providers])
    expect(till.letters.received.some(({ to }) => to.includes(person.email))).toBe(true);
});

test("staff learn nothing of what a payment is for, and each look is written down", async () => {
  const { meeting, address } = await coded();
  const before = await looks();
  const texts = [(await till.coordinator.get(address)).text, (await till.coordinator.get(panel)).text];
  for (const text of texts) {
    expect(text).toContain("Mina Alvarez");
    for (const secret of ["Sleeping", "Talia", "Wed 4 Mar", "10:00", meeting])
      expect(text).not.toContain(secret);
  }
  const after = await looks();
  expect(after.length).toBe(before.length + 1);
  expect(after).toContainEqual({ person: till.coordinatorPerson.id, record: address.split("/").at(-1) });
});

async function looks() {
  return till.kith.inside(till.scene.community, async (trx) => {
    const { rows } = await sql<{ person: string; record: string }>`
      select person_id as person, record_id as record from staff_looks where kind = 'payment'`.execute(trx);
    return rows;
  });
}

test("the desk is for coordinators of this community alone", async () => {
  const { meeting, code, address } = await coded();
  const elsewhere = await till.kith.community();
  const stranger = await till.kith.signIn(await till.kith.person(elsewhere, { roles: ["coordinator"] }));
  for (const client of [till.member, till.provider, stranger]) {
    for (const path of [panel, address, `${panel}/desk?reference=${code}`]) {
      expect([path, (await client.get(path)).status]).toEqual([path, 404]);
    }
    for (const deed of ["record", "hand-back"]) {
      expect((await client.post(`${address}/${deed}`)).status).toBe(404);
    }
  }
  const other = address.replace(till.scene.community.base, elsewhere.base);
  expect((await stranger.get(other)).status).toBe(404);
  expect((await stranger.post(`${other}/record`)).status).toBe(404);
  expect((await till.meeting(meeting)).state).toBe("unpaid");
});

test("money is not taken for a meeting that is off, and what was taken is handed back", async () => {
  const off = await coded();
  await till.cancel(off.meeting, till.provider);
  expect((await till.coordinator.post(`${off.address}/record`)).status).toBe(422);
  expect((await till.coordinator.get(off.address)).text).toContain("Please do not take money for it");

  const paid = await coded();
  await till.coordinator.post(`${paid.address}/record`);
  expect((await till.coordinator.post(`${paid.address}/hand-back`)).status).toBe(422);
  await till.cancel(paid.meeting, till.provider);
  await till.settled();
  expect((await till.member.get(till.path(paid.meeting, "/pay"))).text).toContain("back at the desk");
  expect((await till.coordinator.get(`${panel}?show=owed`)).text).toContain(paid.code);
  expect((await till.coordinator.post(`${paid.address}/hand-back`)).status).toBe(303);
  await till.settled();
  expect(await till.payments(paid.meeting)).toMatchObject([{ refunded: true, refund_amount: 4500 }]);
  expect(await till.told(till.scene.member.id, paid.meeting)).toEqual(
    expect.arrayContaining(["payments.collect", "payments.refunded"]),
  );
});

test("what was paid at the desk and by card, too, is sent back to the card", async () => {
  const { meeting, address } = await coded();
  const session = await till.toCheckout(meeting);
  till.stripe.post.held = true;
  const { payment_intent: intent } = till.stripe.book.pay(session);
  await till.coordinator.post(`${address}/record`);
  till.stripe.post.held = false;
  for (const notice of till.stripe.post.waiting.splice(0)) await till.stripe.post.bring(notice);
  await till.settled();
  expect(till.stripe.book.refundsOf(intent ?? "").map(({ amount }) => amount)).toEqual([4500]);
  expect((await till.meeting(meeting)).state).toBe("final");
  const kept = (await till.payments(meeting)).filter(({ refunded }) => !refunded);
  expect(kept.map(({ method }) => method)).toEqual(["desk"]);
});

test("a code that nobody has is said to be unknown, with what was typed kept", async () => {
  const answer = await till.coordinator.get(`${panel}/desk?reference=AAA-AAA`);
  expect([answer.status, answer.text.includes("There is no payment with this code")]).toEqual([404, true]);
  expect(answer.text).toContain('value="AAA-AAA"');
});

test("where payments are switched off, the panel has no such page", async () => {
  const bare = await Till.open({ settings: { modules: { payments: false } } });
  try {
    const { base } = bare.scene.community;
    expect((await bare.coordinator.get(`${base}/admin/payments`)).status).toBe(404);
    expect((await bare.coordinator.get(`${base}/admin`)).text).not.toContain("/admin/payments");
    expect((await till.coordinator.get(`${till.scene.community.base}/admin`)).text).toContain(
      "/admin/payments",
    );
  } finally {
    await bare.close();
  }
});
