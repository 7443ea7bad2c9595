import type { Database } from "#platform/database/connection.ts";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { CalendarMethod } from "./calendar.ts";
import type { Letter } from "./letter.tsx";

export interface OutgoingMail extends Letter {
  readonly communityId: CommunityId;
  /** Whom it is for, when that is somebody of the community. */
  readonly personId: string | null;
  /** What it is about, such as `meeting.booked`. */
  readonly kind: string;
  readonly to: string;
  /** iCalendar text, sent beside the words; goes with its method. */
  readonly calendar?: string;
  readonly calendarMethod?: CalendarMethod;
  /** It must not say what it is about, in its sender's name either. */
  readonly discreet?: boolean;
  /** Names this letter for good: a job that runs again finds it written and does not write a second one. */
  readonly once?: string;
}

/** Puts a letter into the transaction at hand: it is sent if and only if that commits. */
export async function queueMail(trx: Scoped, jobs: Jobs, mail: OutgoingMail): Promise<void> {
  const id = newId();
  const row = {
    community_id: mail.communityId,
    id,
    person_id: mail.personId,
    kind: mail.kind,
    to_address: mail.to,
    subject: mail.subject,
    body_text: mail.text,
    body_html: mail.html,
    calendar: mail.calendar ?? null,
    calendar_method: mail.calendarMethod ?? null,
    message_id: mail.once ?? id,
    discreet: mail.discreet ?? false,
  };
  const written = await trx
    .insertInto("mails")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (written) await jobs.send(trx, "mail.send", { communityId: mail.communityId, mailId: id });
}

/** The same for mail that belongs to no community, such as a sign-in link; in a transaction of its own. */
export async function queueAccountMail(
  { db, jobs }: { db: Database; jobs: Jobs },
  mail: Letter & { readonly to: string },
): Promise<void> {
  const id = newId();
  const row = {
    id,
    to_address: mail.to,
    subject: mail.subject,
    body_text: mail.text,
    body_html: mail.html,
    message_id: id,
  };
  await db.transaction().execute(async (trx) => {
    await trx.insertInto("account_mails").values(row).execute();
    await jobs.send(trx, "account-mail.send", { mailId: id });
  });
}
