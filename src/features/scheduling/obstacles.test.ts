import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { askedFor, proposed } from "#support/answering.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { type Agreed, agreed, schedule, scheduled, storedMeeting, textOf } from "#support/scheduling.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());

const value = (text: string, name: string) =>
  new RegExp(`<input[^>]*\\bname="${name}"[^>]*\\bvalue="([^"]*)"`).exec(text)?.[1] ??
  new RegExp(`<input[^>]*\\bvalue="([^"]*)"[^>]*\\bname="${name}"`).exec(text)?.[1];

describe("what stands against a time is said beside its field, and everything typed is kept", () => {
  const refusedWith = async (pair: Agreed, what: Parameters<typeof schedule>[1], ...texts: string[]) => {
    const answer = await schedule(pair, { name: "Typed by hand", ...what });
    expect(answer.status).toBe(422);
    for (const text of texts) expect(textOf(answer)).toContain(text);
    expect(value(answer.text, "name")).toBe("Typed by hand");
    return answer;
  };

  test("the provider's own meeting, by what and when", async () => {
    const pair = await agreed(kith);
    const ben = await kith.person(pair.on.scene.community, { firstName: "Ben", lastName: "Okri" });
    await meeting(kith, pair.on.scene, { at: "2026-03-03T09:45Z", member: ben.id });
    await refusedWith(pair, {}, "You have “30 minutes online” with Ben Okri then: Tue 3 Mar, 09:45–10:15.");
    expect((await schedule(pair, { time: "10:15" })).status).toBe(303);
  });

  test("a time the provider holds for somebody else", async () => {
    const pair = await agreed(kith);
    const on = { ...pair.on, request: await askedFor(kith, pair.on.scene, { subject: "Sleep" }) };
    await proposed(kith, on, 0, { times: ["2026-03-03 10:00"] });
    await refusedWith(pair, {}, "You hold this time for somebody else, in your proposal on “Sleep”");
  });

  test("the member's, and of theirs no more than that they are not free", async () => {
    const pair = await agreed(kith);
    const secret = await meeting(kith, pair.on.scene, {
      at: "2026-03-03T10:00Z",
      provider: pair.on.people[1]?.id ?? "",
    });
    const answer = await refusedWith(pair, {}, "Mina Alvarez is not free then.");
    expect(answer.text).not.toContain(secret);
    expect(answer.text).not.toContain("Provider1");
  });

  test("the past, a time that the clocks leave out, and fields that say nothing", async () => {
    const pair = await agreed(kith);
    await refusedWith(pair, { date: "2026-03-02", time: "08:00" }, "This is in the past.");
    await refusedWith(pair, { date: "2026-03-29", time: "01:30" }, "this time does not exist on that day");
    await refusedWith(pair, { date: "", time: "" }, "Please fill this in.");
    await refusedWith(
      pair,
      { minutes: "4", price: "a lot" },
      "whole minutes from 5 to 480",
      "Please write an amount",
    );
  });

  test("of a time the clocks show twice, the first is meant and said", async () => {
    const pair = await agreed(kith);
    const looked = await schedule(pair, { date: "2026-10-25", time: "01:30", do: "check" });
    expect(textOf(looked)).toContain("show this time twice");
    const id = await scheduled(pair, { date: "2026-10-25", time: "01:30" });
    const { meeting: row } = await storedMeeting(kith, pair, id);
    expect(row.starts_at.toString()).toBe("2026-10-25T00:30:00Z");
  });

  test("a place that is full or closed then", async () => {
    const pair = await agreed(kith);
    const { scene } = pair.on;
    const setPlace = (values: object) =>
      kith.inside(scene.community, (trx) =>
        trx.updateTable("locations").set(values).where("id", "=", scene.location).execute(),
      );
    const others = {
      provider: pair.on.people[1]?.id ?? "",
      member: (await kith.person(scene.community)).id,
    };
    await meeting(kith, scene, { at: "2026-03-03T10:00Z", ...others });
    await setPlace({ capacity: 1 });
    await refusedWith(pair, {}, "This place is full then.");
    await setPlace({ capacity: 2, opening: JSON.stringify([[2, 12 * 60, 18 * 60]]) });
    await refusedWith(pair, {}, "This place is not open then.");
    expect((await schedule(pair, { time: "13:00" })).status).toBe(303);
  });

  test("a closing, which can be overruled", async () => {
    const pair = await agreed(kith);
    const day = Temporal.PlainDate.from("2026-03-03");
    await kith.inside(pair.on.scene.community, (trx) =>
      trx
        .insertInto("closings")
        .values({
          community_id: pair.on.scene.community.id,
          id: newId(),
          name: "Reading week",
          from_date: day,
          until_date: day,
        })
        .execute(),
    );
    const answer = await refusedWith(pair, {}, "The community is closed on that day: Reading week.");
    expect(answer.text).toContain('name="anyway"');
    expect((await schedule(pair, { anyway: "on" })).status).toBe(303);
  });

  test("somebody who was blocked meanwhile: then there is nothing here any more", async () => {
    const pair = await agreed(kith);
    await kith.inside(pair.on.scene.community, (trx) =>
      trx
        .insertInto("blocks")
        .values({
          community_id: pair.on.scene.community.id,
          person_id: pair.on.scene.member.id,
          blocked_id: pair.on.people[0]?.id ?? "",
          at: kith.clock.now(),
        })
        .execute(),
    );
    expect((await schedule(pair)).status).toBe(404);
  });
});
