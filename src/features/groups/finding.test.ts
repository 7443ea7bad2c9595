import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { type Gathering, gathering, plan, register, sendPlan } from "#support/planning.ts";

let kith: TestApp;
let here: Gathering;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());
beforeEach(async () => {
  here = await gathering(kith);
});

const block = (person: TestPerson, other: TestPerson) =>
  kith.inside(here.scene.community, (trx) =>
    sql`insert into blocks (community_id, person_id, blocked_id, at)
      values (${here.scene.community.id}, ${person.id}, ${other.id}, ${kith.clock.now()})`.execute(trx),
  );

const someone = async (firstName: string): Promise<[TestPerson, Client]> => {
  const person = await kith.person(here.scene.community, { firstName });
  return [person, await kith.signIn(person)];
};

/** What a page shows, without what is around it on every page. */
const mainOf = (text: string): string => /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? text;

/** Which of the ways to find a group lead there: the list, a search, both calendars, its address, its calendar file. */
async function ways(client: Client, id: string): Promise<string[]> {
  const paths = {
    list: "/groups",
    search: "/groups?q=feet",
    facet: "/groups?q=nothing-fits",
    week: "/groups?view=week&from=2026-03-10",
    month: "/groups?view=month&from=2026-03-10",
    address: `/groups/${id}`,
    meeting: `/meetings/${id}`,
  };
  const found: string[] = [];
  for (const [name, path] of Object.entries(paths)) {
    const answer = await client.get(here.base + path);
    const tells = [id, "Finding your feet", "First term", "Listening"].some((mark) =>
      answer.text.includes(mark),
    );
    if (answer.location.includes(`/groups/${id}`) || (answer.status === 200 && tells)) found.push(name);
  }
  return found;
}

const everywhere = ["list", "search", "facet", "week", "month", "address", "meeting"];

describe("a group meeting for everybody", () => {
  test("is found by whoever belongs to the community, and by nobody else", async () => {
    const id = await plan(here);
    for (const client of [here.asHost, here.asSecond, here.asMember, here.asCoordinator])
      expect(await ways(client, id)).toEqual(everywhere);
    const elsewhere = await gathering(kith);
    const away = await elsewhere.asCoordinator.get(`${elsewhere.base}/groups/${id}`);
    expect(away.status).toBe(404);
    expect((await elsewhere.asMember.get(`${elsewhere.base}/groups`)).text).not.toContain(
      "Finding your feet",
    );
    expect((await kith.visitor().get(`${here.base}/groups/${id}`)).location).toContain("/sign-in");
  });

  test.each(["host", "co-host"])(
    "is not there for who is kept apart from its %s, whoever blocked whom",
    async (which) => {
      const id = await plan(here, { coHosts: [here.second.id] });
      const hostSide = which === "host" ? here.host : here.second;
      const [blocker, asBlocker] = await someone("Bea");
      const [blockedOne, asBlocked] = await someone("Ben");
      expect(await ways(asBlocker, id)).toEqual(everywhere);
      await block(blocker, hostSide);
      await block(hostSide, blockedOne);
      expect(await ways(asBlocker, id)).toEqual([]);
      expect(await ways(asBlocked, id)).toEqual([]);
      expect(await ways(here.asMember, id)).toEqual(everywhere);
    },
  );
});

describe("a private group meeting", () => {
  const invite = (id: string, addresses: string) =>
    here.asHost.post(`${here.base}/groups/${id}/invitations`, { addresses });

  test("is found by who gives it and by who is invited, and leaves no mark for anybody else", async () => {
    const [guest, asGuest] = await someone("Gail");
    const [, asOther] = await someone("Otto");
    const [other] = here.scene.providers.slice(2);
    const asThird = await kith.signIn(other ?? here.second);
    const before = await asOther.get(`${here.base}/groups`);
    const id = await plan(here, { private: "on", coHosts: [here.second.id] });
    await invite(id, guest.email);
    for (const client of [here.asHost, here.asSecond, asGuest])
      expect(await ways(client, id)).toEqual(everywhere);
    for (const client of [asOther, asThird, here.asMember]) {
      expect(await ways(client, id)).toEqual([]);
      for (const part of ["calendar.ics", "edit", "cancel", "invitations", "messages", "files"])
        expect((await client.get(`${here.base}/groups/${id}/${part}`)).status).toBe(404);
      expect((await register(client, here, id)).status).toBe(404);
    }
    expect(mainOf((await asOther.get(`${here.base}/groups`)).text) === mainOf(before.text)).toBe(true);
  });

  test("a coordinator finds it by its address alone, and that is written down for those who give it", async () => {
    const id = await plan(here, { private: "on" });
    expect(
      (await ways(here.asCoordinator, id)).filter((way) => way !== "address" && way !== "meeting"),
    ).toEqual([]);
    const page = await here.asCoordinator.get(`${here.base}/groups/${id}`);
    expect(page.text).toContain("That you looked is shown to those who give it.");
    const looks = await kith.inside(here.scene.community, (trx) =>
      trx.selectFrom("staff_looks").select(["kind", "record_id", "person_id"]).execute(),
    );
    expect(looks).toEqual([{ kind: "meeting", record_id: id, person_id: here.coordinator.id }]);
    expect((await here.asHost.get(`${here.base}/groups/${id}`)).text).toContain("Cora");
  });

  test("who was kept apart from a host is not brought to it by an invitation", async () => {
    const [guest, asGuest] = await someone("Gail");
    const id = await plan(here, { private: "on" });
    await block(guest, here.host);
    await invite(id, guest.email);
    expect(await ways(asGuest, id)).toEqual([]);
  });
});

