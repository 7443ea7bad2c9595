import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { textOf } from "#support/panel.ts";
import { type Programme, programme } from "#support/programme.ts";
import { cancelled, fullDay } from "#support/waiting.ts";
import { bookWeeks, lastLook, weeklyFormat, weeksPage } from "#support/weekly.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

/** A programme in London, whose clocks change on 29 March, with a weekly format. */
async function weekly(options: Parameters<typeof programme>[1] = {}) {
  const scene = await programme(kith, { zone: "Europe/London", settings: { horizonDays: 120 }, ...options });
  return { scene, ...(await weeklyFormat(kith, scene)) };
}

const stored = (scene: Programme) =>
  kith.inside(scene.community, async (trx) => ({
    series: await trx.selectFrom("series").selectAll().execute(),
    meetings: await trx.selectFrom("meetings").selectAll().orderBy("starts_at").execute(),
    occupancy: await trx.selectFrom("occupancy").selectAll().execute(),
    answers: await trx.selectFrom("answers").select("answer").execute(),
    mails: await trx.selectFrom("mails").selectAll().orderBy("id").execute(),
  }));

const starts = (all: Awaited<ReturnType<typeof stored>>) =>
  all.meetings.map(
    ({ starts_at, state }) => `${starts_at.toString().slice(0, 16)}${state === "final" ? "" : ` ${state}`}`,
  );

