import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { blocked } from "../blocks/between.ts";
import type { SupportRequest } from "./request.ts";

const minuteOf = (column: string): RawBuilder<number> =>
  sql<number>`(extract(epoch from ${sql.ref(column)}) / 60)::int`;

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
      'start', (extract(epoch from lower(w)) / 60)::int, 'end', (extract(epoch from upper(w)) / 60)::int) order by lower(w)), '[]')
    from unnest(r.windows) as w) as windows,
  r.zone, r.time_note as "timeNote",
  (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name) order by o.position, o.name), '[]')
    from request_experiences e join profile_options o on o.id = e.option_id where e.request_id = r.id) as experiences,
  (select json_build_object('id', o.id, 'name', o.name) from profile_options o
    where o.id = r.gender_id and ${preferenceShownTo(reader)}) as gender,
  r.age, r.state, r.version,
  (select count(*)::int from proposals p where p.request_id = r.id and p.state in ('open', 'accepted')) as proposals,
  ${minuteOf("r.answer_by")} as "answerBy", ${minuteOf("r.expires_at")} as "expiresAt", ${minuteOf("r.created_at")} as "createdAt"`;

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
