import pg from "pg";
import { build } from "../tests/faults/build.ts";
import { House } from "../tests/faults/house.ts";
import { setScene } from "../tests/faults/scene.ts";
import { type Bench, type Row, verdict } from "./harness.ts";
import { median } from "./support/clients.ts";
import { addReader, addRequests } from "./support/requests.ts";
import { isFrame, type Statement, Statements } from "./support/statements.ts";

const sizes = [500, 5_000];
const rounds = 9;
const perRound = 8;
/** How many pages further the third one lies. */
const further = 60;

/** P5: the ranked list of open requests for a provider, through HTTP, against its one statement sent bare. */
const bench: Bench = async () => {
  await build();
  const house = await House.open();
  try {
    const beside = await house.besideOverLine();
    const rows: Row[] = [];
    const checks: Record<string, boolean> = {};
    const counts = new Set<number>();
    for (const size of sizes) {
      const scene = await setScene(house.database.ownerUrl, { members: 200, providers: 1 });
      const reader = await addReader(house.database.ownerUrl, scene);
      await addRequests(house.database.ownerUrl, scene, size);
      const list = new List(reader.browser, `${scene.base}/requests`);
      const pages = await list.pages(house.origin(), size === sizes.at(-1) ? further : 1);
      for (const [name, path] of pages) {
        const what = `${size} requests, ${name} page`;
        const statements = await heard(beside, () => list.open(beside.server.origin, path));
        const asked = statements.filter((statement) => !isFrame(statement)).length;
        counts.add(asked);
        const { http, bare } = await measured(house, () => list.open(house.origin(), path), statements);
        const ratio = median(http.map((took, round) => took / (bare[round] ?? Number.NaN)));
        rows.push(
          { what: `${what}: through HTTP; its one statement`, measured: `${ms(http)}; ${ms(bare)}` },
          { what: `${what}: to its one statement`, measured: `${ratio.toFixed(2)} x`, ...goalOf(size) },
        );
        if (size === sizes.at(-1)) checks[`${what}: ${ratio.toFixed(2)} x its one statement`] = ratio <= 3;
      }
    }
    rows.push({ what: "statements of a page, all told", measured: [...counts].join(", "), goal: "constant" });
    checks[`pages ask ${[...counts].join(" or ")} statements`] = counts.size === 1;
    return verdict(rows, checks);
  } finally {
    await house.close();
  }
};

export default bench;

const goalOf = (size: number) => (size === sizes.at(-1) ? { goal: "<= 3 x" } : {});

interface Browser {
  get(origin: string, path: string): Promise<{ status: number; text: string }>;
}

/** A provider's list as their browser goes through it. */
class List {
  readonly #browser: Browser;
  readonly #path: string;

  constructor(browser: Browser, path: string) {
    this.#browser = browser;
    this.#path = path;
  }

  /** Opens a page of the list and gives the address of the next. */
  async open(origin: string, path: string): Promise<string> {
    const { status, text } = await this.#browser.get(origin, path);
    if (status !== 200 || !text.includes('id="request-')) throw new Error(`the list was answered ${status}`);
    return /href="([^"]*)"[^>]*rel="next"/.exec(text)?.[1]?.replaceAll("&amp;", "&") ?? "";
  }

  /** The addresses of the first, the next, and a later page. */
  async pages(origin: string, count: number): Promise<[string, string][]> {
    const paths = [this.#path];
    for (let page = 0; page < count; page++) paths.push(await this.open(origin, paths.at(-1) ?? ""));
    const [first = "", next = ""] = paths;
    const named: [string, string][] = [
      ["first", first],
      ["next", next],
    ];
    return count > 1 ? [...named, [`${count + 1}st`, paths.at(-1) ?? ""]] : named;
  }
}

/** What a page asks of the database, once it is warm. */
async function heard(
  { line }: Awaited<ReturnType<House["besideOverLine"]>>,
  open: () => Promise<unknown>,
): Promise<Statement[]> {
  const statements = await Statements.over(line);
  await open();
  const transactions = await statements.during(open);
  return transactions
    .filter((all) => all.some(({ text }) => /\bjoin sessions\b|kith\.community/.test(text)))
    .flat();
}

/** Milliseconds of the page and of its ranking statement alone, in turns, a figure a round. */
async function measured(
  house: House,
  open: () => Promise<unknown>,
  statements: readonly Statement[],
): Promise<{ http: number[]; bare: number[] }> {
  const ranking = statements.find(({ text }) => text.includes("with open as"));
  const scope = statements.find(({ text }) => text.includes("kith.community"));
  if (!ranking || !scope) throw new Error("the page ranks nothing");
  const client = new pg.Client({ connectionString: house.database.appUrl });
  await client.connect();
  const each = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    for (let i = 0; i < perRound; i++) await work();
    return (performance.now() - began) / perRound;
  };
  const ask = () => client.query({ name: "ranking", text: ranking.text, values: [...ranking.values] });
  const found: { http: number[]; bare: number[] } = { http: [], bare: [] };
  try {
    await client.query(scope.text);
    for (let round = -1; round < rounds; round++) {
      const http = await each(open);
      const bare = await each(ask);
      if (round < 0) continue; // to warm up
      found.http.push(http);
      found.bare.push(bare);
    }
    return found;
  } finally {
    await client.end();
  }
}

const ms = (figures: readonly number[]): string => `${median(figures).toFixed(1)} ms`;
