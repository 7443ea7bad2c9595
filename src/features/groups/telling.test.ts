import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { edit, type Gathering, gathering, plan, register } from "#support/planning.ts";
import { keepDeadlinesOf } from "../../deadlines.ts";

let kith: TestApp;
let here: Gathering;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());
beforeEach(async () => {
  kith.clock.set("2026-03-02T09:00:00Z");
  here = await gathering(kith);
});

const someone = async (firstName: string): Promise<[TestPerson, Client]> => {
  const person = await kith.person(here.scene.community, { firstName, lastName: "Hidden" });
  return [person, await kith.signIn(person)];
};

interface Letter {
  subject: string;
  body_text: string;
  calendar: string | null;
  kind: string;
}

/** What somebody was told, oldest first; everything that waits is written before. */
async function told({
  id,
}: Pick<TestPerson, "id">): Promise<{ letters: Letter[]; bells: string[]; paths: string[] }> {
  await kith.drainMail();
  return kith.inside(here.scene.community, async (trx) => {
    const letters = await trx
      .selectFrom("mails")
      .select(["subject", "body_text", "calendar", "kind"])
      .where("person_id", "=", id)
      .orderBy("id")
      .execute();
    const bells = await trx
      .selectFrom("notifications")
      .select(["message", "path"])
      .where("person_id", "=", id)
      .orderBy("id")
      .execute();
    return { letters, bells: bells.map(({ message }) => message), paths: bells.map(({ path }) => path) };
  });
}

/** A calendar file as its reader has it, without line folds. */
const plain = (calendar: string | null): string => (calendar ?? "").replaceAll("\r\n ", "");
const attendees = (calendar: string | null): string[] =>
  [...plain(calendar).matchAll(/^ATTENDEE.*mailto:(\S+)/gim)].map(([, address]) => address ?? "");

describe("who gives a group meeting", () => {
  test("has a letter with its entry; the others who give it are told in the app as well", async () => {
    await plan(here, { coHosts: [here.second.id] });
    const [own, second] = [await told(here.host), await told(here.second)];
    expect(own.letters.map(({ subject }) => subject)).toEqual([
      expect.stringContaining("You give a group Meeting"),
    ]);
    expect(own.bells).toEqual([]);
    expect(second.bells).toEqual(["groups.planned"]);
    const [letter] = second.letters;
    expect(plain(letter?.calendar ?? null)).toContain("METHOD:REQUEST");
    expect(attendees(letter?.calendar ?? null)).toEqual([here.second.email]);
  });

  test("has one letter for a whole series, which says how many there are", async () => {
    await plan(here, { weeks: "6" });
    const { letters } = await told(here.host);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.body_text).toContain("6 times in all");
    expect(letters[0]?.calendar).toBeNull();
  });

  test("and gives it no more is told so, and it is taken back from their calendar", async () => {
    const id = await plan(here, { coHosts: [here.second.id] });
    await edit(here.asHost, here, id, { coHosts: [] });
    const { bells, letters } = await told(here.second);
    expect(bells).toEqual(["groups.planned", "groups.unhosted"]);
    expect(plain(letters.at(-1)?.calendar ?? null)).toContain("METHOD:CANCEL");
  });
});

