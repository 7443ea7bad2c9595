import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Exception, Hours } from "./schedule.ts";

const dateOf = (day: number | null) => sql<Temporal.PlainDate | null>`date '1970-01-01' + ${day}::int`;

/** Lets one change of a provider's schedule at a time through, until the end of the transaction. */
export async function lockSchedule(trx: Scoped, providerId: string): Promise<void> {
  await sql`select from providers where person_id = ${providerId} for update`.execute(trx);
}

/** Adds weekly hours, or writes over those with the same ids. */
export async function saveHours(
  trx: Scoped,
  communityId: CommunityId,
  providerId: string,
  hours: readonly Hours[],
): Promise<void> {
  await sql`
    insert into weekly_hours (community_id, id, provider_id, day, start_minute, end_minute, from_date, until_date,
      service_id, format_id, location_id)
    select ${communityId}::uuid, h.id, ${providerId}::uuid, h.day, h.start, h.end,
      date '1970-01-01' + h.from, date '1970-01-01' + h.until, h."serviceId", h."formatId", h."locationId"
    from jsonb_to_recordset(${JSON.stringify(hours)}::jsonb) as h(id uuid, day smallint, start smallint, "end" smallint,
      "from" int, until int, "serviceId" uuid, "formatId" uuid, "locationId" uuid)
    on conflict (community_id, id) do update set day = excluded.day, start_minute = excluded.start_minute,
      end_minute = excluded.end_minute, from_date = excluded.from_date, until_date = excluded.until_date,
      service_id = excluded.service_id, format_id = excluded.format_id, location_id = excluded.location_id
      where weekly_hours.provider_id = excluded.provider_id
  `.execute(trx);
}

export async function removeHours(trx: Scoped, providerId: string, id: string): Promise<void> {
  await trx.deleteFrom("weekly_hours").where("provider_id", "=", providerId).where("id", "=", id).execute();
}

/** Adds an exception, or writes over the one with the same id. */
export async function saveException(
  trx: Scoped,
  communityId: CommunityId,
  providerId: string,
  { id = newId(), from, until, ranges, note }: Omit<Exception, "id"> & { id?: string | undefined },
): Promise<void> {
  await sql`
    insert into hour_exceptions (community_id, id, provider_id, from_date, until_date, ranges, note)
    values (${communityId}, ${id}, ${providerId}, ${dateOf(from)}, ${dateOf(until)}, ${[...ranges]}::smallint[], ${note})
    on conflict (community_id, id) do update set from_date = excluded.from_date, until_date = excluded.until_date,
      ranges = excluded.ranges, note = excluded.note
      where hour_exceptions.provider_id = excluded.provider_id
  `.execute(trx);
}

export async function removeException(trx: Scoped, providerId: string, id: string): Promise<void> {
  await trx
    .deleteFrom("hour_exceptions")
    .where("provider_id", "=", providerId)
    .where("id", "=", id)
    .execute();
}

export interface RulesToSave {
  zone: string;
  bufferBefore: number;
  bufferAfter: number;
  notice: number | null;
  cap: number | null;
}

export async function saveRules(trx: Scoped, providerId: string, rules: RulesToSave): Promise<void> {
  await trx
    .updateTable("providers")
    .set({
      zone: rules.zone,
      buffer_before: rules.bufferBefore,
      buffer_after: rules.bufferAfter,
      notice_minutes: rules.notice,
      weekly_cap_minutes: rules.cap,
    })
    .where("person_id", "=", providerId)
    .execute();
}

/** Pauses, or ends the pause; who is paused already keeps the moment since when. */
export async function savePause(trx: Scoped, providerId: string, paused: boolean): Promise<void> {
  await trx
    .updateTable("providers")
    .set({ paused_at: paused ? sql`coalesce(paused_at, now())` : null })
    .where("person_id", "=", providerId)
    .execute();
}
