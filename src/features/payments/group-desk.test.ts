import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ask, giveUp } from "#support/places.ts";
import { textOf } from "#support/scheduling.ts";
import {
  type Guest,
  guests,
  type PricedGroup,
  paymentsOf,
  pricedGroup,
  standing,
} from "#support/stripe/places.ts";
import { Till } from "#support/stripe/till.ts";
import { keepDeadlinesOf } from "../../deadlines.ts";

let till: Till;
let panel: string;
beforeAll(async () => {
  till = await Till.open({ cards: false });
  panel = `${till.scene.community.base}/admin/payments`;
});
beforeEach(() => till.kith.clock.set("2026-03-02T09:00:00Z"));
afterAll(() => till?.close());

/** Takes a place and asks for a code; gives the code and where staff see it. */
async function coded(at: PricedGroup, guest: Guest): Promise<{ code: string; address: string }> {
  await ask(guest.client, at, "register");
  await guest.client.post(till.path(at.meeting, "/pay/desk"));
  const payment = (await paymentsOf(till, at, guest)).at(-1);
  if (!payment) throw new Error("no payment was begun");
  return { code: payment.reference, address: `${panel}/${payment.id}` };
}

test("each who has a place says a code of their own at the desk, and recording one makes that place sure and no other", async () => {
  const at = await pricedGroup(till);
  const [ann, ben] = await guests(till, ["Ann", "Ben"]);
  const [anns, bens] = [await coded(at, ann), await coded(at, ben)];
  expect(anns.code).not.toBe(bens.code);
  const asked = textOf(await ann.client.get(till.path(at.meeting, "/pay")));
  expect([asked.includes(anns.code), asked.includes(bens.code)]).toEqual([true, false]);

  const page = await till.coordinator.get(anns.address);
  for (const words of ["$45.00", "Ann G", "Record as paid"]) expect(page.text).toContain(words);
  for (const secret of ["Beginning again", "Hanna", at.meeting, "Ben"])
    expect(page.text).not.toContain(secret);
  expect((await till.coordinator.post(`${anns.address}/record`)).status).toBe(303);
  expect(await standing(till, at, [ann, ben])).toEqual(["registered", "unpaid"]);
  expect((await till.coordinator.post(`${anns.address}/record`)).status).toBe(422);
  expect(await paymentsOf(till, at, ben)).toMatchObject([{ paid: false, ended: false }]);
  await till.settled();
  expect((await till.coordinator.get(bens.address)).text).toContain("Record as paid");
});

test("staff take no money for a place that was let go or went to the next in line", async () => {
  const at = await pricedGroup(till, { seats: 1 });
  const [ann, ben] = await guests(till, ["Ann", "Ben"]);
  const { address } = await coded(at, ann);
  await ask(ben.client, at, "wait");
  await giveUp(ann.client, at, "unpaid");
  expect(await standing(till, at, [ann, ben])).toEqual(["cancelled", "offered"]);
  expect((await till.coordinator.post(`${address}/record`)).status).toBe(422);
  expect((await till.coordinator.get(address)).text).toContain("Please do not take money for it");
  expect(await standing(till, at, [ann, ben])).toEqual(["cancelled", "offered"]);
  expect(await paymentsOf(till, at, ann)).toMatchObject([{ paid: false }]);
  await till.settled();
});

test("what was paid at the desk for a place that was given up in time waits there to be handed back", async () => {
  const at = await pricedGroup(till);
  const [ann, ben] = await guests(till, ["Ann", "Ben"]);
  const [anns, bens] = [await coded(at, ann), await coded(at, ben)];
  for (const { address } of [anns, bens]) await till.coordinator.post(`${address}/record`);
  await giveUp(ann.client, at, "registered", "back");
  await till.settled();
  expect(textOf(await ann.client.get(till.path(at.meeting, "/pay")))).toContain("back at the desk");
  const owed = (await till.coordinator.get(`${panel}?show=owed`)).text;
  expect([owed.includes(anns.code), owed.includes(bens.code)]).toEqual([true, false]);
  expect((await till.coordinator.post(`${bens.address}/hand-back`)).status).toBe(422);
  expect((await till.coordinator.post(`${anns.address}/hand-back`)).status).toBe(303);
  await till.settled();
  expect(await paymentsOf(till, at, ann)).toMatchObject([{ refunded: true, refund_amount: 4500 }]);
  expect(await paymentsOf(till, at, ben)).toMatchObject([{ refunded: false, refund_reason: null }]);
  expect(await till.told(ann.person.id, at.meeting)).toEqual(
    expect.arrayContaining(["payments.group.collect", "payments.refunded"]),
  );
  expect(await standing(till, at, [ann, ben])).toEqual(["cancelled", "registered"]);
});

test("a code that nobody paid in time is of no use any more", async () => {
  const at = await pricedGroup(till);
  const [ann] = await guests(till, ["Ann"]);
  const { address } = await coded(at, ann);
  // Where only the desk takes money it can be paid until it begins.
  till.kith.clock.set("2026-03-04T10:00:00Z");
  await keepDeadlinesOf(till.kith.platform, till.scene.community.id);
  expect(await standing(till, at, [ann])).toEqual(["cancelled"]);
  expect((await till.coordinator.post(`${address}/record`)).status).toBe(422);
  expect(textOf(await ann.client.get(till.path(at.meeting, "/pay")))).toContain("There is nothing to pay.");
  await till.settled();
});

test("who was taken out of a private group still finds what became of their money, and is not led to what they cannot see", async () => {
  const at = await pricedGroup(till, { private: true });
  const [ann] = await guests(till, ["Ann"]);
  await till.kith.inside(at.community, (trx) =>
    trx
      .insertInto("invitations")
      .values({
        community_id: at.community.id,
        meeting_id: at.meeting,
        person_id: ann.person.id,
        by_person: at.host.id,
        created_at: till.kith.clock.now(),
      })
      .execute(),
  );
  const { address } = await coded(at, ann);
  await till.coordinator.post(`${address}/record`);
  expect((await ann.client.get(till.path(at.meeting, "/pay"))).text).toContain(`href="${at.path}"`);
  await till.kith.inside(at.community, (trx) =>
    trx.deleteFrom("invitations").where("meeting_id", "=", at.meeting).execute(),
  );
  await at.hosting.post(`${at.path}/places/${ann.person.id}/remove`);
  await till.settled();
  expect((await ann.client.get(at.path)).status).toBe(404);
  const page = await ann.client.get(till.path(at.meeting, "/pay"));
  expect([page.status, page.text.includes(`href="${at.path}"`)]).toEqual([200, false]);
  expect(textOf(page)).toContain("You can have what you paid back at the desk.");
});
