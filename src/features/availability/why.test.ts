import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { currentCommunity } from "../communities/load.ts";
import { explainNoTimes } from "./alternatives.ts";
import { askAvailability } from "./load.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T06:00:00Z" });
});
afterAll(() => kith.end());

const at = (text: string): number => minuteOf(Temporal.Instant.from(text));
// Mondays, 9 to 11, in winter, when London is at UTC.
const mondays = { hours: [[1, 540, 660]] as const };

interface Wish {
  day: string;
  providerIds?: string[];
  serviceId?: string;
}

/** What somebody is told who finds no time on a day. */
async function told(scene: Programme, { day, ...wish }: Wish) {
  return kith.inside(scene.community, async (trx) => {
    const asked = {
      community: await currentCommunity(trx, scene.community.id),
      format: { id: scene.format },
      serviceId: scene.generic,
      memberId: scene.member.id,
      from: at(`${day}T00:00Z`),
      to: at(`${day}T00:00Z`) + 1440,
      now: minuteOf(kith.clock.now()),
      ...wish,
    };
    const availability = await askAvailability(trx, asked);
    if (!availability) throw new Error("nothing is offered");
    return explainNoTimes(trx, asked, availability);
  });
}

const set = (scene: Programme, values: object, index = 0) =>
  kith.inside(scene.community, (trx) =>
    trx
      .updateTable("providers")
      .set(values)
      .where("person_id", "=", scene.providers[index]?.id ?? "")
      .execute(),
  );
const close = (scene: Programme, from: string, until: string) =>
  kith.inside(scene.community, (trx) =>
    trx
      .insertInto("closings")
      .values({
        community_id: scene.community.id,
        id: newId(),
        name: "Break",
        from_date: Temporal.PlainDate.from(from),
        until_date: Temporal.PlainDate.from(until),
      })
      .execute(),
  );

describe("why there are no times", () => {
  test("is said by what took most of the times within the hours", async () => {
    const scene = await programme(kith, { ...mondays, settings: { leadMinutes: 600 } });
    expect((await told(scene, { day: "2026-03-03" })).reason).toBe("outside_hours");
    expect((await told(scene, { day: "2026-03-02" })).reason).toBe("too_soon");
    expect((await told(scene, { day: "2026-06-01" })).reason).toBe("too_far");
    await close(scene, "2026-03-09", "2026-03-09");
    expect((await told(scene, { day: "2026-03-09" })).reason).toBe("closing");
    const other = await kith.person(scene.community);
    await meeting(kith, scene, { at: "2026-03-16T09:00Z", minutes: 90, member: other.id });
    await meeting(kith, scene, { at: "2026-03-16T10:30Z", provider: scene.providers[0]?.id ?? "" });
    expect((await told(scene, { day: "2026-03-16" })).reason).toBe("taken");
    await set(scene, { paused_at: kith.clock.now() });
    expect((await told(scene, { day: "2026-03-16" })).reason).toBe("paused");
  });

  test("tells apart what lies with the person who books", async () => {
    const scene = await programme(kith, { ...mondays, providers: 2, settings: { memberWeekMinutes: 60 } });
    const [first, second] = scene.providers.map(({ id }) => id);
    const wish = { providerIds: [first ?? ""] };
    await meeting(kith, scene, { at: "2026-03-09T09:00Z", minutes: 120, provider: second ?? "" });
    expect((await told(scene, { ...wish, day: "2026-03-09" })).reason).toBe("own_limit");
    await kith.inside(scene.community, (trx) =>
      trx.updateTable("communities").set({ settings: "{}" }).execute(),
    );
    expect((await told(scene, { ...wish, day: "2026-03-09" })).reason).toBe("own_time");
  });

  test("is that nobody gives it, where nobody does", async () => {
    const scene = await programme(kith, mondays);
    await kith.inside(scene.community, (trx) =>
      trx.deleteFrom("certifications").where("service_id", "=", scene.generic).execute(),
    );
    expect(await told(scene, { day: "2026-03-09" })).toEqual({
      reason: "no_provider",
      alternatives: { next: [], others: [], generic: null },
    });
  });
});

