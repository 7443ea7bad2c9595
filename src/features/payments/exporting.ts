import { sql } from "kysely";
import { type Exporter, isoSql, moneySql } from "../exports/exporter.ts";

/** What somebody paid, is to pay, and got back. Amounts are in minor units: cents, yen, fils. */
export const exportPayments: readonly Exporter[] = [
  {
    part: "payments",
    about: "exports.part.payments",
    covers: ["payments.payer_id"],
    rows: ({ personId }) => sql`
      select p.id, p.meeting_id as "meetingId", p.reference, p.method, ${moneySql("p.amount", "p.currency")} as amount,
        p.created_at as "at", p.paid_at as "paidAt", p.ended_at as "endedAt",
        case when p.refund_wanted_at is not null then ${moneySql("p.refund_amount", "p.currency")} end as refund,
        p.refund_wanted_at as "refundWantedAt", p.refunded_at as "refundedAt", p.refund_reason as "refundReason",
        (select coalesce(json_agg(json_build_object('at', ${isoSql("e.at")}, 'what', e.kind) order by e.at, e.id), '[]')
          from payment_events e where e.payment_id = p.id) as events
      from payments p where p.payer_id = ${personId} order by p.created_at, p.id`,
  },
];
