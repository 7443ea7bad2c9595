import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { newId } from "#platform/ids.ts";
import { desktop, openBrowser } from "../support/browser.ts";
import { build } from "./build.ts";
import { Door } from "./door.ts";
import { House, type Server } from "./house.ts";
import { shownOn, watch, writeAll } from "./rooms-page.ts";
import { asOwner, type Member, type Scene, setScene } from "./scene.ts";

interface Size {
  /** Written by each of the two. */
  messages: number;
  /** How often the second process is ended as by a power cut and started again meanwhile. */
  kills: number;
  say: (line: string) => void;
}

export interface Aftermath {
  /** What should not have been, in words; none is a pass. */
  readonly faults: readonly string[];
}

/** Two browsers in one room on two processes, one of which is killed and started again while both write. */
export async function rooms({ messages, kills, say }: Size): Promise<Aftermath> {
  await build();
  const house = await House.open({ servers: 2 });
  const doors: Door[] = [];
  const browser = await openBrowser();
  try {
    const [first, second] = house.servers;
    if (!first || !second) throw new Error("the house has two servers");
    for (const server of [first, second]) doors.push(await Door.before(server));
    const scene = await setScene(house.database.ownerUrl, { members: 2 });
    const room = await addRoom(house.database.ownerUrl, scene, ["Wren", "Heron"]);
    const pages = await Promise.all(
      scene.members.map((member, i) => openRoom(browser, doors[i]?.origin ?? "", member, room.path)),
    );
    const [wren, heron] = pages;
    if (!wren || !heron) throw new Error("there are two of them");
    const began = performance.now();
    const [hers, theirs] = await Promise.all([
      writeAll(wren, "Wren", 0, messages),
      writeAll(heron, "Heron", 0, messages),
      killNowAndThen(
        second,
        kills,
        async () => (await stored(house.database.ownerUrl, scene)).size / (2 * messages),
      ),
    ]);
    say(
      `${2 * messages} messages in ${Math.round((performance.now() - began) / 1_000)} s, ${kills} times kill -9 of one of two processes, ` +
        `${hers + theirs} sent again`,
    );
    return await settle(house, scene, pages, messages, say);
  } finally {
    await browser.close();
    for (const door of doors) await door.close();
    await house.close();
  }
}

/** Kills at moments of its own, spread over the writing however quick that is; `written` is the part that is stored. */
async function killNowAndThen(server: Server, kills: number, written: () => Promise<number>): Promise<void> {
  for (let i = 0; i < kills; i += 1) {
    const moment = (i + 0.2 + Math.random() * 0.5) / kills;
    for (let part = 0; part < moment; part = await written()) await pause(25);
    if ((await written()) >= 1) throw new Error("all was written before the kill: it showed nothing");
    await server.end("SIGKILL");
    await pause(Math.random() * 1_000);
    await server.start();
  }
}

async function openRoom(
  browser: Browser,
  origin: string,
  { browser: visitor }: Member,
  path: string,
): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, viewport: desktop });
  const [name = "", value = ""] = visitor.cookie.split("=");
  await context.addCookies([{ name, value: visitor.cookie.slice(name.length + 1) || value, url: origin }]);
  const page = await context.newPage();
  await page.goto(path);
  await page.locator("#text").waitFor();
  await watch(page);
  return page;
}

/** A room without words, with all members of a scene in it under these names. */
export function addRoom(
  ownerUrl: string,
  scene: Scene,
  names: readonly string[],
): Promise<{ id: string; thread: string; path: string }> {
  const [id, thread] = [newId(), newId()];
  return asOwner(ownerUrl, async (client) => {
    const { communityId, members } = scene;
    await client.query(`set kith.community = '${communityId}'`);
    await client.query(
      "insert into rooms (community_id, id, name, by_person, created_at) values ($1, $2, 'Late night kitchen', $3, now())",
      [communityId, id, members[0]?.id],
    );
    await client.query(
      "insert into threads (community_id, id, room_id, last_number) values ($1, $2, $3, 0)",
      [communityId, thread, id],
    );
    await client.query(
      `insert into room_members (community_id, room_id, person_id, name, joined_at)
       select $1, $2, x.person, x.name, now() from unnest($3::uuid[], $4::text[]) as x (person, name)`,
      [communityId, id, members.slice(0, names.length).map((member) => member.id), names],
    );
    return { id, thread, path: `${scene.base}/rooms/${id}` };
  });
}

/** What is stored of the room: words by their number. */
const stored = (ownerUrl: string, { communityId }: Scene): Promise<Map<number, string>> =>
  asOwner(ownerUrl, async (client) => {
    await client.query(`set kith.community = '${communityId}'`);
    const { rows } = await client.query<{ number: number; text: string }>(
      "select number, text from messages order by number",
    );
    return new Map(rows.map(({ number, text }) => [number, text]));
  });

/** Holds what both pages showed against what is stored and what was written. */
async function settle(
  house: House,
  scene: Scene,
  pages: readonly Page[],
  messages: number,
  say: Size["say"],
): Promise<Aftermath> {
  const books = await stored(house.database.ownerUrl, scene);
  const faults: string[] = [];
  const written = ["Wren", "Heron"].flatMap((name) =>
    Array.from({ length: messages }, (_, i) => `${name} ${i}`),
  );
  const texts = [...books.values()];
  const missing = written.filter((words) => !texts.includes(words)).length;
  if (missing > 0) faults.push(`${missing} messages are not stored`);
  if (texts.length - new Set(texts).size > 0)
    faults.push(`${texts.length - new Set(texts).size} are stored twice`);
  if (texts.length !== written.length)
    faults.push(`${texts.length} are stored, ${written.length} were written`);
  for (const [i, page] of pages.entries()) {
    const who = ["Wren", "Heron"][i] ?? "";
    // The last ones may still be on their way to the other page.
    const deadline = performance.now() + 20_000;
    let shown = await shownOn(page);
    while (Object.keys(shown.lines).length < books.size && performance.now() < deadline) {
      await pause(200);
      shown = await shownOn(page);
    }
    const other = [...books].filter(([number, text]) => shown.lines[number] !== text).length;
    say(
      `${who}: ${Object.keys(shown.lines).length} shown, ${other} missing or another, ${shown.faults.length} faults on the way`,
    );
    if (other > 0) faults.push(`${other} lines were never shown to ${who} as they are stored`);
    faults.push(...shown.faults.slice(0, 3).map((fault) => `${who}: ${fault}`));
  }
  return { faults };
}
