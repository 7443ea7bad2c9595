import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import type { Version } from "../changes.ts";
import type { ProposalState } from "../queries.ts";

/** Ids that never change, read without a lock so that the locks can be taken in their order. */
export async function requestOf(trx: Scoped, proposalId: string): Promise<string | null> {
  if (!isId(proposalId)) return null;
  const { rows } = await sql<{ request_id: string }>`
    select request_id from proposals where id = ${proposalId}`.execute(trx);
  return rows[0]?.request_id ?? null;
}

export interface LockedProposal {
  id: string;
  providerId: string;
  locationId: string | null;
  state: ProposalState;
  version: number;
}

/** Holds all open proposals on a request whose row is locked, and the one that is spoken of, until the transaction ends. */
export async function lockProposals(
  trx: Scoped,
  requestId: string,
  proposalId: string,
): Promise<LockedProposal[]> {
  const { rows } = await sql<LockedProposal>`
    select id, provider_id as "providerId", location_id as "locationId", state, version from proposals
    where request_id = ${requestId} and (state = 'open' or id = ${proposalId})
    order by id for update`.execute(trx);
  return rows;
}

/** Holds one proposal, after its request's row. */
export async function lockProposal(trx: Scoped, proposalId: string): Promise<LockedProposal | null> {
  const { rows } = await sql<LockedProposal>`
    select id, provider_id as "providerId", location_id as "locationId", state, version from proposals
    where id = ${proposalId} for update`.execute(trx);
  return rows[0] ?? null;
}

/** Gives a proposal its last state. It holds no times any more; freeing them is the caller's. */
export async function settle(
  trx: Scoped,
  proposalId: string,
  to: "withdrawn" | "declined" | "accepted",
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    update proposals set state = ${to}, settled_at = ${at}, held_until = null where id = ${proposalId}`.execute(
    trx,
  );
}

/** The request has found its proposal. */
export async function settleRequest(trx: Scoped, requestId: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update support_requests set state = 'accepted', version = version + 1, answer_by = null, changed_at = ${at}
    where id = ${requestId}`.execute(trx);
}

export interface OverdueHold {
  id: string;
  providerId: string;
  requestId: string;
  memberId: string;
}

/** Proposals whose times were held long enough, locked; those that somebody is deciding about wait for the next look. */
export async function lockOverdueHolds(trx: Scoped, now: Temporal.Instant): Promise<OverdueHold[]> {
  const { rows } = await sql<OverdueHold>`
    select o.id, o.provider_id as "providerId", o.request_id as "requestId", r.member_id as "memberId"
    from proposals o join support_requests r on r.id = o.request_id
    where o.held_until <= ${now} order by o.id limit 100 for update of o skip locked`.execute(trx);
  return rows;
}

/** Notes that these proposals hold nothing any more. */
export async function endHolds(trx: Scoped, proposalIds: readonly string[]): Promise<void> {
  await sql`update proposals set held_until = null where id = any(${proposalIds}::uuid[])`.execute(trx);
}

/** A version of a proposal that somebody saw, as it was remembered. Null when there was no such version. */
export async function versionOf(trx: Scoped, proposalId: string, version: number): Promise<Version | null> {
  const { rows } = await sql<{ detail: Version }>`
    select detail from request_events
    where proposal_id = ${proposalId} and kind in ('proposed', 'edited') and (detail ->> 'version')::int = ${version}
    limit 1`.execute(trx);
  return rows[0]?.detail ?? null;
}
