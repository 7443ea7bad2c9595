import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Till } from "#support/stripe/till.ts";

let till: Till;
beforeAll(async () => {
  till = await Till.open();
});
beforeEach(() => {
  till.kith.clock.set("2026-03-02T09:00:00Z");
  till.stripe.faults.length = 0;
});
afterAll(() => till?.close());

test("a meeting that was paid by card is final when the card service's notice says so, and not when the browser comes back", async () => {
  const meeting = await till.due();
  const page = await till.member.get(till.path(meeting, "/pay"));
  expect(page.status).toBe(200);
  for (const words of ["$45.00", "Talia K", "Wed 4 Mar, 10:00–10:30", "Tue 3 Mar, 09:00"])
    expect(page.text).toContain(words);
  const session = await till.toCheckout(meeting);

  till.stripe.post.held = true;
  till.stripe.book.pay(session);
  const back = await till.member.get(till.path(meeting, "/paid"));
  expect(back.text).toContain("Waiting for the confirmation");
  expect((await till.meeting(meeting)).state).toBe("unpaid");

  till.stripe.post.held = false;
  for (const notice of till.stripe.post.waiting.splice(0))
    expect(await till.stripe.post.bring(notice)).toBe(200);
  expect((await till.meeting(meeting)).state).toBe("final");
  expect((await till.member.get(till.path(meeting, "/paid"))).text).toContain("It is paid, and it is sure");
  expect((await till.member.get(till.path(meeting, "/pay"))).text).toContain("This is paid");
  const again = await till.member.post(till.path(meeting, "/pay/card"));
  expect([again.status, again.text.includes("This is paid already.")]).toEqual([422, true]);
  await till.settled();
  // 2.9 % and 30 cents.
  expect(await till.payments(meeting)).toMatchObject([
    { method: "card", paid: true, fee: 161, refunded: false },
  ]);
});

test("what one has to pay does not exist for anybody else, the other one in the meeting and coordinators included", async () => {
  const meeting = await till.due();
  const outsider = await till.kith.signIn(await till.kith.person(till.scene.community));
  const elsewhere = await till.kith.signIn(
    await till.kith.person(await till.kith.community(), { roles: ["coordinator"] }),
  );
  for (const client of [outsider, till.provider, till.coordinator, elsewhere]) {
    for (const rest of ["/pay", "/paid", "/pay/card", "/pay/desk"]) {
      expect([rest, (await client.get(till.path(meeting, rest))).status]).toEqual([rest, 404]);
    }
    for (const rest of ["/pay/card", "/pay/desk"]) {
      expect([rest, (await client.post(till.path(meeting, rest))).status]).toEqual([rest, 404]);
    }
  }
  expect((await till.kith.visitor().get(till.path(meeting, "/pay"))).status).toBe(302 + 1);
  expect((await till.member.get(till.path(meeting, "/pay"))).status).toBe(200);
  expect(await till.payments(meeting)).toEqual([]);
});

test("the card service learns the amount and the community's word, and nothing of who or what", async () => {
  const meeting = await till.due({ minor: 500, currency: "ISK" });
  const session = till.stripe.book.session(await till.toCheckout(meeting));
  expect([session.amount_total, session.currency, session.product]).toEqual([50_000, "isk", "Meeting"]);
  const said = JSON.stringify(session);
  for (const word of ["Sleeping", "Talia", "Mina", "people.example"]) expect(said).not.toContain(word);
  expect(Object.keys(session.metadata).toSorted()).toEqual(["communityId", "meetingId", "paymentId"]);
});

test("clicks at the same moment, and later ones, lead to one page at the card service", async () => {
  const meeting = await till.due();
  const before = till.stripe.book.sessions.size;
  const sessions = await Promise.all([1, 2, 3, 4].map(() => till.toCheckout(meeting)));
  sessions.push(await till.toCheckout(meeting));
  expect(new Set(sessions).size).toBe(1);
  expect(till.stripe.book.sessions.size).toBe(before + 1);
  expect(await till.payments(meeting)).toHaveLength(1);
});

test("when the card service fails, that is said in kind words, nothing is half done, and the next try works", async () => {
  const meeting = await till.due();
  for (let i = 0; i < 3; i += 1) till.stripe.faults.push({ on: "POST /v1/checkout", does: "fail" });
  const failed = await till.member.post(till.path(meeting, "/pay/card"));
  expect(failed.status).toBe(503);
  expect(failed.text).toContain("The card service does not answer just now. Nothing was taken.");
  expect((await till.meeting(meeting)).state).toBe("unpaid");
  till.stripe.faults.length = 0;
  const session = await till.toCheckout(meeting);
  till.stripe.book.pay(session);
  await till.settled();
  expect((await till.meeting(meeting)).state).toBe("final");
});

