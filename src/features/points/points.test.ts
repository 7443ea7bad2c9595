import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { askToConnect, connected, connectionsOf } from "#support/connecting.ts";
import { erase } from "#support/erasing.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { published, review, reviewing, stored } from "#support/reviews.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());

interface Scene extends Programme {
  talia: TestPerson;
  client: Client;
  /** The page. */
  path: string;
}

async function scene(options: Parameters<typeof programme>[1] = {}): Promise<Scene> {
  kith.clock.set("2026-03-02T09:00:00Z");
  const made = await programme(kith, options);
  const [talia] = made.providers;
  if (!talia) throw new Error("a programme has a provider");
  return {
    ...made,
    talia,
    client: await kith.signIn(talia),
    path: `${made.community.base}/dashboard/points`,
  };
}

const goalsIn = (from: Pick<Scene, "community">) =>
  kith.inside(from.community, (trx) =>
    trx
      .selectFrom("point_goals")
      .select(["id", "person_id", "rule", "target", "done_at"])
      .orderBy("chosen_at")
      .orderBy("id")
      .execute(),
  );

const pick = ({ client, path }: Pick<Scene, "client" | "path">, goal: string, key = newId()) =>
  client.post(`${path}/goals`, { goal, key });

/** What a page says, without its marks and keys. */
const wordsOf = (html: string): string =>
  html
    .replace(/^[\s\S]*<main/, "<main")
    .replace(/<\/main>[\s\S]*$/, "")
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

/** "5 of 118": the points of an area, and what there is to have. */
const areaIn = (html: string, area: string): string =>
  new RegExp(`${area} (\\d+ of \\d+)`).exec(wordsOf(html))?.[1] ?? "";

const totalIn = (html: string): number => Number(/(\d+) points? of/.exec(wordsOf(html))?.[1]);

describe("the page", () => {
  test("shows the points by area, and each rule with what it gives and how often", async () => {
    const here = await scene();
    const { status, text } = await here.client.get(here.path);
    expect(status).toBe(200);
    // Of the programme there are weekly hours alone.
    expect(totalIn(text)).toBe(5);
    expect(areaIn(text, "Profile")).toBe("0 of 20");
    expect(areaIn(text, "Meetings")).toBe("5 of 118");
    expect(areaIn(text, "Chat rooms")).toBe("0 of 47");
    expect(areaIn(text, "Reviews")).toBe("0 of 30");
    expect(areaIn(text, "Connections")).toBe("0 of 20");
    expect(wordsOf(text)).toContain("A week with a 1:1 Meeting Make it a goal");
    expect(wordsOf(text)).toContain("2 each, up to 20 times 0");
    expect(wordsOf(text)).toContain("Weekly hours; how many makes no difference complete 5, once 5");

    await here.client.post(`${here.community.base}/profile`, {
      greeting: "Hello",
      bio: "",
      qualification: "",
      gender: "",
      agesFrom: "",
      agesTo: "",
    });
    expect(totalIn((await here.client.get(here.path)).text)).toBe(7);
  });

  test("a week with many meetings gives as much as one with a single one, and who came makes no difference", async () => {
    const here = await scene();
    await meeting(kith, here, { at: "2026-02-24T10:00Z" });
    const one = totalIn((await here.client.get(here.path)).text);
    expect(one).toBe(5 + 5 + 2);
    const missed = await meeting(kith, here, { at: "2026-02-24T12:00Z" });
    await kith.inside(here.community, (trx) =>
      trx
        .updateTable("registrations")
        .set({ attendance: "no_show" })
        .where("meeting_id", "=", missed)
        .execute(),
    );
    await meeting(kith, here, { at: "2026-02-26T12:00Z", state: "cancelled" });
    // That it is written down who came gives one, whichever it was.
    expect(totalIn((await here.client.get(here.path)).text)).toBe(one + 1);
    await meeting(kith, here, { at: "2026-02-17T10:00Z" });
    expect(totalIn((await here.client.get(here.path)).text)).toBe(one + 1 + 2);
  });

  test("is there for its provider alone: for everybody else who exists there is nothing, or the way to sign in", async () => {
    const here = await scene({ providers: 2 });
    await pick(here, "bio:1");
    const [goal] = await goalsIn(here);
    expect((await here.client.get(here.path)).text).toContain(`${here.path}/goals/${goal?.id}/drop`);
    const away = await scene();
    const coordinator = await kith.person(here.community, { roles: ["coordinator"] });
    for (const [who, client] of [
      ["a member", await kith.signIn(here.member)],
      ["a coordinator", await kith.signIn(coordinator)],
      ["a provider of another community", away.client],
    ] as const) {
      expect([who, (await client.get(here.path)).status]).toEqual([who, 404]);
      expect([who, (await pick({ client, path: here.path }, "greeting:1")).status]).toEqual([who, 404]);
      const dropped = await client.post(`${here.path}/goals/${goal?.id}/drop`, { key: newId() });
      expect([who, dropped.status]).toEqual([who, 404]);
    }
    const visitor = await kith.visitor().get(here.path);
    expect([visitor.status, visitor.location]).toEqual([303, expect.stringContaining("/sign-in?next=")]);
    // They belong there: each has pages of their own.
    const panel = await (await kith.signIn(coordinator)).get(`${here.community.base}/admin`);
    expect(panel.status).toBe(200);
    expect((await away.client.get(away.path)).status).toBe(200);

    const other = await kith.signIn(here.providers[1] ?? here.talia);
    const theirs = await other.get(here.path);
    expect(theirs.status).toBe(200);
    expect(theirs.text).not.toContain(goal?.id ?? "");
    expect((await other.post(`${here.path}/goals/${goal?.id}/drop`, { key: newId() })).status).toBe(404);
    expect(await goalsIn(here)).toHaveLength(1);
  });
});

