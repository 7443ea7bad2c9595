import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { ownNameSql } from "../../people/named.ts";
import type { Mode } from "../changes.ts";
import type { ImportKind } from "../kinds.ts";
import { type StoredReview, toStoredReview } from "../stored-review.ts";

export type ImportState =
  | "reading"
  | "review"
  | "applying"
  | "applied"
  | "undoing"
  | "undone"
  | "failed"
  | "discarded";

/** Why an import did not go on: the database or we failed, or what was reviewed does not hold any more. */
export type Failure = "broken" | "changed" | "errors" | "fed" | "obstacles";

export interface Import {
  readonly id: string;
  readonly kind: ImportKind;
  readonly mode: Mode;
  readonly fileName: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly state: ImportState;
  /** From 0 to 1, while it is read, applied or undone. */
  readonly progress: number;
  readonly review: StoredReview | null;
  readonly failure: Failure | null;
  readonly createdAt: Temporal.Instant;
  readonly appliedAt: Temporal.Instant | null;
  readonly undoneAt: Temporal.Instant | null;
  /** Who uploaded, applied and undid it, by name. */
  readonly by: string;
  readonly appliedBy: string | null;
  readonly undoneBy: string | null;
}

type Row = Omit<Import, "review"> & { readonly review: unknown };

const nameOf = (id: ReturnType<typeof sql.ref>) => sql`(
  select coalesce(${ownNameSql("p")}, p.email)
  from people p where p.community_id = i.community_id and p.id = ${id})`;

const columns = sql`
  i.id, i.kind, i.mode, i.file_name as "fileName", octet_length(i.file) as size, i.state, i.progress, i.review, i.failure,
  i.created_at as "createdAt", i.applied_at as "appliedAt", i.undone_at as "undoneAt",
  ${nameOf(sql.ref("i.by_person"))} as by, ${nameOf(sql.ref("i.applied_by"))} as "appliedBy",
  ${nameOf(sql.ref("i.undone_by"))} as "undoneBy"`;

const toImport = (row: Row): Import => ({ ...row, review: toStoredReview(row.review) });

/** One import of this community; anything else is not found. */
export async function findImport(trx: Scoped, id: string): Promise<Import | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<Row>`select ${columns} from imports i where i.id = ${id}`.execute(trx);
  return rows[0] && toImport(rows[0]);
}

/** Imports, the newest first, each with the count of all. */
export async function recentImports(
  trx: Scoped,
  limit: number,
  offset: number,
): Promise<(Import & { total: number })[]> {
  const { rows } = await sql<Row & { total: number }>`
    select ${columns}, count(*) over () as total from imports i
    order by i.created_at desc, i.id desc limit ${limit} offset ${offset}
  `.execute(trx);
  return rows.map((row) => ({ ...toImport(row), total: row.total }));
}

export async function insertImport(
  trx: Scoped,
  communityId: CommunityId,
  upload: { id: string; kind: ImportKind; mode: Mode; fileName: string; file: Uint8Array; byPerson: string },
): Promise<void> {
  await trx
    .insertInto("imports")
    .values({
      community_id: communityId,
      id: upload.id,
      kind: upload.kind,
      mode: upload.mode,
      file_name: upload.fileName,
      file: Buffer.from(upload.file.buffer, upload.file.byteOffset, upload.file.byteLength),
      by_person: upload.byPerson,
      state: "reading",
    })
    .execute();
}

const slice = 1024 * 1024;

/** The file as it was uploaded, fetched in slices: a whole one as one value would hold the process up. */
export async function fileOf(trx: Scoped, { id, size }: Pick<Import, "id" | "size">): Promise<Uint8Array> {
  const slices: Buffer[] = [];
  for (let from = 1; from <= size; from += slice) {
    const { rows } = await sql<{ bytes: Buffer }>`
      select substring(file from ${from} for ${slice}) as bytes from imports where id = ${id}
    `.execute(trx);
    if (rows[0]) slices.push(rows[0].bytes);
  }
  return Buffer.concat(slices);
}

/** Takes an import from one of some states to another; false when it is in none of them (any more). */
export async function moveOn(
  trx: Scoped,
  id: string,
  { from, to }: { from: readonly ImportState[]; to: ImportState },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("imports")
    .set({ state: to, progress: 0, failure: null })
    .where("id", "=", id)
    .where("state", "in", [...from])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Back to where somebody has to look at it, with the reason. */
export async function fallBack(
  trx: Scoped,
  id: string,
  { from, to, failure }: { from: ImportState; to: ImportState; failure: Failure },
): Promise<void> {
  await trx
    .updateTable("imports")
    .set({ state: to, failure, progress: 0 })
    .where("id", "=", id)
    .where("state", "=", from)
    .execute();
}

export async function storeReviewOf(
  trx: Scoped,
  id: string,
  review: StoredReview,
  failure: Failure | null,
): Promise<void> {
  await trx
    .updateTable("imports")
    .set({ state: "review", review: JSON.stringify(review), failure, progress: 0 })
    .where("id", "=", id)
    .execute();
}

export async function markApplied(trx: Scoped, id: string): Promise<void> {
  await sql`update imports set state = 'applied', applied_at = now(), progress = 1, failure = null where id = ${id}`.execute(
    trx,
  );
}

export async function markUndone(trx: Scoped, id: string): Promise<void> {
  await sql`update imports set state = 'undone', undone_at = now(), progress = 1, failure = null where id = ${id}`.execute(
    trx,
  );
}

/** Who asked for it. */
export async function signed(trx: Scoped, id: string, column: "applied_by" | "undone_by", personId: string) {
  await trx
    .updateTable("imports")
    .set(column === "applied_by" ? { applied_by: personId } : { undone_by: personId })
    .where("id", "=", id)
    .execute();
}

export async function storeProgress(
  trx: Scoped,
  id: string,
  state: ImportState,
  progress: number,
): Promise<void> {
  await trx
    .updateTable("imports")
    .set({ progress })
    .where("id", "=", id)
    .where("state", "=", state)
    .execute();
}
