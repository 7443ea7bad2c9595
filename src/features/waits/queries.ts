import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { minuteSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { blocked } from "../blocks/between.ts";

export type WaitState = "waiting" | "offered" | "booked" | "ended";

interface Named {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

/** One wait as its own person sees it. Moments are epoch minutes. */
export interface Wait {
  readonly id: string;
  readonly state: WaitState;
  readonly from: number;
  readonly until: number;
  readonly format: { readonly id: string; readonly name: string; readonly minutes: number };
  readonly service: { readonly id: string; readonly code: string };
  /** Empty: whoever is free. */
  readonly provider: (Named & { readonly id: string }) | null;
  /** The time that is kept, or was. */
  readonly offer: {
    readonly provider: Named & { readonly id: string };
    readonly location: { readonly id: string; readonly name: string } | null;
    readonly start: number;
    /** Empty once it is kept no more. */
    readonly keptUntil: number | null;
  } | null;
  readonly meetingId: string | null;
}

const person = (id: string) => sql`(select row_to_json(x) from (
  select p.id, p.first_name, p.last_name, p.email from people p where p.id = ${sql.ref(id)}) x)`;

const whole = sql`
  select w.id, w.state, ${minuteSql("w.from_at")} as from, ${minuteSql("w.until_at")} as until, w.meeting_id as "meetingId",
    json_build_object('id', f.id, 'name', f.name, 'minutes', f.minutes) as format,
    json_build_object('id', s.id, 'code', s.code) as service,
    ${person("w.provider_id")} as provider,
    case when w.offered_provider_id is not null then json_build_object(
      'provider', ${person("w.offered_provider_id")},
      'location', (select row_to_json(x) from (
        select l.id, l.name from locations l where l.id = w.offered_location_id) x),
      'start', ${minuteSql("w.offered_at")}, 'keptUntil', ${minuteSql("w.offered_until")}) end as offer
  from waits w join formats f on f.id = w.format_id join services s on s.id = w.service_id`;

/** A wait, found through its own person alone; not one for somebody who must not be met. */
export async function waitFor(trx: Scoped, actor: Actor, id: string): Promise<Wait | null> {
  if (!isId(id) || !actor.id) return null;
  const { rows } = await sql<Wait>`
    ${whole} where w.id = ${id} and w.person_id = ${actor.id}
      and not ${blocked(sql`coalesce(w.offered_provider_id, w.provider_id, s.owner_id)`, sql`w.person_id`)}`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** A person's own waits: those that are open, a kept time first, and then the latest of the others. */
export async function waitsOf(trx: Scoped, personId: string): Promise<Wait[]> {
  const { rows } = await sql<Wait>`
    ${whole} where w.person_id = ${personId}
      and not ${blocked(sql`coalesce(w.offered_provider_id, w.provider_id, s.owner_id)`, sql`w.person_id`)}
    order by w.state <> 'offered', w.state <> 'waiting', case when w.state = 'waiting' then w.id end, w.id desc
    limit 30`.execute(trx);
  return rows;
}

export interface NewWait {
  readonly id: string;
  readonly communityId: string;
  readonly personId: string;
  readonly formatId: string;
  readonly serviceId: string;
  readonly providerId: string | null;
  /** Epoch minutes. */
  readonly from: number;
  readonly until: number;
  readonly at: Temporal.Instant;
}

export async function insertWait(trx: Scoped, wait: NewWait): Promise<void> {
  await sql`
    insert into waits (community_id, id, person_id, format_id, service_id, provider_id, from_at, until_at, state, created_at)
    values (${wait.communityId}, ${wait.id}, ${wait.personId}, ${wait.formatId}, ${wait.serviceId}, ${wait.providerId},
      to_timestamp(${wait.from * 60}), to_timestamp(${wait.until * 60}), 'waiting', ${wait.at})`.execute(trx);
}

/** How many waits of a person are open, and which of them is for exactly this. */
export async function openWaits(
  trx: Scoped,
  wait: Omit<NewWait, "id" | "communityId" | "at">,
): Promise<{ count: number; same: string | null }> {
  const { rows } = await sql<{ id: string; same: boolean }>`
    select id, format_id = ${wait.formatId} and service_id = ${wait.serviceId} and state = 'waiting'
      and provider_id is not distinct from ${wait.providerId}::uuid
      and from_at = to_timestamp(${wait.from * 60}) and until_at = to_timestamp(${wait.until * 60}) as same
    from waits where person_id = ${wait.personId} and state in ('waiting', 'offered')`.execute(trx);
  return { count: rows.length, same: rows.find(({ same }) => same)?.id ?? null };
}
