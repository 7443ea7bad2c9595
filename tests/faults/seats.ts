import { newId } from "#platform/ids.ts";
import { inTurns } from "./booking.ts";
import { build } from "./build.ts";
import { House } from "./house.ts";
import { pause } from "./load.ts";
import type { Books } from "./seats-books.ts";
import { type Click, SeatStage } from "./seats-stage.ts";

interface Size {
  people: number;
  places: number;
  servers: number;
  /** How often a server process is killed while places are given up and taken. */
  kills: number;
  say: (line: string) => void;
}

/** What it came to. `faults` says in words what should not have been; none is a pass. */
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

/**
 * People after the last places of a group meeting, over real HTTP: all at once, then in the line, then one place after the other
 * given up, taken, let go or not taken in time, while server processes are killed. Nobody passes anybody, and no place is given twice.
 */
export async function seats({ people, places, servers, kills, say }: Size): Promise<Tally[]> {
  await build();
  const house = await House.open({ servers });
  const stage = await SeatStage.open(house, { people, places });
  try {
    // The first page of a fresh process is slower, which is another matter.
    await inTurns(stage.members.slice(0, 8), 4, (member, turn) => stage.look(member, turn));
    const rushed = await rush(stage, Math.min(people, places));
    const { line, ...waited } = await wait(stage);
    const moved = await moveUp(stage, line, kills);
    return [rushed, waited, moved].map((round) => tallyOf(round, servers, say));
  } finally {
    await stage.close();
    await house.close();
  }
}

interface Round {
  readonly name: string;
  readonly clicks: readonly Click[];
  /** Ids of those who were told that they have something, and are to have it. */
  readonly told: readonly string[];
  readonly has: string;
  readonly books: Books;
  readonly faults: readonly string[];
}

/** Everybody wants one of the places at the same moment, some with two clicks: so many have one, the others are told that it is full. */
async function rush(stage: SeatStage, places: number): Promise<Round> {
  const wanting = stage.members.flatMap((member, i) => {
    const key = newId();
    return i % 5 === 0
      ? [
          { member, key },
          { member, key },
        ]
      : [{ member, key }];
  });
  const clicks = await Promise.all(
    wanting.map(({ member, key }) => stage.click(member, "register", { key })),
  );
  const books = await stage.books();
  const told = [...new Set(idsOf(clicks, 303))];
  const faults = [...books.faults, ...strange(clicks, [303, 409])];
  if (told.length !== places) faults.push(`${told.length} were told that they have a place`);
  const full = clicks.filter(({ reply }) => reply.status === 409);
  if (full.some(({ reply }) => !reply.text.includes("All places are taken")))
    faults.push("somebody was not told that it is full");
  const name = `${stage.members.length} after ${places} places`;
  return { name, clicks, told, has: "registered", books, faults };
}

/** All the others join the line: who was answered before somebody else asked stands before them. */
async function wait(stage: SeatStage): Promise<Round & { line: readonly string[] }> {
  const before = await stage.books();
  const others = stage.members.filter(({ id }) => before.states.get(id) !== "registered");
  const clicks = await inTurns(others, 16, (member) => stage.click(member, "wait", { key: newId() }));
  const books = await stage.books();
  const { line } = books;
  const faults = [...books.faults, ...strange(clicks, [303])];
  if (line.length !== others.length) faults.push(`${line.length} wait`);
  const place = ({ member }: Click) => line.indexOf(member.id);
  const passed = clicks.filter((one) =>
    clicks.some((other) => one.answered < other.sent && place(one) > place(other)),
  );
  if (passed.length > 0) faults.push(`${passed.length} were passed by somebody who came later`);
  const name = `${others.length} join the line`;
  return { name, clicks, told: idsOf(clicks, 303), has: "waiting", books, faults, line };
}

/**
 * Until nobody waits: those who have a place give it up, and those to whom one is offered take it with two clicks, let it go, or
 * leave it until its time is over, all at once; others try to pass. Processes are killed in between.
 */
