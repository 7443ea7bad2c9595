import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { notify } from "../notifications/notify.ts";
import type { Ended, Offer } from "./line.ts";

/** Tells somebody that a time is kept for them, and shows its provider that it is taken. */
export async function tellOfOffer(
  trx: Scoped,
  jobs: Jobs,
  offer: Offer & { personId: string },
): Promise<void> {
  const { communityId, waitId, personId, start, end, keptUntil } = offer;
  await notify(trx, jobs, {
    communityId,
    to: [personId],
    kind: "group",
    once: `wait.${waitId}.offered`,
    message: "waits.offered",
    values: { when: { start, end }, until: { start: keptUntil, end: keptUntil } },
    path: `/waits/${waitId}`,
    until: keptUntil,
  });
  await touch(trx, { communityId, people: [personId], about: ["waits", `wait:${waitId}`] });
}

/** Tells somebody that the time they were offered has gone on to the next. */
export async function tellOfEnd(
  trx: Scoped,
  jobs: Jobs,
  { communityId, waitId, personId, start, end }: Ended & { communityId: string; waitId: string },
): Promise<void> {
  await notify(trx, jobs, {
    communityId,
    to: [personId],
    kind: "group",
    once: `wait.${waitId}.ended`,
    message: "waits.expired",
    values: { when: { start, end } },
    path: `/waits/${waitId}`,
  });
  await touch(trx, { communityId, people: [personId], about: ["waits", `wait:${waitId}`] });
}
