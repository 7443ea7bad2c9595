import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { notify } from "../notifications/notify.ts";
import { endProposals } from "../proposals/ending.ts";
import { record } from "./history.ts";
import { touchLists } from "./opening.ts";
import { endRequest, lockRequest } from "./queries.ts";

export interface DueRequest {
  readonly communityId: CommunityId;
  readonly id: string;
  readonly now: Temporal.Instant;
}

/** Ends an open request whose time is over and tells its member, who can open it again. Does nothing to any other. */
export async function expire(trx: Scoped, jobs: Jobs, { communityId, id, now }: DueRequest): Promise<void> {
  const request = await lockRequest(trx, id);
  if (request?.state !== "open" || !(await isOver(trx, id, now))) return;
  await endRequest(trx, id, "expired", now);
  await record(trx, { communityId, requestId: id, kind: "expired", by: null, at: now });
  await endProposals(trx, jobs, { communityId, requestId: id, to: "not_chosen", now });
  await notify(trx, jobs, {
    communityId,
    to: [request.memberId],
    kind: "request",
    once: `requests.expired.${id}.${request.version}`,
    message: "requests.expired",
    path: `/requests/${id}`,
  });
  await touchLists(trx, { communityId, memberId: request.memberId, id });
}

async function isOver(trx: Scoped, id: string, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`select from support_requests where id = ${id} and expires_at <= ${now}`.execute(
    trx,
  );
  return rows.length === 1;
}
