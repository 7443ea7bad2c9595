import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import type { Community } from "../communities/community.ts";
import { type RequestEvent, record } from "./history.ts";
import { ownRequest } from "./queries.ts";
import { tellBest } from "./telling.ts";

/** How many requests of one member are open at once. */
export const mostOpen = 5;

/** By when somebody should have answered what is opened now, and until when it stays open. */
export function deadlines(
  { settings }: Pick<Community, "settings">,
  now: Temporal.Instant,
): { answerBy: Temporal.Instant; expiresAt: Temporal.Instant } {
  return {
    answerBy: now.add({ minutes: settings.answerMinutes }),
    expiresAt: now.add({ hours: 24 * settings.requestDays }),
  };
}

interface Opened {
  readonly community: Community;
  readonly memberId: string;
  readonly id: string;
  readonly kind: Extract<RequestEvent, "asked" | "reopened">;
  /** The version with which it is open now. */
  readonly version: number;
  readonly now: Temporal.Instant;
}

/** Lets the providers whom it suits best know of a request that was just opened, and writes down how many they were. */
export async function announce(trx: Scoped, jobs: Jobs, opened: Opened): Promise<void> {
  const { community, memberId, id, kind, version, now } = opened;
  const request = await ownRequest(trx, memberId, id);
  if (!request) throw new Error("an opened request is found by its member");
  const told = await tellBest(trx, jobs, { community, request, opened: version, now });
  await record(trx, {
    communityId: community.id,
    requestId: id,
    kind,
    by: memberId,
    at: now,
    detail: { told, opened: version },
  });
  await touchLists(trx, { communityId: community.id, memberId, id });
}

/** Has the lists of providers and the member's own pages look again. */
export async function touchLists(
  trx: Scoped,
  { communityId, memberId, id }: { communityId: string; memberId: string; id: string },
): Promise<void> {
  await touch(trx, {
    communityId,
    people: [memberId],
    roles: ["provider"],
    about: ["requests", `request:${id}`],
  });
}
