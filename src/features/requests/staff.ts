import { sql } from "kysely";
import { minuteSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import type { Community } from "../communities/community.ts";
import { requestColumns } from "./queries.ts";
import type { SupportRequest } from "./request.ts";

/** An open request as the panel shows it: nothing of what was written, nor by whom. Moments are epoch minutes. */
export interface WaitingRequest {
  readonly id: string;
  readonly createdAt: number;
  readonly answerBy: number | null;
  readonly expiresAt: number;
  /** Nobody answered within the community's answer time. */
  readonly late: boolean;
  readonly widened: boolean;
  readonly proposals: number;
  /** How many providers were told of it. */
  readonly told: number;
}

/** The open requests, those that waited beyond the answer time first, then the longest waiting. */
export function waitingRequests(
  trx: Scoped,
  { settings }: Pick<Community, "settings">,
  now: Temporal.Instant,
): Promise<WaitingRequest[]> {
  return waiting(trx, { settings, now, id: null });
}

/** One of them; null when it is not open, or not here. */
export async function waitingRequest(
  trx: Scoped,
  { settings }: Pick<Community, "settings">,
  now: Temporal.Instant,
  id: string,
): Promise<WaitingRequest | null> {
  if (!isId(id)) return null;
  const [row] = await waiting(trx, { settings, now, id });
  return row ?? null;
}

interface Wanted extends Pick<Community, "settings"> {
  readonly now: Temporal.Instant;
  readonly id: string | null;
}

async function waiting(trx: Scoped, { settings, now, id }: Wanted): Promise<WaitingRequest[]> {
  const waitsTooLong = now.subtract({ minutes: settings.answerMinutes });
  const { rows } = await sql<WaitingRequest>`
    select x.*, x.proposals = 0 and (x.widened or x.overdue) as late
    from (
      select r.id, ${minuteSql("r.created_at")} as "createdAt", ${minuteSql("r.answer_by")} as "answerBy",
        ${minuteSql("r.expires_at")} as "expiresAt", r.widened_at is not null as widened,
        coalesce(r.answer_by <= ${now}, r.created_at <= ${waitsTooLong}) as overdue,
        (select count(*)::int from proposals p where p.request_id = r.id and p.state in ('open', 'accepted')) as proposals,
        coalesce((select (e.detail ->> 'told')::int from request_events e
          where e.request_id = r.id and e.detail ? 'told' order by e.at desc, e.id desc limit 1), 0) as told
      from support_requests r
      join people m on m.community_id = r.community_id and m.id = r.member_id and m.archived_at is null
      where r.state = 'open' and (${id}::uuid is null or r.id = ${id}::uuid)) x
    order by late desc, x."createdAt", x.id limit 500`.execute(trx);
  return rows;
}

/** How long a look lets somebody read what was written, in minutes. */
const lookLasts = 60;

/** Whether there is such a request, and it is open. */
export async function isWaiting(trx: Scoped, id: string): Promise<boolean> {
  const { rows } = await sql`select from support_requests where id = ${id} and state = 'open'`.execute(trx);
  return rows.length === 1;
}

export interface LookedAt {
  readonly request: SupportRequest;
  readonly member: { readonly firstName: string; readonly lastName: string; readonly email: string };
  /** When the look was written down, in epoch minutes. */
  readonly at: number;
}

/** The whole of a request for somebody who wrote down a short while ago that they look at it; null for anybody else. */
export async function lookedAt(
  trx: Scoped,
  { personId, requestId, now }: { personId: string; requestId: string; now: Temporal.Instant },
): Promise<LookedAt | null> {
  if (!isId(requestId)) return null;
  const { rows } = await sql<LookedAt>`
    select (select row_to_json(x) from (select ${requestColumns(null)}) x) as request,
      json_build_object('firstName', m.first_name, 'lastName', m.last_name, 'email', m.email) as member,
      ${minuteSql("l.at")} as at
    from support_requests r
    join people m on m.community_id = r.community_id and m.id = r.member_id
    join lateral (
      select at from staff_looks where kind = 'request' and record_id = r.id and person_id = ${personId}
        and at > ${now.subtract({ minutes: lookLasts })} order by at desc limit 1) l on true
    where r.id = ${requestId} and r.state = 'open'`.execute(trx);
  return rows[0] ?? null;
}
