import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";

/** When the actor took copies, the latest first. */
export async function copiesOf(trx: Scoped, { id }: Actor): Promise<Temporal.Instant[]> {
  const { rows } = await sql<{ at: Temporal.Instant }>`
    select asked_at as at from own_copies where person_id = ${id} order by asked_at desc, id limit 20`.execute(
    trx,
  );
  return rows.map(({ at }) => at);
}

/** How many copies a person took since then. */
export async function countCopies(trx: Scoped, personId: string, since: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from own_copies where person_id = ${personId} and asked_at > ${since}`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}

/** Writes down that a copy is taken. Gives its id. */
export async function insertCopy(
  trx: Scoped,
  communityId: CommunityId,
  personId: string,
  now: Temporal.Instant,
): Promise<string> {
  const id = newId();
  await trx
    .insertInto("own_copies")
    .values({ community_id: communityId, id, person_id: personId, asked_at: now })
    .execute();
  return id;
}

/** Rows in memory at a time. */
const batch = 200;

/** The rows of a statement, one after the other, however many there are. One statement at a time in a transaction. */
export async function* rowsOf(trx: Scoped, statement: RawBuilder<unknown>): AsyncGenerator<unknown> {
  await sql`declare copied no scroll cursor for ${statement}`.execute(trx);
  for (let full = true; full; ) {
    const { rows } = await sql`fetch ${sql.lit(batch)} from copied`.execute(trx);
    yield* rows;
    full = rows.length === batch;
  }
  await sql`close copied`.execute(trx);
}

/** Where files of somebody's own lie: what they shared, and the pictures they sent when they asked for help. */
const sources = {
  files: (personId: string) => sql`
    select 'files' as source, id, name, size, created_at from files where shared_by = ${personId}`,
  help_screenshots: (personId: string) => sql`
    select 'help_screenshots', id, 'screenshot.webp', length(content), created_at from help_screenshots
    where person_id = ${personId}`,
};

export interface OwnFile {
  readonly source: keyof typeof sources;
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

/** The files that somebody shared or sent, in the order in which they did. */
export async function ownFiles(trx: Scoped, personId: string): Promise<OwnFile[]> {
  const { rows } = await sql<OwnFile>`
    select source, id, name, size from (
      ${sources.files(personId)} union all ${sources.help_screenshots(personId)}) x order by created_at, id`.execute(
    trx,
  );
  return rows;
}

/** A piece of what is in such a file, from this byte on; null when it is there no more. */
export async function filePiece(
  trx: Scoped,
  { source, id }: OwnFile,
  { from, length }: { from: number; length: number },
): Promise<Buffer | null> {
  const { rows } = await sql<{ piece: Buffer }>`
    select substring(content from ${from + 1}::int for ${length}::int) as piece
    from ${sql.table(source)} where id = ${id}`.execute(trx);
  return rows[0]?.piece ?? null;
}
