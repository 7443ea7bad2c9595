import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { textOf } from "#support/panel.ts";
import { Processes } from "#support/processes.ts";
import { guest, insider, join, measure, type RoomScene, roomScene, say } from "#support/rooms.ts";

let processes: Processes;
beforeAll(async () => {
  processes = await Processes.open();
});
afterEach(() => processes.closePages());
afterAll(() => processes?.close());

const rows = ({ community }: RoomScene) =>
  processes.kith.inside(community, (trx) => trx.selectFrom("presence").selectAll().execute());

test("who has a page open is seen to be here for some minutes, whichever page it is; nothing is kept of which", async () => {
  const { kith } = processes;
  kith.clock.set("2026-03-02T09:00:00Z");
  const scene = await roomScene(kith);
  const [wren, heron] = [await insider(kith, scene, "Wren"), await insider(kith, scene, "Heron")];
  const seen = async () => textOf((await heron.client.get(`${scene.path}/people`)).text);
  await kith.inside(scene.community, (trx) => trx.deleteFrom("presence").execute());
  expect(await seen()).not.toContain("Wren · here now");

  await processes.listen(wren.client, scene.community, { about: ["bell"] });
  expect(await seen()).toContain("Wren · here now");
  expect(textOf((await heron.client.get(scene.path)).text)).toContain("1 here now");
  const [row] = (await rows(scene)).filter(({ person_id }) => person_id === wren.person.id);
  expect(Object.keys(row ?? {}).toSorted()).toEqual(["at", "community_id", "person_id"]);

  kith.clock.set("2026-03-02T09:02:59Z");
  expect(await seen()).toContain("Wren · here now");
  kith.clock.set("2026-03-02T09:03:00Z");
  expect(await seen()).not.toContain("Wren · here now");
});

test("without script it is the pages of rooms that say it, and it is written at most once a minute", async () => {
  const { kith } = processes;
  kith.clock.set("2026-03-02T09:00:00Z");
  const scene = await roomScene(kith);
  const wren = await insider(kith, scene, "Wren");
  const at = async () => (await rows(scene)).map((row) => row.at.toString());
  await wren.client.get(scene.path);
  kith.clock.set("2026-03-02T09:00:50Z");
  await wren.client.get(scene.path);
  expect(await at()).toEqual(["2026-03-02T09:00:00Z"]);
  kith.clock.set("2026-03-02T09:01:00Z");
  await wren.client.get(scene.path);
  expect(await at()).toEqual(["2026-03-02T09:01:00Z"]);
});

test("who does not want to be seen is not, at once and until they want to again", async () => {
  const { kith } = processes;
  const scene = await roomScene(kith);
  const [wren, heron] = [await insider(kith, scene, "Wren"), await insider(kith, scene, "Heron")];
  const seen = async () => textOf((await heron.client.get(`${scene.path}/people`)).text);
  await wren.client.get(scene.path);
  expect(await seen()).toContain("Wren · here now");
  const presence = `${scene.community.base}/rooms/presence`;
  expect((await wren.client.post(presence, { shown: "off" })).status).toBe(303);
  await wren.client.get(scene.path);
  await processes.listen(wren.client, scene.community, { about: ["bell"] });
  expect(await seen()).not.toContain("Wren · here now");
  expect((await rows(scene)).map(({ person_id }) => person_id)).not.toContain(wren.person.id);
  await wren.client.post(presence, { shown: "on" });
  await wren.client.get(scene.path);
  expect(await seen()).toContain("Wren · here now");
});

test("a page in a room hears of it as long as its reader is in it, on every process, and of what a blocked one says not at all", async () => {
  const { kith } = processes;
  const scene = await roomScene(kith);
  const mod = await insider(kith, scene, "Mod", { moderator: true });
  const people = { wren: await insider(kith, scene, "Wren"), heron: await insider(kith, scene, "Heron") };
  const outsider = await guest(kith, scene.community);
  const about = [`room:${scene.id}`];
  const hear = (client: (typeof mod)["client"], where: "here" | "there") =>
    processes.listen(client, scene.community, { at: processes[where], about });
  const [wren, heron, out] = [
    await hear(people.wren.client, "here"),
    await hear(people.heron.client, "there"),
    await hear(outsider.client, "there"),
  ];
  await say(mod, scene, "Hello");
  await Promise.all([wren.until(1), heron.until(1)]);

  await measure(mod, scene, "Heron", "remove");
  await heron.until(2);
  await say(people.wren, scene, "Heron is out");
  await measure(people.wren, scene, "Mod", "block");
  const before = wren.heard.length;
  await say(mod, scene, "Wren does not hear this");
  await join(outsider, scene, "Robin");
  // What is told last arrives last: until then they would have heard.
  const all = [people.wren, people.heron, outsider].map(({ person }) => person.id);
  await processes.tell(scene.community, { people: all, about: ["access"] });
  await say(outsider, scene, "Last");
  await out.until(1);
  await wren.until(before + 1);
  await processes.tell(scene.community, { people: all, about });
  await heron.until(3);
  expect(heron.heard).toHaveLength(3);
});
