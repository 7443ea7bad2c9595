import { minuteOf } from "#platform/clock.ts";
import { type CommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { touch } from "#platform/live/touch.ts";
import { witnesses } from "./queries/door.ts";
import { lockRoster, say } from "./queries/roster.ts";
import { settledBy, unsettled } from "./queries/settling.ts";
import { followed } from "./rules.ts";

/**
 * Writes down what follows from clicks and was said by nobody: who went in came, as soon as the meeting is over. Of a meeting in a room
 * of ours that somebody who gives it went into, who never did has not come, a day later. Of any other nobody guesses.
 */
export async function keepAttendance(platform: Platform, communityId: CommunityId): Promise<void> {
  const { db, clock } = platform;
  const now = clock.now();
  const ids = await inCommunity(db, communityId, (trx) => unsettled(trx, now));
  // One transaction each, with the meeting's row first, as everybody does who changes its registrations.
  for (const id of ids)
    await inCommunity(db, communityId, (trx) => settle(trx, { communityId, meetingId: id, now }));
}

interface Due {
  communityId: string;
  meetingId: string;
  now: Temporal.Instant;
}

async function settle(trx: Scoped, { communityId, meetingId, now }: Due): Promise<void> {
  const lines = await lockRoster(trx, meetingId);
  const meeting = await settledBy(trx, meetingId);
  if (!meeting) return;
  const open = lines.filter(({ attendance, saidBy }) => attendance === null && saidBy === null);
  const settled: string[] = [];
  for (const attendance of ["attended", "no_show"] as const) {
    const ids = open
      .filter((line) => followed(line, meeting, minuteOf(now)) === attendance)
      .map(({ id }) => id);
    if (ids.length === 0) continue;
    await say(trx, { communityId, meetingId, people: ids, attendance, by: null, now });
    settled.push(...ids);
  }
  if (settled.length === 0) return;
  const people = await witnesses(trx, meetingId, settled);
  await touch(trx, { communityId, people, about: [`meeting:${meetingId}`] });
}