describe("a goal", () => {
  test("is picked from a rule once, also when the form is sent twice", async () => {
    const here = await scene();
    const key = newId();
    const first = await pick(here, "alone_weeks:3", key);
    const second = await pick(here, "alone_weeks:3", key);
    expect([first.location, second.location]).toEqual([`${here.path}#goals`, `${here.path}#goals`]);
    expect(await goalsIn(here)).toMatchObject([
      { person_id: here.talia.id, rule: "alone_weeks", target: 3, done_at: null },
    ]);
    const { text } = await here.client.get(here.path);
    expect(wordsOf(text)).toContain("Give 1:1 Meetings in 3 weeks 0 of 3");
    expect(text).toMatch(/<progress[^>]*value="0" max="3" aria-label="Give 1:1 Meetings in 3 weeks"/);
  });

  test.each([
    ["nothing", ""],
    ["a rule that is none", "hours_given:3"],
    ["a step that is none", "alone_weeks:4"],
    ["more than a rule counts", "greeting:3"],
    ["something else", "greeting"],
  ])("that is %s comes back with a message beside the field", async (_name, goal) => {
    const here = await scene();
    const { status, text } = await pick(here, goal);
    expect(status).toBe(422);
    expect(text).toMatch(/id="goal-fault"/);
    expect(await goalsIn(here)).toEqual([]);
  });

  test("is not picked when it is reached already, is about a rule on the list, or makes the list too long", async () => {
    const here = await scene();
    const refused = async (goal: string, words: string) => {
      const before = await goalsIn(here);
      const { status, text } = await pick(here, goal);
      expect([status, wordsOf(text).includes(words)]).toEqual([422, true]);
      expect(await goalsIn(here)).toEqual(before);
    };
    await refused("hours:1", "You have done that already.");
    await pick(here, "alone_weeks:3");
    await refused("alone_weeks:5", "You have a goal about this on your list already.");
    for (const goal of ["greeting:1", "bio:1", "room:1", "connected:3"])
      expect((await pick(here, goal)).status).toBe(303);
    await refused("languages:1", "There are enough goals on your list.");
    expect(wordsOf((await here.client.get(here.path)).text)).toContain("5 goals are enough at a time.");
  });

  test("of many clicks at once no more are stored than may be, and none twice", async () => {
    const here = await scene();
    const goals = ["greeting:1", "bio:1", "room:1", "connected:3", "languages:1", "experiences:1", "notes:1"];
    await Promise.all([...goals, ...goals].map((goal) => pick(here, goal)));
    const rules = (await goalsIn(here)).map(({ rule }) => rule);
    expect(rules).toHaveLength(5);
    expect(new Set(rules).size).toBe(5);
  });

  test("ticks itself off with the day on which that was seen, and stays so when what it counted goes", async () => {
    const here = await scene();
    await pick(here, "connected:1");
    await pick(here, "connected:1");
    const tie = await connected(kith, here.community, [here.talia, here.member]);
    kith.clock.set("2026-03-04T09:00:00Z");
    expect(wordsOf((await here.client.get(here.path)).text)).toContain("A connection Done on Wed 4 Mar");
    await here.client.post(`${here.community.base}/connections/${tie}/end`);
    kith.clock.set("2026-03-09T09:00:00Z");
    const { text } = await here.client.get(here.path);
    expect(areaIn(text, "Connections")).toBe("0 of 20");
    expect(wordsOf(text)).toContain("A connection Done on Wed 4 Mar");
    expect((await goalsIn(here)).map(({ done_at }) => done_at?.toString())).toEqual(["2026-03-04T09:00:00Z"]);
  });

  test("that is reached makes room on the list and for the next step before anybody looked", async () => {
    const here = await scene();
    await pick(here, "connected:1");
    await connected(kith, here.community, [here.talia, here.member]);
    expect((await pick(here, "connected:3")).status).toBe(303);
    expect((await goalsIn(here)).map(({ target, done_at }) => [target, done_at !== null])).toEqual([
      [1, true],
      [3, false],
    ]);
  });

  test("is taken off the list once, and a second click of the same form changes nothing", async () => {
    const here = await scene();
    await pick(here, "bio:1");
    const [goal] = await goalsIn(here);
    const key = newId();
    const drop = () => here.client.post(`${here.path}/goals/${goal?.id}/drop`, { key });
    expect((await drop()).location).toBe(`${here.path}#goals`);
    expect((await drop()).location).toBe(`${here.path}#goals`);
    expect(await goalsIn(here)).toEqual([]);
    const later = await here.client.post(`${here.path}/goals/${goal?.id}/drop`, { key: newId() });
    expect(later.status).toBe(404);
  });

  test("is suggested while the list is empty: the next step of three areas", async () => {
    const here = await scene();
    const suggested = async () =>
      [...(await here.client.get(here.path)).text.matchAll(/name="goal" value="([^"]+)"/g)].map(
        ([, goal]) => goal,
      );
    expect(await suggested()).toEqual(["greeting:1", "alone:1", "room:1"]);
    await pick(here, "alone:1");
    expect(await suggested()).toEqual([]);
  });

  test("goes with its person, and nobody else's does", async () => {
    const here = await scene({ providers: 2 });
    const other = await kith.signIn(here.providers[1] ?? here.talia);
    await pick(here, "bio:1");
    await pick({ client: other, path: here.path }, "bio:1");
    expect(await goalsIn(here)).toHaveLength(2);
    expect((await erase(here.client, here)).status).toBe(303);
    expect((await goalsIn(here)).map(({ person_id }) => person_id)).toEqual([here.providers[1]?.id]);
  });
});

