import { CompiledQuery, sql } from "kysely";
import pg from "pg";
import type { Database } from "#platform/database/connection.ts";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { TestApp, TestCommunity } from "#support/app.ts";

export interface TenantTable {
  readonly name: string;
  /** Names the community: `community_id`, or `id` in the table of communities itself. */
  readonly key: "community_id" | "id";
  /** What a statement may write, in order. */
  readonly columns: readonly string[];
}

/** Every table whose rows belong to a community, as the catalogue has them, so that one added later is among them. */
export async function tenantTables(db: Database): Promise<TenantTable[]> {
  const { rows } = await sql<TenantTable>`
    select c.relname as name, 'community_id' as key,
      (select array_agg(quote_ident(o.attname) order by o.attnum) from pg_attribute o
       where o.attrelid = c.oid and o.attnum > 0 and not o.attisdropped and o.attidentity <> 'a' and o.attgenerated = '') as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'community_id' and not a.attisdropped
    where c.relkind in ('r', 'p') order by c.relname
  `.execute(db);
  return rows;
}

/** What is wrong with the walls between two communities, as sentences that begin with the table's name; none is right. */
export async function leaks(
  test: TestApp,
  tables: readonly TenantTable[],
  [own, other]: readonly [TestCommunity, TestCommunity],
): Promise<string[]> {
  const found: string[] = [];
  for (const table of tables) {
    for (const [what, probe] of Object.entries(probes)) {
      if (await probe(test, table, own, other)) found.push(`${table.name}: ${what}`);
    }
  }
  return found;
}

type Probe = (
  test: TestApp,
  table: TenantTable,
  own: TestCommunity,
  other: TestCommunity,
) => Promise<boolean>;

/** Each answers true when a wall is missing. All of them run as the app's role, and leave nothing behind. */
const probes: Readonly<Record<string, Probe>> = {
  // Of both: a community without a row proves nothing about its walls.
  "own rows are not found": async (test, table, own, other) =>
    (await reached(test, own, select(table, own))) === 0 ||
    (await reached(test, other, select(table, other))) === 0,
  "another's rows are read": async (test, table, own, other) =>
    (await reached(test, own, select(table, other))) > 0,
  "another's rows are changed": async (test, table, own, other) =>
    (await reached(
      test,
      own,
      `update ${table.name} set ${table.key} = ${table.key} ${where(table, other)}`,
    )) > 0,
  "another's rows are removed": async (test, table, own, other) =>
    (await reached(test, own, `delete from ${table.name} ${where(table, other)}`)) > 0,
  "rows are put into another": async (test, table, own, other) => {
    const columns = table.columns.join(", ");
    const copied = `select ${columns} from json_populate_record(null::${table.name}, $1::json)`;
    const row = await aRow(test, table, other);
    return (
      row !== null &&
      !(await isForbidden(test, own, `insert into ${table.name} (${columns}) ${copied}`, [row]))
    );
  },
  "own rows are moved to another": async (test, table, own, other) =>
    !(await isForbidden(
      test,
      own,
      `update ${table.name} set ${table.key} = '${other.id}' ${where(table, own)}`,
    )),
  "rows are read without a community": async (test, table) => {
    const { rows } = await test.platform.db.executeQuery(
      CompiledQuery.raw(`select from ${table.name} limit 1`),
    );
    return rows.length > 0;
  },
};

const where = ({ key }: TenantTable, { id }: TestCommunity): string => `where ${key} = '${id}'`;
const select = (table: TenantTable, of: TestCommunity): string =>
  `select ${table.key} from ${table.name} ${where(table, of)}`;

class Undone extends Error {
  readonly rows: number;
  constructor(rows: number) {
    super("undone");
    this.rows = rows;
  }
}

/** How many rows a statement gets to in a community, also when something else than a wall stops it there. It is undone. */
async function reached(test: TestApp, inside: TestCommunity, text: string): Promise<number> {
  try {
    return await attempt(test, inside, text);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint) return 1;
    if (isRefusal(error)) return 0;
    throw error;
  }
}

async function attempt(
  test: TestApp,
  inside: TestCommunity,
  text: string,
  values: string[] = [],
): Promise<number> {
  try {
    return await test.inside(inside, async (trx) => {
      const { rows, numAffectedRows } = await trx.executeQuery(CompiledQuery.raw(text, values));
      throw new Undone(Number(numAffectedRows ?? rows.length));
    });
  } catch (error) {
    if (error instanceof Undone) return error.rows;
    throw error;
  }
}

