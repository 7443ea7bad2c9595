import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { accept, askedFor, proposed, withdraw } from "#support/answering.ts";
import { type TestApp, testApp } from "#support/app.ts";
import {
  type Agreed,
  agreed,
  filled,
  schedule,
  scheduled,
  storedMeeting,
  textOf,
} from "#support/scheduling.ts";

let kith: TestApp;
beforeAll(async () => {
  // A demo keeps its letters here, where they can be read.
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());

const form = (pair: Agreed) => `${pair.base}/proposals/${pair.proposal}/schedule`;
const value = (text: string, name: string) =>
  new RegExp(`<input[^>]*\\bname="${name}"[^>]*\\bvalue="([^"]*)"`).exec(text)?.[1] ??
  new RegExp(`<input[^>]*\\bvalue="([^"]*)"[^>]*\\bname="${name}"`).exec(text)?.[1];

describe("the form", () => {
  test("is filled from the proposal, all of it editable", async () => {
    const pair = await agreed(kith, { price: "12.50" });
    const { text, status } = await pair.provider.get(form(pair));
    expect(status).toBe(200);
    expect(value(text, "name")).toBe("Somebody who knows what panic is");
    expect(value(text, "minutes")).toBe("30");
    expect(value(text, "price")).toBe("12.50");
    expect(text).toContain(`value="${pair.on.scene.format}" selected`);
  });

  test("is the provider's alone: for the member and everybody else it is not there", async () => {
    const pair = await agreed(kith);
    const coordinator = await kith.signIn(
      await kith.person(pair.on.scene.community, { roles: ["coordinator"] }),
    );
    const [, other] = pair.on.providers;
    expect((await pair.provider.get(form(pair))).status).toBe(200);
    for (const client of [pair.member, coordinator, other ?? pair.member]) {
      expect((await client.get(form(pair))).status).toBe(404);
      expect((await schedule(pair, {}, client)).status).toBe(404);
    }
    expect((await schedule(pair)).status).toBe(303);
  });

  test("is not there before the proposal is accepted, and not after it was withdrawn", async () => {
    const pair = await agreed(kith);
    const on = { ...pair.on, request: await askedFor(kith, pair.on.scene) };
    const open = await proposed(kith, on, 0);
    const path = `${pair.base}/proposals/${open}/schedule`;
    expect((await pair.provider.get(path)).status).toBe(404);
    expect((await pair.provider.post(path, filled(pair))).status).toBe(404);
    await withdraw(pair.provider, on, open);
    expect((await pair.provider.post(path, filled(pair))).status).toBe(404);
  });

  test("shows a typed time in both zones, and that both are free", async () => {
    const pair = await agreed(kith);
    await kith.platform.db
      .updateTable("accounts")
      .set({ zone: "America/New_York" })
      .where("id", "=", pair.on.scene.member.accountId ?? "")
      .execute();
    const looked = textOf(
      await pair.provider.get(`${form(pair)}?date=2026-03-03&time=10:00&minutes=30&zone=Europe/London`),
    );
    expect(looked).toContain("Tue 3 Mar, 10:00–10:30, London");
    expect(looked).toContain("Tue 3 Mar, 05:00–05:30, New York");
    expect(looked).toContain("You are both free then.");
  });

  test("shows the same without script, when it is asked to check, and saves nothing", async () => {
    const pair = await agreed(kith);
    const checked = await schedule(pair, { do: "check", name: "As I typed it" });
    expect(checked.status).toBe(200);
    expect(textOf(checked)).toContain("Tue 3 Mar, 10:00–10:30, London");
    expect(value(checked.text, "name")).toBe("As I typed it");
    const rows = await kith.inside(pair.on.scene.community, (trx) =>
      trx.selectFrom("meetings").select("id").where("proposal_id", "=", pair.proposal).execute(),
    );
    expect(rows).toEqual([]);
  });
});

describe("saving it", () => {
  test("makes a free meeting final at once, of the two and of nobody else", async () => {
    const pair = await agreed(kith);
    const id = await scheduled(pair, { name: "A first talk" });
    const { meeting: row, occupied, events } = await storedMeeting(kith, pair, id);
    const people = [pair.on.people[0]?.id, pair.on.scene.member.id].toSorted();
    expect(row).toMatchObject({
      state: "final",
      private: true,
      name: "A first talk",
      pay_by: null,
      service_id: null,
    });
    expect(row.starts_at.toString()).toBe("2026-03-03T10:00:00Z");
    expect(occupied.map(({ person_id }) => person_id).toSorted()).toEqual(people);
    expect(events).toMatchObject([{ kind: "scheduled", by_person: pair.on.people[0]?.id }]);
    expect(textOf(await pair.member.get(`${pair.base}/meetings/${id}`))).toContain("A first talk");
  });

  test("keeps the time of a priced meeting until it is paid: as long as the community says, and to its start at most", async () => {
    const cards = await testApp({
      env: { STRIPE_SECRET_KEY: "sk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_1" },
    });
    try {
      const pair = await agreed(cards, { price: "20", settings: { paymentHoldMinutes: 90 } });
      const id = await scheduled(pair, { price: "20" });
      const { meeting: row } = await storedMeeting(cards, pair, id);
      expect(row).toMatchObject({ state: "unpaid", price: 2000, currency: "USD" });
      expect(row.pay_by?.toString()).toBe("2026-03-02T10:30:00Z");
    } finally {
      await cards.end();
    }
    const atTheDesk = await agreed(kith, { price: "20", settings: { paymentHoldMinutes: 90 } });
    const { meeting: row } = await storedMeeting(
      kith,
      atTheDesk,
      await scheduled(atTheDesk, { price: "20" }),
    );
    expect(row.pay_by?.toString()).toBe("2026-03-03T10:00:00Z");
  });

  test("shows the member what the proposal said when more is asked for", async () => {
    const pair = await agreed(kith, { price: "12.50" });
    const id = await scheduled(pair, { price: "20" });
    const page = textOf(await pair.member.get(`${pair.base}/meetings/${id}`));
    expect(page).toContain("Price: $20.00");
    expect(page).toContain("The proposal said $12.50.");
    const same = await agreed(kith, { price: "12.50" });
    const other = await scheduled(same, { price: "12.50" });
    expect(textOf(await same.member.get(`${same.base}/meetings/${other}`))).not.toContain(
      "The proposal said",
    );
  });

  test("twice with one key makes one meeting, and a second one has to wait until the first is over or off", async () => {
    const pair = await agreed(kith);
    const key = newId();
    const [first, again] = [await schedule(pair, { key }), await schedule(pair, { key })];
    expect(again.location).toBe(first.location);
    const second = await schedule(pair, { time: "14:00" });
    expect(second.location).toBe(first.location);
    expect(textOf(await pair.provider.follow(second))).toContain("There is a time for this already.");
    const id = first.location.split("/").at(-1) ?? "";
    await pair.provider.post(`${pair.base}/meetings/${id}/cancel`, { version: "1", reason: "" });
    expect((await schedule(pair, { time: "14:00" })).location).not.toBe(first.location);
  });

  test("sends both a letter with the calendar when it is final, and the member what to pay when it is not", async () => {
    const free = await agreed(kith);
    const freeId = await scheduled(free);
    const priced = await agreed(kith, { price: "20" });
    const pricedId = await scheduled(priced, { price: "20" });
    await kith.drainMail();
    const mails = (pair: Agreed) =>
      kith.inside(pair.on.scene.community, (trx) =>
        trx.selectFrom("mails").select(["to_address", "subject", "calendar", "body_text"]).execute(),
      );
    const about = (id: string, rows: Awaited<ReturnType<typeof mails>>) =>
      rows.filter(({ body_text }) => body_text.includes(id));
    const sent = about(freeId, await mails(free));
    expect(sent.map(({ to_address }) => to_address).toSorted()).toEqual(
      [free.on.people[0]?.email, free.on.scene.member.email].toSorted(),
    );
    expect(sent.every(({ calendar }) => calendar?.includes("METHOD:REQUEST"))).toBe(true);
    const [due, ...more] = about(pricedId, await mails(priced));
    expect(more).toEqual([]);
    expect(due).toMatchObject({ to_address: priced.on.scene.member.email, calendar: null });
    expect(due?.body_text).toContain("$20.00");
    expect(due?.body_text).toContain("Tue 3 Mar, 10:00");
  });
});

test("the times that its own proposal held stand in nobody's way, and are free afterwards", async () => {
  const pair = await agreed(kith);
  const on = { ...pair.on, request: await askedFor(kith, pair.on.scene) };
  const times = ["2026-03-04 10:00", "2026-03-04 11:00"];
  const other = await proposed(kith, on, 0, { times });
  await accept(on.member, on, other);
  const answer = await pair.provider.post(`${pair.base}/proposals/${other}/schedule`, {
    ...filled(pair),
    date: "2026-03-04",
  });
  expect(answer.status).toBe(303);
  const held = await kith.inside(pair.on.scene.community, (trx) =>
    trx.selectFrom("occupancy").select("starts_at").where("proposal_id", "=", other).execute(),
  );
  expect(held).toEqual([]);
});
