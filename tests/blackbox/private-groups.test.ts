import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { type Gathering, gathering, plan, register } from "#support/planning.ts";
import { type Address, addressesOf, differences, type Known, type Seen, walk } from "./walk.ts";

// Some counts ask the database for its time, so the scene is set in the present.
const now = Temporal.Now.instant().round({ smallestUnit: "minute" });
const day = now.toZonedDateTimeISO("Europe/London").toPlainDate().add({ days: 3 });
/** Outside everybody's hours: that somebody is busy when they could be booked is the one thing that shows. */
const time = "20:07";
const marks = ["Zephyr circle", "Quokka lanterns", "Xanthe", "20:07", "20:41"];

let kith: TestApp;
let here: Gathering;
let away: Gathering;
let outsiders: Record<string, Client>;

beforeAll(async () => {
  kith = await testApp({ now: now.toString() });
  here = await gathering(kith);
  away = await gathering(kith);
  const other = await kith.person(here.scene.community, { firstName: "Omar", lastName: "Vance" });
  const [, , third] = here.scene.providers;
  // Something public of the same host is there before, so that lists and filters are not empty.
  await plan(here, { name: "Open evening", date: day.add({ days: 1 }).toString(), time: "18:00" });
  outsiders = {
    "another member": await kith.signIn(other),
    "another provider": await kith.signIn(third ?? other),
    "a coordinator of another community": away.asCoordinator,
    "a visitor": kith.visitor(),
  };
});
afterAll(() => kith?.end());

