import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { type Listing, listing } from "../admin/listing.ts";
import { gives } from "../meetings/inside.ts";
import { nameSql } from "../people/named.ts";
import type { LookKind } from "./kinds.ts";

/** Says of the look `k` that what was looked at is this person's, too. What was reported about them is not for them to know of. */
const isTheirs = (personId: string | null): RawBuilder<boolean> => sql<boolean>`case k.kind
  when 'meeting' then exists (
    select from meetings m where m.id = k.record_id and (${gives(personId)} or exists (
      select from registrations r where r.meeting_id = m.id and r.person_id = ${personId})))
  when 'request' then exists (select from support_requests q where q.id = k.record_id and q.member_id = ${personId})
  when 'proposal' then exists (
    select from proposals o join support_requests q on q.id = o.request_id
    where o.id = k.record_id and ${personId}::uuid in (o.provider_id, q.member_id))
  when 'payment' then exists (select from payments p where p.id = k.record_id and p.payer_id = ${personId})
  when 'room' then exists (
    select from room_members i where i.room_id = k.record_id and i.person_id = ${personId} and i.joined_at <= k.at)
  when 'list' then k.what = 'feedback' and exists (
    select from feedback b join meetings m on m.id = b.meeting_id
    where b.person_id = ${personId} and b.created_at <= k.at and not m.private)
  when 'file' then case k.what
    when 'providers' then exists (select from providers v where v.person_id = ${personId})
    when 'enrollment' then exists (select from enrollments e where e.person_id = ${personId})
    else false end
  else false end`;

interface LookRow {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly kind: LookKind;
  readonly what: string | null;
  readonly record_id: string | null;
  /** Who looked, as those whose it is are shown. */
  readonly name: string;
}

/** Every look of somebody else's at what is this person's. */
export const looksAt = (personId: string | null): RawBuilder<LookRow> => sql<LookRow>`
  select k.id, k.at, k.kind, k.what, k.record_id, ${nameSql("who")} as name
  from staff_looks k join people who on who.id = k.person_id
  where k.person_id <> ${personId} and ${isTheirs(personId)}`;

/** A look at what is somebody's, with what tells them which of it it was. */
export interface LookAtOwn {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly kind: LookKind;
  readonly what: string | null;
  readonly name: string;
  /** Epoch minutes; of a meeting alone. */
  readonly start: number | null;
  readonly end: number | null;
  /** What a request, a payment or a room is called; empty where they may not know it any more. */
  readonly called: string | null;
  /** Where it is, below the community's base; empty where it is nowhere. */
  readonly path: string | null;
}

/** The looks at what is the actor's own, the latest first. */
export function ownLooks(trx: Scoped, actor: Actor, page: number): Promise<Listing<LookAtOwn>> {
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<LookAtOwn & { total: number }>`
      select l.id, l.at, l.kind, l.what, l.name, count(*) over ()::int as total,
        floor(extract(epoch from m.starts_at) / 60)::int as start, floor(extract(epoch from m.ends_at) / 60)::int as "end",
        coalesce(q.subject, p.reference, case when i.state = 'in' then r.name end) as called,
        case l.kind
          when 'meeting' then case when m.seats is null then '/meetings/' else '/groups/' end || m.id
          when 'request' then '/requests/' || q.id
          when 'proposal' then '/proposals/' || l.record_id
          when 'payment' then case when pm.seats is null then '/meetings/' else '/groups/' end || pm.id
          when 'room' then case when i.state = 'in' and r.archived_at is null then '/rooms/' || r.id end end as path
      from (${looksAt(actor.id)}) l
      left join meetings m on l.kind = 'meeting' and m.id = l.record_id
      left join support_requests q on l.kind = 'request' and q.id = l.record_id
      left join payments p on l.kind = 'payment' and p.id = l.record_id
      left join meetings pm on pm.id = p.meeting_id
      left join rooms r on l.kind = 'room' and r.id = l.record_id
      left join room_members i on i.room_id = r.id and i.person_id = ${actor.id}
      order by l.at desc, l.id desc limit ${limit} offset ${offset}`.execute(trx);
    return rows;
  });
}

/** A line of the access log: who, when and what kind of thing; not which one, nor whose. */
export interface LogLine {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly kind: LookKind;
  readonly what: string | null;
  readonly personId: string;
  readonly name: string;
  /** Whether there is a page that it leads to. */
  readonly leads: boolean;
}

export interface LogSearch {
  readonly page: number;
  /** Id of who looked; empty for everybody. */
  readonly who: string;
  readonly kind: LookKind | "any";
  /** From the first instant on, before the second. */
  readonly from: Temporal.Instant | null;
  readonly until: Temporal.Instant | null;
}

/** Says of the look `k` that this coordinator may know of it: not where somebody read what was reported about them. */
const knownTo = (actor: Actor) => sql<boolean>`(k.kind <> 'report' or not exists (
  select from reports r where r.id = k.record_id and r.about_id = ${actor.id}))`;

const matching = (actor: Actor, { who, kind, from, until }: Omit<LogSearch, "page">) => sql<boolean>`(
  ${knownTo(actor)} and (${who} = '' or k.person_id::text = ${who}) and (${kind} = 'any' or k.kind = ${kind})
  and (${from}::timestamptz is null or k.at >= ${from}) and (${until}::timestamptz is null or k.at < ${until}))`;

const logColumns = sql`k.id, k.at, k.kind, k.what, k.person_id as "personId", ${nameSql("who")} as name,
  k.record_id is not null as leads`;

/** The looks of all staff that this coordinator may know of, the latest first. */
export function accessLog(
  trx: Scoped,
  actor: Actor,
  { page, ...search }: LogSearch,
): Promise<Listing<LogLine>> {
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<LogLine & { total: number }>`
      select ${logColumns}, count(*) over ()::int as total
      from staff_looks k join people who on who.id = k.person_id
      where ${matching(actor, search)} order by k.at desc, k.id desc limit ${limit} offset ${offset}`.execute(
      trx,
    );
    return rows;
  });
}

/** Rows of the log as a file; more are left out, the oldest. */
const mostRows = 50_000;

/** The same without pages. */
export async function wholeLog(
  trx: Scoped,
  actor: Actor,
  search: Omit<LogSearch, "page">,
): Promise<LogLine[]> {
  const { rows } = await sql<LogLine>`
    select ${logColumns} from staff_looks k join people who on who.id = k.person_id
    where ${matching(actor, search)} order by k.at desc, k.id desc limit ${mostRows}`.execute(trx);
  return rows;
}

/** Everybody who looked at something, by name. */
export async function lookers(trx: Scoped): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select who.id, ${nameSql("who")} as name from people who
    where who.community_id = current_community() and exists (select from staff_looks k where k.person_id = who.id)
    order by 2, 1`.execute(trx);
  return rows;
}

/** Where what was looked at is, below the community's base. Null where this coordinator may not know of the look. */
export async function placeOfLook(trx: Scoped, actor: Actor, id: string): Promise<string | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<{ path: string | null }>`
    select case k.kind
      when 'meeting' then case when m.seats is null then '/meetings/' else '/groups/' end || m.id
      when 'request' then '/admin/requests/' || k.record_id
      when 'proposal' then '/proposals/' || k.record_id
      when 'payment' then '/admin/payments/' || k.record_id
      when 'room' then '/rooms/' || k.record_id
      when 'report' then '/admin/reports/' || k.record_id end as path
    from staff_looks k left join meetings m on k.kind = 'meeting' and m.id = k.record_id
    where k.id = ${id} and ${knownTo(actor)}`.execute(trx);
  return rows[0]?.path ?? null;
}
