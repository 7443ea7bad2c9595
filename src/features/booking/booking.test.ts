import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { type Programme, programme } from "#support/programme.ts";
import { readAt } from "./path.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

/** The address of a time's last step, for the first provider. */
const topicPath = ({ community, format, services, providers, location }: Programme, at: string) =>
  `${community.base}/book/${format}/${services[0]}/${at}/${providers[0]?.id}/${location}`;

/** Fills in the topic and gives the address of the last look. */
async function fillIn(
  client: Client,
  scene: Programme,
  at: string,
  words = "Starting over",
): Promise<string> {
  const answer = await client.post(topicPath(scene, at), { [`answer-${scene.question}`]: words });
  expect(answer.status).toBe(303);
  return answer.location;
}

/** What the button of a last look sends, as the page has it. */
async function buttonOf(client: Client, review: string) {
  const page = await client.get(review);
  expect(page.status).toBe(200);
  const fields = [...page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
    ([, name, value]) => [name, value],
  );
  const form = Object.fromEntries(fields.filter(([name]) => name !== "back"));
  return () => client.post(review.replace(/\/book\/.*/, "/book"), form);
}

const confirm = async (client: Client, review: string) => (await buttonOf(client, review))();

const stored = (scene: Programme) =>
  kith.inside(scene.community, async (trx) => ({
    meetings: await trx.selectFrom("meetings").selectAll().execute(),
    occupancy: await trx.selectFrom("occupancy").selectAll().execute(),
    answers: await trx.selectFrom("answers").selectAll().execute(),
    events: await trx.selectFrom("meeting_events").select("kind").execute(),
    registrations: await trx.selectFrom("registrations").select("person_id").execute(),
  }));

