import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import type { Purpose, QuestionKind, rhythms, sizes, Way } from "./schema.ts";

export interface Format {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly minutes: number;
  readonly ways: readonly Way[];
  readonly size: (typeof sizes)[number];
  readonly rhythm: (typeof rhythms)[number];
  readonly archived: boolean;
  /** How many questions it asks beforehand. */
  readonly questions: number;
}

export type FormatFields = Omit<Format, "id" | "archived" | "questions">;

const formatColumns = sql`
  f.id, f.name, f.description, f.minutes, f.ways, f.size, f.rhythm, f.archived_at is not null as archived,
  (select count(*) from questions q where q.community_id = f.community_id and q.format_id = f.id
    and q.purpose = 'booking' and q.archived_at is null) as questions`;

/** All formats in the coordinator's order, archived ones last. */
export async function allFormats(trx: Scoped): Promise<Format[]> {
  const { rows } = await sql<Format>`
    select ${formatColumns} from formats f order by f.archived_at is not null, f.position, f.name, f.id
  `.execute(trx);
  return rows;
}

/** One format of this community; anything else is not found. */
export async function findFormat(trx: Scoped, id: string): Promise<Format | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<Format>`select ${formatColumns} from formats f where f.id = ${id}`.execute(trx);
  return rows[0];
}

/** Adds a format at the end of the list. */
export async function insertFormat(
  trx: Scoped,
  communityId: CommunityId,
  fields: FormatFields,
): Promise<string> {
  const id = newId();
  await trx
    .insertInto("formats")
    .values({
      ...fields,
      id,
      community_id: communityId,
      ways: [...fields.ways],
      position: sql`(select coalesce(max(position), 0) + 1 from formats)`,
    })
    .execute();
  return id;
}

/** Gives whether there was such a format. */
export async function updateFormat(trx: Scoped, id: string, fields: FormatFields): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("formats")
    .set({ ...fields, ways: [...fields.ways] })
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes a format from what can be booked, or brings it back. */
export async function setFormatArchived(trx: Scoped, id: string, archived: boolean): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("formats")
    .set({ archived_at: archived ? sql`coalesce(archived_at, now())` : null })
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface Question {
  readonly id: string;
  readonly formatId: string;
  readonly purpose: Purpose;
  readonly kind: QuestionKind;
  readonly label: string;
  readonly help: string;
  readonly options: readonly string[];
  readonly required: boolean;
}

export type QuestionFields = Omit<Question, "id">;

const questionColumns = sql`id, format_id as "formatId", purpose, kind, label, help, options, required`;

/** The questions a format asks beforehand or afterwards, in their order. */
export async function questionsOf(trx: Scoped, formatId: string, purpose: Purpose): Promise<Question[]> {
  const { rows } = await sql<Question>`
    select ${questionColumns} from questions
    where format_id = ${formatId} and purpose = ${purpose} and archived_at is null order by position, id
  `.execute(trx);
  return rows;
}

/** One question of one format of this community. */
export async function findQuestion(trx: Scoped, formatId: string, id: string): Promise<Question | undefined> {
  if (!isId(id) || !isId(formatId)) return undefined;
  const { rows } = await sql<Question>`
    select ${questionColumns} from questions
    where id = ${id} and format_id = ${formatId} and archived_at is null
  `.execute(trx);
  return rows[0];
}

/** Adds a question at the end of its format's. */
export async function insertQuestion(
  trx: Scoped,
  communityId: CommunityId,
  { formatId, options, ...fields }: QuestionFields,
): Promise<void> {
  await trx
    .insertInto("questions")
    .values({
      ...fields,
      id: newId(),
      community_id: communityId,
      format_id: formatId,
      options: [...options],
      position: sql`(select coalesce(max(position), 0) + 1 from questions where format_id = ${formatId})`,
    })
    .execute();
}

export async function updateQuestion(
  trx: Scoped,
  id: string,
  { formatId, options, ...fields }: Omit<QuestionFields, "purpose">,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("questions")
    .set({ ...fields, options: [...options] })
    .where("id", "=", id)
    .where("format_id", "=", formatId)
    .where("archived_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Stops asking a question. Answers already given keep it. */
export async function archiveQuestion(trx: Scoped, formatId: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("questions")
    .set({ archived_at: sql`now()` })
    .where("id", "=", id)
    .where("format_id", "=", formatId)
    .where("archived_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
