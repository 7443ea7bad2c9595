import { atText, inTurns, minuteAhead, nearestIn, type Prepared, prepare } from "./booking.ts";
import { build } from "./build.ts";
import { House } from "./house.ts";
import { confirmed, ledgerOf } from "./ledger.ts";
import { type Scene, setScene } from "./scene.ts";
import type { Reply } from "./visitor.ts";

/** What a race came to. `faults` says in words what should not have been; none is a pass. */
export interface Tally {
  readonly name: string;
  readonly operations: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  /** Milliseconds. */
  readonly worstWait: number;
  readonly faults: readonly string[];
}

interface Size {
  people: number;
  twice: number;
  servers: number;
}

const longestWait = 3_000;

/** People after one time, after times that overlap, and one who clicks twice: all at once, over real HTTP. */
export async function race({ people, twice, servers }: Size): Promise<Tally[]> {
  await build();
  const house = await House.open({ servers });
  try {
    const settings = { startMinutes: [0, 15, 30, 45] };
    const scene = await setScene(house.database.ownerUrl, { members: people, settings });
    // The first page of a fresh process is slower, which is another matter.
    await inTurns(scene.members.slice(0, 8), 4, ({ browser }, i) => browser.get(house.origin(i), scene.base));
    return [
      await contest(house, scene, `${people} after one time`, () => minuteAhead(3, 600)),
      await contest(house, scene, `${people} after times that overlap`, (i) =>
        minuteAhead(5, 600 + (i % 2) * 15),
      ),
      await twoClicks(house, scene, twice),
    ];
  } finally {
    await house.close();
  }
}

/** All members want a time of which only one can be had: one has it, the others are led to the nearest with what they wrote. */
async function contest(house: House, scene: Scene, name: string, at: (i: number) => number): Promise<Tally> {
  const before = await ledgerOf(house.database.ownerUrl, scene);
  const prepared = await inTurns(scene.members, 8, (member, i) =>
    prepare(house.origin(i), scene, { member, at: at(i) }),
  );
  const replies = await Promise.all(prepared.map((booking, i) => booking.click(house.origin(i))));
  const winners = replies.flatMap((reply) => confirmed(scene, reply) ?? []);
  const faults: string[] = [];
  const losers = replies.flatMap((reply, i) => {
    const booking = prepared[i];
    return booking && confirmed(scene, reply) === null ? [{ reply, booking }] : [];
  });
  if (winners.length !== 1) faults.push(`${winners.length} were told that they have it`);
  const wrong = losers.filter(({ reply }) => reply.status !== 409);
  if (wrong.length > 0)
    faults.push(`answers ${[...new Set(wrong.map(({ reply }) => reply.status))].join(", ")}`);
  const misled = (
    await inTurns(losers, 8, ({ reply, booking }, i) => isMisled(house.origin(i), scene, reply, booking))
  ).filter(Boolean).length;
  if (misled > 0) faults.push(`${misled} were not led to the nearest times with their answers kept`);
  return settle(house, scene, { name, replies, winners, faults, already: before.whole.size });
}

async function isMisled(origin: string, scene: Scene, reply: Reply, { member, words, at }: Prepared) {
  const links = nearestIn(scene, reply.text);
  const [first] = links;
  if (!first || links.some((link) => link.includes(atText(at)))) return true;
  const review = await member.browser.get(origin, first);
  return review.status !== 200 || !review.text.includes(words);
}

/** One member clicks twice at the same moment, at two processes where there are two, for one time after the other. */
async function twoClicks(house: House, scene: Scene, times: number): Promise<Tally> {
  const [member] = scene.members;
  if (!member) throw new Error("a scene has a member");
  const before = await ledgerOf(house.database.ownerUrl, scene);
  const replies: Reply[] = [];
  const winners: string[] = [];
  const faults: string[] = [];
  for (let i = 0; i < times; i++) {
    const booking = await prepare(house.origin(), scene, { member, at: minuteAhead(7, i * 45) });
    const both = await Promise.all([booking.click(house.origin(0)), booking.click(house.origin(1))]);
    const told = both.map((reply) => confirmed(scene, reply));
    if (told[0] === null || told[0] !== told[1]) faults.push(`two clicks were told ${told.join(" and ")}`);
    replies.push(...both);
    winners.push(...new Set(told.filter((id) => id !== null)));
  }
  return settle(house, scene, {
    name: `${times} times two clicks`,
    replies,
    winners,
    faults,
    already: before.whole.size,
  });
}

interface Round {
  name: string;
  replies: readonly Reply[];
  winners: readonly string[];
  faults: string[];
  /** Meetings that were there before. */
  already: number;
}

/** Holds what people were told against what is stored. */
async function settle(house: House, scene: Scene, round: Round): Promise<Tally> {
  const { name, replies, winners, faults, already } = round;
  const books = await ledgerOf(house.database.ownerUrl, scene);
  const lost = winners.filter((id) => !books.whole.has(id)).length;
  const doubled = books.overlaps + books.repeated;
  const unknown = books.whole.size - already - winners.length;
  const worstWait = Math.max(...replies.map(({ milliseconds }) => milliseconds));
  const broken = replies.filter(({ status }) => status >= 500).length;
  if (broken > 0) faults.push(`${broken} answers of 500 and above`);
  if (lost > 0) faults.push(`${lost} confirmed meetings are not there`);
  if (doubled > 0) faults.push(`${doubled} double bookings`);
  if (books.half.length + books.strays > 0) faults.push(`${books.half.length + books.strays} half bookings`);
  if (unknown !== 0) faults.push(`${unknown} meetings more than were confirmed`);
  if (worstWait > longestWait) faults.push(`somebody waited ${Math.round(worstWait)} ms`);
  return { name, operations: replies.length, acknowledged: winners.length, lost, doubled, worstWait, faults };
}