describe("inviting", () => {
  const rows = () =>
    kith.inside(here.scene.community, (trx) =>
      trx.selectFrom("invitations").select(["meeting_id", "person_id", "by_person"]).execute(),
    );

  test("by address is answered alike whether somebody has it or not", async () => {
    const [guest] = await someone("Gail");
    const id = await plan(here, { private: "on" });
    const send = (addresses: string) =>
      here.asHost.post(`${here.base}/groups/${id}/invitations`, { addresses });
    const [known, unknown] = [await send(guest.email.toUpperCase()), await send("nobody@nowhere.example")];
    const told = ({ status, location }: typeof known) => ({ status, location });
    expect(told(known)).toEqual(told(unknown));
    expect(await rows()).toEqual([{ meeting_id: id, person_id: guest.id, by_person: here.host.id }]);
    const page = await here.asHost.get(`${here.base}/groups/${id}/invitations`);
    expect(page.text).not.toContain("Gail");
    const wrong = await send("no address, at all");
    expect([wrong.status, wrong.text.includes("One of these is no e-mail address.")]).toEqual([422, true]);
  });

  test("by name goes to people one knows alone, and can be taken back", async () => {
    const id = await plan(here, { weeks: "2" });
    const [stranger] = await someone("Stan");
    const path = `${here.base}/groups/${id}/invitations`;
    await here.asHost.post(path, { people: [stranger.id, here.scene.member.id] });
    expect(await rows()).toEqual([]);
    await register(here.asMember, here, id);
    const form = await here.asHost.get(path);
    expect(form.text).toContain("Mina Alvarez");
    expect(form.text).not.toContain("Stan");
    await here.asHost.post(path, { people: [here.scene.member.id], rest: "on" });
    expect((await rows()).map(({ person_id }) => person_id)).toEqual([
      here.scene.member.id,
      here.scene.member.id,
    ]);
    await here.asHost.post(path, { rest: "on" });
    expect(await rows()).toEqual([]);
  });

  test("is for those who give it and coordinators alone", async () => {
    const id = await plan(here);
    const [guest] = await someone("Gail");
    const send = (client: Client) =>
      client.post(`${here.base}/groups/${id}/invitations`, { addresses: guest.email });
    for (const client of [here.asMember, here.asSecond]) expect((await send(client)).status).toBe(404);
    expect(await rows()).toEqual([]);
    expect((await send(here.asCoordinator)).status).toBe(303);
    expect(await rows()).toHaveLength(1);
  });
});

