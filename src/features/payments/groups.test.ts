import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, giveUp } from "#support/places.ts";
import { textOf } from "#support/scheduling.ts";
import {
  type Guest,
  givenBack,
  guests,
  type PricedGroup,
  payDue,
  paymentsOf,
  payPlace,
  pricedGroup,
  standing,
} from "#support/stripe/places.ts";
import { Till } from "#support/stripe/till.ts";
import { keepDeadlinesOf } from "../../deadlines.ts";

let till: Till;
beforeAll(async () => {
  till = await Till.open({ settings: { offerMinutes: 60 } });
});
beforeEach(() => {
  till.kith.clock.set("2026-03-02T09:00:00Z");
  till.stripe.faults.length = 0;
  till.stripe.post.held = false;
});
afterAll(() => till?.close());

const keep = () => keepDeadlinesOf(till.kith.platform, till.scene.community.id);

/** Everything that is known of somebody's payments, the fee apart, which comes when it comes. */
async function wholly(at: PricedGroup, guest: Guest): Promise<unknown> {
  await till.settled();
  const history = await till.history(at.meeting, guest.person.id);
  const told = await till.told(guest.person.id, at.meeting);
  return JSON.stringify([await paymentsOf(till, at, guest), history, told]);
}

describe("a place in a group that costs something", () => {
  test("is paid for by who takes it, and sure when the card service's notice says so", async () => {
    const at = await pricedGroup(till);
    const [ann, ben] = await guests(till, ["Ann", "Ben"]);
    expect((await ask(ann.client, at, "register")).location).toBe(till.path(at.meeting, "/pay"));
    await ask(ben.client, at, "register");
    const page = textOf(await ann.client.get(till.path(at.meeting, "/pay")));
    for (const words of [
      "$45.00",
      "Hanna Host",
      "Beginning again",
      "Wed 4 Mar, 10:00–11:00",
      "your place is kept",
    ])
      expect(page).toContain(words);
    expect(page).not.toContain("Ben");
    const session = await till.toCheckout(at.meeting, ann.client);
    till.stripe.post.held = true;
    till.stripe.book.pay(session);
    expect(textOf(await ann.client.get(till.path(at.meeting, "/paid")))).toContain(
      "Waiting for the confirmation",
    );
    expect(await standing(till, at, [ann, ben])).toEqual(["unpaid", "unpaid"]);

    till.stripe.post.held = false;
    for (const notice of till.stripe.post.waiting.splice(0))
      expect(await till.stripe.post.bring(notice)).toBe(200);
    expect(await standing(till, at, [ann, ben])).toEqual(["registered", "unpaid"]);
    const paid = await ann.client.get(till.path(at.meeting, "/paid"));
    expect(textOf(paid)).toContain("It is paid, and it is sure");
    expect(paid.text).toContain(`href="${at.path}"`);
    expect((await ann.client.post(till.path(at.meeting, "/pay/card"))).status).toBe(422);
    expect(textOf(await ben.client.get(till.path(at.meeting, "/pay")))).toContain("Pay $45.00 by card");
    await till.settled();
    expect(await paymentsOf(till, at, ann)).toMatchObject([{ method: "card", paid: true, fee: 161 }]);
    expect(await paymentsOf(till, at, ben)).toEqual([]);
  });

  test("is nobody's to pay but theirs: those who wait, hosts and staff have nothing to pay there", async () => {
    const at = await pricedGroup(till, { seats: 1 });
    const [ann, ben, cem] = await guests(till, ["Ann", "Ben", "Cem"]);
    await ask(ann.client, at, "register");
    await ask(ben.client, at, "wait");
    for (const client of [ben.client, cem.client, at.hosting, till.coordinator]) {
      for (const rest of ["/pay", "/paid", "/pay/card", "/pay/desk"])
        expect([rest, (await client.get(till.path(at.meeting, rest))).status]).toEqual([rest, 404]);
      for (const rest of ["/pay/card", "/pay/desk"])
        expect([rest, (await client.post(till.path(at.meeting, rest))).status]).toEqual([rest, 404]);
    }
    expect((await ann.client.get(till.path(at.meeting, "/pay"))).status).toBe(200);
    expect(await till.payments(at.meeting)).toEqual([]);
  });

  test("has one page at the card service for each who pays, however often they click", async () => {
    const at = await pricedGroup(till);
    const [ann, ben] = await guests(till, ["Ann", "Ben"]);
    for (const { client } of [ann, ben]) await ask(client, at, "register");
    const pages = await Promise.all(
      [ann, ben, ann, ben, ann, ben].map(({ client }) => till.toCheckout(at.meeting, client)),
    );
    expect(new Set(pages).size).toBe(2);
    for (const guest of [ann, ben]) expect(await paymentsOf(till, at, guest)).toHaveLength(1);
  });

  test("is left in time with all the money back, too late with none, and taken away with all, however late", async () => {
    const at = await pricedGroup(till, { seats: 4 });
    const all = await guests(till, ["Ann", "Ben", "Cem", "Dan"]);
    const [ann, ben, cem, dan] = all;
    const intents = new Map<Guest, string>();
    for (const guest of all) intents.set(guest, await payPlace(till, at, guest));
    await till.settled();
    const untouched = await wholly(at, dan);
    const back = () => all.map((guest) => givenBack(till, intents.get(guest) ?? "").length);

    expect(textOf(await ann.client.get(`${at.path}/leave`))).toContain("What you paid goes back to you.");
    expect((await giveUp(ann.client, at, "registered", "back")).status).toBe(303);
    await till.settled();
    expect(back()).toEqual([1, 0, 0, 0]);
    till.kith.clock.set("2026-03-03T10:01:00Z");
    expect((await giveUp(ben.client, at, "registered", "kept")).status).toBe(303);
    await till.settled();
    expect(back()).toEqual([1, 0, 0, 0]);
    till.kith.clock.set("2026-03-04T09:59:00Z");
    expect((await at.hosting.post(`${at.path}/places/${cem.person.id}/remove`)).status).toBe(303);
    await till.settled();
    expect(back()).toEqual([1, 0, 1, 0]);
    expect(await standing(till, at, all)).toEqual(["cancelled", "cancelled", "cancelled", "registered"]);

    const said = ["has been paid back", "given up too late", "has been paid back", "Your place is sure"];
    for (const [i, { client }] of all.entries())
      expect(textOf(await client.get(till.path(at.meeting, "/pay")))).toContain(said[i]);
    expect(await paymentsOf(till, at, ben)).toMatchObject([{ refund_amount: 0, refund_reason: "kept" }]);
    expect(await wholly(at, dan)).toBe(untouched);
    for (const { person } of [ann, cem])
      expect(
        (await till.told(person.id, at.meeting)).filter((one) => one === "payments.refunded"),
      ).toHaveLength(1);
    for (const { id } of [at.host, ben.person, dan.person])
      expect(await till.told(id, at.meeting)).not.toContain("payments.refunded");
  });

  test("costs nobody anything when the group is put off: all who paid have all of it back, and open pages are closed", async () => {
    const at = await pricedGroup(till, { seats: 3 });
    const [ann, ben, cem] = await guests(till, ["Ann", "Ben", "Cem"]);
    const paid = [await payPlace(till, at, ann), await payPlace(till, at, ben)];
    await ask(cem.client, at, "register");
    const open = await till.toCheckout(at.meeting, cem.client);
    till.kith.clock.set("2026-03-04T09:59:00Z");
    const { version } = await till.meeting(at.meeting);
    const off = await at.hosting.post(`${at.path}/cancel`, {
      version: String(version),
      extent: "one",
      reason: "",
    });
    expect(off.status).toBe(303);
    await till.settled();
    expect(paid.map((intent) => givenBack(till, intent))).toEqual([[4500], [4500]]);
    expect(till.stripe.book.session(open).status).toBe("expired");
    expect(await paymentsOf(till, at, cem)).toMatchObject([{ paid: false, ended: true }]);
  });

  test("that somebody paid on two pages gives the second payment back, and touches nobody else's", async () => {
    const at = await pricedGroup(till);
    const [ann, ben] = await guests(till, ["Ann", "Ben"]);
    const bens = await payPlace(till, at, ben);
    const untouched = await wholly(at, ben);
    await ask(ann.client, at, "register");
    const first = await till.toCheckout(at.meeting, ann.client);
    const second = await till.secondCheckout(at.meeting, ann.client);
    expect(second).not.toBe(first);
    const [one, two] = [till.stripe.book.pay(second), till.stripe.book.pay(first)];
    await till.settled();
    expect(await standing(till, at, [ann, ben])).toEqual(["registered", "registered"]);
    expect([two, one].map(({ payment_intent: id }) => givenBack(till, id ?? ""))).toEqual([[], [4500]]);
    expect(givenBack(till, bens)).toEqual([]);
    expect(await wholly(at, ben)).toBe(untouched);
  });
});

