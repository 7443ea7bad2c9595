import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { record } from "../meetings/queries.ts";
import { notify } from "../notifications/notify.ts";
import { announceGroup, type GroupHappening } from "./announce.ts";
import type { Held } from "./queries/changing.ts";
import type { Wanted } from "./wanting.ts";

interface Change {
  readonly communityId: string;
  readonly now: Temporal.Instant;
  readonly by: string | null;
  /** As it stood before; from `holdGroups`. */
  readonly before: Held;
  /** Ids of those who have a place and something else at the new time. */
  readonly clashing: readonly string[];
}

/** Writes down what changed about a group meeting, and has everybody told whom it concerns: each what it means for them. */
export async function tellOfChange(
  trx: Scoped,
  jobs: Jobs,
  { group, after, hosts, changes }: Wanted,
  { communityId, now, by, before, clashing }: Change,
): Promise<void> {
  const meetingId = group.id;
  const kind = changes.time ? "moved" : "changed";
  const detail = changes.time ? { from: String(before.start) } : {};
  await record(trx, { communityId, id: newId(), meetingId, kind, by, detail, at: now });
  const once = String(before.version + 1);
  const announced = (happened: GroupHappening, to: readonly string[]) =>
    announceGroup(trx, jobs, { communityId, meetingId, happened, to, by, once });
  await announced("unhosted", changes.leaving);
  await announced("planned", changes.joining);
  const staying = hosts.filter((id) => !changes.joining.includes(id));
  if (changes.time) {
    await announced("moved", [...staying, ...before.sure.filter((id) => !clashing.includes(id))]);
    await announced(
      "clashes",
      before.sure.filter((id) => clashing.includes(id)),
    );
    await notify(trx, jobs, {
      communityId,
      to: before.unsure,
      kind: "changed",
      once: `group.${meetingId}.${once}.moved`,
      message: "groups.moved",
      values: { name: after.name, when: { start: after.start, end: after.end } },
      path: `/groups/${meetingId}`,
      private: after.private,
    });
  } else if (changes.place) await announced("changed", [...staying, ...before.sure]);
}