describe("a format that is given every week", () => {
  test("asks for how many weeks, checks each of them, and keeps its time of day across a change of clocks", async () => {
    const { scene, ...format } = await weekly();
    const client = await kith.signIn(scene.member);
    const way = { scene, ...format, at: "2026-03-17T10:00Z", weeks: 4 };
    const bare = `${scene.community.base}/book/${format.format}/${scene.services[0]}/${way.at}/${scene.providers[0]?.id}/${scene.location}`;
    const asked = await client.follow(await client.get(bare));
    expect(textOf(asked.text)).toContain("For how many weeks?");
    expect(textOf(asked.text)).toContain("Step 6 of 7");
    expect(textOf((await weeksPage(client, way)).text)).toContain("All 4 dates are free");

    const booked = await bookWeeks(client, way);
    expect(booked.status).toBe(303);
    const all = await stored(scene);
    expect(starts(all)).toEqual([
      "2026-03-17T10:00",
      "2026-03-24T10:00",
      "2026-03-31T09:00",
      "2026-04-07T09:00",
    ]);
    expect(all.series).toMatchObject([
      { kind: "booked", zone: "Europe/London", weeks: 4, by_person: scene.member.id },
    ]);
    expect(new Set(all.meetings.map(({ series_id }) => series_id))).toEqual(new Set([all.series[0]?.id]));
    expect(all.occupancy).toHaveLength(8);
    expect(all.answers.map(({ answer }) => answer)).toEqual(Array(4).fill(["Kept words"]));

    const page = textOf((await client.follow(booked)).text);
    expect(page).toContain("It is booked, week by week.");
    expect(page).toContain("1 of 4");
    expect(page).toContain("Tue 31 Mar, 10:00–10:30");
  });

  test("its people get one letter with all dates and one file with all of them", async () => {
    const { scene, ...format } = await weekly();
    const client = await kith.signIn(scene.member);
    await bookWeeks(client, { scene, ...format, at: "2026-03-17T10:00Z", weeks: 4 });
    await kith.drainMail();
    const { mails } = await stored(scene);
    expect(mails.map(({ to_address }) => to_address).sort()).toEqual(
      [scene.member.email, scene.providers[0]?.email].sort(),
    );
    for (const { body_text, calendar, subject } of mails) {
      expect(subject).toBe("Confirmed: 4 Meetings, one a week");
      for (const day of ["Tue 17 Mar, 10:00", "Tue 24 Mar, 10:00", "Tue 31 Mar, 10:00", "Tue 7 Apr, 10:00"])
        expect(body_text).toContain(day);
      expect(calendar?.match(/BEGIN:VEVENT/g)).toHaveLength(4);
      expect(body_text).not.toContain("Kept words");
    }
    const bells = await kith.inside(scene.community, (trx) =>
      trx.selectFrom("notifications").select(["person_id", "message"]).execute(),
    );
    expect(bells).toEqual([{ person_id: scene.providers[0]?.id, message: "series.booked" }]);
  });

  test("nine of ten are free: those nine are booked, and it is said which one is missing and why", async () => {
    const { scene, ...format } = await weekly();
    const client = await kith.signIn(scene.member);
    const other = await kith.person(scene.community);
    await meeting(kith, scene, { at: "2026-03-31T09:00Z", member: other.id });
    const way = { scene, ...format, at: "2026-03-17T10:00Z", weeks: 10 };
    const page = textOf((await weeksPage(client, way)).text);
    expect(page).toContain("9 of 10 dates are free");
    expect(page).toContain("Go on with these 9");
    expect(page).toMatch(/Tue 31 Mar, 10:00–10:30 : not free\s+This time is taken\./);
    const { page: look, confirm } = await lastLook(client, way);
    expect(textOf(look.text)).toMatch(/Left out\s+Tue 31 Mar, 10:00–10:30: This time is taken\./);
    expect((await confirm()).status).toBe(303);
    const all = await stored(scene);
    expect(all.meetings.filter(({ series_id }) => series_id !== null)).toHaveLength(9);
    expect(all.series[0]?.weeks).toBe(10);
  });

  test("each way in which a date can be missing is said in plain words", async () => {
    const { scene, ...format } = await weekly({ settings: { horizonDays: 45 } });
    const client = await kith.signIn(scene.member);
    const [provider] = scene.providers;
    await kith.inside(scene.community, async (trx) => {
      const own = { community_id: scene.community.id };
      const day = (text: string) => Temporal.PlainDate.from(text);
      const dates = (text: string) => ({ from_date: day(text), until_date: day(text) });
      await trx
        .insertInto("closings")
        .values({ ...own, id: crypto.randomUUID(), name: "Spring break", ...dates("2026-03-24") })
        .execute();
      await trx
        .insertInto("hour_exceptions")
        .values({ ...own, id: crypto.randomUUID(), provider_id: provider?.id ?? "", ...dates("2026-03-31") })
        .execute();
    });
    const mine = await kith.person(scene.community, { roles: ["provider"] });
    await meeting(kith, scene, { at: "2026-04-07T09:00Z", provider: mine.id });
    const page = textOf(
      (await weeksPage(client, { scene, ...format, at: "2026-03-17T10:00Z", weeks: 6 })).text,
    );
    expect(page).toContain("2 of 6 dates are free");
    expect(page).toMatch(/24 Mar, [^.]*not free\s+The community is closed that day\./);
    expect(page).toMatch(/31 Mar, [^.]*not free\s+There are no hours that day at this time\./);
    expect(page).toMatch(/7 Apr, [^.]*not free\s+You have something else then\./);
    expect(page).toMatch(/21 Apr, [^.]*not free\s+That is further ahead than can be booked\./);
  });

  test("what is taken meanwhile is told with nothing typed lost, and nothing is booked by halves", async () => {
    const { scene, ...format } = await weekly();
    const client = await kith.signIn(scene.member);
    const way = { scene, ...format, at: "2026-03-17T10:00Z", weeks: 4 };
    const { confirm } = await lastLook(client, way);
    const other = await kith.person(scene.community);
    await meeting(kith, scene, { at: "2026-03-24T10:00Z", member: other.id });
    const refused = await confirm();
    expect(refused.status).toBe(409);
    expect(textOf(refused.text)).toContain("One of these dates was taken meanwhile. Nothing is booked yet.");
    expect(textOf(refused.text)).toContain("Everything you wrote is kept.");
    expect(textOf(refused.text)).toContain("3 of 4 dates are free");
    expect((await stored(scene)).series).toEqual([]);
    const next = /href="([^"]*\/review\?[^"]*)"/.exec(refused.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const look = await client.get(next);
    expect(look.text).toContain("Kept words");
    const fields = [...look.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
    const again = await client.post(
      `${scene.community.base}/book/weekly`,
      Object.fromEntries(fields.map(([, name, value]) => [name, value])),
    );
    expect(again.status).toBe(303);
    expect((await stored(scene)).meetings.filter(({ series_id }) => series_id)).toHaveLength(3);
  });

  test("where the reader's clock changes on other days than the provider's, it is said why the times differ", async () => {
    const { scene, ...format } = await weekly();
    const client = await kith.signIn(scene.member);
    const way = { scene, ...format, at: "2026-03-05T15:00Z", weeks: 5 };
    expect(textOf((await weeksPage(client, way)).text)).not.toContain("Your clock changes on other days");
    client.cookies.set("zone", "America/New_York");
    const page = textOf((await weeksPage(client, way)).text);
    expect(page).toContain("Where Talia K is (London) it is always the same time of day.");
    for (const date of ["5 Mar, 10:00", "12 Mar, 11:00", "19 Mar, 11:00", "26 Mar, 11:00", "2 Apr, 10:00"])
      expect(page).toContain(date);
  });

  test("a time that is kept for who waited can be the first of them", async () => {
    const { scene, ...format } = await weekly();
    const client = await kith.signIn(scene.member);
    const taken = await fullDay(kith, scene, "2026-03-17");
    const waits = await client.post(`${scene.community.base}/waits`, {
      ...{ format: format.format, service: scene.services[0] ?? "", provider: "", which: "days", at: "" },
      ...{ from: "2026-03-17", until: "2026-03-17" },
    });
    await cancelled(kith, scene, taken[2] ?? "");
    await kith.drainMail();
    const offer = await client.get(waits.location);
    const start = /href="([^"]*\/book\/[^"]*wait=[^"]*)"/.exec(offer.text)?.[1] ?? "";
    const wait = new URLSearchParams(start.split("?")[1]).get("wait") ?? "";
    expect(start).toContain("2026-03-17T10:00Z");
    const way = { scene, ...format, at: "2026-03-17T10:00Z", weeks: 3 };
    expect(textOf((await weeksPage(client, way)).text)).toContain("2 of 3 dates are free");
    expect((await bookWeeks(client, { ...way, wait })).status).toBe(303);
    const all = await stored(scene);
    expect(all.meetings.filter(({ series_id }) => series_id !== null)).toHaveLength(3);
    const ended = await kith.inside(scene.community, (trx) =>
      trx.selectFrom("waits").select(["state", "offered_until"]).execute(),
    );
    expect(ended).toEqual([{ state: "booked", offered_until: null }]);
  });

  test("two clicks book it once", async () => {
    const { scene, ...format } = await weekly();
    const client = await kith.signIn(scene.member);
    const { confirm } = await lastLook(client, { scene, ...format, at: "2026-03-17T10:00Z", weeks: 3 });
    const [first, second] = await Promise.all([confirm(), confirm()]);
    expect(first.status).toBe(303);
    expect(second.location).toBe(first.location);
    expect((await stored(scene)).meetings).toHaveLength(3);
  });

  test("starts that belong to no week of it are not booked, and a single format has no weeks", async () => {
    const { scene, ...format } = await weekly();
    const client = await kith.signIn(scene.member);
    const input = {
      format: format.format,
      service: scene.services[0] ?? "",
      at: String(Date.parse("2026-03-17T10:00Z") / 60_000),
      provider: scene.providers[0]?.id ?? "",
      location: scene.location,
      weeks: "3",
    };
    const elsewhere = String(Date.parse("2026-03-18T10:00Z") / 60_000);
    const filled = await lastLook(client, { scene, ...format, at: "2026-03-17T10:00Z", weeks: 3 });
    const draft = /name="draft" value="([^"]+)"/.exec(filled.page.text)?.[1] ?? "";
    const post = (more: object) =>
      client.post(`${scene.community.base}/book/weekly`, { ...input, draft, ...more });
    expect((await post({ starts: elsewhere })).status).toBe(409);
    expect((await post({ starts: "" })).status).toBe(409);
    expect((await post({ starts: input.at, weeks: "1" })).status).toBe(404);
    expect((await post({ starts: input.at, format: scene.format, draft: "" })).status).toBe(303);
    expect((await stored(scene)).meetings).toEqual([]);
    const single = `${scene.community.base}/book/${scene.format}/${scene.services[0]}/2026-03-17T10:00Z/${scene.providers[0]?.id}/${scene.location}/weeks`;
    expect((await client.get(single)).status).toBe(404);
  });
});

