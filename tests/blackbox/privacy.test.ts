import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancelBetween, finalise } from "#features/meetings/index.ts";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { handleOn, insider, type RoomScene, roomScene, say } from "#support/rooms.ts";
import { type Agreed, agreed, scheduled } from "#support/scheduling.ts";
import { type Address, addressesOf, differences, type Known, type Seen, walk } from "./walk.ts";

// Some counts ask the database for its time, so the scene is set in the present.
const now = Temporal.Now.instant().round({ smallestUnit: "minute" });
const day = now.toZonedDateTimeISO("Europe/London").toPlainDate().add({ days: 3 });
/** Outside everybody's hours: that somebody is busy when they could be booked is the one thing that shows. */
const time = "20:07";
const marks = ["Zephyr quill", "20:07", "20:41", "Quokka", "Xanthe"];

/** Of a private chat room: its name, a name in it, and what is said there. */
const roomMarks = ["Lanternfish", "Vesper Vole", "bioluminescence"];

let kith: TestApp;
let pair: Agreed;
let rooms: { private: RoomScene; open: RoomScene; handle: string; inside: Client };
let away: Programme;
let addresses: Address[];
/** What each of them was answered before there was a meeting. */
const before = new Map<string, Seen>();
let outsiders: Record<string, Client>;
let coordinator: Client;
let id: string;

beforeAll(async () => {
  kith = await testApp({ now: now.toString() });
  pair = await aPair();
  away = await programme(kith);
  const { scene } = pair.on;
  const [, otherProvider] = pair.on.people;
  const otherMember = await kith.person(scene.community, { firstName: "Omar", lastName: "Vance" });
  const staff = (community: Programme["community"]) => kith.person(community, { roles: ["coordinator"] });
  const sign = (person: TestPerson | undefined) => kith.signIn(person ?? otherMember);
  await meeting(kith, scene, {
    at: `${day}T10:00Z`,
    provider: otherProvider?.id ?? "",
    member: otherMember.id,
  });
  await meeting(kith, away, { at: `${day}T10:00Z` });
  await pair.member.post(`${pair.base}/proposals/${pair.proposal}/messages`, {
    text: "Xanthe waves",
    key: newId(),
  });
  outsiders = {
    "another member": await sign(otherMember),
    "another provider": await sign(otherProvider),
    "a coordinator of another community": await sign(await staff(away.community)),
    "a visitor": kith.visitor(),
  };
  rooms = await someRooms(scene.community);
  coordinator = await sign(await staff(scene.community));
  await kith.startWorkers();
});
afterAll(() => kith?.end());

/** Two people who agreed on something, with words on both sides that are nowhere else. */
async function aPair(): Promise<Agreed> {
  const made = await agreed(kith, { subject: "Quokka lanterns", price: "20" });
  kith.clock.set(now.toString());
  await kith.inside(made.on.scene.community, (trx) =>
    trx.updateTable("proposals").set({ text: "Xanthe would know" }).where("id", "=", made.proposal).execute(),
  );
  return made;
}

/** A private room with somebody in it, and an open one with nobody. */
async function someRooms(community: Programme["community"]): Promise<typeof rooms> {
  const secret = await roomScene(kith, { community, private: true, fields: { name: "Lanternfish" } });
  const vesper = await insider(kith, secret, "Vesper Vole");
  await say(vesper, secret, "On bioluminescence");
  const other = await insider(kith, secret, "Somebody");
  // Walking would be seen as being here.
  await other.client.post(`${community.base}/rooms/presence`, { shown: "off" });
  const { text } = await other.client.get(`${secret.path}/people`);
  return {
    private: secret,
    open: await roomScene(kith, { community }),
    handle: handleOn(text, "Vesper Vole"),
    inside: other.client,
  };
}

