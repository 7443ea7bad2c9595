import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { newId } from "#platform/ids.ts";
import { build } from "../tests/faults/build.ts";
import { House } from "../tests/faults/house.ts";
import { type Scene, setScene } from "../tests/faults/scene.ts";
import { Ears } from "../tests/support/ears.ts";
import { type Bench, type Row, verdict } from "./harness.ts";
import { median } from "./support/clients.ts";
import { againstStatements } from "./support/pages.ts";
import { addPairs, addTalk, type Pair } from "./support/pairs.ts";

const sizes = [200, 2_000, 20_000];
const effort = { rounds: 9, perRound: 12 };
const pages = 500;
const messages = 300;
/** Milliseconds between what was read and the next message. */
const pause = 10;

/** P6: the page of a long thread against its statements, and how soon a message is on the other one's page. */
const bench: Bench = async () => {
  await build();
  const house = await House.open({ servers: 2 });
  try {
    const scene = await setScene(house.database.ownerUrl, { members: pages });
    const pairs = await addPairs(house.database.ownerUrl, scene);
    const rows: Row[] = [];
    const checks: Record<string, boolean> = {};
    const beside = await house.besideOverLine();
    for (const [i, size] of sizes.entries()) {
      const pair = pairs[i];
      if (!pair) throw new Error("there are too few pairs");
      await addTalk(house.database.ownerUrl, scene, pair, size);
      const opened = {
        visitor: pair.member.browser,
        path: pair.path,
        isRight: (html: string) => html.split('<li id="message-').length === 101,
      };
      const { http, bare, asked, ratio } = await againstStatements(house, beside, opened, effort);
      const what = `thread of ${size} messages`;
      const goal = size === 2_000 ? { goal: "<= 3 x" } : {};
      rows.push(
        { what: `${what}: page through HTTP; its ${asked} statements`, measured: `${ms(http)}; ${ms(bare)}` },
        { what: `${what}: page to its statements`, measured: `${ratio.toFixed(2)} x`, ...goal },
      );
      if (size === 2_000) checks[`the page takes ${ratio.toFixed(2)} x its statements`] = ratio <= 3;
    }
    await beside.server.end("SIGTERM");

    const alone = await noticesOf(house.database.appUrl);
    const { told, shown, strays } = await delivery(house, scene, pairs);
    const p99 = at(shown, 0.99);
    rows.push(
      {
        what: "a notice through the database alone, p50; p99",
        measured: `${at(alone, 0.5).toFixed(1)}; ${at(alone, 0.99).toFixed(1)} ms`,
      },
      {
        what: `${pages} pages listening on two processes, ${messages} messages: told, p50; p99`,
        measured: `${at(told, 0.5).toFixed(1)}; ${at(told, 0.99).toFixed(1)} ms`,
      },
      { what: "on the other one's page, p50", measured: `${at(shown, 0.5).toFixed(1)} ms` },
      { what: "on the other one's page, p99", measured: `${p99.toFixed(1)} ms`, goal: "< 150 ms" },
      { what: "pages told of what was not theirs", measured: String(strays), goal: "0" },
    );
    checks[`delivery p99 of ${p99.toFixed(0)} ms`] = p99 < 150;
    checks[`${strays} pages were told of what was not theirs`] = strays === 0;
    return verdict(rows, checks);
  } finally {
    await house.close();
  }
};

export default bench;

/** Milliseconds that a notice takes from one connection to another when nothing else is done. */
async function noticesOf(url: string): Promise<number[]> {
  const [from, to] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
  await Promise.all([from.connect(), to.connect()]);
  const took: number[] = [];
  try {
    await to.query("listen bench");
    for (let i = 0; i < messages; i++) {
      const heard = new Promise((resolve) => to.once("notification", resolve));
      const began = performance.now();
      await from.query("select pg_notify('bench', '')");
      await heard;
      took.push(performance.now() - began);
      await wait(pause);
    }
    return took;
  } finally {
    await Promise.all([from.end(), to.end()]);
  }
}

interface Delivered {
  /** Milliseconds from sending the form until the other page was told, and until it was read again with the message in it. */
  readonly told: number[];
  readonly shown: number[];
  readonly strays: number;
}

/** Everybody listens, on one process or the other, and every message comes from the process where its reader is not. */
async function delivery(house: House, { base }: Scene, pairs: readonly Pair[]): Promise<Delivered> {
  const listen = ({ browser }: Pair["member"], { proposal }: Pair, turn: number) =>
    Ears.open({ origin: house.origin(turn), base, cookie: browser.cookie, about: [`proposal:${proposal}`] });
  const ears = new Map<Pair, Ears[]>();
  for (const pair of pairs)
    ears.set(pair, [await listen(pair.member, pair, 0), await listen(pair.provider, pair, 1)]);
  const open = [...ears.values()].flat();
  if (open.some(({ status }) => status !== 200)) throw new Error("not every page could listen");
  await Promise.all(open.map((each) => each.until(1, 20_000).catch(() => undefined)));
  const before = new Map(open.map((each) => [each, each.heard.length]));

  const delivered = { told: [] as number[], shown: [] as number[] };
  const write = async (turn: number) => {
    const pair = pairs[turn % pairs.length];
    if (!pair) throw new Error("there are no pairs");
    const [author, reader, from] =
      turn % 2 ? [pair.member, pair.provider, 0] : [pair.provider, pair.member, 1];
    const listening = ears.get(pair)?.[turn % 2];
    if (!listening) throw new Error("nobody listens");
    const text = `Message of turn ${turn}.`;
    const expected = listening.heard.length + 1;
    const began = performance.now();
    const sent = author.browser.post(house.origin(from), `${pair.path}/messages`, { text, key: newId() });
    const heard = await listening.until(expected);
    const told = (heard.at(-1)?.at ?? Number.NaN) - began;
    const page = await reader.browser.get(house.origin(from + 1), pair.path);
    const shown = performance.now() - began;
    if (!page.text.includes(text)) throw new Error("the page was told too early");
    if ((await sent).status !== 303) throw new Error(`the message was answered ${(await sent).status}`);
    before.set(listening, expected);
    return { told, shown };
  };
  for (let turn = 0; turn < 40; turn++) await write(turn); // to warm up
  for (let turn = 0; turn < messages; turn++) {
    const { told, shown } = await write(turn);
    delivered.told.push(told);
    delivered.shown.push(shown);
    await wait(pause);
  }
  const strays = open.filter((each) => each.heard.length !== before.get(each)).length;
  for (const each of open) each.close();
  return { ...delivered, strays };
}

function at(figures: readonly number[], part: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

const ms = (figures: readonly number[]): string => `${median(figures).toFixed(1)} ms`;