describe("who comes to it", () => {
  test("reads of a new time and of a cancellation, each alone, and of nobody who comes as well", async () => {
    const [ann, asAnn] = await someone("Ann");
    const [bob, asBob] = await someone("Bob");
    const [wanda, asWanda] = await someone("Wanda");
    const id = await plan(here, { seats: "2" });
    await register(asAnn, here, id);
    await register(asBob, here, id);
    await asWanda.post(`${here.base}/groups/${id}/wait`, { key: newId() });
    await kith.drainMail();
    await edit(here.asHost, here, id, { time: "19:00" });
    await kith.drainMail();
    await here.asHost.post(`${here.base}/groups/${id}/cancel`, {
      version: "2",
      extent: "one",
      reason: "I am ill.",
    });
    const all = await Promise.all([ann, bob, wanda, here.host].map(told));
    const [first, second, waiting] = all;
    expect(first?.bells).toEqual(["groups.moved", "groups.cancelled"]);
    expect(second?.bells).toEqual(["groups.moved", "groups.cancelled"]);
    expect(waiting?.bells).toEqual(["groups.moved", "seats.off"]);
    expect(first?.letters.map(({ calendar }) => /METHOD:(\w+)/.exec(plain(calendar))?.[1])).toEqual([
      "REQUEST",
      "REQUEST",
      "CANCEL",
    ]);
    const uids = new Set(first?.letters.map(({ calendar }) => /UID:(\S+)/.exec(plain(calendar))?.[1]));
    expect([...uids]).toEqual([`meeting-${id}@kith`]);
    expect(first?.letters.at(-1)?.body_text).toContain("I am ill.");
    expect(waiting?.letters.every(({ calendar }) => calendar === null)).toBe(true);
    for (const [turn, person] of [ann, bob, wanda, here.host].entries()) {
      const others = [ann, bob, wanda].filter(({ id: other }) => other !== person.id);
      const text = JSON.stringify(all[turn]);
      for (const other of others) expect([turn, text.includes(other.email)]).toEqual([turn, false]);
      for (const name of ["Ann", "Bob", "Wanda"].filter((_, place) => place !== turn))
        expect([turn, name, text.includes(name)]).toEqual([turn, name, false]);
    }
  });

  test("is reminded a day and an hour before, and so is who gives it; who waits is not", async () => {
    const [wanda, asWanda] = await someone("Wanda");
    const id = await plan(here, { seats: "1" });
    await register(here.asMember, here, id);
    await asWanda.post(`${here.base}/groups/${id}/wait`, { key: newId() });
    for (const at of ["2026-03-09T18:00:00Z", "2026-03-10T17:00:00Z", "2026-03-10T17:10:00Z"]) {
      kith.clock.set(at);
      await keepDeadlinesOf(kith.platform, here.scene.community.id);
    }
    const reminders = async (person: TestPerson) => {
      const { bells, paths } = await told(person);
      return paths.filter((_, turn) => bells[turn] === "groups.reminder");
    };
    expect(await reminders(here.scene.member)).toEqual([`/groups/${id}`, `/groups/${id}`]);
    expect(await reminders(here.host)).toEqual([`/groups/${id}`, `/groups/${id}`]);
    expect(await reminders(wanda)).toEqual([]);
  });

  test("has a calendar file that names nobody but its host; who has no place has none", async () => {
    const [, asOther] = await someone("Otto");
    const id = await plan(here);
    await register(here.asMember, here, id);
    const file = await here.asMember.get(`${here.base}/groups/${id}/calendar.ics`);
    expect(file.status).toBe(200);
    expect(plain(file.text)).toContain("SUMMARY:Finding your feet");
    expect(file.text).not.toContain("ATTENDEE");
    expect(file.text).not.toContain("For everybody who is new");
    expect((await asOther.get(`${here.base}/groups/${id}/calendar.ics`)).status).toBe(404);
  });
});

test("who is invited is told where it is; of a private one the panel of sent mail says nothing", async () => {
  const [guest] = await someone("Gail");
  const id = await plan(here, { private: "on", name: "Zephyr circle" });
  const path = `${here.base}/groups/${id}/invitations`;
  await here.asHost.post(path, { addresses: guest.email });
  await here.asHost.post(path, { addresses: guest.email });
  const { bells, paths, letters } = await told(guest);
  expect([bells, paths]).toEqual([["groups.invited"], [`/groups/${id}`]]);
  expect(letters.map(({ kind }) => kind)).toEqual(["private"]);
  const kinds = await kith.inside(here.scene.community, (trx) =>
    sql<{ kind: string }>`
    select distinct kind from mails where body_text like '%Zephyr%'`.execute(trx),
  );
  expect(kinds.rows).toEqual([{ kind: "private" }]);
  expect((await here.asCoordinator.get(`${here.base}/admin/mail`)).text).not.toContain("Zephyr");
});

