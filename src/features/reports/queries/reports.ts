import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import { type Listing, listing } from "../../admin/listing.ts";
import type { ReportKind } from "../kinds.ts";
import { mostOpen, type Reason } from "../rules.ts";
import type { Thing } from "./things.ts";

interface NewReport extends Pick<Thing, "recordId" | "aboutId" | "evidence"> {
  readonly communityId: string;
  readonly reporterId: string;
  readonly kind: ReportKind;
  readonly reason: Reason;
  readonly words: string;
  readonly at: Temporal.Instant;
}

/** Stores a report with its evidence, a file's content included. Null when this person has as many open as one may. */
export async function insertReport(trx: Scoped, report: NewReport): Promise<string | null> {
  const { communityId, reporterId, kind, recordId, aboutId, reason, words, evidence, at } = report;
  const { rows } = await sql<{ id: string }>`
    insert into reports (
      community_id, id, reporter_id, about_id, kind, record_id, reason, words, evidence, content, created_at)
    select ${communityId}, ${newId()}, ${reporterId}, ${aboutId}, ${kind}, ${recordId}, ${reason}, ${words},
      ${JSON.stringify(evidence)}::jsonb, (select content from files where id = ${kind === "file" ? recordId : null}), ${at}
    where (select count(*) from reports where reporter_id = ${reporterId} and state = 'open') < ${mostOpen}
    returning id`.execute(trx);
  return rows[0]?.id ?? null;
}

/** Whether this person waits for an answer to the same report already. */
export async function hasReported(
  trx: Scoped,
  reporterId: string | null,
  { kind, recordId, evidence }: Pick<Thing, "recordId" | "evidence"> & { kind: ReportKind },
): Promise<boolean> {
  const number = evidence.kind === "message" ? evidence.number : null;
  const { rows } = await sql`
    select from reports
    where reporter_id = ${reporterId} and state = 'open' and kind = ${kind} and record_id = ${recordId}
      and (${number}::int is null or (evidence ->> 'number')::int = ${number}) limit 1`.execute(trx);
  return rows.length > 0;
}

/** The coordinators who read a report: all but the one it is about. */
export async function readersOfReports(trx: Scoped, aboutId: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from people where community_id = current_community()
      and archived_at is null and 'coordinator' = any(roles) and id is distinct from ${aboutId} order by id`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

/** A report as those who reported see it. */
export interface OwnReport {
  readonly id: string;
  readonly kind: ReportKind;
  readonly reason: Reason;
  readonly words: string;
  readonly at: Temporal.Instant;
  readonly settled: boolean;
  readonly answer: string;
}

/** What somebody reported, the latest first. */
export async function reportsBy(trx: Scoped, actor: Actor): Promise<OwnReport[]> {
  const { rows } = await sql<OwnReport>`
    select id, kind, reason, words, created_at as at, state = 'settled' as settled, answer
    from reports where reporter_id = ${actor.id} order by created_at desc, id desc limit 100`.execute(trx);
  return rows;
}

interface Person {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

/** A report as coordinators see it. Who reported is in no column of it. */
export interface ReportLine {
  readonly id: string;
  readonly kind: ReportKind;
  readonly reason: Reason;
  readonly at: Temporal.Instant;
  readonly settled: boolean;
  readonly about: Person | null;
}

const line = sql`
  r.id, r.kind, r.reason, r.created_at as at, r.state = 'settled' as settled,
  (select row_to_json(x) from (
    select p.id, p.first_name, p.last_name, p.email from people p where p.id = r.about_id) x) as about`;

/** Nobody finds what was reported about themself. */
const readableFor = (actor: Actor) => sql`r.about_id is distinct from ${actor.id}`;

/** The reports that wait, the oldest of the dangerous first; or those that are settled, the latest first. */
export function reportsFor(
  trx: Scoped,
  actor: Actor,
  { settled, page }: { settled: boolean; page: number },
): Promise<Listing<ReportLine & { total: number }>> {
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<ReportLine & { total: number }>`
      select ${line}, count(*) over ()::int as total from reports r
      where r.state = ${settled ? "settled" : "open"} and ${readableFor(actor)}
      order by case when ${settled} then r.settled_at end desc, r.reason <> 'danger', r.created_at, r.id
      limit ${limit} offset ${offset}`.execute(trx);
    return rows;
  });
}

export interface Report extends ReportLine {
  readonly recordId: string;
  readonly words: string;
  readonly evidence: unknown;
  readonly hasFile: boolean;
  readonly answer: string;
  readonly settledAt: Temporal.Instant | null;
  readonly settledBy: Person | null;
}

/** A report, found through a coordinator. */
export async function reportFor(trx: Scoped, actor: Actor, id: string): Promise<Report | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<Report>`
    select ${line}, r.record_id as "recordId", r.words, r.evidence, r.content is not null as "hasFile", r.answer,
      r.settled_at as "settledAt",
      (select row_to_json(x) from (
        select p.id, p.first_name, p.last_name, p.email from people p where p.id = r.settled_by) x) as "settledBy"
    from reports r where r.id = ${id} and ${readableFor(actor)}`.execute(trx);
  return rows[0] ?? null;
}

/** The reported file as it was. */
export async function fileOf(
  trx: Scoped,
  actor: Actor,
  id: string,
): Promise<{ name: string; content: Buffer } | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<{ name: string; content: Buffer }>`
    select coalesce(r.evidence ->> 'name', 'file') as name, r.content from reports r
    where r.id = ${id} and r.content is not null and ${readableFor(actor)}`.execute(trx);
  return rows[0] ?? null;
}

/** Settles an open report with an answer. Gives who reported, who is to be told and nobody else; null when there is none open. */
export async function settle(
  trx: Scoped,
  actor: Actor,
  { id, answer, at }: { id: string; answer: string; at: Temporal.Instant },
): Promise<string | null> {
  const { rows } = await sql<{ reporter_id: string }>`
    update reports r set state = 'settled', answer = ${answer}, settled_at = ${at}, settled_by = ${actor.id}
    where r.id = ${id} and r.state = 'open' and ${readableFor(actor)}
    returning r.reporter_id`.execute(trx);
  return rows[0]?.reporter_id ?? null;
}

/** What these people are called, by their ids. */
export async function namesOf(trx: Scoped, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const { rows } = await sql<Person>`
    select id, first_name, last_name, email from people where id = any(${[...ids]}::uuid[])`.execute(trx);
  return new Map(rows.map((person) => [person.id, person]));
}