describe("money that comes when the place is somebody else's", () => {
  test("goes back once, and the one who has the place keeps it and pays for it alone", async () => {
    const at = await pricedGroup(till, { seats: 1 });
    const [ann, ben] = await guests(till, ["Ann", "Ben"]);
    await ask(ann.client, at, "register");
    await ask(ben.client, at, "wait");
    till.stripe.post.held = true;
    const { payment_intent: anns } = till.stripe.book.pay(await till.toCheckout(at.meeting, ann.client));
    const late = till.stripe.post.waiting.splice(0);
    // The card service does not know either when it is asked.
    for (let i = 0; i < 9; i += 1)
      till.stripe.faults.push({ on: "GET /v1/checkout", does: { refuse: "resource_missing", status: 404 } });
    till.kith.clock.set("2026-03-03T09:00:00Z");
    await keep();
    till.stripe.faults.length = 0;
    expect(await standing(till, at, [ann, ben])).toEqual(["cancelled", "offered"]);
    till.stripe.post.held = false;
    expect((await ask(ben.client, at, "accept")).location).toBe(till.path(at.meeting, "/pay"));
    const bens = await payDue(till, at, ben);
    expect(await standing(till, at, [ann, ben])).toEqual(["cancelled", "registered"]);
    const untouched = await wholly(at, ben);

    for (const notice of [...late, ...late]) expect(await till.stripe.post.bring(notice)).toBe(200);
    await till.settled();
    expect(await standing(till, at, [ann, ben])).toEqual(["cancelled", "registered"]);
    expect([givenBack(till, anns ?? ""), givenBack(till, bens)]).toEqual([[4500], []]);
    expect(await wholly(at, ben)).toBe(untouched);
    expect(await till.told(ann.person.id, at.meeting)).toContain("payments.refunded");
    expect(textOf(await ann.client.get(till.path(at.meeting, "/pay")))).toContain(
      "What you paid has been paid back",
    );
  });

  test("goes back as well while its payer waits in the line, and their turn stays", async () => {
    const at = await pricedGroup(till, { seats: 1 });
    const [ann, ben] = await guests(till, ["Ann", "Ben"]);
    await ask(ann.client, at, "register");
    till.stripe.post.held = true;
    const { payment_intent: anns } = till.stripe.book.pay(await till.toCheckout(at.meeting, ann.client));
    const late = till.stripe.post.waiting.splice(0);
    await giveUp(ann.client, at, "unpaid");
    await ask(ben.client, at, "register");
    await ask(ann.client, at, "wait");
    till.stripe.post.held = false;
    for (const notice of late) await till.stripe.post.bring(notice);
    await till.settled();
    expect(await standing(till, at, [ann, ben])).toEqual(["waiting", "unpaid"]);
    expect(givenBack(till, anns ?? "")).toEqual([4500]);
  });

  test("is found out by asking before the place is given to the next, when no notice of it came", async () => {
    const at = await pricedGroup(till, { seats: 1 });
    const [ann, ben] = await guests(till, ["Ann", "Ben"]);
    await ask(ann.client, at, "register");
    await ask(ben.client, at, "wait");
    till.stripe.post.held = true;
    till.stripe.book.pay(await till.toCheckout(at.meeting, ann.client));
    till.stripe.post.waiting.length = 0;
    till.stripe.post.held = false;
    till.kith.clock.set("2026-03-03T08:56:00Z");
    await keep();
    expect(await standing(till, at, [ann, ben])).toEqual(["registered", "waiting"]);
    till.kith.clock.set("2026-03-03T09:01:00Z");
    await keep();
    expect(await standing(till, at, [ann, ben])).toEqual(["registered", "waiting"]);
  });
});

describe("who has a place again", () => {
  test("pays for it again: the first payment went back and stays so, the second counts", async () => {
    const at = await pricedGroup(till);
    const [ann] = await guests(till, ["Ann"]);
    const first = await payPlace(till, at, ann);
    await giveUp(ann.client, at, "registered", "back");
    await till.settled();
    await ask(ann.client, at, "register");
    expect(textOf(await ann.client.get(till.path(at.meeting, "/pay")))).toContain("Pay $45.00 by card");
    const second = await payDue(till, at, ann);
    await till.settled();
    expect(await standing(till, at, [ann])).toEqual(["registered"]);
    expect([givenBack(till, first), givenBack(till, second)]).toEqual([[4500], []]);
    await giveUp(ann.client, at, "registered", "back");
    await till.settled();
    expect([givenBack(till, first), givenBack(till, second)]).toEqual([[4500], [4500]]);
  });
});