describe("the nearest alternatives", () => {
  test("are the next free times of what was asked", async () => {
    const scene = await programme(kith, mondays);
    const { alternatives } = await told(scene, { day: "2026-03-03" });
    expect(alternatives.next).toEqual(
      ["09:00", "09:30", "10:00", "10:30"].map((time) => at(`2026-03-02T${time}Z`)),
    );
    await close(scene, "2026-03-01", "2026-03-12");
    expect((await told(scene, { day: "2026-03-03" })).alternatives.next[0]).toBe(at("2026-03-16T09:00Z"));
  });

  test("are others who give the same, where one person was asked for", async () => {
    const scene = await programme(kith, { ...mondays, providers: 2 });
    const [first, second] = scene.providers.map(({ id }) => id);
    await set(scene, { paused_at: kith.clock.now() });
    const { reason, alternatives } = await told(scene, { day: "2026-03-09", providerIds: [first ?? ""] });
    expect(reason).toBe("paused");
    expect(alternatives.next).toEqual([]);
    expect(alternatives.others).toEqual([{ id: second, name: "Provider1 K", at: at("2026-03-02T09:00Z") }]);
  });

  test("are the generic service's, where a provider's own service has no time at all", async () => {
    const scene = await programme(kith, { ...mondays, providers: 2 });
    await set(scene, { paused_at: kith.clock.now() });
    const wish = { serviceId: scene.services[0] ?? "", day: "2026-03-09" };
    const { alternatives } = await told(scene, wish);
    expect(alternatives).toEqual({
      next: [],
      others: [],
      generic: { id: scene.generic, code: "All available Peer Mentoring", at: at("2026-03-02T09:00Z") },
    });
    await set(scene, { paused_at: kith.clock.now() }, 1);
    expect((await told(scene, wish)).alternatives.generic).toBeNull();
  });
});