describe("a series that is booked", () => {
  async function booked(options: Parameters<typeof programme>[1] = {}) {
    const { scene, ...format } = await weekly(options);
    const client = await kith.signIn(scene.member);
    const { location } = await bookWeeks(client, { scene, ...format, at: "2026-03-03T10:00Z", weeks: 4 });
    const { meetings } = await stored(scene);
    const path = (place: number) => `${scene.community.base}/meetings/${meetings[place]?.id}`;
    return { scene, client, path, location };
  }

  const cancel = async (
    client: Awaited<ReturnType<typeof kith.signIn>>,
    path: string,
    part: "rest" | "all",
  ) => {
    const page = await client.get(`${path}/series/cancel?part=${part}`);
    const seen = /name="seen" value="([^"]*)"/.exec(page.text)?.[1] ?? "";
    return {
      page,
      send: () => client.post(`${path}/series/cancel?part=${part}`, { seen, reason: "I move away" }),
    };
  };

  test("one of it is cancelled or moved alone, and stays one of it", async () => {
    const { scene, client, path } = await booked();
    expect((await client.post(`${path(1)}/cancel`, { version: "1", reason: "" })).status).toBe(303);
    const at = String(Date.parse("2026-03-18T11:00Z") / 60_000);
    expect(
      (await client.post(`${path(2)}/move`, { version: "1", at, location: scene.location })).status,
    ).toBe(303);
    const all = await stored(scene);
    expect(starts(all)).toEqual([
      "2026-03-03T10:00",
      "2026-03-10T10:00 cancelled",
      "2026-03-18T11:00",
      "2026-03-24T10:00",
    ]);
    expect(new Set(all.meetings.map(({ series_id }) => series_id)).size).toBe(1);
    expect(textOf((await client.get(path(2))).text)).toContain("3 of 4");
  });

  test("the rest is cancelled from one on, its times are free, and one letter tells of it", async () => {
    const { scene, client, path } = await booked();
    await kith.drainMail();
    const before = (await stored(scene)).mails.length;
    const { page, send } = await cancel(client, path(1), "rest");
    expect(textOf(page.text)).toContain("These 3 are cancelled");
    expect((await send()).status).toBe(303);
    const all = await stored(scene);
    expect(starts(all)).toEqual([
      "2026-03-03T10:00",
      ...[10, 17, 24].map((day) => `2026-03-${day}T10:00 cancelled`),
    ]);
    expect(all.occupancy).toHaveLength(2);
    await kith.drainMail();
    const mails = (await stored(scene)).mails.slice(before);
    expect(mails).toHaveLength(2);
    for (const { subject, calendar, calendar_method, body_text } of mails) {
      expect([subject, calendar_method]).toEqual(["Cancelled: 3 Meetings", "CANCEL"]);
      expect(calendar?.match(/STATUS:CANCELLED/g)).toHaveLength(3);
      expect(body_text).toContain("I move away");
    }
    const events = await kith.inside(scene.community, (trx) =>
      trx
        .selectFrom("meeting_events")
        .select(["kind", "by_person"])
        .where("kind", "=", "cancelled")
        .execute(),
    );
    expect(events).toEqual(Array(3).fill({ kind: "cancelled", by_person: scene.member.id }));
    const letterOfAll = await cancel(client, path(0), "all");
    expect(textOf(letterOfAll.page.text)).toContain("This one is cancelled");
  });

  test("of all, what begins too soon for its member stays and is named; its provider need not keep the notice", async () => {
    const { scene, client, path } = await booked({ settings: { changeNoticeMinutes: 60 * 24 * 3 } });
    const { page, send } = await cancel(client, path(2), "all");
    expect(textOf(page.text)).toMatch(/This one stays, since it is too close to its start\s+Tue 3 Mar/);
    expect((await send()).status).toBe(303);
    expect(starts(await stored(scene))[0]).toBe("2026-03-03T10:00");
    expect((await stored(scene)).meetings.filter(({ state }) => state === "final")).toHaveLength(1);

    const nothing = await cancel(client, path(0), "all");
    expect(textOf(nothing.page.text)).toContain("There is nothing left to cancel.");
    expect((await nothing.send()).status).toBe(422);
    const [provider] = scene.providers;
    if (!provider) throw new Error("a provider");
    const staff = await cancel(await kith.signIn(provider), path(0), "all");
    expect((await staff.send()).status).toBe(303);
    expect((await stored(scene)).meetings.every(({ state }) => state === "cancelled")).toBe(true);
  });

  test("what was changed since the page was opened is not cancelled unseen", async () => {
    const { scene, client, path } = await booked();
    const { send } = await cancel(client, path(0), "all");
    const at = String(Date.parse("2026-03-18T11:00Z") / 60_000);
    await client.post(`${path(2)}/move`, { version: "1", at, location: scene.location });
    const refused = await send();
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("I move away");
    expect((await stored(scene)).meetings.every(({ state }) => state === "final")).toBe(true);
  });

  test("where the provider confirms, all of it is confirmed at once", async () => {
    const { scene, client, path } = await booked({ settings: { confirmation: "provider" } });
    expect((await stored(scene)).meetings.every(({ state }) => state === "pending")).toBe(true);
    expect((await client.post(`${path(0)}/series/confirm`)).status).toBe(404);
    const [provider] = scene.providers;
    if (!provider) throw new Error("a provider");
    const staff = await kith.signIn(provider);
    expect(textOf((await staff.get(path(1))).text)).toContain("Confirm all 4 that wait");
    expect((await staff.post(`${path(1)}/series/confirm`)).status).toBe(303);
    expect((await stored(scene)).meetings.every(({ state }) => state === "final")).toBe(true);
    await kith.drainMail();
    const { mails } = await stored(scene);
    expect(mails.map(({ subject }) => subject).sort()).toEqual([
      "Confirmed: 4 Meetings, one a week",
      "Confirmed: 4 Meetings, one a week",
      "Waiting for confirmation: 4 Meetings, one a week",
      "Waiting for confirmation: 4 Meetings, one a week",
    ]);
  });

  test("exists for the two in it and for coordinators alone", async () => {
    const { scene, client, path } = await booked();
    const outsider = await kith.signIn(await kith.person(scene.community, { roles: ["member", "provider"] }));
    expect((await outsider.get(scene.community.base)).status).toBe(200);
    const page = `${path(0)}/series/cancel?part=all`;
    expect((await client.get(page)).status).toBe(200);
    expect((await outsider.get(page)).status).toBe(404);
    const seen = /name="seen" value="([^"]*)"/.exec((await client.get(page)).text)?.[1] ?? "";
    expect(seen).not.toBe("");
    expect((await outsider.post(page, { seen, reason: "" })).status).toBe(404);
    expect((await outsider.post(`${path(0)}/series/confirm`)).status).toBe(404);
    const coordinator = await kith.signIn(await kith.person(scene.community, { roles: ["coordinator"] }));
    expect((await coordinator.get(page)).status).toBe(200);
  });
});

