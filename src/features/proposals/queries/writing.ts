import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { blocked } from "../../blocks/between.ts";
import type { Stretch } from "../../meetings/occupancy.ts";
import type { Offer } from "../offer.ts";

export interface Standing {
  paused: boolean;
  blocked: boolean;
  /** The member has declined a proposal of theirs on this request. */
  declined: boolean;
}

/** How a provider stands to a request; null when they are no provider (any more). */
export async function standingOf(
  trx: Scoped,
  providerId: string | null,
  request: { id: string; memberId: string },
): Promise<Standing | null> {
  const { rows } = await sql<Standing>`
    select v.paused_at is not null as paused,
      ${blocked(sql`v.person_id`, sql`${request.memberId}::uuid`)} as blocked,
      exists (select from proposals o
        where o.request_id = ${request.id} and o.provider_id = v.person_id and o.state = 'declined') as declined
    from providers v join people p on p.id = v.person_id
    where v.person_id = ${providerId} and p.archived_at is null`.execute(trx);
  return rows[0] ?? null;
}

interface NewProposal extends Offer {
  id: string;
  communityId: string;
  requestId: string;
  providerId: string;
  heldUntil: Temporal.Instant | null;
  at: Temporal.Instant;
}

/** Writes a proposal; false when this provider has a live one on the request already, which the index decides. */
export async function insertProposal(trx: Scoped, proposal: NewProposal): Promise<boolean> {
  const row = await trx
    .insertInto("proposals")
    .values({
      community_id: proposal.communityId,
      id: proposal.id,
      request_id: proposal.requestId,
      provider_id: proposal.providerId,
      ...columnsOf(proposal),
      created_at: proposal.at,
      changed_at: proposal.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) return false;
  await insertTimes(trx, proposal.communityId, proposal.id, proposal.times);
  return true;
}

/** Gives an open proposal, whose row the caller has locked, its next version. */
export async function updateProposal(
  trx: Scoped,
  proposal: Omit<NewProposal, "requestId" | "providerId">,
): Promise<void> {
  await trx
    .updateTable("proposals")
    .set((eb) => ({ ...columnsOf(proposal), version: eb("version", "+", 1), changed_at: proposal.at }))
    .where("id", "=", proposal.id)
    .execute();
  await trx.deleteFrom("proposal_times").where("proposal_id", "=", proposal.id).execute();
  await insertTimes(trx, proposal.communityId, proposal.id, proposal.times);
}

const columnsOf = (proposal: Offer & { heldUntil: Temporal.Instant | null }) => ({
  text: proposal.text,
  format_id: proposal.formatId,
  location_id: proposal.locationId,
  minutes: proposal.minutes,
  price: proposal.price.minor,
  currency: proposal.price.currency,
  held_until: proposal.heldUntil,
});

async function insertTimes(
  trx: Scoped,
  communityId: string,
  proposalId: string,
  times: readonly Stretch[],
): Promise<void> {
  await sql`
    insert into proposal_times (community_id, proposal_id, starts_at, ends_at)
    select ${communityId}::uuid, ${proposalId}::uuid, to_timestamp(s.start * 60.0), to_timestamp(s.until * 60.0)
    from unnest(${times.map(({ start }) => start)}::int[], ${times.map(({ end }) => end)}::int[]) as s (start, until)
  `.execute(trx);
}

/** Somebody has answered: nobody needs to be told that nobody did. The caller has locked the request. */
export async function noteAnswered(trx: Scoped, requestId: string): Promise<void> {
  await sql`update support_requests set answer_by = null where id = ${requestId} and answer_by is not null`.execute(
    trx,
  );
}

/** What lies in a stretch of somebody's time already. */
export interface Clash {
  /** The start of the stretch, in epoch minutes. */
  start: number;
  /** What it is: a meeting, with whom when that is known; or a time held by another proposal, with its request's subject. */
  kind: "meeting" | "proposal";
  name: string;
}

/** What of the provider's own lies in each of these stretches, but for what one proposal holds. */
export async function clashesWith(
  trx: Scoped,
  providerId: string,
  proposalId: string,
  stretches: readonly Stretch[],
): Promise<Clash[]> {
  const { rows } = await sql<Clash>`
    select distinct on (s.start) s.start, case when c.meeting_id is null then 'proposal' else 'meeting' end as kind,
      coalesce(nullif(m.name, ''), f.name, r.subject, '') as name
    from unnest(${stretches.map(({ start }) => start)}::int[], ${stretches.map(({ end }) => end)}::int[]) as s (start, until)
    join occupancy c on c.person_id = ${providerId} and c.proposal_id is distinct from ${proposalId}::uuid
      and c.ends_at > to_timestamp(s.start * 60.0) and c.starts_at < to_timestamp(s.until * 60.0)
    left join meetings m on m.id = c.meeting_id
    left join formats f on f.id = m.format_id
    left join proposals o on o.id = c.proposal_id
    left join support_requests r on r.id = o.request_id
    order by s.start, c.starts_at`.execute(trx);
  return rows;
}
