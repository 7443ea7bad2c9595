import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { minuteSql, spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import type { Money } from "#platform/money.ts";
import { blocked } from "../blocks/between.ts";

export type ProposalState = "open" | "withdrawn" | "declined" | "accepted" | "not_chosen";

export interface ProposalPerson {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  /** IANA zone in which they read times; null is the community's. */
  zone: string | null;
}

/** A time that is offered. Epoch minutes. */
export interface OfferedTime {
  start: number;
  end: number;
  /** Kept free for the member. */
  held: boolean;
  /** Something else of the provider's lies there. */
  taken: boolean;
  /** Something of the member's own lies there. */
  memberBusy: boolean;
}

export interface Proposal {
  id: string;
  state: ProposalState;
  version: number;
  text: string;
  minutes: number;
  price: Money;
  /** Epoch minutes; null when nothing is held. */
  heldUntil: number | null;
  request: { id: string; subject: string; state: "open" | "accepted" | "closed" | "expired" };
  format: { id: string; name: string; ways: string[] };
  location: { id: string; name: string; way: string; details: string } | null;
  provider: ProposalPerson & { bio: string };
  member: ProposalPerson;
  times: OfferedTime[];
  /** One of the two blocked the other. */
  blocked: boolean;
}

const person = sql`p.id, p.first_name, p.last_name, p.email, a.zone`;

/** Proposals `o` on requests `r`, as they are shown, oldest first. */
const whole = (where: RawBuilder<unknown>) => sql<Proposal>`
  select o.id, o.state, o.version, o.text, o.minutes, json_build_object('minor', o.price, 'currency', o.currency) as price,
    ${minuteSql("o.held_until")} as "heldUntil",
    ${blocked(sql`o.provider_id`, sql`r.member_id`)} as blocked,
    json_build_object('id', r.id, 'subject', r.subject, 'state', r.state) as request,
    json_build_object('id', f.id, 'name', f.name, 'ways', f.ways) as format,
    (select row_to_json(x) from (
      select l.id, l.name, l.way, l.details from locations l where l.id = o.location_id) x) as location,
    (select row_to_json(x) from (
      select ${person}, v.bio from people p join providers v on v.person_id = p.id left join accounts a on a.id = p.account_id
      where p.id = o.provider_id) x) as provider,
    (select row_to_json(x) from (
      select ${person} from people p left join accounts a on a.id = p.account_id where p.id = r.member_id) x) as member,
    (select coalesce(json_agg(x order by x.start), '[]') from (
      select ${spanSql("t")},
        exists (select from occupancy c where c.proposal_id = o.id and c.starts_at = t.starts_at) as held,
        exists (select from occupancy c where c.person_id = o.provider_id and c.proposal_id is distinct from o.id
          and c.ends_at > t.starts_at and c.starts_at < t.ends_at) as taken,
        exists (select from occupancy c where c.person_id = r.member_id and c.proposal_id is distinct from o.id
          and c.ends_at > t.starts_at and c.starts_at < t.ends_at) as "memberBusy"
      from proposal_times t where t.proposal_id = o.id) x) as times
  from proposals o
  join support_requests r on r.id = o.request_id
  join formats f on f.id = o.format_id
  where ${where}
  order by o.created_at, o.id`;

/** Says of a proposal `o` on `r` that it is this person's business: theirs, or on their request, and nobody blocked the other before it was accepted. */
export const parties = (person: string | null) => sql<boolean>`(
  (o.provider_id = ${person} or r.member_id = ${person})
  and (o.state = 'accepted' or not ${blocked(sql`o.provider_id`, sql`r.member_id`)}))`;

/** A proposal, found through the actor: its provider, the request's member, and coordinators. For anybody else there is none. */
export async function proposalFor(trx: Scoped, actor: Actor, id: string): Promise<Proposal | null> {
  if (!isId(id)) return null;
  const staff = actor.roles.has("coordinator");
  const { rows } = await whole(sql`o.id = ${id} and (${staff} or ${parties(actor.id)})`).execute(trx);
  return rows[0] ?? null;
}

/** What became of a request's proposals, for its member alone; withdrawn ones and those of people they have nothing to do with stay out. */
export async function proposalsOn(trx: Scoped, actor: Actor, requestId: string): Promise<Proposal[]> {
  const { rows } = await whole(sql`
    o.request_id = ${requestId} and r.member_id = ${actor.id} and o.state <> 'withdrawn' and ${parties(actor.id)}
    and exists (select from people p where p.id = o.provider_id and (p.archived_at is null or o.state = 'accepted'))
  `).execute(trx);
  return rows;
}

/** The actor's own latest proposal on each of these requests. */
export async function ownProposals(
  trx: Scoped,
  actor: Actor,
  requestIds: readonly string[],
): Promise<Proposal[]> {
  const { rows } = await whole(sql`
    o.provider_id = ${actor.id} and o.request_id = any(${requestIds}::uuid[]) and ${parties(actor.id)}
    and not exists (
      select from proposals later where later.request_id = o.request_id and later.provider_id = o.provider_id
        and (later.created_at, later.id) > (o.created_at, o.id))`).execute(trx);
  return rows;
}

/** An accepted proposal that its two people can go on with: the actor is one of them, and neither blocked the other. Else null. */
export async function acceptedProposalFor(trx: Scoped, actor: Actor, id: string): Promise<Proposal | null> {
  if (!isId(id)) return null;
  const { rows } = await whole(sql`o.id = ${id} and o.state = 'accepted'
    and (o.provider_id = ${actor.id} or r.member_id = ${actor.id})
    and not ${blocked(sql`o.provider_id`, sql`r.member_id`)}`).execute(trx);
  return rows[0] ?? null;
}

/** A proposal for the process itself, after its row was locked and written. */
export async function wholeProposal(trx: Scoped, id: string): Promise<Proposal> {
  const { rows } = await whole(sql`o.id = ${id}`).execute(trx);
  const [proposal] = rows;
  if (!proposal) throw new Error("a locked proposal is there");
  return proposal;
}
