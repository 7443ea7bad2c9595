import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";

/** Seconds within which being here again is not written down again. */
const same = 55;

interface Here {
  communityId: string;
  personId: string;
  now: Temporal.Instant;
}

/** Notes that somebody is in the community now, for those who do not mind that it is seen. On which of its pages is noted nowhere. */
export async function noteHere(trx: Scoped, { communityId, personId, now }: Here): Promise<void> {
  await sql`
    insert into presence (community_id, person_id, at)
    select ${communityId}, p.id, ${now} from people p where p.id = ${personId} and p.shows_presence
    on conflict (community_id, person_id) do update set at = excluded.at
    where presence.at < ${now.subtract({ seconds: same })}`.execute(trx);
}

/** Whether it was so long ago that it should be noted again. */
export const isStale = (noted: Temporal.Instant | null, now: Temporal.Instant): boolean =>
  !noted || Temporal.Instant.compare(noted, now.subtract({ seconds: same })) < 0;

/** Lets others see that somebody is here, or nobody any more, from now on. */
export async function showPresence(trx: Scoped, personId: string, shown: boolean): Promise<void> {
  await sql`update people set shows_presence = ${shown} where id = ${personId}`.execute(trx);
  if (!shown) await sql`delete from presence where person_id = ${personId}`.execute(trx);
}

export async function showsPresence(trx: Scoped, personId: string | null): Promise<boolean> {
  const { rows } = await sql<{ shows_presence: boolean }>`
    select shows_presence from people where id = ${personId}`.execute(trx);
  return rows[0]?.shows_presence ?? false;
}