describe("the page for staff", () => {
  const address = (scene: Programme, query: Record<string, string>) =>
    `${scene.community.base}/admin/why?${new URLSearchParams({ service: scene.generic, format: scene.format, ...query })}`;
  const coordinatorOf = async (scene: Programme) =>
    kith.signIn(await kith.person(scene.community, { roles: ["coordinator"] }));
  /** The cells of the table row that begins with a name. */
  const row = (html: string, name: string): string[] => {
    const rows = [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, cells = ""]) => cells);
    const found = rows.find((cells) => cells.replace(/<[^>]*>/g, "").startsWith(name)) ?? "";
    return [...found.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = ""]) => cell.replace(/<[^>]*>/g, ""));
  };

  test("counts rule by rule and provider by provider what the engine took", async () => {
    const scene = await programme(kith, { ...mondays, providers: 2 });
    const other = await kith.person(scene.community);
    await meeting(kith, scene, { at: "2026-03-09T09:30Z", member: other.id });
    await set(scene, { paused_at: kith.clock.now() }, 1);
    const staff = await coordinatorOf(scene);
    const { text, status } = await staff.get(address(scene, { from: "2026-03-09", until: "2026-03-09" }));
    expect(status).toBe(200);
    expect(text).toContain("3 of 96 starts are free");
    expect(row(text, "Hours")).toEqual(["88", "8"]);
    expect(row(text, "Pause")).toEqual(["4", "4"]);
    expect(row(text, "Busy")).toEqual(["1", "3"]);
    expect(row(text, "Closing")).toEqual(["–", "4"]);
    expect(row(text, "Talia K")).toEqual(["3", "44", "–", "1"]);
    expect(row(text, "Provider1 K")).toEqual(["0", "44", "4", "–"]);
  });

  test("says of one exact start everything that is against it", async () => {
    const scene = await programme(kith, { ...mondays, providers: 2, zone: "America/New_York" });
    const other = await kith.person(scene.community);
    await meeting(kith, scene, { at: "2026-03-09T13:30Z", member: other.id });
    await close(scene, "2026-03-09", "2026-03-09");
    const staff = await coordinatorOf(scene);
    const moment = { from: "2026-03-09", time: "09:30" };
    const { text } = await staff.get(address(scene, moment));
    expect(text).toContain("Mon 9 Mar, 09:30: nobody is free");
    expect(row(text, "Talia K")[0]).toMatch(/^Closing .*Busy /);
    expect(row(text, "Provider1 K")[0]).toMatch(/^Closing [^B]*$/);
    const later = await staff.get(address(scene, { ...moment, from: "2026-03-16", time: "09:40" }));
    expect(row(later.text, "Talia K")[0]).toMatch(/^Minutes of the hour/);
    const free = await staff.get(address(scene, { ...moment, from: "2026-03-16" }));
    expect(free.text).toContain("2 are free");
  });

  test("can ask for one provider and on behalf of one member", async () => {
    const scene = await programme(kith, { ...mondays, providers: 2 });
    const [first, second] = scene.providers.map(({ id }) => id);
    await meeting(kith, scene, { at: "2026-03-09T09:30Z", provider: second ?? "" });
    const staff = await coordinatorOf(scene);
    const moment = { from: "2026-03-09", time: "09:30", provider: first ?? "" };
    const anyone = (await staff.get(address(scene, moment))).text;
    expect(row(anyone, "Talia K")).toEqual(["Free"]);
    expect(row(anyone, "Provider1 K")).toEqual([]);
    const member = (await staff.get(address(scene, { ...moment, member: scene.member.email.toUpperCase() })))
      .text;
    expect(row(member, "Talia K")[0]).toContain("Member is busy");
  });

  test("says beside the field what it cannot ask", async () => {
    const scene = await programme(kith, mondays);
    const staff = await coordinatorOf(scene);
    const page = async (query: Record<string, string>) => (await staff.get(address(scene, query))).text;
    expect(await page({ from: "2026-02-30" })).toContain("This is not a date we can use.");
    expect(await page({ from: "2026-03-09", until: "2026-03-08" })).toContain(
      "The last day must not be before the first.",
    );
    expect(await page({ from: "2026-03-09", until: "2027-03-08" })).toContain(
      "Please ask for at most 92 days.",
    );
    expect(await page({ time: "noon" })).toContain("This is not a time.");
    expect(await page({ member: "nobody@people.example" })).toContain("Nobody here has this address.");
    expect((await staff.get(address(scene, { service: "nonsense" }))).status).toBe(200);
  });

  test("says that nobody may give a service", async () => {
    const scene = await programme(kith, mondays);
    await kith.inside(scene.community, (trx) =>
      trx.deleteFrom("certifications").where("service_id", "=", scene.generic).execute(),
    );
    const staff = await coordinatorOf(scene);
    expect((await staff.get(address(scene, {}))).text).toContain(
      "Nobody may give All available Peer Mentoring",
    );
  });

  test("is for coordinators alone, and knows nobody of another community", async () => {
    const [scene, elsewhere] = [await programme(kith, mondays), await programme(kith, mondays)];
    const staff = await coordinatorOf(scene);
    expect((await staff.get(address(scene, {}))).text).toContain("Talia K");
    for (const person of [scene.member, scene.providers[0]]) {
      if (!person) throw new Error("somebody is missing");
      expect((await (await kith.signIn(person)).get(address(scene, {}))).status).toBe(404);
    }
    expect((await staff.get(address(elsewhere, {}))).status).toBe(404);
    const asked = await staff.get(
      address(scene, { service: elsewhere.generic, member: elsewhere.member.email }),
    );
    expect(asked.text).toContain("Nobody here has this address.");
    expect(asked.text).not.toContain("starts are free");
  });
});
