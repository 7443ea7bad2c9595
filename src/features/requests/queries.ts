import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { minuteSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { blocked } from "../blocks/between.ts";
import type { SupportRequest, Wished } from "./request.ts";

/**
 * Whether this reader may be told the preference of request `r`: everybody but a provider whom it excludes, who has said to
 * be of another gender than the wanted one.
 */
export const preferenceShownTo = (reader: string | null): RawBuilder<boolean> => sql<boolean>`(
  r.member_id = ${reader} or not exists (
    select from providers v
    where v.person_id = ${reader} and v.gender_id is not null and v.gender_id is distinct from r.gender_id))`;

/** The columns of a `SupportRequest` of `support_requests r`, as this reader may know them. */
export const requestColumns = (reader: string | null): RawBuilder<SupportRequest> => sql<SupportRequest>`
  r.id, r.member_id as "memberId", r.member_id = ${reader} as own, r.subject, r.description, r.flexible,
  (select coalesce(json_agg(json_build_object(
      'start', ${minuteSql(sql`lower(w)`)}, 'end', ${minuteSql(sql`upper(w)`)}) order by lower(w)), '[]')
    from unnest(r.windows) as w) as windows,
  r.zone, r.time_note as "timeNote",
  (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name) order by o.position, o.name), '[]')
    from request_experiences e join profile_options o on o.id = e.option_id where e.request_id = r.id) as experiences,
  (select json_build_object('id', o.id, 'name', o.name) from profile_options o
    where o.id = r.gender_id and ${preferenceShownTo(reader)}) as gender,
  r.age, r.state, r.version, r.widened_at is not null as widened,
  (select count(*)::int from proposals p where p.request_id = r.id and p.state in ('open', 'accepted')) as proposals,
  ${minuteSql("r.answer_by")} as "answerBy", ${minuteSql("r.expires_at")} as "expiresAt", ${minuteSql("r.created_at")} as "createdAt"`;

/**
 * A request as this person may see it: a member their own; a provider every open one, and one they have written a proposal
 * for. Null for everything else, also when one of the two has blocked the other.
 */
export async function requestFor(trx: Scoped, actor: Actor, id: string): Promise<SupportRequest | null> {
  if (!isId(id) || !actor.id) return null;
  const { rows } = await sql<SupportRequest>`
    select ${requestColumns(actor.id)} from support_requests r join people m on m.id = r.member_id
    where r.id = ${id} and (r.member_id = ${actor.id} or (
      ${actor.roles.has("provider")} and m.archived_at is null
      and not ${blocked(sql.ref("r.member_id"), sql`${actor.id}::uuid`)}
      and (r.state = 'open' or exists (
        select from proposals p where p.request_id = r.id and p.provider_id = ${actor.id}))))`.execute(trx);
  return rows[0] ?? null;
}

export interface LockedRequest {
  readonly id: string;
  readonly memberId: string;
  readonly subject: string;
  readonly state: SupportRequest["state"];
  readonly version: number;
}

/** Holds a request until the transaction ends, so that what is decided about it is decided by one at a time. First of all locks. */
export async function lockRequest(trx: Scoped, id: string): Promise<LockedRequest | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<LockedRequest>`
    select id, member_id as "memberId", subject, state, version from support_requests
    where id = ${id} for update`.execute(trx);
  return rows[0] ?? null;
}

/** One of a member's own requests. */
export async function ownRequest(trx: Scoped, memberId: string, id: string): Promise<SupportRequest | null> {
  const { rows } = await sql<SupportRequest>`
    select ${requestColumns(memberId)} from support_requests r
    where r.id = ${id} and r.member_id = ${memberId}`.execute(trx);
  return rows[0] ?? null;
}

/** A member's own requests, the open ones first, then the latest. */
export async function ownRequests(trx: Scoped, memberId: string): Promise<SupportRequest[]> {
  const { rows } = await sql<SupportRequest>`
    select ${requestColumns(memberId)} from support_requests r where r.member_id = ${memberId}
    order by r.state = 'open' desc, r.created_at desc, r.id desc limit 100`.execute(trx);
  return rows;
}

/** Waits for whoever opens a request of the same member, and counts those that are open. */
export async function countOpen(trx: Scoped, memberId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('requests:' || ${memberId}::text, 0))`.execute(trx);
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from support_requests where member_id = ${memberId} and state = 'open'`.execute(
    trx,
  );
  return rows[0]?.open ?? 0;
}