/** What can stand in an address: the group wherever a record could be, people where they could be, and else nothing there is. */
function known(routes: readonly string[], groupId: string): Known {
  const { community, providers, services, format, location, question } = here.scene;
  const start = `${day}T20:07Z`;
  const people = providers.map(({ id }, turn) => [`provider-${turn}`, id] as const);
  const given = new Map<string, (readonly [string, string])[]>([
    ["community", [["c-home", community.slug] as const, ["c-away", away.scene.community.slug] as const]],
    ["people", people],
    ["members", people],
    ["providers", people],
    ["provider", people],
    ["services", [["service", services[0] ?? ""]]],
    ["service", [["service", services[0] ?? ""]]],
    ["formats", [["format", format]]],
    ["format", [["format", format]]],
    ["location", [["location", location]]],
    ["questions", [["question", question]]],
    ["at", [["then", start]]],
    ["file", [["services", "services.csv"]]],
    ["page", [["to-the-group", Buffer.from(`/groups/${groupId}`).toString("base64url")]]],
    ["place", [["home", community.slug]]],
    ["kind", [["meetings", "meeting"]]],
  ]);
  for (const route of routes) {
    for (const [turn, segment] of route.split("/").entries()) {
      if (!segment.startsWith(":")) continue;
      const name = segment.slice(1).replace(/\{.*/, "");
      const word = name === "id" ? (route.split("/")[turn - 1] ?? "") : name;
      if (!given.has(word)) given.set(word, [["the-group", groupId]]);
    }
  }
  return given;
}

const endless = "/c/:community/live";
const searches = [
  "?q=Zephyr",
  "?q=Quokka&view=month",
  `?view=week&from=${day}`,
  "?topic=Quokka+lanterns&focus=Xanthe",
  "?which=past",
  `?date=${day}&from=${day}&until=${day}&week=${day}&day=${day}`,
];
const searched =
  /\/(admin(\/\w+)?|groups|meetings|requests|availability|providers|services|blocked|notifications)$/;

function everyAddress(groupId: string): Address[] {
  const gets = kith.app.routes.filter(({ method }) => method === "GET").map(({ path }) => path);
  const routes = [...new Set(gets)].filter((route) => route !== endless && !route.includes("*"));
  const places = known(routes, groupId);
  return routes
    .flatMap((route) => addressesOf(route, places))
    .flatMap(({ label, path }) => [
      { label, path },
      ...(searched.test(path) ? searches.map((query) => ({ label: label + query, path: path + query })) : []),
    ]);
}

test("a private group meeting leaves no mark anywhere for who is not of it, while it is on and when it is off", {
  timeout: 500_000,
}, async () => {
  const nobodys = newId();
  const before = new Map<string, Seen>();
  const staff = await walk(here.asCoordinator, everyAddress(nobodys), []);
  for (const [name, client] of Object.entries(outsiders)) {
    // A second walk is what is compared: the first may have changed what a page shows once.
    await walk(client, everyAddress(nobodys).slice(0, 40), []);
    const { seen, statuses } = await walk(client, everyAddress(nobodys), []);
    before.set(name, seen);
    expect([...statuses.values()].filter((status) => status === 200).length, name).toBeGreaterThan(
      name === "a visitor" ? 8 : 20,
    );
  }
  const id = await plan(here, {
    name: "Zephyr circle",
    topic: "Quokka lanterns",
    focus: "Xanthe",
    description: "Xanthe would know",
    date: day.toString(),
    time,
    minutes: "34",
    private: "on",
    price: "5",
    coHosts: [here.second.id],
  });
  await here.asHost.post(`${here.base}/groups/${id}/invitations`, { addresses: here.scene.member.email });
  await here.asHost.post(`${here.base}/groups/${id}/messages`, { text: "Xanthe waves", key: newId() });
  expect((await register(here.asMember, here, id)).status).toBe(303);
  const addresses = everyAddress(id);
  for (const client of [here.asHost, here.asSecond, here.asMember]) {
    const { marked } = await walk(
      client,
      addresses.filter(({ label }) => /c-home\/(groups|meetings)/.test(label)),
      ["Zephyr circle"],
    );
    expect(marked).toEqual(
      expect.arrayContaining(["/c/c-home/groups", "/c/c-home/meetings", "/c/c-home/groups/the-group"]),
    );
  }
  expect(await leaks(addresses, id, before)).toEqual([]);
  const { seen, marked } = await walk(here.asCoordinator, addresses, [id, ...marks]);
  const open = (label: string) => !/the-group|\/admin\/(payments|mail)/.test(label);
  expect([...marked, ...differences(staff.seen, seen)].filter(open)).toEqual([]);

  const cancelled = { version: "1", extent: "one", reason: "Xanthe is ill" };
  expect((await here.asHost.post(`${here.base}/groups/${id}/cancel`, cancelled)).status).toBe(303);
  expect(await leaks(addresses, id, before)).toEqual([]);
});

/** What is different for everybody outside, and where they find a mark of it. */
async function leaks(
  addresses: readonly Address[],
  id: string,
  before: ReadonlyMap<string, Seen>,
): Promise<string[]> {
  const found: string[] = [];
  for (const [name, client] of Object.entries(outsiders)) {
    const { seen, marked } = await walk(client, addresses, [id, ...marks]);
    found.push(...marked.map((label) => `${name} finds a mark of it: ${label}`));
    found.push(...differences(before.get(name) ?? new Map(), seen).map((change) => `${name}: ${change}`));
  }
  return found;
}

test("the walk catches a private group meeting that is found by somebody outside", {
  timeout: 200_000,
}, async () => {
  const id = await plan(here, {
    name: "Zephyr circle",
    date: day.add({ days: 2 }).toString(),
    private: "on",
  });
  const addresses = everyAddress(id).filter(({ label }) => /c-home\/(groups|meetings)/.test(label));
  const outsider = outsiders["another member"];
  if (!outsider) throw new Error("no outsider");
  expect((await walk(outsider, addresses, ["Zephyr circle"])).marked).toEqual([]);
  await kith.inside(here.scene.community, (trx) =>
    trx.updateTable("meetings").set({ private: false }).where("id", "=", id).execute(),
  );
  const { marked } = await walk(outsider, addresses, ["Zephyr circle"]);
  expect(marked).toEqual(expect.arrayContaining(["/c/c-home/groups", "/c/c-home/groups/the-group"]));
});
