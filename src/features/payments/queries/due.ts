import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { DueFacts } from "../rules.ts";
import { duePayBy, dueState } from "./holding.ts";

/** What costs something, as the one who pays for it sees it: a meeting of two, or their place in a group. */
export interface Due {
  readonly meetingId: string;
  readonly payerId: string;
  readonly isGroup: boolean;
  readonly state: DueFacts["state"];
  readonly name: string;
  readonly format: string;
  readonly provider: { readonly firstName: string; readonly lastName: string; readonly email: string };
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
  /** Minor units; of a place that does not wait for its payment what was asked for it last. */
  readonly price: number;
  readonly currency: string;
  readonly payBy: Temporal.Instant | null;
  /** What the accepted proposal said, where there is one. */
  readonly proposed: { readonly minor: number; readonly currency: string } | null;
}

/**
 * What somebody has to pay for a meeting, or began to pay for a place in a group, found through who pays. For anybody else, and
 * where nothing is to be paid, null.
 */
export async function dueFor(trx: Scoped, actor: Actor, meetingId: string): Promise<Due | null> {
  const { rows } = await sql<Due>`
    select m.id as "meetingId", r.person_id as "payerId", m.seats is not null as "isGroup", ${dueState} as state, m.name,
      f.name as format, coalesce(x.amount, m.price) as price, coalesce(x.currency, m.currency) as currency, ${duePayBy} as "payBy",
      ${spanSql("m")},
      json_build_object('firstName', p.first_name, 'lastName', p.last_name, 'email', p.email) as provider,
      (select json_build_object('minor', o.price, 'currency', o.currency) from proposals o where o.id = m.proposal_id) as proposed
    from meetings m
    join registrations r on r.meeting_id = m.id and r.person_id = ${actor.id}
    join formats f on f.id = m.format_id
    join people p on p.id = m.provider_id
    left join lateral (
      select y.amount, y.currency from payments y
      where m.seats is not null and r.state <> 'unpaid' and y.meeting_id = m.id and y.payer_id = r.person_id
      order by y.id desc limit 1) x on true
    where m.id = ${meetingId}
      and case when m.seats is null then m.price > 0 else r.state = 'unpaid' or x.amount is not null end`.execute(
    trx,
  );
  return rows[0] ?? null;
}