describe("the list", () => {
  const names = ["Morning tea", "Evening walk", "Priced evening"];
  const listed = async (query: string) => {
    const { text } = await here.asMember.get(`${here.base}/groups${query}`);
    return names.filter((name) => text.includes(name));
  };

  test("is narrowed by type, topic, focus, host, words, time of day, dates and price", async () => {
    const { rows } = await kith.inside(here.scene.community, (trx) =>
      sql<{
        id: string;
      }>`select id from profile_options where list = 'experience' order by name limit 1`.execute(trx),
    );
    const experienceId = rows[0]?.id ?? "";
    await plan(here, { name: "Morning tea", time: "09:00", topic: "Tea", focus: "Quiet" });
    await plan(here, { name: "Evening walk", time: "19:00", experienceId, description: "Around the lake" });
    await sendPlan(here.asSecond, here, {
      name: "Priced evening",
      date: "2026-03-20",
      time: "19:00",
      price: "5",
    });
    expect(await listed("")).toEqual(names);
    expect(await listed("?part=morning")).toEqual(["Morning tea"]);
    expect(await listed("?part=evening")).toEqual(["Evening walk", "Priced evening"]);
    expect(await listed("?part=evening&cost=free")).toEqual(["Evening walk"]);
    expect(await listed("?cost=priced")).toEqual(["Priced evening"]);
    expect(await listed(`?experience=${experienceId}`)).toEqual(["Evening walk"]);
    expect(await listed("?topic=tea")).toEqual(["Morning tea"]);
    expect(await listed("?focus=Quiet")).toEqual(["Morning tea"]);
    expect(await listed("?q=lake+evening")).toEqual(["Evening walk"]);
    expect(await listed("?q=100%25")).toEqual([]);
    expect(await listed(`?host=${here.second.id}`)).toEqual(["Priced evening"]);
    expect(await listed("?from=2026-03-11")).toEqual(["Priced evening"]);
    expect(await listed("?until=2026-03-15")).toEqual(["Morning tea", "Evening walk"]);
    expect(await listed("?view=week&from=2026-03-12")).toEqual(["Morning tea", "Evening walk"]);
    expect(await listed("?view=month&from=2026-04-15")).toEqual([]);
    expect(await listed("?from=9999-12-31&until=0001-01-01&view=nothing&host=nobody")).toEqual(names);
  });

  test("times of day are those of the reader's clock", async () => {
    await plan(here, { name: "Morning tea", time: "11:00" });
    await here.asMember.post("/zone", { zone: "Asia/Tokyo", back: here.base });
    expect(await listed("?part=evening")).toEqual(["Morning tea"]);
    expect(await listed("?part=morning")).toEqual([]);
  });

  test("shows a series once, and goes on where a page ends without losing or repeating one", async () => {
    await plan(here, { name: "Morning tea", weeks: "5" });
    const { text } = await here.asMember.get(`${here.base}/groups`);
    expect(text.match(/Morning tea/g)).toHaveLength(1);
    expect(text).toContain("then weekly (5 times in all)");
    for (let day = 1; day <= 14; day += 1) {
      for (const [turn, hour] of ["08", "10", "12"].entries()) {
        const date = `2026-04-${String(day).padStart(2, "0")}`;
        await plan(here, { name: `Circle ${day}-${turn}`, date, time: `${hour}:00`, minutes: "30" });
      }
    }
    const seen: string[] = [];
    let path = `${here.base}/groups`;
    for (let page = 0; page < 5 && path; page += 1) {
      const answer = await here.asMember.get(path);
      seen.push(...[...answer.text.matchAll(/>(Circle \d+-\d|Morning tea)</g)].map(([, name]) => name ?? ""));
      path = (/href="([^"]+after=[^"]+)"/.exec(answer.text)?.[1] ?? "").replaceAll("&amp;", "&");
    }
    expect(seen).toHaveLength(43);
    expect(new Set(seen).size).toBe(43);
  });
});

describe("one's own meetings", () => {
  test("show the groups one gives, has a place in or waits for, and name nobody but who gives them", async () => {
    const id = await plan(here, { seats: "1", coHosts: [here.second.id] });
    const [, asNext] = await someone("Nell");
    await register(here.asMember, here, id);
    await asNext.post(`${here.base}/groups/${id}/wait`, { key: newId() });
    const own = async (client: Client) => mainOf((await client.get(`${here.base}/meetings`)).text);
    for (const client of [here.asHost, here.asSecond, here.asMember, asNext]) {
      const text = await own(client);
      expect(text).toContain(`${here.base}/groups/${id}`);
      expect(["Mina", "Nell"].filter((name) => text.includes(name))).toEqual([]);
    }
    expect(await own(asNext)).toContain("On the waiting list");
    expect(await own(here.asMember)).toContain("Talia K");
    const [, asOther] = await someone("Otto");
    expect(await own(asOther)).not.toContain(id);
  });
});

test("who has a place can keep away everybody who gives it, and report it: every such link on the page leads somewhere", async () => {
  const id = await plan(here, { coHosts: [here.second.id] });
  await register(here.asMember, here, id);
  const { text } = await here.asMember.get(`${here.base}/groups/${id}`);
  const links = [...text.matchAll(/href="([^"]*\/(?:block|report)[^"]*)"/g)].map(([, link]) => link ?? "");
  expect(links).toHaveLength(3);
  for (const link of links) {
    const answer = await here.asMember.get(link.replaceAll("&amp;", "&"));
    expect([link, answer.status]).toEqual([link, 200]);
  }
});
