import { type RawBuilder, sql } from "kysely";
import type { Database } from "#platform/database/connection.ts";
import { lookMonths } from "../access/kinds.ts";

/** What is kept no longer than its purpose, and for how long: one line for each. Times are the database's. */
interface Retention {
  readonly what: string;
  /** Does away with a number of rows at most. */
  readonly batch: (limit: number) => RawBuilder<unknown>;
}

const gone = (table: string, key: string, when: RawBuilder<unknown>): Retention => ({
  what: table,
  batch: (limit) => sql`
    delete from ${sql.table(table)} where ${when} and ${sql.ref(key)} in (
      select ${sql.ref(key)} from ${sql.table(table)} where ${when} limit ${limit})`,
});

/** That a letter was sent stays known; what it said does not. One that still waits keeps its words. */
const wordless = (table: string, more = sql``): Retention => ({
  what: table,
  batch: (limit) => sql`
    update ${sql.table(table)} set subject = '', body_text = '', body_html = ''${more}
    where id in (
      select id from ${sql.table(table)}
      where created_at < now() - interval '90 days' and state <> 'queued' and body_text <> '' limit ${limit})`,
});

/** Who looked for a time in vain is told apart from others for a day and no longer. */
const apartForADay: Retention = {
  what: "empty_searches",
  batch: (limit) => sql`
    update empty_searches set once = null where id in (
      select id from empty_searches where on_day < current_date - 1 and once is not null limit ${limit})`,
};
const old = sql`now() - make_interval(months => ${sql.lit(lookMonths)})`;

/**
 * Who looked at something is known for two years, and for as long after the thing itself is over. A room is over when it is archived.
 */
const looksOverdue: Retention = gone(
  "staff_looks",
  "id",
  sql`at < ${old} and case kind
    when 'meeting' then not exists (select from meetings m where m.id = staff_looks.record_id and m.ends_at > ${old})
    when 'request' then not exists (
      select from support_requests q where q.id = staff_looks.record_id and (q.state = 'open' or q.changed_at > ${old}))
    when 'proposal' then not exists (
      select from proposals o where o.id = staff_looks.record_id and (o.state = 'open' or o.changed_at > ${old}))
    when 'payment' then not exists (
      select from payments p where p.id = staff_looks.record_id and coalesce(p.refunded_at, p.paid_at, p.created_at) > ${old})
    when 'room' then not exists (
      select from rooms r where r.id = staff_looks.record_id and (r.archived_at is null or r.archived_at > ${old}))
    when 'report' then not exists (
      select from reports r where r.id = staff_looks.record_id and (r.state = 'open' or r.settled_at > ${old}))
    else true end`,
);

/** Inside each community. */
export const inCommunities: readonly Retention[] = [
  gone("booking_drafts", "id", sql`updated_at < now() - interval '1 day'`),
  gone("idempotency_keys", "key", sql`created_at < now() - interval '7 days'`),
  gone("own_copies", "id", sql`asked_at < ${old}`),
  gone("notifications", "id", sql`read_at < now() - interval '180 days'`),
  gone("reminders", "meeting_id", sql`starts_at < now() - interval '30 days'`),
  gone(
    "help_screenshots",
    "id",
    sql`(question_id is null and created_at < now() - interval '1 day' or question_id in (
    select q.id from help_questions q where q.state = 'answered' and q.wrote_at < now() - interval '90 days'))`,
  ),
  gone("help_questions", "id", sql`state = 'answered' and wrote_at < now() - interval '2 years'`),
  looksOverdue,
  wordless("mails", sql`, calendar = null`),
  gone("empty_searches", "id", sql`on_day < current_date - interval '13 months'`),
  apartForADay,
];

/** Of the installation. */
export const everywhere: readonly Retention[] = [
  gone("sessions", "id", sql`expires_at < now()`),
  gone("verifications", "id", sql`expires_at < now()`),
  wordless("account_mails"),
];

/** Does away with some of it; gives how many rows there were. */
export async function sweep(db: Database, { batch }: Retention, limit: number): Promise<number> {
  const { numAffectedRows } = await batch(limit).execute(db);
  return Number(numAffectedRows ?? 0);
}
