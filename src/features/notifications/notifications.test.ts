import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { textOf } from "#support/panel.ts";
import { statementsDuring } from "#support/statements.ts";

let kith: TestApp;
let ana: TestPerson;
let client: Client;
let root: string;
beforeAll(async () => {
  kith = await testApp();
});
beforeEach(async () => {
  kith.clock.set("2026-03-02T09:00:00Z");
  ana = await kith.person(await kith.community());
  client = await kith.signIn(ana);
  root = `${ana.community.base}/notifications`;
});
afterAll(() => kith?.end());

interface Given {
  message?: string;
  at?: string;
  path?: string;
  detail?: object;
  read?: boolean;
}

/** Each made a millisecond after the one before, so that their order is known. */
let made = Date.now();

/** A line that somebody was told. */
async function given(person: TestPerson, what: Given = {}): Promise<string> {
  const { message = "news", at = "2026-03-02T08:00:00Z", path = "/meetings", detail = {}, read } = what;
  const id = newId(made++);
  await kith.inside(person.community, (trx) =>
    trx
      .insertInto("notifications")
      .values({
        community_id: person.community.id,
        id,
        person_id: person.id,
        kind: "booked",
        once: id,
        message,
        detail: JSON.stringify(detail),
        path,
        created_at: Temporal.Instant.from(at),
        read_at: read ? kith.clock.now() : null,
      })
      .execute(),
  );
  return id;
}

const unread = async (path = `${ana.community.base}/meetings?past`): Promise<string> => {
  const { text } = await client.get(path);
  return /<turbo-frame id="bell"[\s\S]*?aria-label="([^"]*)"/.exec(text)?.[1] ?? "no bell";
};

const linesOf = (html: string): string[] =>
  [...html.matchAll(/<li><a href="[^"]*\/open"[\s\S]*?<\/li>/g)].map(([line]) => textOf(line));

describe("the bell", () => {
  test("counts what was not read, and shows no more than 99", async () => {
    expect(await unread(root)).toBe("Notifications, nothing new");
    await given(ana);
    await given(ana, { read: true });
    expect(await unread(root)).toBe("Notifications, 1 unread");
    for (let i = 1; i < 100; i++) await given(ana);
    expect(await unread(root)).toBe("Notifications, 99+ unread");
  });

  test("asks the database nothing of its own", async () => {
    const page = () => statementsDuring(() => client.get(`${ana.community.base}/notifications/choices`));
    const without = await page();
    await given(ana, { read: true });
    expect(await page()).toEqual(without);
    expect(without.filter((text) => text.includes("notifications n"))).toHaveLength(1);
  });

  test("is not there for visitors, and alone at its own address", async () => {
    await given(ana);
    const alone = await client.get(`${root}/bell`);
    expect(alone.text).toContain("1 unread");
    expect(alone.text).not.toContain("<html");
    const front = await kith.visitor().get(ana.community.base);
    expect(front.status).toBe(200);
    expect(front.text).not.toContain('id="bell"');
  });
});

describe("the list", () => {
  test("is newest first, day by day of the reader's zone, and goes on where a page ends", async () => {
    await given(ana, { at: "2026-02-27T23:30:00Z" });
    await given(ana, { at: "2026-03-01T12:00:00Z", read: true });
    for (let i = 0; i < 29; i++) await given(ana);
    const page = await client.get(root);
    const days = [...page.text.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, day]) => day);
    expect(days).toEqual(["Today", "Yesterday"]);
    const lines = linesOf(page.text);
    expect(lines).toHaveLength(30);
    expect(lines.at(0)).toBe("There is something new for you. New 08:00");
    expect(lines.at(-1)).toBe("There is something new for you. 12:00");

    const older = /href="([^"]*\?before=[^"]+)"/.exec(page.text)?.[1] ?? "";
    const rest = await client.get(older);
    expect(rest.text).toMatch(/<h2[^>]*>Friday,? 27 February<\/h2>/);
    expect(linesOf(rest.text)).toEqual(["There is something new for you. New 23:30"]);
    expect(rest.text).not.toContain('rel="next"');
  });

  test("says times and amounts as its reader reads them", async () => {
    const start = Temporal.Instant.from("2026-03-03T10:00Z").epochMilliseconds / 60_000;
    await given(ana, {
      message: "meetings.due",
      detail: {
        when: { start, end: start + 30 },
        until: { start: start - 60, end: start - 60 },
        price: { minor: 1200, currency: "JPY" },
      },
    });
    await client.post("/zone", { zone: "Asia/Tokyo", back: "/" });
    const { text } = await client.get(root);
    expect(textOf(text)).toContain(
      "A time is set: Tue 3 Mar, 19:00–19:30. Please pay ¥1,200 by Tue 3 Mar, 18:00 to make it sure.",
    );
  });

  test("a line whose words are gone still says that there is something", async () => {
    await given(ana, { message: "no.such.words" });
    await given(ana, { message: "meetings.due", detail: {} });
    const { status, text } = await client.get(root);
    expect(status).toBe(200);
    expect(linesOf(text)).toHaveLength(2);
  });

  test("is empty with words that say so", async () => {
    const { text } = await client.get(root);
    expect(text).toContain("Nothing yet");
    expect(text).not.toContain("Mark all as read");
  });
});