describe("two series after times that overlap", () => {
  test("no date is booked twice, and each has all that it was told or nothing", async () => {
    const { scene, ...format } = await weekly();
    for (let round = 0; round < 5; round += 1) {
      const day = String(3 + round).padStart(2, "0");
      const people = await Promise.all([0, 1, 2].map(() => kith.person(scene.community)));
      const clients = await Promise.all(people.map((person) => kith.signIn(person)));
      // Three weeks each, of which the last of one is the first of the next.
      const first = (place: number) => `2026-03-${String(3 + round + 7 * place).padStart(2, "0")}T10:00Z`;
      const looks = await Promise.all(
        clients.map((client, place) => lastLook(client, { scene, ...format, at: first(place), weeks: 3 })),
      );
      const answers = await Promise.all(looks.map(({ confirm }) => confirm()));
      const statuses = answers.map(({ status }) => status);
      expect(
        statuses.every((status) => status === 303 || status === 409),
        `${day}: ${statuses}`,
      ).toBe(true);
      expect(statuses).toContain(303);
      const all = await stored(scene);
      const perMember = await kith.inside(scene.community, (trx) =>
        trx
          .selectFrom("registrations")
          .select(["person_id"])
          .where(
            "person_id",
            "in",
            people.map(({ id }) => id),
          )
          .execute(),
      );
      for (const [place, person] of people.entries()) {
        const count = perMember.filter(({ person_id }) => person_id === person.id).length;
        expect(count).toBe(statuses[place] === 303 ? 3 : 0);
      }
      const taken = all.meetings.map(({ starts_at }) => starts_at.toString());
      expect(new Set(taken).size).toBe(taken.length);
    }
  });
});
