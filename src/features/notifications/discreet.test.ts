import ICAL from "ical.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { type Received, TestPostOffice } from "#support/smtp.ts";
import { keepDeadlines } from "../../deadlines.ts";
import { en } from "../../words/en.ts";
import { announce, type Happening } from "../meetings/announce.ts";
import { discreetLink, pathBehind } from "./discreet.ts";
import { type NoticeMessage, noticeKinds, notify } from "./notify.ts";

let office: TestPostOffice;
let SMTP_URL: string;
let kith: TestApp;
let scene: Programme;
let mina: Client;
beforeAll(async () => {
  office = new TestPostOffice();
  SMTP_URL = await office.open();
  kith = await testApp({ env: { SMTP_URL, MAIL_FROM: "Cedar Recovery <post@letters.example>" } });
});
beforeEach(async () => {
  kith.clock.set("2026-03-02T09:00:00Z");
  const words = {
    provider: { one: "Sober Coach", many: "Sober Coaches" },
    meeting: { one: "Circle", many: "Circles" },
  };
  scene = await programme(kith, { words, settings: { contact: "cedar@recovery.example" } });
  await kith.inside(scene.community, async (trx) => {
    await trx
      .updateTable("communities")
      .set({ name: "Cedar House", slug: `cedar-${newId()}` })
      .where("id", "=", scene.community.id)
      .execute();
    await trx.updateTable("locations").set({ name: "Elm Room", details: "Ring at the clinic" }).execute();
  });
  mina = await kith.signIn(scene.member);
  office.received.length = 0;
});
afterAll(async () => {
  await kith?.end();
  await office?.close();
});

const base = async (): Promise<string> => {
  const { slug } = await kith.inside(scene.community, (trx) =>
    trx
      .selectFrom("communities")
      .select("slug")
      .where("id", "=", scene.community.id)
      .executeTakeFirstOrThrow(),
  );
  return `/c/${slug}`;
};

const beDiscreet = async () =>
  expect(
    (
      await mina.post(`${await base()}/notifications/choices`, {
        bell: noticeKinds,
        mail: noticeKinds,
        discreet: "on",
      })
    ).status,
  ).toBe(303);

const agreed = () => meeting(kith, scene, { at: "2026-03-10T10:00Z" });
const host = () => scene.providers[0]?.id ?? "";

