import { sql } from "kysely";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { openTimesOf } from "../availability/index.ts";
import type { Community } from "../communities/community.ts";
import type { Offered } from "./matching.ts";
import { mostDaysAhead } from "./windows.ts";

/** What counts for how well requests suit a provider: what they told about themself, and when they are open. Two statements. */
export async function offeredBy(
  trx: Scoped,
  community: Pick<Community, "zone">,
  providerId: string,
  now: Temporal.Instant,
): Promise<Offered> {
  const from = minuteOf(now);
  const free = await openTimesOf(trx, {
    community,
    providerId,
    from,
    to: from + mostDaysAhead * 1_440,
    now: from,
  });
  const { rows } = await sql<{ gender: string | null; experiences: string[] }>`
    select gender_id as gender, array(
      select option_id from provider_experiences where provider_id = providers.person_id) as experiences
    from providers where person_id = ${providerId}`.execute(trx);
  return { gender: rows[0]?.gender ?? null, experiences: rows[0]?.experiences ?? [], free };
}