describe("points tell nothing that their owner does not know", () => {
  test("a review changes them when it is published, and not while it waits; what it says makes no difference", async () => {
    const here = await reviewing(kith);
    const talia = await kith.signIn(here.talia);
    const path = `${here.community.base}/dashboard/points`;
    const words = async () => wordsOf((await talia.get(path)).text);
    const before = await words();
    for (const client of here.clients) await review(client, here, { stars: "1", text: "Not for me" });
    expect(await stored(kith, here)).toHaveLength(3);
    expect(await words()).toBe(before);
    await published(kith, here);
    const after = (await talia.get(path)).text;
    expect(areaIn(after, "Reviews")).toBe("3 of 30");
    const [first] = await stored(kith, here);
    const reply = await talia.post(`${here.community.base}/reviews/${first?.id}/reply`, {
      said: "Thank you",
    });
    expect(reply.status).toBe(303);
    expect(areaIn((await talia.get(path)).text, "Reviews")).toBe("5 of 30");
  });

  test("that somebody said no to being asked changes nothing", async () => {
    const here = await scene();
    await meeting(kith, here, { at: "2026-02-24T10:00Z" });
    const mina = await kith.signIn(here.member);
    await askToConnect(here.client, here.community, here.member);
    await here.client.get(here.path);
    const before = wordsOf((await here.client.get(here.path)).text);
    const [tie] = await connectionsOf(kith, here.community);
    await mina.post(`${here.community.base}/connections/${tie?.id}/decline`);
    expect((await connectionsOf(kith, here.community)).map(({ state }) => state)).toEqual(["declined"]);
    expect(wordsOf((await here.client.get(here.path)).text)).toBe(before);
  });
});

describe("a community that does without", () => {
  test("points has no page, no link and takes no goals; chosen ones are there again when it has them again", async () => {
    const here = await scene();
    await pick(here, "bio:1");
    const link = `href="${here.path}"`;
    const hub = async () => (await here.client.get(`${here.community.base}/dashboard`)).text;
    expect(await hub()).toContain(link);
    const set = (points: boolean) =>
      kith.platform.db
        .updateTable("communities")
        .set({ settings: JSON.stringify({ modules: { points } }) })
        .where("id", "=", here.community.id);
    await kith.inside(here.community, (trx) => trx.executeQuery(set(false)));
    expect((await here.client.get(here.path)).status).toBe(404);
    expect((await pick(here, "greeting:1")).status).toBe(404);
    expect(await hub()).not.toContain(link);
    expect(await goalsIn(here)).toHaveLength(1);
    await kith.inside(here.community, (trx) => trx.executeQuery(set(true)));
    expect(wordsOf((await here.client.get(here.path)).text)).toContain(
      "Write something about yourself 0 of 1",
    );
  });

  test("chat rooms or groups has no rules about them", async () => {
    const here = await scene({ settings: { modules: { rooms: false, groups: false } } });
    const { text } = await here.client.get(here.path);
    expect(areaIn(text, "Meetings")).toBe("5 of 73");
    expect(wordsOf(text)).not.toContain("chat room");
    expect((await pick(here, "room:1")).status).toBe(422);
    expect((await pick(here, "group:1")).status).toBe(422);
    expect(await goalsIn(here)).toEqual([]);
  });
});