/** Everything that can stand in an address. What does not exist yet has an id that is nobody's. */
async function known(meetingId: string): Promise<Known> {
  const { scene, request } = pair.on;
  const rows = await kith.inside(scene.community, async (trx) => {
    const ids = async (table: string) => {
      const { rows } = await sql<{
        id: string;
      }>`select id from ${sql.table(table)} order by id limit 3`.execute(trx);
      return rows.map((row, i) => [`${table}-${i}`, row.id] as const);
    };
    const mine = await sql<{ id: string }>`
      select id from meetings where not private order by id limit 1`.execute(trx);
    return {
      own: mine.rows[0]?.id ?? newId(),
      people: await ids("people"),
      notifications: await ids("notifications"),
      lists: await ids("profile_options"),
      hours: await ids("weekly_hours"),
      services: await ids("services"),
      mails: await ids("mails"),
    };
  });
  const payment = await kith.inside(scene.community, (trx) =>
    trx.selectFrom("payments").select("id").executeTakeFirst(),
  );
  const start = `${day}T20:07Z`;
  return new Map<string, (readonly [string, string])[]>([
    [
      "community",
      [
        ["c-home", scene.community.slug],
        ["c-away", away.community.slug],
      ],
    ],
    [
      "meetings",
      [
        ["the-meeting", meetingId],
        ["a-meeting", rows.own],
      ],
    ],
    ["groups", [["the-meeting", meetingId]]],
    ["proposals", [["the-proposal", pair.proposal]]],
    ["requests", [["the-request", request]]],
    ["payments", [["the-payment", payment?.id ?? newId()]]],
    ["files", [["the-meeting", meetingId]]],
    ["people", rows.people],
    ["person", rows.people],
    ["members", rows.people],
    ["providers", pair.on.people.map(({ id: person }, i) => [`provider-${i}`, person])],
    ["provider", pair.on.people.map(({ id: person }, i) => [`provider-${i}`, person])],
    ["notifications", rows.notifications],
    ["lists", rows.lists.slice(0, 1)],
    ["hours", rows.hours.slice(0, 1)],
    ["services", rows.services],
    ["service", rows.services],
    ["formats", [["format", scene.format]]],
    ["format", [["format", scene.format]]],
    ["locations", [["location", scene.location]]],
    [
      "location",
      [
        ["location", scene.location],
        ["none", "none"],
      ],
    ],
    ["questions", [["question", scene.question]]],
    [
      "at",
      [
        ["then", start],
        ["midday", `${day}T12:00Z`],
      ],
    ],
    [
      "file",
      [
        ["services", "services.csv"],
        ["providers", "providers.csv"],
        ["enrollment", "enrollment.csv"],
      ],
    ],
    ["page", [["to-the-meeting", Buffer.from(`/meetings/${meetingId}`).toString("base64url")]]],
    [
      "place",
      [
        ["home", scene.community.slug],
        ["accounts", "Accounts"],
      ],
    ],
    ["access", [["nothing", newId()]]],
    ["imports", [["nothing", newId()]]],
    ["closings", [["nothing", newId()]]],
    ["connections", [["nothing", newId()]]],
    ["applications", [["nothing", newId()]]],
    ["exceptions", [["nothing", newId()]]],
    ["reviews", [["nothing", newId()]]],
    ["reports", [["nothing", newId()]]],
    ["tips", [["nothing", newId()]]],
    ["screenshots", [["nothing", newId()]]],
    ["slug", [["listening", "listening"]]],
    [
      "rooms",
      [
        ["private-room", rooms.private.id],
        ["open-room", rooms.open.id],
      ],
    ],
    ["handle", [["somebody", rooms.handle]]],
    ["number", [["first", "1"]]],
    // Whatever is reported goes by the ids of meetings here: of all kinds, a private one would show most.
    ["kind", [["meetings", "meeting"]]],
  ]);
}

/** Streams do not end; what they say has its own tests. */
const endless = "/c/:community/live";

const searches = [
  "?q=Zephyr",
  "?q=bioluminescence",
  "?q=Quokka",
  "?q=Mina",
  "?which=past",
  "?soon=on",
  `?date=${day}&from=${day}&until=${day}&week=${day}&day=${day}`,
];
const searched =
  /\/(admin(\/\w+)?|rooms(\/[^/]+\/search)?|meetings|requests|availability|services|providers|connections|blocked|notifications|admin\/why)$/;