async function moveUp(stage: SeatStage, line: readonly string[], kills: number): Promise<Round> {
  const clicks: Click[] = [];
  const faults: string[] = [];
  const murder = new Murder(stage.house, kills);
  const deadline = Date.now() + 120_000;
  let books = await stage.books();
  for (let round = 0; books.line.length > 0 || among(stage, books, "offered").length > 0; round++) {
    if (Date.now() > deadline) {
      faults.push(`lost: ${books.line.length} still wait after two minutes`);
      break;
    }
    clicks.push(...(await oneRound(stage, books, round)));
    books = await stage.books();
    faults.push(...books.faults);
  }
  await murder.end();
  faults.push(...strange(clicks, [303, 404, 409]), ...judge(books.offered, line, await stage.told()));
  const name = `given up until nobody waits, ${kills} kills, ${stage.interrupted} clicks repeated`;
  return { name, clicks, told: [], has: "registered", books, faults };
}

async function oneRound(stage: SeatStage, books: Books, round: number): Promise<Click[]> {
  const offered = among(stage, books, "offered");
  await stage.endOffers(offered.filter((_, i) => (i + round) % 7 === 3));
  const leaves = among(stage, books, "registered").map((member) =>
    stage.click(member, "leave", { seen: "registered", money: "" }),
  );
  const answers = offered.flatMap((member, i) => {
    if ((i + round) % 5 === 4) return [stage.click(member, "leave", { seen: "offered", money: "" })];
    const key = newId();
    return [stage.click(member, "accept", { key }), stage.click(member, "accept", { key })];
  });
  const passing = among(stage, books, "cancelled")
    .slice(0, 2)
    .map((member) => stage.click(member, "register", { key: newId() }));
  const [done] = await Promise.all([Promise.all([...leaves, ...answers, ...passing]), stage.keep()]);
  return done;
}

const among = (stage: SeatStage, { states }: Books, state: string) =>
  stage.members.filter(({ id }) => states.get(id) === state);

/** Each of the line was offered a place exactly once, in its order, and was told of it exactly once. */
function judge(offered: readonly string[], line: readonly string[], told: readonly number[]): string[] {
  const faults: string[] = [];
  const once = new Set(offered);
  if (once.size < offered.length)
    faults.push(`doubled: ${offered.length - once.size} offers more than people`);
  if (line.some((id) => !once.has(id))) faults.push("lost: somebody of the line was offered nothing");
  if (offered.join() !== line.join()) faults.push("places were not offered in the order of the line");
  if (told.some((count) => count > 1)) faults.push("doubled: somebody was told of one offer twice");
  if (told.length !== line.length)
    faults.push(`lost: ${told.length} of ${line.length} were told of their offer`);
  return faults;
}

/** Kills one server process after the other, and starts each again, until it is ended. */
class Murder {
  #over = false;
  readonly #done: Promise<void>;

  constructor(house: House, kills: number) {
    this.#done = this.#go(house, kills);
  }

  async #go({ servers }: House, kills: number): Promise<void> {
    for (let i = 0; i < kills && !this.#over; i++) {
      await pause(100 + Math.random() * 200);
      const server = servers[i % servers.length];
      await server?.end("SIGKILL");
      await server?.start();
    }
  }

  end(): Promise<void> {
    this.#over = true;
    return this.#done;
  }
}

const idsOf = (clicks: readonly Click[], status: number): string[] =>
  clicks.filter(({ reply }) => reply.status === status).map(({ member }) => member.id);

/** Answers that nobody should get. */
function strange(clicks: readonly Click[], allowed: readonly number[]): string[] {
  const statuses = clicks.map(({ reply }) => reply.status).filter((status) => !allowed.includes(status));
  return statuses.length > 0 ? [`answers of ${[...new Set(statuses)].join(", ")}`] : [];
}

function tallyOf(
  { name, clicks, told, has, books, faults }: Round,
  servers: number,
  say: Size["say"],
): Tally {
  const lost = told.filter((id) => books.states.get(id) !== has).length;
  const all = lost > 0 ? [...faults, `lost: ${lost} who were told so`] : faults;
  const tally = {
    name: `${servers === 1 ? "1 process" : `${servers} processes`}, ${name}`,
    operations: clicks.length,
    acknowledged: idsOf(clicks, 303).length,
    lost: all.filter((fault) => fault.startsWith("lost")).length,
    doubled: all.filter((fault) => fault.startsWith("doubled")).length,
    worstWait: Math.max(0, ...clicks.map(({ reply }) => reply.milliseconds)),
    faults: [...new Set(all)].slice(0, 6),
  };
  const { operations, acknowledged, doubled } = tally;
  say(
    `${tally.name}: ${operations} operations, ${acknowledged} acknowledged, ${tally.lost} lost, ${doubled} doubled, ` +
      `worst wait ${Math.round(tally.worstWait)} ms`,
  );
  return tally;
}
