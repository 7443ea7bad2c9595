import { type RawBuilder, sql } from "kysely";
import { minuteOf } from "#platform/clock.ts";
import { minuteSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Community } from "../communities/community.ts";
import { pauseOf } from "./paused.ts";

/** When the meetings ended that this person (an id or a column) missed, as an array of epoch minutes. */
export const missedBy = (person: RawBuilder<unknown>): RawBuilder<number[]> => sql<number[]>`array(
  select ${minuteSql("m.ends_at")} from registrations r join meetings m on m.id = r.meeting_id
  where r.person_id = ${person} and r.attendance = 'no_show' and r.state = 'registered' and m.state = 'final')`;

/**
 * Until when (epoch minutes) this person books nothing new and registers for nothing, because of meetings they missed; null when
 * they are free to. Asks nothing where the community has no such rule.
 */
export async function pausedUntil(
  trx: Scoped,
  personId: string,
  { settings }: Pick<Community, "settings">,
  now: Temporal.Instant,
): Promise<number | null> {
  if (!settings.noShowRule) return null;
  const { rows } = await sql<{ missed: number[] }>`
    select ${missedBy(sql`${personId}::uuid`)} as missed`.execute(trx);
  return pauseOf(rows[0]?.missed ?? [], settings.noShowRule, minuteOf(now));
}