/** Every address there is, from the application's own list of routes. */
async function everyAddress(meetingId: string): Promise<Address[]> {
  const routes = new Set(kith.app.routes.filter(({ method }) => method === "GET").map(({ path }) => path));
  const places = await known(meetingId);
  return [...routes]
    .filter((route) => route !== endless && !route.includes("*"))
    .flatMap((route) => addressesOf(route, places))
    .flatMap(({ label, path }) => [
      { label, path },
      ...(searched.test(path) ? searches.map((query) => ({ label: label + query, path: path + query })) : []),
    ]);
}

const outside = async (each: (name: string, client: Client) => Promise<void>) => {
  for (const [name, client] of Object.entries(outsiders)) await each(name, client);
};

describe("before there is a meeting", () => {
  test("everybody outside can see what is theirs, and the same twice", { timeout: 400_000 }, async () => {
    id = newId();
    addresses = await everyAddress(id);
    expect(addresses.length).toBeGreaterThan(250);
    await outside(async (name, client) => {
      await walk(client, addresses, []);
      const { seen, statuses } = await walk(client, addresses, []);
      before.set(name, seen);
      const found = [...statuses.values()].filter((status) => status === 200).length;
      expect(found, name).toBeGreaterThan(name === "a visitor" ? 8 : 20);
      const again = await walk(client, addresses, []);
      expect(differences(seen, again.seen), name).toEqual([]);
    });
    const own = (name: string) => before.get(name)?.get("/c/c-home/meetings") ?? "";
    expect(own("another member")).toContain("10:00–10:30");
    expect(own("another provider")).toContain("10:00–10:30");
    expect(before.get("a coordinator of another community")?.get("/c/c-away/admin")).toContain("200");
    expect(before.get("a visitor")?.get("/crisis")).toContain("200");
    const { seen } = await walk(coordinator, addresses, []);
    before.set("a coordinator", seen);
  });
});

/** What the two themselves find: that there is something to find. */
async function insiders(): Promise<void> {
  for (const client of [pair.member, pair.provider]) {
    const { marked } = await walk(client, addresses, ["Zephyr quill", "20:07"]);
    expect(marked).toEqual(
      expect.arrayContaining([
        "/c/c-home/meetings",
        "/c/c-home/meetings/the-meeting",
        "/c/c-home/proposals/the-proposal",
      ]),
    );
  }
  const ofRooms = addresses.filter(({ label }) => label.startsWith("/c/c-home/rooms"));
  const { marked } = await walk(rooms.inside, ofRooms, roomMarks);
  expect(marked).toEqual(
    expect.arrayContaining([
      "/c/c-home/rooms",
      "/c/c-home/rooms/private-room",
      "/c/c-home/rooms/private-room/messages/first",
      "/c/c-home/rooms/private-room/people/somebody",
      "/c/c-home/rooms/private-room/search?q=bioluminescence",
    ]),
  );
}

/** What is different for everybody outside, and where they find a mark of it. */
async function leaks(): Promise<string[]> {
  const found: string[] = [];
  await outside(async (name, client) => {
    const { seen, marked } = await walk(client, addresses, [id, ...marks, ...roomMarks]);
    found.push(...marked.map((label) => `${name} finds a mark of it: ${label}`));
    found.push(...differences(before.get(name) ?? new Map(), seen).map((change) => `${name}: ${change}`));
  });
  return found;
}

/** What the panel of the community's own coordinator shows; not what is found by the address of something private. */
async function panelLeaks(): Promise<string[]> {
  const byAddress = /the-(meeting|proposal|request|payment)|\/admin\/(payments|mail|requests|access)/;
  const { seen, marked } = await walk(coordinator, addresses, [id, ...marks]);
  const open = (label: string) => !byAddress.test(label);
  return [...marked, ...differences(before.get("a coordinator") ?? new Map(), seen)].filter(open);
}

