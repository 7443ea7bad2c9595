import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";

/** A meeting that costs something, as the one who pays for it sees it. */
export interface Due {
  readonly meetingId: string;
  readonly state: "pending" | "unpaid" | "final" | "cancelled";
  readonly name: string;
  readonly format: string;
  readonly provider: { readonly firstName: string; readonly lastName: string; readonly email: string };
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
  /** Minor units. */
  readonly price: number;
  readonly currency: string;
  readonly payBy: Temporal.Instant | null;
  /** What the accepted proposal said, where there is one. */
  readonly proposed: { readonly minor: number; readonly currency: string } | null;
}

/** What somebody has to pay for a meeting, found through who pays. For anybody else, and where nothing is to be paid, null. */
export async function dueFor(trx: Scoped, actor: Actor, meetingId: string): Promise<Due | null> {
  const { rows } = await sql<Due>`
    select m.id as "meetingId", m.state, m.name, f.name as format, m.price, m.currency, m.pay_by as "payBy",
      (extract(epoch from m.starts_at) / 60)::int as start, (extract(epoch from m.ends_at) / 60)::int as "end",
      json_build_object('firstName', p.first_name, 'lastName', p.last_name, 'email', p.email) as provider,
      (select json_build_object('minor', o.price, 'currency', o.currency) from proposals o where o.id = m.proposal_id) as proposed
    from meetings m
    join formats f on f.id = m.format_id
    join people p on p.id = m.provider_id
    where m.id = ${meetingId} and m.price > 0
      and exists (select from registrations r where r.meeting_id = m.id and r.person_id = ${actor.id})`.execute(
    trx,
  );
  return rows[0] ?? null;
}