/** What a member wrote, with its times as instants. */
export interface WrittenRequest {
  readonly subject: string;
  readonly description: string;
  readonly flexible: boolean;
  readonly windows: readonly Wished[];
  readonly zone: string;
  readonly timeNote: string;
  readonly experiences: readonly string[];
  readonly gender: string | null;
  readonly age: number | null;
}

/** Spans of epoch minutes as one value; they may overlap. */
export const multirange = (starts: readonly number[], ends: readonly number[]): RawBuilder<unknown> => sql`
  coalesce((select range_agg(tstzrange(to_timestamp(s.start * 60.0), to_timestamp(s.until * 60.0)))
    from unnest(${starts}::int[], ${ends}::int[]) as s (start, until)), '{}'::tstzmultirange)`;

const windowsOf = ({ windows }: WrittenRequest) =>
  multirange(
    windows.map(({ start }) => start),
    windows.map(({ end }) => end),
  );

interface Opening {
  readonly id: string;
  readonly communityId: string;
  readonly memberId: string;
  readonly now: Temporal.Instant;
  readonly answerBy: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

/** Writes a new, open request. */
export async function insertRequest(trx: Scoped, opening: Opening, written: WrittenRequest): Promise<void> {
  await sql`
    insert into support_requests (community_id, id, member_id, subject, description, flexible, windows, zone, time_note,
      gender_id, age, answer_by, expires_at, created_at, changed_at)
    values (${opening.communityId}, ${opening.id}, ${opening.memberId}, ${written.subject}, ${written.description},
      ${written.flexible}, ${windowsOf(written)}, ${written.zone}, ${written.timeNote}, ${written.gender}, ${written.age},
      ${opening.answerBy}, ${opening.expiresAt}, ${opening.now}, ${opening.now})`.execute(trx);
  await insertExperiences(trx, opening.communityId, opening.id, written.experiences);
}

/** Writes over what a request says; its version counts one up. Gives the new version. */
export async function updateRequest(
  trx: Scoped,
  { id, communityId, now }: Pick<Opening, "id" | "communityId" | "now">,
  written: WrittenRequest,
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update support_requests set subject = ${written.subject}, description = ${written.description},
      flexible = ${written.flexible}, windows = ${windowsOf(written)}, zone = ${written.zone}, time_note = ${written.timeNote},
      gender_id = ${written.gender}, age = ${written.age}, version = version + 1, changed_at = ${now}
    where id = ${id} returning version`.execute(trx);
  await sql`delete from request_experiences where request_id = ${id}`.execute(trx);
  await insertExperiences(trx, communityId, id, written.experiences);
  return rows[0]?.version ?? 0;
}

async function insertExperiences(
  trx: Scoped,
  communityId: string,
  requestId: string,
  ids: readonly string[],
): Promise<void> {
  await sql`
    insert into request_experiences (community_id, request_id, option_id)
    select distinct ${communityId}::uuid, ${requestId}::uuid, id from unnest(${ids}::uuid[]) as o (id)`.execute(
    trx,
  );
}

/** Ends a request that was open: nobody has to answer it any more. */
export async function endRequest(
  trx: Scoped,
  id: string,
  state: "closed" | "expired",
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable("support_requests")
    .set({ state, answer_by: null, changed_at: now })
    .where("id", "=", id)
    .execute();
}

/** Opens a request again, as if it were new. Gives its new version. */
export async function reopenRequest(
  trx: Scoped,
  { id, now, answerBy, expiresAt }: Pick<Opening, "id" | "now" | "answerBy" | "expiresAt">,
): Promise<number> {
  const row = await trx
    .updateTable("support_requests")
    .set(({ eb }) => ({
      state: "open",
      answer_by: answerBy,
      widened_at: null,
      expires_at: expiresAt,
      changed_at: now,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", id)
    .returning("version")
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Which of these options are of a list, and offered or on the request (null: none) already. */
export async function choosable(
  trx: Scoped,
  list: "experience" | "gender",
  ids: readonly string[],
  requestId: string | null,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select o.id from profile_options o
    where o.list = ${list} and o.id = any(${ids}::uuid[]) and (o.archived_at is null
      or exists (select from request_experiences e where e.request_id = ${requestId} and e.option_id = o.id)
      or exists (select from support_requests r where r.id = ${requestId} and r.gender_id = o.id))`.execute(
    trx,
  );
  return new Set(rows.map(({ id }) => id));
}

/** The providers who have a proposal on a request that is still to be had. */
export async function proposersOf(trx: Scoped, requestId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select provider_id as id from proposals where request_id = ${requestId} and state = 'open' order by 1`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}