/** Whether row-level security, and nothing that stands behind it, refuses the statement. */
async function isForbidden(test: TestApp, inside: TestCommunity, text: string, values: string[] = []) {
  try {
    await attempt(test, inside, text, values);
    return false;
  } catch (error) {
    return isRefusal(error);
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && /violates row-level security policy/.test(error.message);

/** One row of a community as JSON, whatever the app's role may see: the owner is asked, and another's wall may be down. */
async function aRow(test: TestApp, table: TenantTable, of: TestCommunity): Promise<string | null> {
  const text = `select row_to_json(x)::text as row from ${table.name} x ${where(table, of)} limit 1`;
  return inCommunity(test.owner, of.id, async (trx) => {
    const { rows } = await trx.executeQuery<{ row: string }>(CompiledQuery.raw(text));
    return rows[0]?.row ?? null;
  });
}

/** Puts a row into every table of the community that has none, made up from what the catalogue says a row needs. */
export async function fillEmpty(test: TestApp, tables: readonly TenantTable[], community: TestCommunity) {
  await inCommunity(test.owner, community.id, async (trx) => {
    for (const { name } of tables) await fill(trx, name);
  });
}

async function fill(trx: Scoped, table: string): Promise<void> {
  const { rows } = await trx.executeQuery(CompiledQuery.raw(`select from ${table} limit 1`));
  if (rows.length > 0) return;
  const columns = await neededColumns(trx, table);
  for (const { refers_to } of columns) {
    const [other = table] = refers_to?.split(".") ?? [];
    if (other !== table) await fill(trx, other);
  }
  const names = columns.map(({ name }) => name).join(", ");
  const values = columns.map(valueFor).join(", ");
  await trx.executeQuery(CompiledQuery.raw(`insert into ${table} (${names}) values (${values})`));
}

interface NeededColumn {
  name: string;
  type: string;
  /** The column of another table that it must name, if any: "people.id". */
  refers_to: string | null;
  /** The first of the texts that a check allows. */
  allowed: string | null;
}

async function neededColumns(trx: Scoped, table: string): Promise<NeededColumn[]> {
  const { rows } = await sql<NeededColumn>`
    select quote_ident(a.attname) as name, format_type(a.atttypid, null) as type,
      (select f.confrelid::regclass || '.' || r.attname
       from pg_constraint f, unnest(f.conkey, f.confkey) as pair(here, there)
       join pg_attribute r on r.attnum = pair.there
       where f.conrelid = a.attrelid and f.contype = 'f' and pair.here = a.attnum and r.attrelid = f.confrelid
       limit 1) as refers_to,
      (select substring(pg_get_constraintdef(k.oid) from '''([a-z_]+)''::text')
       from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as allowed
    from pg_attribute a
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped and not a.atthasdef
      and a.attidentity = '' and (a.attnotnull or exists (
        -- The first of several of which a row must have one.
        select from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey[1] = a.attnum
          and pg_get_constraintdef(k.oid) like '%num_nonnulls(%'))
  `.execute(trx);
  return rows;
}

function valueFor({ name, type, refers_to, allowed }: NeededColumn, at: number, all: NeededColumn[]): string {
  if (name === "community_id") return "current_community()";
  if (name === "currency") return "'EUR'";
  if (name === "ends_at" || name === "until_at") return "now() + interval '1 hour'";
  if (refers_to) {
    const [table, column] = refers_to.split(".");
    // Where a row names two of a kind, they are two different ones, if there are as many.
    const earlier = all.slice(0, at).filter((other) => other.refers_to === refers_to).length;
    const one = (skipped: number) =>
      `(select ${column} from ${table} order by ${column} offset ${skipped} limit 1)`;
    return `coalesce(${one(earlier)}, ${one(0)})`;
  }
  if (allowed) return `'${allowed}'`;
  return madeUp[type] ?? "'x'";
}

/** Five everywhere, so that what says how long something is can be right. */
const madeUp: Readonly<Record<string, string>> = {
  uuid: "gen_random_uuid()",
  "timestamp with time zone": "now()",
  date: "current_date",
  integer: "5",
  smallint: "5",
  bigint: "5",
  real: "0.5",
  boolean: "false",
  json: "'{}'",
  jsonb: "'{}'",
  "text[]": "'{}'",
  bytea: "'fives'",
};