describe("opening", () => {
  test("one leads to its page and marks that one as read", async () => {
    const id = await given(ana, { path: "/meetings#coming" });
    await given(ana, { path: "/elsewhere" });
    expect((await client.get(`${root}/${id}/open`)).location).toBe(`${ana.community.base}/meetings#coming`);
    expect(await unread(root)).toBe("Notifications, 1 unread");
  });

  test("the page that one leads to marks it as read, unless it is only fetched ahead", async () => {
    await given(ana, { path: "/meetings?past#last" });
    await given(ana, { path: "/elsewhere" });
    const page = `${ana.community.base}/meetings`;
    await client.get(page, { "X-Sec-Purpose": "prefetch" });
    expect(await unread(root)).toBe("Notifications, 2 unread");
    expect(await unread(page)).toBe("Notifications, 1 unread");
    expect(await unread(root)).toBe("Notifications, 1 unread");
  });

  test("all are marked as read up to the newest that was shown", async () => {
    await given(ana);
    const until = await given(ana);
    await given(ana);
    expect((await client.post(`${root}/read`, { until })).status).toBe(303);
    expect(await unread(root)).toBe("Notifications, 1 unread");
  });
});

test("nobody sees, opens or marks another's", async () => {
  const id = await given(ana, { message: "no.such.words", path: "/secret" });
  const ben = await kith.person(ana.community, { roles: ["member", "provider", "coordinator"] });
  const stranger = await kith.person(await kith.community(), { roles: ["coordinator"] });
  const [beside, outside, visitor] = [await kith.signIn(ben), await kith.signIn(stranger), kith.visitor()];

  expect(linesOf((await beside.get(root)).text)).toEqual([]);
  expect((await beside.get(`${root}/${id}/open`)).status).toBe(404);
  expect((await beside.post(`${root}/read`, { until: id })).status).toBe(303);
  for (const path of ["", "/bell", "/choices", `/${id}/open`]) {
    expect([path, (await outside.get(`${root}${path}`)).status]).toEqual([path, 404]);
    expect([path, (await visitor.get(`${root}${path}`)).location]).toEqual([
      path,
      expect.stringMatching(/^\/sign-in\?/),
    ]);
  }
  for (const path of ["/read", "/choices"]) {
    expect((await outside.post(`${root}${path}`, { until: id })).status).toBe(404);
  }
  expect(await unread(root)).toBe("Notifications, 1 unread");
  expect((await client.get(`${root}/${id}/open`)).location).toBe(`${ana.community.base}/secret`);
});

describe("how somebody is told", () => {
  const kinds = ["booked", "changed", "cancelled", "reminder", "request", "proposal", "accepted", "message"];
  const later = ["group", "room", "connection", "review", "help"];
  const ticked = async (name: string) =>
    [
      ...(await client.get(`${root}/choices`)).text.matchAll(
        new RegExp(`<input[^>]*name="${name}"[^>]*>`, "g"),
      ),
    ]
      .filter(([input]) => /\bchecked\b/.test(input))
      .map(([input]) => /value="([^"]*)"/.exec(input)?.[1] ?? "");

  test("is in both ways until they choose, and as they chose from then on", async () => {
    expect(await ticked("bell")).toEqual([...kinds, "payment", ...later]);
    expect(await ticked("discreet")).toEqual([]);
    const saved = await client.post(`${root}/choices`, { bell: ["message"], mail: ["booked", "nonsense"] });
    expect(saved.location).toBe(`${root}/choices`);
    expect(await ticked("bell")).toEqual(["message"]);
    expect(await ticked("mail")).toEqual(["booked"]);
  });

  test("what a community does not use is not asked, and stays as it was chosen", async () => {
    await client.post(`${root}/choices`, { bell: [], mail: ["proposal"] });
    const settings = (modules: object) =>
      kith.inside(ana.community, (trx) =>
        trx
          .updateTable("communities")
          .set({ settings: JSON.stringify({ modules }) })
          .where("id", "=", ana.community.id)
          .execute(),
      );
    await settings({ requests: false, payments: false });
    expect(await ticked("mail")).toEqual([]);
    await client.post(`${root}/choices`, { bell: ["booked"], mail: ["booked"] });
    await settings({});
    expect(await ticked("mail")).toEqual(["booked", "proposal"]);
  });
});
