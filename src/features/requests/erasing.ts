import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { touch } from "#platform/live/touch.ts";
import type { Eraser, Leaving } from "../erasure/eraser.ts";
import { freeHolds, lockTimes } from "../meetings/occupancy.ts";
import { endProposals } from "../proposals/ending.ts";
import { record as recordProposal } from "../proposals/history.ts";
import { settle } from "../proposals/queries/settling.ts";
import { record } from "./history.ts";
import { touchLists } from "./opening.ts";
import { endRequest } from "./queries.ts";

/** Stands where somebody who left had written something. */
const nothing = "—";

/**
 * Closes what somebody asked for and takes back what they offered, both with their words, also where they were answered already. The
 * times their proposals held are free.
 */
export const eraseAsking: Eraser = async (trx, jobs, leaving) => {
  const { communityId, personId, now } = leaving;
  const { asked, offered, rivals } = await held(trx, personId);
  // With those with whom a time is kept for them: after the first row of a meeting it is too late to wait for anybody's times.
  await lockTimes(trx, [personId, ...rivals, ...(await keptWith(trx, personId))]);
  for (const id of asked) {
    await endRequest(trx, id, "closed", now);
    await record(trx, { communityId, requestId: id, kind: "closed", by: null, at: now });
    await endProposals(trx, jobs, { communityId, requestId: id, to: "not_chosen", now });
    await touchLists(trx, { communityId, memberId: personId, id });
  }
  for (const { id, requestId, memberId } of offered) {
    await freeHolds(trx, [id]);
    await settle(trx, id, "withdrawn", now);
    const entry = { communityId, id: newId(), requestId, proposalId: id, by: null, at: now };
    await recordProposal(trx, { ...entry, kind: "withdrawn" });
    await touch(trx, {
      communityId,
      people: [memberId],
      roles: ["provider"],
      about: ["requests", `request:${requestId}`, `proposal:${id}`],
    });
  }
  await takeWords(trx, leaving);
};

interface Offered {
  id: string;
  requestId: string;
  memberId: string;
}

/** What is open of theirs, locked in the order in which everybody does: requests, then proposals. */
async function held(trx: Scoped, personId: string) {
  const requests = await sql<{ id: string; member_id: string }>`
    select r.id, r.member_id from support_requests r
    where r.state = 'open' and (r.member_id = ${personId} or exists (
      select from proposals o where o.request_id = r.id and o.provider_id = ${personId} and o.state = 'open'))
    order by r.id for update of r`.execute(trx);
  const asked = requests.rows.filter(({ member_id }) => member_id === personId).map(({ id }) => id);
  const proposals = await sql<Offered & { provider_id: string }>`
    select o.id, o.request_id as "requestId", r.member_id as "memberId", o.provider_id
    from proposals o join support_requests r on r.id = o.request_id
    where o.state = 'open' and (o.provider_id = ${personId} or o.request_id = any(${asked}::uuid[]))
    order by o.id for update of o`.execute(trx);
  return {
    asked,
    offered: proposals.rows.filter(({ provider_id }) => provider_id === personId),
    rivals: proposals.rows.map(({ provider_id }) => provider_id),
  };
}

/** The providers with whom a time is kept for this person while they wait. */
async function keptWith(trx: Scoped, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select offered_provider_id as id from waits where person_id = ${personId} and state = 'offered'`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

async function takeWords(trx: Scoped, { personId }: Leaving): Promise<void> {
  await sql`
    delete from request_experiences where request_id in (select id from support_requests where member_id = ${personId})`.execute(
    trx,
  );
  await sql`
    update support_requests set subject = ${nothing}, description = ${nothing}, time_note = '', windows = '{}', flexible = true,
      gender_id = null, age = null
    where member_id = ${personId} and description <> ${nothing}`.execute(trx);
  await sql`
    update proposals set text = ${nothing} where provider_id = ${personId} and text <> ${nothing}`.execute(
    trx,
  );
  // Earlier versions of a proposal stand in its history.
  await sql`
    update request_events set detail = '{}' where detail <> '{}' and (by_person = ${personId}
      or proposal_id in (select id from proposals where provider_id = ${personId}))`.execute(trx);
}
