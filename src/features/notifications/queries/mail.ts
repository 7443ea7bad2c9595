import { sql } from "kysely";
import type { Database } from "#platform/database/connection.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { holds, type Listing, listing, type Wanted } from "../../admin/index.ts";

/** Mail of a community, seen from inside one, and mail that belongs to none. Both are sent the same way. */
export type MailTable = "mails" | "account_mails";

export interface MailToSend {
  to_address: string;
  subject: string;
  body_text: string;
  body_html: string;
  calendar: string | null;
  calendar_method: string | null;
  message_id: string;
  discreet: boolean;
}

/** The mail, held until the transaction ends; "held" when another worker has it now, null when there is nothing to send. */
export async function holdMail(
  trx: Database,
  table: MailTable,
  id: string,
): Promise<MailToSend | "held" | null> {
  const inside =
    table === "mails"
      ? sql`calendar, calendar_method, discreet`
      : sql`null as calendar, null as calendar_method, false as discreet`;
  const { rows } = await sql<MailToSend>`
    select to_address, subject, body_text, body_html, message_id, ${inside}
    from ${sql.table(table)} where id = ${id} and state = 'queued' for update skip locked
  `.execute(trx);
  if (rows[0]) return rows[0];
  const held = await sql`select from ${sql.table(table)} where id = ${id} and state = 'queued'`.execute(trx);
  return held.rows.length > 0 ? "held" : null;
}

export async function noteSent(trx: Database, table: MailTable, id: string): Promise<void> {
  await sql`
    update ${sql.table(table)} set state = 'sent', sent_at = now(), attempts = attempts + 1, last_error = null
    where id = ${id}
  `.execute(trx);
}

export async function noteFailure(
  trx: Database,
  table: MailTable,
  id: string,
  failure: { error: string; state: "queued" | "failed" },
): Promise<void> {
  await sql`
    update ${sql.table(table)} set state = ${failure.state}, attempts = attempts + 1, last_error = ${failure.error}
    where id = ${id}
  `.execute(trx);
}

/** A transaction usually may not wait for the outside world; the one that hands a letter over may, this long. */
export async function allowWaiting(trx: Database, milliseconds: number): Promise<void> {
  await sql`select set_config('idle_in_transaction_session_timeout', ${String(milliseconds)}, true)`.execute(
    trx,
  );
}

export type MailState = "queued" | "sent" | "failed";

export interface MailRow {
  readonly id: string;
  readonly to: string;
  /** null where it is nobody's business but its reader's. */
  readonly subject: string | null;
  readonly state: MailState;
  readonly attempts: number;
  readonly error: string | null;
  readonly at: Temporal.Instant;
}

export interface MailSearch extends Wanted {
  readonly state: MailState | "any";
}

/** What staff of a community may know of anyway. Of everything else even the subject says too much, so it is not searched either. */
const open = sql`(kind like 'meeting.%' or kind in ('booked', 'changed', 'cancelled', 'reminder')) and subject <> ''`;
const subject = sql`case when ${open} then subject end`;

/** A community's mail by what is in its address, or in a subject that is shown; the newest first. */
export function searchMail(trx: Scoped, { q, page, state }: MailSearch): Promise<Listing<MailRow>> {
  return listing(page, async (limit, offset) => {
    // Ids are in the order in which mails were written.
    const { rows } = await sql<MailRow & { total: number }>`
      select id, to_address as "to", ${subject} as subject, state, attempts, last_error as error, created_at as at,
        count(*) over ()::int as total
      from mails
      where ${state === "any" ? sql`true` : sql`state = ${state}`} and ${holds(sql`concat_ws(' ', to_address, ${subject})`, q)}
      order by id desc limit ${limit} offset ${offset}
    `.execute(trx);
    return rows;
  });
}

export async function countFailed(trx: Scoped): Promise<number> {
  const { count } = await trx
    .selectFrom("mails")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("state", "=", "failed")
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Puts a mail that did not arrive back in line; false when there is none such, or its words are gone. */
export async function queueAgain(trx: Scoped, id: string): Promise<boolean> {
  const row = await trx
    .updateTable("mails")
    .set({ state: "queued" })
    .where("id", "=", id)
    .where("state", "<>", "sent")
    .where("body_text", "<>", "")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}
