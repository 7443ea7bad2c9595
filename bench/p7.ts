import { build } from "../tests/faults/build.ts";
import { House } from "../tests/faults/house.ts";
import { addRoom } from "../tests/faults/rooms.ts";
import { setScene } from "../tests/faults/scene.ts";
import { type Bench, type Row, verdict } from "./harness.ts";
import { median } from "./support/clients.ts";
import { againstStatements, type Opened } from "./support/pages.ts";
import { addRoomTalk } from "./support/talk.ts";

const sizes = [1_000, 10_000, 100_000];
const effort = { rounds: 9, perRound: 12 };

/** P7: a room with a long history, against its statements: opening it, scrolling back, searching it. */
const bench: Bench = async () => {
  await build();
  const house = await House.open();
  try {
    const rows: Row[] = [];
    const checks: Record<string, boolean> = {};
    const opened: number[] = [];
    const beside = await house.besideOverLine();
    for (const size of sizes) {
      // A community of its own each: what one asks for, the others' rows are not in the way.
      const scene = await setScene(house.database.ownerUrl, { members: 2 });
      const { path, thread } = await addRoom(house.database.ownerUrl, scene, ["Wren", "Heron"]);
      await addRoomTalk(house.database.ownerUrl, scene, thread, size);
      const [member] = scene.members;
      if (!member) throw new Error("a scene has members");
      for (const [what, page] of Object.entries(pagesOf(path, size))) {
        const opening = { visitor: member.browser, ...page };
        // The first pages of a fresh process are slower, which is another matter.
        if (size === sizes[0]) await againstStatements(house, beside, opening, effort);
        const { http, bare, asked, ratio } = await againstStatements(house, beside, opening, effort);
        if (what === "open") opened.push(median(http));
        const goal = size === 100_000 ? { goal: "<= 3 x" } : {};
        rows.push({
          what: `${size} messages, ${what}: page; its ${asked} statements; ratio`,
          measured: `${ms(http)}; ${ms(bare)}; ${ratio.toFixed(2)} x`,
          ...goal,
        });
        if (size === 100_000) checks[`${what} takes ${ratio.toFixed(2)} x its statements`] = ratio <= 3;
      }
    }
    const growth = (opened.at(-1) ?? Number.NaN) / (opened[0] ?? Number.NaN);
    rows.push({
      what: "open with 100,000 to open with 1,000",
      measured: `${growth.toFixed(2)} x`,
      goal: "<= 1.3 x",
    });
    checks[`opening grows by ${growth.toFixed(2)} x with a hundred times the history`] = growth <= 1.3;
    return verdict(rows, checks);
  } finally {
    await house.close();
  }
};

export default bench;

/** What is done in a room. */
function pagesOf(path: string, size: number): Record<string, Omit<Opened, "visitor">> {
  const page = (query: string, shown: number, mark = '<li id="line-') => ({
    path: path + query,
    isRight: (html: string) => html.split(mark).length === shown + 1,
  });
  const search = (q: string, shown: number) => page(`/search?q=${encodeURIComponent(q)}`, shown, "?at=");
  return {
    open: page("", 50),
    "back-scroll to its middle": page(`?before=${size / 2}`, 50),
    "search a word of every fifth": search("w5x3", 20),
    "search a frequent word and the beginning of a rarer one": search(
      "w5x3 w500x21",
      Math.min(20, countOf(size)),
    ),
    "search a beginning": search("w5", 20),
  };
}

/** How many messages have the words of the second search: the first, and one that begins with the last. */
const countOf = (size: number): number =>
  Array.from({ length: size }, (_, i) => i + 1).filter(
    (n) => (n * 7919 + 31) % 5 === 3 && String((n * 7919 + 93) % 500).startsWith("21"),
  ).length;

const ms = (figures: readonly number[]): string => `${median(figures).toFixed(1)} ms`;