describe("what its hosts write and share", () => {
  const write = (client: Client, id: string, text: string) =>
    client.post(`${here.base}/groups/${id}/messages`, { text, key: newId() });
  const share = (client: Client, id: string) =>
    client.post(`${here.base}/groups/${id}/files`, {
      file: new File(["notes"], "reading.txt"),
      key: newId(),
    });

  test("is read by everybody with a sure place, who cannot answer; names of who comes are nowhere", async () => {
    const [ann, asAnn] = await someone("Ann");
    const [, asBob] = await someone("Bob");
    const [wanda, asWanda] = await someone("Wanda");
    const id = await plan(here, { seats: "2", coHosts: [here.second.id] });
    await register(asAnn, here, id);
    await register(asBob, here, id);
    await asWanda.post(`${here.base}/groups/${id}/wait`, { key: newId() });
    expect((await write(here.asHost, id, "Bring a cup.")).status).toBe(303);
    expect((await write(here.asSecond, id, "And a friend.")).status).toBe(303);
    expect((await share(here.asHost, id)).status).toBe(303);
    const page = async (client: Client) => (await client.get(`${here.base}/groups/${id}`)).text;
    for (const client of [asAnn, asBob]) {
      const text = /<main[\s\S]*<\/main>/.exec(await page(client))?.[0] ?? "";
      expect([
        text.includes("Bring a cup."),
        text.includes("And a friend."),
        text.includes("reading.txt"),
      ]).toEqual([true, true, true]);
      expect(["Ann", "Bob", "Wanda"].filter((name) => text.includes(name))).toEqual([]);
      expect(text).not.toContain("Write a message");
      expect((await write(client, id, "Hello all")).status).toBe(404);
      expect((await share(client, id)).status).toBe(404);
    }
    for (const client of [asWanda, here.asCoordinator, here.asMember]) {
      expect(await page(client)).not.toContain("Bring a cup.");
      expect((await write(client, id, "Hello all")).status).toBe(404);
    }
    const [stored] = (
      await kith.inside(here.scene.community, (trx) =>
        sql<{ count: number }>`select count(*)::int as count from messages`.execute(trx),
      )
    ).rows;
    expect(stored?.count).toBe(2);
    const news = await told(ann);
    expect(news.bells).toEqual(["message.group"]);
    expect(news.paths).toEqual([`/groups/${id}`]);
    expect(news.letters.at(-1)?.body_text).not.toContain("Bring a cup.");
    expect((await told(wanda)).bells).toEqual([]);
  });

  test("is not for somebody any more who gave up the place: not the words, not the files", async () => {
    const [, asAnn] = await someone("Ann");
    const id = await plan(here);
    await register(asAnn, here, id);
    await write(here.asHost, id, "Bring a cup.");
    await share(here.asHost, id);
    const file =
      /\/files\/[0-9a-f-]{36}/.exec((await asAnn.get(`${here.base}/groups/${id}`)).text)?.[0] ?? "";
    expect((await asAnn.get(here.base + file)).status).toBe(200);
    await asAnn.post(`${here.base}/groups/${id}/leave`, { seen: "registered", money: "" });
    expect((await asAnn.get(here.base + file)).status).toBe(404);
    expect((await asAnn.get(`${here.base}/groups/${id}`)).text).not.toContain("Bring a cup.");
  });

  test("can be taken back by who shared it, and leads back to the page", async () => {
    const id = await plan(here);
    await share(here.asHost, id);
    const file =
      /\/files\/[0-9a-f-]{36}/.exec((await here.asHost.get(`${here.base}/groups/${id}`)).text)?.[0] ?? "";
    const removed = await here.asHost.post(`${here.base + file}/remove`);
    expect(removed.location).toBe(`${here.base}/groups/${id}#files`);
  });
});
