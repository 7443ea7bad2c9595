import type pg from "pg";
import type { Book } from "../support/stripe/book.ts";
import type { Case } from "./webhooks.ts";

interface Line {
  readonly meetingId: string;
  /** How the meeting stands, or the payer's place in it. */
  readonly state: string;
  /** Of each payment, the first begun first. */
  readonly payments: readonly { paid: boolean; back: boolean; wanted: number | null }[];
  /** How often it was written down that a payment was paid, that it is to go back, that it went back: the most of any. */
  readonly most: number;
  /** How many notices were kept. */
  readonly notices: number;
  /** People who were told more than once of one refund. */
  readonly told: number;
  /** Of the others in a group: places that are not sure any more, and payments of which something became known. */
  readonly touched: number;
}

export type Books = ReadonlyMap<string, Line>;

/** What the application's database says of what this person pays, apart from what it answered. */
export async function booksOf(client: pg.Pool, cases: readonly Case[], payerId: string): Promise<Books> {
  const { rows } = await client.query<Line>(
    `select m.id as "meetingId",
       case when m.seats is null then m.state when r.state = 'registered' then 'final' else r.state end as state,
       (select json_agg(json_build_object('paid', p.paid_at is not null,
          'back', p.refunded_at is not null and p.refund_failed_at is null, 'wanted', p.refund_amount) order by p.id)
        from payments p where p.meeting_id = m.id and p.payer_id = $2) as payments,
       (select coalesce(max(n), 0)::int from (
          select count(*) as n from payment_events e join payments p on p.id = e.payment_id
          where p.meeting_id = m.id and p.payer_id = $2 and e.kind in ('paid', 'refund_wanted', 'refunded') group by e.payment_id, e.kind) x) as most,
       (select count(*)::int from payment_notices n join payments p on p.id = n.payment_id where p.meeting_id = m.id and p.payer_id = $2) as notices,
       (select count(*)::int from (
          select 1 from notifications t where t.path in ('/meetings/' || m.id, '/meetings/' || m.id || '/pay') and t.message = 'payments.refunded'
          group by t.person_id, t.once having count(*) > 1) x) as told,
       (select count(*)::int from registrations o where o.meeting_id = m.id and o.person_id <> $2 and o.state <> 'registered')
         + (select count(*)::int from payments p where p.meeting_id = m.id and p.payer_id <> $2
             and (num_nonnulls(p.refund_reason, p.refund_wanted_at, p.refunded_at, p.ended_at) > 0
               or exists (select from payment_events e where e.payment_id = p.id))) as touched
     from meetings m join registrations r on r.meeting_id = m.id and r.person_id = $2 where m.id = any($1::uuid[])`,
    [cases.map(({ meetingId }) => meetingId), payerId],
  );
  return new Map(rows.map((line) => [line.meetingId, line]));
}

interface Verdict {
  readonly lost: number;
  readonly doubled: number;
  readonly faults: readonly string[];
}

/** Holds what is stored against what the card service has in its own books: one end state, and money and meeting agree. */
export function judge(cases: readonly Case[], books: Books, book: Book): Verdict {
  const faults: string[] = [];
  const ends = new Map<string, number>();
  let [lost, doubled] = [0, 0];
  for (const { meetingId, cancelled, intents, notices, order } of cases) {
    const line = books.get(meetingId);
    if (!line) {
      lost += 1;
      continue;
    }
    const [kept, given] = intents.map((intent) => book.refundsOf(intent));
    const refunds = [kept?.length ?? 0, given?.length ?? 0];
    const end = JSON.stringify([line.state, line.payments, refunds]);
    ends.set(end, (ends.get(end) ?? 0) + 1);
    const balance = 9000 - [...(kept ?? []), ...(given ?? [])].reduce((sum, { amount }) => sum + amount, 0);
    const due = line.state === "final" ? 4500 : 0;
    if (balance !== due) faults.push(`${order.join("")}: ${line.state}, and ${balance} was kept`);
    if ((line.state === "final") !== (cancelled === "never")) faults.push(`${order.join("")}: ${line.state}`);
    if (line.touched > 0) faults.push(`${order.join("")}: somebody else's place was touched`);
    // What the worker gives back brings notices of its own.
    if (line.notices < notices.length) lost += notices.length - line.notices;
    if (line.most > 1 || line.told > 0 || refunds.some((count) => count > 1)) doubled += 1;
  }
  if (ends.size !== 1)
    faults.push(
      `${ends.size} end states: ${[...ends].map(([end, count]) => `${count} of ${end}`).join(", ")}`,
    );
  if (lost > 0) faults.push(`${lost} lost`);
  if (doubled > 0) faults.push(`${doubled} doubled`);
  return { lost, doubled, faults: faults.slice(0, 10) };
}