test("a page that was opened while we did not hear of it is the one the next click leads to, and what is paid there counts", async () => {
  const meeting = await till.due();
  const before = till.stripe.book.sessions.size;
  for (let i = 0; i < 4; i += 1) till.stripe.faults.push({ on: "POST /v1/checkout", does: "lose" });
  expect((await till.member.post(till.path(meeting, "/pay/card"))).status).toBe(503);
  till.stripe.faults.length = 0;
  const session = await till.toCheckout(meeting);
  expect(till.stripe.book.sessions.size).toBe(before + 1);
  till.stripe.book.pay(session);
  await till.settled();
  expect((await till.meeting(meeting)).state).toBe("final");
});

test("an amount below what cards can pay is refused in words that say what to do", async () => {
  const meeting = await till.due({ minor: 20 });
  const answer = await till.member.post(till.path(meeting, "/pay/card"));
  expect([answer.status, answer.text.includes("This is less than a card payment can be.")]).toEqual([
    422,
    true,
  ]);
  expect(answer.text).toContain("Get a code for the desk");
});

test("a price that differs from the proposal's is told before anything is paid", async () => {
  const meeting = await till.due();
  expect((await till.member.get(till.path(meeting, "/pay"))).text).not.toContain(
    "The proposal you accepted said",
  );
  await till.propose(meeting, 3000);
  expect((await till.member.get(till.path(meeting, "/pay"))).text).toContain(
    "The proposal you accepted said $30.00",
  );
});

test("nothing can be paid once the time to pay is over or the meeting is off", async () => {
  const late = await till.due({ payBy: "2026-03-02T08:59:00Z" });
  expect((await till.member.get(till.path(late, "/pay"))).text).toContain("The time to pay is over");
  const off = await till.due();
  await till.cancel(off, till.provider);
  expect((await till.member.get(till.path(off, "/pay"))).text).toContain("There is nothing to pay.");
  for (const meeting of [late, off]) {
    for (const way of ["card", "desk"]) {
      expect((await till.member.post(till.path(meeting, `/pay/${way}`))).status).toBe(422);
    }
    expect(await till.payments(meeting)).toEqual([]);
  }
});

test("a meeting that costs nothing has no page to pay", async () => {
  const meeting = await till.due({ minor: 0, free: true });
  expect((await till.member.get(till.path(meeting, "/pay"))).status).toBe(404);
  expect((await till.member.post(till.path(meeting, "/pay/desk"))).status).toBe(404);
});

test("a bank that takes its time makes the meeting final when it says yes, and the member is told when it says no", async () => {
  const [yes, no] = [await till.due(), await till.due()];
  for (const meeting of [yes, no]) {
    const session = await till.toCheckout(meeting);
    till.stripe.book.pay(session, "bank");
    await till.settled();
    expect((await till.meeting(meeting)).state).toBe("unpaid");
    till.stripe.book.bankSays(session, meeting === yes ? "yes" : "no");
    await till.settled();
  }
  expect((await till.meeting(yes)).state).toBe("final");
  expect((await till.meeting(no)).state).toBe("unpaid");
  expect(await till.told(till.scene.member.id, no)).toContain("payments.failed");
  expect(await till.told(till.scene.member.id, yes)).not.toContain("payments.failed");
  till.stripe.book.pay(await till.toCheckout(no));
  await till.settled();
  expect((await till.meeting(no)).state).toBe("final");
});

test("a payment of which no notice ever came is found out by asking, before the meeting stops waiting", async () => {
  const meeting = await till.due();
  const session = await till.toCheckout(meeting);
  till.stripe.post.held = true;
  till.stripe.book.pay(session);
  till.stripe.post.waiting.length = 0;
  till.stripe.post.held = false;
  await till.keep();
  expect((await till.meeting(meeting)).state).toBe("unpaid");
  till.kith.clock.set("2026-03-03T08:56:00Z");
  await till.keep();
  expect((await till.meeting(meeting)).state).toBe("final");
  await till.settled();
});

test("a page that nobody used is closed with the meeting it was for", async () => {
  const meeting = await till.due();
  const session = await till.toCheckout(meeting);
  await till.cancel(meeting, till.provider);
  await till.settled();
  expect(till.stripe.book.session(session).status).toBe("expired");
  expect(await till.payments(meeting)).toMatchObject([{ paid: false, ended: true }]);
});
