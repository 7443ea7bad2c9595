import { sql } from "kysely";
import { minuteSql, spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { joinedAt } from "../../attendance/queries/meeting.ts";
import { onlyWaited } from "../../attendance/queries/roster.ts";
import { gives } from "../../meetings/inside.ts";
import { nameSql } from "../../people/named.ts";

/** A place in a meeting, with what came of it. */
export interface PlaceLine {
  readonly id: string;
  readonly name: string;
  readonly state: "registered" | "unpaid" | "offered" | "waiting" | "cancelled";
  readonly attendance: "attended" | "no_show" | null;
  /** Epoch minutes. */
  readonly since: number;
  readonly joined: number | null;
  readonly left: number | null;
}

/** A payment for a place, as the one who gives the meeting reads it. */
export interface PaymentOfPlace {
  readonly name: string;
  readonly method: "card" | "desk";
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  /** Epoch minutes; empty while it is not paid, or nothing went back. */
  readonly paid: number | null;
  readonly returned: number | null;
  readonly refund: number | null;
}

/** A meeting as the data of it is about it. */
export interface GivenMeeting {
  readonly id: string;
  readonly name: string;
  readonly type: string | null;
  readonly topic: string;
  readonly focus: string;
  readonly hosts: readonly string[];
  readonly format: string;
  readonly location: string | null;
  readonly group: boolean;
  readonly private: boolean;
  readonly proposalId: string | null;
  readonly state: "pending" | "unpaid" | "final" | "cancelled";
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
  readonly seats: number | null;
  readonly price: { readonly minor: number; readonly currency: string } | null;
  readonly registered: number;
  readonly attended: number;
  readonly noShow: number;
  readonly feedback: number;
  readonly places: readonly PlaceLine[];
  readonly payments: readonly PaymentOfPlace[];
}

/** A meeting that this person gives, with everything that came of it. To everybody else it does not exist here. */
export async function givenMeeting(trx: Scoped, personId: string, id: string): Promise<GivenMeeting | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<GivenMeeting>`
    select m.id, coalesce(nullif(m.name, ''), f.name) as name, o.name as type,
      coalesce(nullif(m.topic, ''), nullif(s.name, ''), s.code, '') as topic, m.focus, f.name as format, l.name as location,
      m.seats is not null as "group", m.private, m.proposal_id as "proposalId", m.state, ${spanSql("m")}, m.seats,
      case when m.price > 0 then json_build_object('minor', m.price, 'currency', m.currency) end as price,
      g.registered, g.attended, g.no_show as "noShow", g.feedback,
      (select json_agg(${nameSql("p")} order by p.id <> m.provider_id, p.first_name, p.id) from given_meetings h
        join people p on p.id = h.person_id where h.meeting_id = m.id) as hosts,
      (select coalesce(json_agg(x order by x.rank, lower(x.name), x.id), '[]') from (
        select p.id, ${nameSql("p")} as name, r.state, r.attendance, ${minuteSql("r.created_at")} as since,
          ${minuteSql(joinedAt)} as joined, case when ${joinedAt} is not null then ${minuteSql("r.left_at")} end as left,
          array_position(array['registered', 'unpaid', 'offered', 'waiting', 'cancelled'], r.state) as rank
        from registrations r join people p on p.id = r.person_id
        where r.meeting_id = m.id and not (r.state = 'cancelled' and ${onlyWaited})) x) as places,
      (select coalesce(json_agg(x order by x.paid, x.id), '[]') from (
        select y.id, ${nameSql("p")} as name, y.method, y.amount, y.currency, ${minuteSql("y.paid_at")} as paid,
          ${minuteSql("y.refunded_at")} as returned, case when y.refunded_at is not null then y.refund_amount end as refund
        from payments y join people p on p.id = y.payer_id
        where y.meeting_id = m.id and y.paid_at is not null) x) as payments
    from meetings m join given_meetings g on g.meeting_id = m.id and g.person_id = ${personId}
    join formats f on f.id = m.format_id left join services s on s.id = m.service_id
    left join profile_options o on o.id = m.experience_id left join locations l on l.id = m.location_id
    where m.id = ${id} and ${gives(personId)}`.execute(trx);
  return rows[0] ?? null;
}
