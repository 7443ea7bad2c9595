import pg from "pg";
import type { House } from "../../tests/faults/house.ts";
import type { Visitor } from "../../tests/faults/visitor.ts";
import { median } from "./clients.ts";
import { isFrame, type Statement, Statements } from "./statements.ts";

/** Rounds until the server and the database run what they compiled for a page. */
const warmUp = 4;

/** A page as somebody opens it. */
export interface Opened {
  readonly visitor: Visitor;
  readonly path: string;
  /** Says of what came that it is what was meant. */
  readonly isRight: (html: string) => boolean;
}

interface Effort {
  readonly rounds: number;
  readonly perRound: number;
}

/** Milliseconds of a page through HTTP and of what it asks of the database alone, a figure a round. */
export interface Against {
  readonly http: readonly number[];
  readonly bare: readonly number[];
  /** How many statements it asks, frames aside. */
  readonly asked: number;
  /** How many times as long the page takes as its statements. */
  readonly ratio: number;
}

/** Opens a page and asks the same of the database by itself, in turns. `beside` is a server of the house whose statements are heard. */
export async function againstStatements(
  house: House,
  { server, line }: Awaited<ReturnType<House["besideOverLine"]>>,
  { visitor, path, isRight }: Opened,
  { rounds, perRound }: Effort,
): Promise<Against> {
  const open = async (origin: string) => {
    const page = await visitor.get(origin, path);
    if (page.status !== 200 || !isRight(page.text)) throw new Error(`the page was answered ${page.status}`);
  };
  const heard = await Statements.over(line);
  await open(server.origin);
  const statements = await fewest(async () => ownOf(await heard.during(() => open(server.origin))));
  const client = new pg.Client({ connectionString: house.database.appUrl });
  await client.connect();
  const timed = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / perRound;
  };
  const ask = async () => {
    for (const [i, { text, values }] of statements.entries()) {
      await client.query(values.length > 0 ? { name: `s${i}`, text, values: [...values] } : text);
    }
  };
  const found = { http: [] as number[], bare: [] as number[] };
  try {
    for (let round = -warmUp; round < rounds; round++) {
      const sums = { http: 0, bare: 0 };
      // In turns, so that the noise of the machine meets both alike.
      for (let i = 0; i < perRound; i++) {
        sums.http += await timed(() => open(house.origin()));
        sums.bare += await timed(ask);
      }
      if (round < 0) continue; // to warm up
      found.http.push(sums.http);
      found.bare.push(sums.bare);
    }
    const ratio = median(found.http.map((took, round) => took / (found.bare[round] ?? Number.NaN)));
    return { ...found, ratio, asked: statements.filter((statement) => !isFrame(statement)).length };
  } finally {
    await client.end();
  }
}

/** What the process does beside, such as keeping deadlines, can come between once, and hardly three times. */
async function fewest(record: () => Promise<Statement[]>): Promise<Statement[]> {
  const first = await record();
  const others = [await record(), await record()];
  return others.reduce((least, one) => (one.length < least.length ? one : least), first);
}

/** Without what the process does beside, such as fetching jobs. */
const ownOf = (transactions: Statement[][]): Statement[] =>
  transactions.filter((all) => all.some(({ text }) => /\bjoin sessions\b|kith\.community/.test(text))).flat();
