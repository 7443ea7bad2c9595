import { sql } from "kysely";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { currentCommunity } from "../communities/load.ts";
import { notify } from "../notifications/notify.ts";
import type { DueRequest } from "./expiring.ts";
import { record } from "./history.ts";
import { touchLists } from "./opening.ts";
import { lockRequest, ownRequest } from "./queries.ts";
import { soonerTimes } from "./sooner.ts";
import { tellAll } from "./telling.ts";

/**
 * When nobody answered in time: all providers are told, the coordinators are, and the member hears of the nearest free time that
 * can be booked at once. Once for each opening of a request; one that has a proposal by now is left alone.
 */
export async function widen(trx: Scoped, jobs: Jobs, { communityId, id, now }: DueRequest): Promise<void> {
  const locked = await lockRequest(trx, id);
  if (locked?.state !== "open") return;
  const due = await stopWaiting(trx, id, now);
  if (!due || due.answered) return;
  const community = await currentCommunity(trx, communityId);
  const request = await ownRequest(trx, locked.memberId, id);
  if (!request || !community.settings.modules.requests) return;
  const { memberId } = locked;

  const told = await tellAll(trx, jobs, { community, request, opened: due.opened, now });
  const sooner = await soonerTimes(trx, { community, memberId, now: minuteOf(now) });
  const [nearest] = sooner?.starts ?? [];
  const occasion = { communityId, kind: "request", path: `/requests/${id}` } as const;
  await notify(trx, jobs, {
    ...occasion,
    to: await coordinatorsOf(trx, memberId),
    once: `requests.unanswered.${id}.${due.opened}`,
    message: "requests.unanswered",
    path: "/admin/requests",
  });
  await notify(trx, jobs, {
    ...occasion,
    to: [memberId],
    once: `requests.waiting.${id}.${due.opened}`,
    ...(sooner && nearest !== undefined
      ? { message: "requests.sooner", values: { when: { start: nearest, end: nearest + sooner.minutes } } }
      : { message: "requests.waiting" }),
  });
  await record(trx, { communityId, requestId: id, kind: "widened", by: null, at: now, detail: { told } });
  await touchLists(trx, { communityId, memberId, id });
}

interface Wait {
  readonly answered: boolean;
  /** The version with which the request was opened last. */
  readonly opened: number;
}

/** Ends the wait for an answer if its time has come; null when it has not. */
async function stopWaiting(trx: Scoped, id: string, now: Temporal.Instant): Promise<Wait | null> {
  const answered = sql<boolean>`exists (select from proposals p where p.request_id = r.id and p.state = 'open')`;
  const { rows } = await sql<Wait>`
    update support_requests r set answer_by = null,
      widened_at = case when ${answered} then widened_at else ${now}::timestamptz end
    where r.id = ${id} and r.answer_by <= ${now}
    returning ${answered} as answered, coalesce((
      select (e.detail ->> 'opened')::int from request_events e
      where e.request_id = r.id and e.detail ? 'opened' order by e.at desc, e.id desc limit 1), 1) as opened`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** Who looks after the community; who asks for support themself is not told as its coordinator. */
async function coordinatorsOf(trx: Scoped, memberId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from people where community_id = current_community() and 'coordinator' = any(roles)
      and archived_at is null and id <> ${memberId} order by id`.execute(trx);
  return rows.map(({ id }) => id);
}
