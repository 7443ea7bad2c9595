import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { record } from "../meetings/queries.ts";
import { releaseAll } from "../seats/engine.ts";
import { announceGroup } from "./announce.ts";
import { cancelGroups, freeTimes, type Held } from "./queries/changing.ts";
import { showGroups } from "./showing.ts";

interface Ending {
  readonly communityId: string;
  /** From `holdGroups`, in this transaction. */
  readonly held: readonly Held[];
  /** Who does it; null when nobody is to be named. */
  readonly by: string | null;
  readonly now: Temporal.Instant;
  readonly reason: string;
  /** Whether everybody of the community may find them. */
  readonly open: boolean;
}

/**
 * Puts group meetings off, those that are neither off nor over: everybody's time is free at once, what was paid goes back in full,
 * and everybody in them is told. Gives how many there were.
 */
export async function endGroups(
  trx: Scoped,
  jobs: Jobs,
  { communityId, held, by, now, reason, open }: Ending,
): Promise<number> {
  const off = held.filter(({ state, end }) => state !== "cancelled" && end > minuteOf(now));
  const ids = off.map(({ id }) => id);
  await cancelGroups(trx, ids);
  for (const { id: meetingId, version, hosts } of off) {
    const at = { communityId, meetingId, by };
    await record(trx, { ...at, id: newId(), kind: "cancelled", detail: { reason, refund: "full" }, at: now });
    await releaseAll(trx, jobs, { ...at, now, reason });
    await announceGroup(trx, jobs, { ...at, happened: "cancelled", to: hosts, once: String(version + 1) });
  }
  await freeTimes(trx, ids);
  const people = [...new Set(off.flatMap(({ concerned, hosts }) => [...concerned, ...hosts]))];
  await showGroups(trx, { communityId, ids, people, open });
  return off.length;
}
