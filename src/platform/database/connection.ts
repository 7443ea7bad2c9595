import {
  CompiledQuery,
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from "kysely";
import pg from "pg";
import type { DB } from "./schema.ts";

export type Database = Kysely<DB>;

const { builtins } = pg.types;

/** Instants and dates arrive as Temporal values and whole numbers as numbers, so that no query converts by itself. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text)],
  [builtins.DATE, (text) => Temporal.PlainDate.from(text)],
  [builtins.INT8, Number],
]);

function typeParser(oid: number, format?: "text" | "binary") {
  return parsers.get(oid) ?? pg.types.getTypeParser(oid, format);
}

function asParameter(value: unknown): unknown {
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return value.toString();
  return value;
}

/** Texts of statements are few, since lists travel as arrays; past this many they are no longer named. */
const maxNamed = 1_000;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= maxNamed) return known;
  const name = `k${names.size}`;
  names.set(text, name);
  return name;
}

/** How much longer than PostgreSQL itself we wait for an answer, in milliseconds. */
const grace = 500;

const moreTime = /^set local statement_timeout = (\d+)$/;

/**
 * For work that no page waits for: each further statement of this transaction may take so many milliseconds, and is planned
 * for the lists it is given. A plan that is kept for lists of any length reads whole tables.
 */
export async function allowTime(trx: Database, milliseconds: number): Promise<void> {
  await trx.executeQuery(CompiledQuery.raw(`set local statement_timeout = ${Math.round(milliseconds)}`));
}

/** What was never sent has this answer. */
const unsent: PostgresQueryResult<never> = { command: "COMMIT", rowCount: 0, rows: [] };

/**
 * Names every statement that has parameters, so that PostgreSQL parses and plans it once per connection. What opens a transaction
 * travels together with its first statement, and a transaction without one is not sent at all. A connection that once did
 * not answer is asked nothing more and not used again: its answer could still come, and be taken for another's.
 */
function prepared(client: pg.PoolClient): PostgresPoolClient {
  let lost: Error | undefined;
  let patience: { query_timeout: number } | undefined;
  let opening: string | undefined;
  const asked = <Answer>(answer: Promise<Answer>): Promise<Answer> =>
    answer.catch((error: Error) => {
      if (!(error instanceof pg.DatabaseError)) lost = error;
      throw error;
    });
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: string | PostgresCursor<unknown>, values: readonly unknown[] = []): unknown {
    if (typeof text !== "string") throw new TypeError("cursors are not used here");
    if (lost) return Promise.reject(lost);
    if (text.startsWith("begin")) {
      [opening, patience] = [text, undefined];
      return Promise.resolve(unsent);
    }
    if (opening === undefined) return sent(text, values);
    const first = opening;
    opening = undefined;
    if (text === "commit" || text === "rollback") return Promise.resolve(unsent);
    // Both are on their way before either is answered; the statement counts only if the transaction was opened.
    const both = atOnce(() => [asked(client.query(first)), sent(text, values)] as const);
    return Promise.all(both).then(([, answer]) => answer);
  }
  /** In one packet: each wakes the database, which costs as much as asking something small. */
  function atOnce<Answers>(send: () => Answers): Answers {
    const { stream } = client.connection;
    stream.cork();
    try {
      return send();
    } finally {
      stream.uncork();
    }
  }
  function sent(text: string, values: readonly unknown[]): Promise<unknown> {
    const allowed = moreTime.exec(text)?.[1];
    if (allowed) patience = { query_timeout: Number(allowed) + grace };
    if (values.length === 0) return asked(client.query({ text, ...patience }));
    const name = patience ? undefined : nameOf(text);
    const named = { values: values.map(asParameter), ...(name ? { name } : {}) };
    return asked(client.query({ text, ...named, ...patience }));
  }
  return { query, release: (destroy) => client.release(destroy || lost !== undefined) };
}

export interface ConnectionSettings {
  url: string;
  /** Connections held at most. */
  max?: number;
  /** Longest a statement may run, in milliseconds; a dead or busy database must not hang a page. */
  statementTimeout?: number;
}

/** A pool to one PostgreSQL role. Ends with `destroy()`. Lost idle connections are reported, never thrown. */
export function connect(settings: ConnectionSettings, onError: (error: Error) => void): Database {
  const { url, max = 20, statementTimeout = 4_000 } = settings;
  const pool = new pg.Pool({
    connectionString: url,
    max,
    pipeline: true,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeout,
    query_timeout: statementTimeout + grace,
    idle_in_transaction_session_timeout: 10_000,
    application_name: "kith",
  });
  pool.on("error", onError);
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const adapter: PostgresPool = {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      let wrapped = clients.get(client);
      if (!wrapped) {
        client.on("error", onError);
        wrapped = prepared(client);
        clients.set(client, wrapped);
      }
      return wrapped;
    },
  };
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: adapter }) });
}