describe("six steps", () => {
  test("lead from the format to a meeting that both are told of", async () => {
    const scene = await programme(kith);
    const { community, format, services, providers, location, member } = scene;
    const client = await kith.signIn(member);
    const step = async (path: string, ...words: string[]) => {
      const page = await client.get(path);
      expect(page.status).toBe(200);
      for (const word of words) expect(page.text).toContain(word);
      return page.text;
    };
    const book = `${community.base}/book/${format}`;
    expect(await step(community.base, "30 minutes online")).toContain(book);
    expect(await step(book, "Select your Service")).toContain(`${book}/${services[0]}`);
    const at = "2026-03-03T10:00Z";
    expect(await step(`${book}/${services[0]}`, "Pick a time")).toContain("free times");
    expect(await step(`${book}/${services[0]}?day=2026-03-03`)).toContain(`${book}/${services[0]}/${at}`);
    await step(
      `${book}/${services[0]}/${at}`,
      "Which Peer Supporter would you like?",
      "Talia K",
      "Tue 3 Mar, 10:00–10:30",
    );
    await step(
      `${book}/${services[0]}/${at}/${providers[0]?.id}`,
      "Where would you like to meet?",
      "Video room",
    );
    await step(`${book}/${services[0]}/${at}/${providers[0]?.id}/${location}`, "What is it about?");

    const review = await fillIn(client, scene, at);
    const booked = await confirm(client, review);
    expect(booked.status).toBe(303);
    const page = await client.follow(booked);
    expect(page.text).toContain("It is booked.");
    expect(page.text).toContain("Starting over");

    const { meetings, occupancy, answers, events, registrations } = await stored(scene);
    expect(meetings).toHaveLength(1);
    expect(meetings[0]).toMatchObject({
      state: "final",
      provider_id: providers[0]?.id,
      location_id: location,
    });
    expect(meetings[0]?.starts_at.toString()).toBe("2026-03-03T10:00:00Z");
    expect(occupancy.map((row) => row.person_id).sort()).toEqual([member.id, providers[0]?.id].sort());
    expect(answers.map((row) => row.answer)).toEqual([["Starting over"]]);
    expect(events).toEqual([{ kind: "booked" }]);
    expect(registrations).toEqual([{ person_id: member.id }]);

    await kith.drainMail();
    const mails = await kith.inside(community, (trx) => trx.selectFrom("mails").selectAll().execute());
    expect(mails.map((mail) => mail.to_address).sort()).toEqual([member.email, providers[0]?.email].sort());
    for (const mail of mails) {
      expect(mail).toMatchObject({ state: "sent", calendar_method: "REQUEST" });
      expect(mail.body_text).not.toContain("Starting over");
    }
  });

  test("an answer that is missing is asked for beside its question, and nothing is kept", async () => {
    const scene = await programme(kith);
    const client = await kith.signIn(scene.member);
    const answer = await client.post(topicPath(scene, "2026-03-03T10:00Z"), {
      [`answer-${scene.question}`]: "  ",
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("Please fill this in.");
    const drafts = await kith.inside(scene.community, (trx) =>
      trx.selectFrom("booking_drafts").select("id").execute(),
    );
    expect(drafts).toEqual([]);
  });

  test("the words of the community are in every prompt, with the right article", async () => {
    const words = {
      provider: { one: "Advisor", many: "Advisors" },
      service: { one: "Advisor", many: "Advisors" },
    };
    const scene = await programme(kith, { words });
    const client = await kith.signIn(scene.member);
    const pick = await client.get(`${scene.community.base}/book/${scene.format}`);
    expect(pick.text).toContain("Pick an Advisor");
    expect(pick.text).toContain("Select your Advisor");
    expect(pick.text).toContain("Edit your Advisors");
    const who = await client.get(
      `${scene.community.base}/book/${scene.format}/${scene.services[0]}/2026-03-03T10:00Z`,
    );
    expect(who.text).toContain("Which Advisor would you like?");
    expect(who.text).toContain("Available Advisors");
  });
});

describe("an own list of services", () => {
  test("is the member's to add to; what a coordinator assigned stays", async () => {
    const scene = await programme(kith, { providers: 2 });
    const client = await kith.signIn(scene.member);
    const [first = "", second = ""] = scene.services;
    await kith.inside(scene.community, (trx) =>
      trx
        .insertInto("enrollments")
        .values({
          community_id: scene.community.id,
          person_id: scene.member.id,
          code_key: "x",
          code: "x",
          service_id: first,
        })
        .execute(),
    );
    const list = `${scene.community.base}/services`;
    for (const service of [first, second]) {
      for (const to of ["add", "remove"]) expect((await client.post(list, { service, to })).status).toBe(303);
    }
    await client.post(list, { service: second, to: "add" });
    const mine = await kith.inside(scene.community, (trx) =>
      trx.selectFrom("enrollments").select(["service_id", "source"]).orderBy("source").execute(),
    );
    expect(mine).toEqual([
      { service_id: first, source: "file" },
      { service_id: second, source: "own" },
    ]);
    const pick = await client.get(`${scene.community.base}/book/${scene.format}`);
    expect(pick.text.indexOf("Your Services")).toBeLessThan(pick.text.indexOf("More Services"));
  });

  test("is closed where the coordinator switched the button off", async () => {
    const scene = await programme(kith, { settings: { membersEditServices: false } });
    const client = await kith.signIn(scene.member);
    const list = `${scene.community.base}/services`;
    expect((await client.get(`${scene.community.base}/book/${scene.format}`)).text).not.toContain(list);
    expect((await client.get(list)).status).toBe(404);
    expect((await client.post(list, { service: scene.services[0] ?? "", to: "add" })).status).toBe(404);
  });
});

describe("no free time", () => {
  test("is explained in plain words, with what is nearest instead", async () => {
    const scene = await programme(kith, { hours: [[1, 600, 660]], settings: { horizonDays: 40 } });
    await kith.inside(scene.community, (trx) =>
      trx.updateTable("providers").set({ paused_at: kith.clock.now() }).execute(),
    );
    const client = await kith.signIn(scene.member);
    const page = await client.get(`${scene.community.base}/book/${scene.format}/${scene.services[0]}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain("why-no-times");
  });
});

describe("two people after one time", () => {
  test("exactly one has it; the other is shown the nearest times with the answers kept", async () => {
    const scene = await programme(kith);
    const other = await kith.person(scene.community);
    const clients = [await kith.signIn(scene.member), await kith.signIn(other)];
    const at = "2026-03-04T10:00Z";
    const reviews = await Promise.all(clients.map((client, i) => fillIn(client, scene, at, `Words of ${i}`)));
    const answers = await Promise.all(clients.map((client, i) => confirm(client, reviews[i] ?? "")));
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409]);
    expect((await stored(scene)).meetings).toHaveLength(1);

    const loser = answers.findIndex((answer) => answer.status === 409);
    const page = answers[loser]?.text ?? "";
    expect(page).toContain("That time was just taken");
    const next = /href="([^"]*2026-03-04T09:30Z[^"]*review[^"]*)"/.exec(page)?.[1];
    const client = clients[loser];
    if (!client || !next) throw new Error("no nearest time was offered");
    expect((await client.get(next)).text).toContain(`Words of ${loser}`);
    expect((await confirm(client, next)).status).toBe(303);
    expect((await stored(scene)).meetings).toHaveLength(2);
  });

  test("two clicks of one person make one meeting", async () => {
    const scene = await programme(kith);
    const client = await kith.signIn(scene.member);
    const review = await fillIn(client, scene, "2026-03-04T11:00Z");
    const click = await buttonOf(client, review);
    const [first, second] = await Promise.all([click(), click()]);
    expect(first.status).toBe(303);
    expect(second.location).toBe(first.location);
    expect((await stored(scene)).meetings).toHaveLength(1);
  });

  test("a time that overlaps another is refused, one that touches it is not", async () => {
    const scene = await programme(kith, { settings: { startMinutes: [0, 15, 30, 45] } });
    const clients = await Promise.all(
      [0, 1, 2].map(async () => kith.signIn(await kith.person(scene.community))),
    );
    const [first, overlapping, touching] = clients;
    if (!first || !overlapping || !touching) throw new Error("three people");
    expect((await confirm(first, await fillIn(first, scene, "2026-03-05T10:00Z"))).status).toBe(303);
    expect((await confirm(overlapping, await fillIn(overlapping, scene, "2026-03-05T10:15Z"))).status).toBe(
      409,
    );
    expect((await confirm(touching, await fillIn(touching, scene, "2026-03-05T10:30Z"))).status).toBe(303);
  });
});

describe("what is not there", () => {
  test("an unknown community, format, service or time is a page that says so", async () => {
    const scene = await programme(kith);
    const client = await kith.signIn(scene.member);
    const { base } = scene.community;
    const nobody = "0195a0a0-0000-7000-8000-000000000000";
    for (const path of [
      "/c/nowhere",
      `${base}/book/${nobody}`,
      `${base}/book/not-an-id`,
      `${base}/book/${scene.format}/${nobody}`,
      `${base}/book/${scene.format}/${scene.services[0]}/tomorrow`,
      `${base}/book/${scene.format}/${scene.services[0]}/2026-02-30T10:00Z`,
      `${base}/book/${scene.format}/${scene.services[0]}/2026-03-04T10:00Z/${nobody}/${scene.location}`,
      `${base}/meetings/${nobody}`,
    ]) {
      const page = await client.get(path);
      expect([path, page.status]).toEqual([path, 404]);
      expect(page.text).toContain("There is nothing here");
    }
  });

  test("a meeting exists for the two in it and for coordinators alone", async () => {
    const scene = await programme(kith, { providers: 2 });
    const client = await kith.signIn(scene.member);
    const { location } = await confirm(client, await fillIn(client, scene, "2026-03-06T10:00Z"));
    const outsider = await kith.person(scene.community, { roles: ["member", "provider"] });
    const elsewhere = await kith.person(await kith.community(), { roles: ["coordinator"] });
    const coordinator = await kith.person(scene.community, { roles: ["coordinator"] });
    const status = async (who: typeof outsider, path: string) =>
      (await (await kith.signIn(who)).get(path)).status;
    expect(await status(outsider, scene.community.base)).toBe(200);
    for (const path of [location, `${location}/calendar.ics`, `${location}/cancel`, `${location}/move`]) {
      expect(await status(outsider, path)).toBe(404);
      expect(await status(elsewhere, path)).toBe(404);
      expect(await status(scene.member, path)).toBe(200);
      expect(await status(coordinator, path)).toBe(200);
    }
    const visitor = await kith.visitor().get(location);
    expect([visitor.status, visitor.location]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(location)}`,
    ]);
  });

  test("a draft is its writer's alone", async () => {
    const scene = await programme(kith);
    const client = await kith.signIn(scene.member);
    const review = await fillIn(client, scene, "2026-03-06T11:00Z", "Only mine");
    const other = await kith.signIn(await kith.person(scene.community));
    const page = await other.follow(await other.get(review));
    expect(page.status).toBe(200);
    expect(page.text).not.toContain("Only mine");
  });
});

describe("changing one's mind", () => {
  test("cancelling frees the time for another, tells both, and cannot be done twice", async () => {
    const scene = await programme(kith);
    const client = await kith.signIn(scene.member);
    const at = "2026-03-09T10:00Z";
    const { location } = await confirm(client, await fillIn(client, scene, at));
    const cancelled = await client.post(`${location}/cancel`, { version: "1", reason: "I am ill" });
    expect(cancelled.status).toBe(303);
    const { meetings, occupancy } = await stored(scene);
    expect([meetings[0]?.state, occupancy.length]).toEqual(["cancelled", 0]);
    expect((await client.post(`${location}/cancel`, { version: "1", reason: "" })).status).toBe(422);
    const other = await kith.signIn(await kith.person(scene.community));
    expect((await confirm(other, await fillIn(other, scene, at))).status).toBe(303);
    await kith.drainMail();
    const mails = await kith.inside(scene.community, (trx) =>
      trx
        .selectFrom("mails")
        .select(["subject", "calendar"])
        .where("kind", "=", "meeting.cancelled")
        .execute(),
    );
    expect(mails).toHaveLength(2);
    expect(mails[0]?.calendar).toContain("METHOD:CANCEL");
  });

  test("moving takes the new time and frees the old one, also by less than its length", async () => {
    const scene = await programme(kith, { settings: { startMinutes: [0, 15, 30, 45] } });
    const client = await kith.signIn(scene.member);
    const { location } = await confirm(client, await fillIn(client, scene, "2026-03-10T10:00Z"));
    const moved = await client.post(`${location}/move`, {
      version: "1",
      at: String(readAt("2026-03-10T10:15Z")),
      location: scene.location,
    });
    expect(moved.location).toBe(location);
    const { meetings, occupancy } = await stored(scene);
    expect(meetings[0]?.starts_at.toString()).toBe("2026-03-10T10:15:00Z");
    expect(occupancy.map((row) => row.starts_at.toString())).toEqual([
      "2026-03-10T10:15:00Z",
      "2026-03-10T10:15:00Z",
    ]);
  });

  test("a member keeps the community's notice; the provider need not", async () => {
    const scene = await programme(kith, { settings: { changeNoticeMinutes: 60 * 24 * 30 } });
    const client = await kith.signIn(scene.member);
    const { location } = await confirm(client, await fillIn(client, scene, "2026-03-11T10:00Z"));
    const refused = await client.post(`${location}/cancel`, { version: "1", reason: "Kept words" });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("Kept words");
    const [provider] = scene.providers;
    if (!provider) throw new Error("a provider");
    const staff = await kith.signIn(provider);
    expect((await staff.post(`${location}/cancel`, { version: "1", reason: "" })).status).toBe(303);
  });

  test("where the provider confirms, the time is held until then", async () => {
    const scene = await programme(kith, { settings: { confirmation: "provider" } });
    const client = await kith.signIn(scene.member);
    const at = "2026-03-12T10:00Z";
    const { location } = await confirm(client, await fillIn(client, scene, at));
    expect((await stored(scene)).meetings[0]?.state).toBe("pending");
    const other = await kith.signIn(await kith.person(scene.community));
    expect((await confirm(other, await fillIn(other, scene, at))).status).toBe(409);
    expect((await client.post(`${location}/confirm`, { version: "1" })).status).toBe(404);
    const [provider] = scene.providers;
    if (!provider) throw new Error("a provider");
    const staff = await kith.signIn(provider);
    expect((await staff.post(`${location}/confirm`, { version: "1" })).status).toBe(303);
    expect((await stored(scene)).meetings[0]?.state).toBe("final");
  });
});