/** Something for everything that the words of a message ask for. */
function valuesOf(message: string): Record<string, string> {
  const words = Object.entries(en).flatMap(([key, text]) =>
    key.startsWith(`told.${message}`) ? [text] : [],
  );
  return Object.fromEntries(
    [...words.join().matchAll(/\{(\w+)/g)].map(([, name = ""]) => [name, "My panic"]),
  );
}

/** Says each thing there is to say about a meeting, by another one and by herself; a message, a reminder, every other notice. */
async function everythingHappens(): Promise<number> {
  const { community, member } = scene;
  const happenings: Happening[] = ["booked", "asked", "moved", "cancelled"];
  const messages = Object.keys(en).flatMap((key) => /^told\.(.+)\.subject$/.exec(key)?.[1] ?? []);
  const id = await agreed();
  await kith.inside(community, async (trx) => {
    const { jobs } = kith.platform;
    const about = { communityId: community.id, meetingId: id };
    for (const [i, happened] of happenings.entries()) {
      await announce(trx, jobs, { ...about, happened, by: host(), version: i * 2 + 10 });
      await announce(trx, jobs, { ...about, happened, by: member.id, version: i * 2 + 11 });
    }
    for (const [i, message] of messages.entries()) {
      await notify(trx, jobs, {
        communityId: community.id,
        to: [member.id],
        kind: noticeKinds[i % noticeKinds.length] ?? "booked",
        once: message,
        message: message as NoticeMessage,
        values: valuesOf(message),
        path: "/meetings",
      });
    }
    await trx
      .updateTable("meetings")
      .set({ created_at: Temporal.Instant.from("2026-03-01T09:00Z") })
      .execute();
  });
  const talia = await kith.signIn(scene.providers[0] ?? member);
  const written = await talia.post(`${await base()}/meetings/${id}/messages`, {
    text: "My panic",
    key: newId(),
  });
  expect(written.status).toBe(303);
  kith.clock.set("2026-03-09T11:00Z");
  await keepDeadlines(kith.platform);
  await kith.drainMail();
  return happenings.length * 2 + messages.length + 2;
}

const minas = () => office.received.filter(({ to }) => to.includes(scene.member.email));

/** A letter as somebody reads it who sees its source, with what is encoded made readable. */
function readable({ raw }: Received): string {
  const plain = raw
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const encoded = [...raw.matchAll(/\r\n\r\n([A-Za-z0-9+/=\r\n]{40,}?)\r\n(?:\r\n|--)/g)].map(
    ([, text = ""]) => Buffer.from(text, "base64").toString(),
  );
  return [plain, ...encoded].join("\n").replace(/\r\n[ \t]/g, "");
}

const secrets =
  /cedar|recovery|sober|coach|circle|mina|alvarez|talia|panic|elm room|clinic|mentoring|meeting with|10:00|10:30|10 Mar|message from|proposal|request|paid|cancel(?!led;)/i;

/** What a mail program does with an entry is said by a word of its own. */
const technical = /(METHOD:|STATUS:|method=)\w+/gi;

describe("a discreet person", () => {
  test("gets every letter there is, and none says whose, from whom, about what, where or when", async () => {
    await beDiscreet();
    const count = await everythingHappens();
    const letters = minas();
    expect(letters).toHaveLength(count);
    for (const letter of letters) {
      const text = readable(letter);
      expect(text.replace(technical, "").match(secrets)?.[0]).toBeUndefined();
      expect(text).toMatch(/^From: Kith <post@letters\.example>/m);
      expect(text).toMatch(/^Subject: (You have a new message in Kith|A reminder from Kith)\r?$/m);
      expect(text).toContain(`http://kith.test/open/${scene.community.id}/`);
    }
  });

  test("while everybody else's say it, so that there was something to hide", async () => {
    const count = await everythingHappens();
    const letters = minas();
    expect(letters).toHaveLength(count);
    for (const letter of letters) {
      expect(readable(letter)).toMatch(/cedar house/i);
      expect(readable(letter)).toMatch(/^From: Cedar Recovery <post@letters\.example>/m);
    }
  });

  test("finds in a calendar that the time is taken, and nothing else; a change reaches the same entry", async () => {
    await beDiscreet();
    const id = await agreed();
    const file = await mina.get(`${await base()}/meetings/${id}/calendar.ics`);
    await kith.inside(scene.community, (trx) =>
      announce(trx, kith.platform.jobs, {
        communityId: scene.community.id,
        meetingId: id,
        happened: "booked",
        by: null,
        version: 1,
      }),
    );
    await kith.drainMail();
    const { calendar } = await kith.inside(scene.community, (trx) =>
      trx
        .selectFrom("mails")
        .select("calendar")
        .where("to_address", "=", scene.member.email)
        .executeTakeFirstOrThrow(),
    );
    for (const text of [file.text, calendar ?? ""]) {
      expect(text.replace(/\r\n /g, "").replace(technical, "").match(secrets)?.[0]).toBeUndefined();
      const component = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent") ?? undefined;
      const event = new ICAL.Event(component);
      expect(event).toMatchObject({
        uid: `meeting-${id}@kith`,
        summary: "Appointment",
        description: null,
        location: null,
      });
      expect(event.startDate.toString()).toBe("2026-03-10T10:00:00Z");
    }
    expect(calendar).toContain(scene.member.email);
    expect(calendar).toContain("post@letters.example");
    const talia = await kith.signIn(scene.providers[0] ?? scene.member);
    expect((await talia.get(`${await base()}/meetings/${id}/calendar.ics`)).text).toContain("Talia K");
  });

  test("comes from a letter to the page it is about, by way of signing in, and nobody else does", async () => {
    const id = await agreed();
    const path = `/meetings/${id}#messages`;
    const link = discreetLink({ baseUrl: "", communityId: scene.community.id, path });
    expect((await mina.get(link)).location).toBe(`${await base()}${path}`);
    const visitor = await kith.visitor().get(link);
    expect(visitor.location).toBe(`/sign-in?next=${encodeURIComponent(link)}`);
    const stranger = await kith.signIn(await kith.person(await kith.community()));
    for (const address of [link, `/open/${newId()}/${link.split("/").at(-1)}`]) {
      expect([address, (await stranger.get(address)).status]).toEqual([address, 404]);
    }
    for (const path of ["", "evil", "/../x", "/a b", "/\\evil", "https://evil.example"]) {
      const code = Buffer.from(path).toString("base64url");
      expect([path, pathBehind(code)]).toEqual([path, null]);
      expect([path, (await mina.get(`/open/${scene.community.id}/${code || "-"}`)).status]).toEqual([
        path,
        404,
      ]);
    }
  });

  test("has a quick exit on every page, and titles that say nothing, also where nobody is signed in", async () => {
    const here = await base();
    const pages = [
      here,
      `${here}/meetings`,
      "/account",
      "/communities",
      "/crisis",
      "/nowhere",
      `${here}/nowhere`,
    ];
    const seen = async () =>
      Promise.all(
        pages.map(async (path) => {
          const { text } = await mina.get(path);
          return [/<title>(.*?)<\/title>/.exec(text)?.[1], text.includes('data-controller="exit"')] as const;
        }),
      );
    for (const [title, exit] of await seen()) {
      expect(title).not.toBe("Kith");
      expect(exit).toBe(false);
    }
    await beDiscreet();
    await mina.get(here);
    for (const [title, exit] of await seen()) expect([title, exit]).toEqual(["Kith", true]);
    const { text } = await mina.get(here);
    expect(text).toMatch(/<a href="https:\/\/www\.wikipedia\.org\/" rel="noopener noreferrer"/);
    await mina.post("/sign-out");
    expect((await mina.get("/sign-in")).text).toContain('data-controller="exit"');
  });

  test("is as before when they switch it off", async () => {
    const here = await base();
    await beDiscreet();
    await mina.get(here);
    await mina.post(`${here}/notifications/choices`, { bell: noticeKinds, mail: noticeKinds });
    for (const path of [here, "/account"]) {
      const { text } = await mina.get(path);
      expect(text).not.toContain('data-controller="exit"');
      expect(text).not.toContain("<title>Kith</title>");
    }
  });
});

test("an operator chooses whom discreet mail comes from, and where the quick exit leads", async () => {
  const env = {
    SMTP_URL,
    MAIL_FROM_DISCREET: "Notes <notes@plain.example>",
    QUICK_EXIT_URL: "https://weather.example/",
  };
  const other = await testApp({ env });
  try {
    const { id, community, ...person } = await other.person(await other.community());
    await other.inside(community, async (trx) => {
      await trx.updateTable("people").set({ discreet: true }).execute();
      const words = { kind: "booked", message: "news", once: "one", path: "/meetings" } as const;
      await notify(trx, other.platform.jobs, { ...words, communityId: community.id, to: [id] });
    });
    const client = await other.signIn({ id, community, ...person });
    const page = await client.get(`${community.base}/notifications/choices`);
    expect(page.text).toContain('href="https://weather.example/"');
    expect(page.text).toContain("Notes");
    await other.drainMail();
    expect(office.received.map(({ raw }) => /^From: (.*)\r$/m.exec(raw)?.[1])).toEqual([
      "Notes <notes@plain.example>",
    ]);
    expect(office.received[0]?.messageId).toMatch(/@plain\.example>$/);
  } finally {
    await other.end();
  }
});
