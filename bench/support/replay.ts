import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { newId } from "#platform/ids.ts";
import { asOwner } from "../../tests/faults/scene.ts";
import type { Statement } from "./statements.ts";

/** A piece of work as it was sent to the database: its statements, its draft, and its start in epoch minutes. */
export interface Recorded {
  readonly statements: readonly Statement[];
  readonly draft: string;
  readonly at: number;
}

const made = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}/g;

/**
 * The values of all statements in one list, as the same member would send them for another draft and start. A second recording
 * betrays what changes from one time to the next: ids are made anew, and what moved with the start moves.
 */
export function recast(
  one: Recorded,
  other: Recorded,
  { draft, at }: Omit<Recorded, "statements">,
): (string | null)[] {
  const values = one.statements.flatMap((statement) => statement.values);
  const others = other.statements.flatMap((statement) => statement.values);
  const constant = new Set(others.flatMap((value) => value?.match(made) ?? []));
  const fresh = new Map([[one.draft, draft]]);
  const renew = (id: string) => {
    if (constant.has(id)) return id;
    const known = fresh.get(id) ?? (id.includes("-") ? newId() : newId().replaceAll("-", ""));
    fresh.set(id, known);
    return known;
  };
  return values.map((value, i) => {
    if (value === null) return null;
    const renewed = value.replace(made, renew);
    return renewed === value ? moved(value, others[i] ?? null, { from: one.at, to: other.at, at }) : renewed;
  });
}

const day = 1_440;

/** Epoch minutes or seconds, moments and dates that are another where the start is another. */
function moved(
  value: string,
  elsewhere: string | null,
  { from, to, at }: { from: number; to: number; at: number },
): string {
  if (elsewhere === null || elsewhere === value) return value;
  if (/^\d+$/.test(value))
    return String(Number(value) + ((Number(elsewhere) - Number(value)) / (to - from)) * (at - from));
  if (/^\d{4}-\d{2}-\d{2}T.*Z$/.test(value)) {
    return Temporal.Instant.from(value)
      .add({ minutes: at - from })
      .toString();
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return Temporal.PlainDate.from(value)
      .add({ days: Math.floor(at / day) - Math.floor(from / day) })
      .toString();
  }
  return value;
}

/** Where PostgreSQL's own load tool is, or null. */
export function pgbenchPath(): string | null {
  const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql") : [];
  const paths = versions.toSorted().map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`);
  return paths.findLast((path) => existsSync(path)) ?? null;
}

export interface Replay {
  readonly perSecond: number;
  /** Transactions a second of nothing but fetching the values, which the app does not have to. */
  readonly fetchingPerSecond: number;
}

/** Runs castings through pgbench, each once, with so many clients. Every statement of the recording is sent as a prepared one. */
export async function replay(
  pgbench: string,
  urls: { app: string; owner: string },
  statements: readonly Statement[],
  castings: readonly (readonly (string | null)[])[],
  clients: number,
): Promise<Replay> {
  const columns = castings[0]?.map((_, i) => `v${i}`) ?? [];
  await asOwner(urls.owner, async (client) => {
    await client.query("drop table if exists replayed");
    await client.query(`create table replayed (client int, turn int, ${columns.map((name) => `${name} text`).join(", ")},
      primary key (client, turn))`);
    await client.query("grant select on replayed to kith_app");
    const rows = castings.map((values, i) => [i % clients, Math.floor(i / clients), ...values]);
    for (let i = 0; i < rows.length; i += 50) {
      const part = rows.slice(i, i + 50);
      const width = columns.length + 2;
      const places = part.map(
        (_, r) => `(${Array.from({ length: width }, (_, c) => `$${r * width + c + 1}`).join(",")})`,
      );
      await client.query(`insert into replayed values ${places.join(",")}`, part.flat());
    }
    await client.query("analyze replayed");
  });
  const fetch = [
    "\\set turn :turn + 1",
    `select ${columns.map((name) => `coalesce(${name}, '') as ${name}`).join(", ")} from replayed where client = :client_id and turn = :turn \\gset`,
  ];
  const turns = Math.floor(castings.length / clients);
  const run = (script: readonly string[]) => pgbenchRun(pgbench, urls.app, script.join("\n"), clients, turns);
  const fetchingPerSecond = await run(fetch);
  const perSecond = await run([...fetch, ...scriptOf(statements, castings[0] ?? [])]);
  return { perSecond, fetchingPerSecond };
}

/** Of a pair that was sent at once pgbench must make two: it prepares one statement at a time. */
function scriptOf(statements: readonly Statement[], values: readonly (string | null)[]): string[] {
  let offset = 0;
  return statements.flatMap(({ text, values: own }) => {
    const first = offset;
    offset += own.length;
    const line = text.replace(/--.*$/gm, "").replace(/\s+/g, " ").trim();
    if (own.length === 0) return line.split(/;\s*/).map((part) => `${part};`);
    return [`${line.replace(/\$(\d+)/g, (_, n) => place(first + Number(n) - 1, values))};`];
  });
}

/** A value that is null for one is null for all: pgbench has no null. */
const place = (i: number, values: readonly (string | null)[]): string =>
  values[i] === null ? "null" : `:v${i}`;

async function pgbenchRun(
  pgbench: string,
  url: string,
  script: string,
  clients: number,
  turns: number,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "kith-bench-"));
  const file = join(folder, "booking.sql");
  writeFileSync(file, script);
  const { host, port, user, password, database } = new pg.Client({ connectionString: url });
  const args = [
    "-n",
    "-M",
    "prepared",
    "-f",
    file,
    "-c",
    String(clients),
    "-j",
    "1",
    "-t",
    String(turns),
    "-D",
    "turn=-1",
  ];
  const child = spawn(pgbench, [...args, "-h", host, "-p", String(port), "-U", user ?? "", database ?? ""], {
    env: { ...process.env, PGPASSWORD: String(password) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const status = await new Promise((resolve) => child.once("close", resolve));
  rmSync(folder, { recursive: true });
  const perSecond = Number(/tps = ([\d.]+) \(without/.exec(said)?.[1]);
  if (status !== 0 || !perSecond || !said.includes(`${clients * turns}/${clients * turns}`)) {
    throw new Error(`pgbench: ${said.slice(-2_000)}`);
  }
  return perSecond;
}
