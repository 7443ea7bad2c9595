import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, type Gathering, giveUp } from "#support/places.ts";
import {
  type Guest,
  givenBack,
  guests,
  payDue,
  paymentsOf,
  payPlace,
  pricedGroup,
  standing,
} from "#support/stripe/places.ts";
import { Till } from "#support/stripe/till.ts";

// A place can be given up and taken again before the money of the first time was settled. No worker runs here until a test says so.
let till: Till;
let at: Gathering;
let ann: Guest;
beforeEach(async () => {
  till = await Till.open();
  at = await pricedGroup(till);
  [ann] = await guests(till, ["Ann"]);
});
afterEach(() => till?.close());

const tooLate = () => till.kith.clock.set("2026-03-03T10:01:00Z");
const reasons = async () => (await paymentsOf(till, at, ann)).map((payment) => payment.refund_reason);

test("who left in time and paid again at once has the first payment back and not the second", async () => {
  const first = await payPlace(till, at, ann);
  await giveUp(ann.client, at, "registered", "back");
  await ask(ann.client, at, "register");
  expect(await reasons()).toEqual([null]);
  const second = await payDue(till, at, ann);
  await till.settled();
  expect(await standing(till, at, [ann])).toEqual(["registered"]);
  expect([givenBack(till, first), givenBack(till, second)]).toEqual([[4500], []]);
  expect(await reasons()).toEqual(["off", null]);
});

test("who left too late and paid again at once pays for both", async () => {
  const first = await payPlace(till, at, ann);
  tooLate();
  await giveUp(ann.client, at, "registered", "kept");
  await ask(ann.client, at, "register");
  const second = await payDue(till, at, ann);
  await till.settled();
  expect(await standing(till, at, [ann])).toEqual(["registered"]);
  expect([givenBack(till, first), givenBack(till, second)]).toEqual([[], []]);
  expect(await reasons()).toEqual(["kept", null]);
});

test("who left too late has nothing back by taking a place again and letting it go unpaid", async () => {
  const first = await payPlace(till, at, ann);
  tooLate();
  await giveUp(ann.client, at, "registered", "kept");
  await ask(ann.client, at, "register");
  await giveUp(ann.client, at, "unpaid");
  await till.settled();
  expect(await standing(till, at, [ann])).toEqual(["cancelled"]);
  expect(givenBack(till, first)).toEqual([]);
  expect(await reasons()).toEqual(["kept"]);
});

test("who left in time and then left again too late has the first payment back and not the second", async () => {
  const first = await payPlace(till, at, ann);
  await giveUp(ann.client, at, "registered", "back");
  await ask(ann.client, at, "register");
  const second = await payDue(till, at, ann);
  tooLate();
  await giveUp(ann.client, at, "registered", "kept");
  await till.settled();
  expect([givenBack(till, first), givenBack(till, second)]).toEqual([[4500], []]);
  expect(await reasons()).toEqual(["off", "kept"]);
});

test("a code for the desk holds for the place that is taken again, and staff can take its money although an earlier payment went back", async () => {
  const first = await payPlace(till, at, ann);
  await giveUp(ann.client, at, "registered", "back");
  await ask(ann.client, at, "register");
  await ann.client.post(till.path(at.meeting, "/pay/desk"));
  const desk = (await paymentsOf(till, at, ann)).find(({ method }) => method === "desk");
  const address = `${till.scene.community.base}/admin/payments/${desk?.id}`;
  expect((await till.coordinator.post(`${address}/record`)).status).toBe(303);
  await till.settled();
  expect(await standing(till, at, [ann])).toEqual(["registered"]);
  expect(givenBack(till, first)).toEqual([4500]);
  expect(await paymentsOf(till, at, ann)).toMatchObject([
    { method: "card", refunded: true },
    { method: "desk", paid: true, refund_reason: null },
  ]);
});

test("who lets a place go unpaid and takes one again can pay it with the page that was open before, and pays once", async () => {
  await ask(ann.client, at, "register");
  till.stripe.post.held = true;
  const { payment_intent: early } = till.stripe.book.pay(await till.toCheckout(at.meeting, ann.client));
  await giveUp(ann.client, at, "unpaid");
  await ask(ann.client, at, "register");
  till.stripe.post.held = false;
  for (const notice of till.stripe.post.waiting.splice(0)) await till.stripe.post.bring(notice);
  expect(await standing(till, at, [ann])).toEqual(["registered"]);
  await till.settled();
  expect(givenBack(till, early ?? "")).toEqual([]);
  expect(await reasons()).toEqual([null]);
});
