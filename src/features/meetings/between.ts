import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { announceGroup } from "../groups/announce.ts";
import { release } from "../seats/engine.ts";
import { endMeeting } from "./ending.ts";
import { gives } from "./inside.ts";
import { lockTimes } from "./occupancy.ts";

interface Two {
  communityId: string;
  a: string;
  b: string;
  now: Temporal.Instant;
}

interface Shared {
  id: string;
  version: number;
  /** Of a group meeting: who of the two is its guest, or its co-host who is none any more. */
  guest: string | null;
  coHost: string | null;
}

/**
 * Cancels every meeting of two persons that is not over, whichever of them gives it. Both are told that it is off and not by
 * whom; what was paid goes back in full. Of a group meeting that one of them gives, only the other's place or turn ends; of one
 * that they give together, the co-host is none any more, and of two co-hosts `a`.
 */
export async function cancelBetween(trx: Scoped, jobs: Jobs, { communityId, a, b, now }: Two): Promise<void> {
  // Whoever is about to bring the two together waits until this is decided, or is seen here.
  await lockTimes(trx, [a, b]);
  for (const { id, version, guest, coHost } of await sharedBy(trx, { a, b, now })) {
    if (coHost !== null) {
      await takeOffHosts(trx, jobs, { communityId, meetingId: id, coHost });
      continue;
    }
    if (guest !== null) {
      await release(trx, jobs, {
        communityId,
        meetingId: id,
        personId: guest,
        by: null,
        now,
        refund: "full",
      });
      continue;
    }
    await endMeeting(trx, jobs, {
      communityId,
      meetingId: id,
      version,
      kind: "cancelled",
      by: null,
      now,
      refund: "full",
    });
  }
}

/** Locked one after the other in one order, as everybody does who locks several. */
async function sharedBy(
  trx: Scoped,
  { a, b, now }: Pick<Two, "a" | "b" | "now">,
): Promise<readonly Shared[]> {
  const { rows } = await sql<Shared>`
    select m.id, m.version, x.guest, x.co_host as "coHost"
    from meetings m join lateral (
      select case when m.seats is not null then r.person_id end as guest, null::uuid as co_host
      from registrations r
      where r.meeting_id = m.id and (m.seats is null or r.state <> 'cancelled')
        and ((r.person_id = ${a} and ${gives(b)}) or (r.person_id = ${b} and ${gives(a)}))
      union all
      select null, case when m.provider_id = ${a} then ${b}::uuid else ${a}::uuid end
      where m.seats is not null and ${gives(a)} and ${gives(b)}) x on true
    where m.state <> 'cancelled' and m.ends_at > ${now}
      and m.id in (
        select id from meetings where provider_id in (${a}::uuid, ${b}::uuid)
        union select meeting_id from co_hosts where person_id in (${a}::uuid, ${b}::uuid))
    order by m.id for update of m`.execute(trx);
  return rows;
}

/** Somebody gives a group meeting no more: their time is free, and they are told. */
async function takeOffHosts(
  trx: Scoped,
  jobs: Jobs,
  { communityId, meetingId, coHost }: { communityId: string; meetingId: string; coHost: string },
): Promise<void> {
  const { rows } = await sql<{ host: string }>`
    with off as (delete from co_hosts where meeting_id = ${meetingId} and person_id = ${coHost}),
    freed as (delete from occupancy where meeting_id = ${meetingId} and person_id = ${coHost})
    update meetings set version = version + 1 where id = ${meetingId} returning provider_id as host`.execute(
    trx,
  );
  const people = [coHost, ...rows.map(({ host }) => host)];
  const told = {
    communityId,
    meetingId,
    happened: "unhosted",
    to: [coHost],
    by: null,
    once: newId(),
  } as const;
  await announceGroup(trx, jobs, told);
  await touch(trx, { communityId, people, about: [`meeting:${meetingId}`] });
}