describe("a private meeting", () => {
  test("waiting for its payment leaves no mark anywhere outside", { timeout: 400_000 }, async () => {
    id = await scheduled(pair, {
      name: "Zephyr quill",
      date: day.toString(),
      time,
      minutes: "34",
      price: "20",
    });
    await pair.member.post(`${pair.base}/meetings/${id}/pay/desk`, { key: newId() });
    addresses = await everyAddress(id);
    await insiders();
    expect(await leaks()).toEqual([]);
    expect(await panelLeaks()).toEqual([]);
  });

  test("that is paid and final does not either", { timeout: 400_000 }, async () => {
    const { community } = pair.on.scene;
    const paid = { communityId: community.id, meetingId: id, now: kith.clock.now() };
    await kith.inside(community, (trx) => finalise(trx, kith.platform.jobs, paid));
    await insiders();
    expect(await leaks()).toEqual([]);
    expect(await panelLeaks()).toEqual([]);
  });
});

/** Waits until everybody who is to be told was written to. */
async function told(): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { rows } = await sql`
      select from jobs.job where state < 'completed' and name in ('meeting.announce', 'thread.announce', 'notify')
    `.execute(kith.platform.db);
    if (rows.length === 0) return;
    if (Date.now() > deadline) throw new Error("the letters are not written");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("its letters", () => {
  test("go to the two and to nobody else, and the panel says nothing of what is in them", async () => {
    await told();
    const letters = await kith.inside(pair.on.scene.community, (trx) =>
      trx
        .selectFrom("mails")
        .select(["to_address", "kind"])
        .where((eb) => eb.or([eb("body_text", "like", `%${id}%`), eb("body_text", "like", "%20:07%")]))
        .execute(),
    );
    const [host] = pair.on.people;
    const both = [host?.email, pair.on.scene.member.email].toSorted();
    expect([...new Set(letters.map(({ to_address }) => to_address))].toSorted()).toEqual(both);
    expect(letters.every(({ kind }) => kind === "private")).toBe(true);
    for (const query of ["", "?q=20:07", "?q=Zephyr", "?q=Confirmed"]) {
      const { text } = await coordinator.get(`${pair.base}/admin/mail${query}`);
      const shown = text.replaceAll(query.slice(3), "");
      expect([id, "Zephyr", "20:07", "20:41"].filter((mark) => shown.includes(mark))).toEqual([]);
    }
  });
});

describe("the walk itself", () => {
  test("catches a list or a count that does not leave private meetings out", {
    timeout: 400_000,
  }, async () => {
    const { community, generic } = pair.on.scene;
    const show = (values: object) =>
      kith.inside(community, (trx) => trx.updateTable("meetings").set(values).where("id", "=", id).execute());
    await show({ private: false, service_id: generic });
    const found = await panelLeaks();
    await show({ private: true, service_id: null });
    expect(found.some((change) => change.startsWith("/c/c-home/admin:"))).toBe(true);
    expect(found.some((change) => change.includes("/admin/providers/provider-0"))).toBe(true);
  });

  test("catches somebody outside for whom it is found", { timeout: 400_000 }, async () => {
    const { community, member } = pair.on.scene;
    const { rows } = await kith.inside(community, (trx) =>
      sql<{ id: string }>`select id from people where first_name = 'Omar'`.execute(trx),
    );
    await kith.inside(community, (trx) =>
      trx
        .insertInto("registrations")
        .values({ community_id: community.id, meeting_id: id, person_id: rows[0]?.id ?? member.id })
        .execute(),
    );
    const found = await leaks();
    expect(found).toContain("another member finds a mark of it: /c/c-home/meetings");
    expect(
      found.some((leak) =>
        leak.startsWith("another member finds a mark of it: /c/c-home/meetings/the-meeting"),
      ),
    ).toBe(true);
    expect(found.filter((leak) => !leak.startsWith("another member"))).toEqual([]);
  });
});

test("once it is off, nothing tells of it either", { timeout: 400_000 }, async () => {
  const { community, member } = pair.on.scene;
  await kith.inside(community, (trx) =>
    sql`delete from registrations where meeting_id = ${id} and person_id <> ${member.id}`.execute(trx),
  );
  const two = {
    communityId: community.id,
    a: member.id,
    b: pair.on.people[0]?.id ?? "",
    now: kith.clock.now(),
  };
  await kith.inside(community, (trx) => cancelBetween(trx, kith.platform.jobs, two));
  expect(await leaks()).toEqual([]);
});
