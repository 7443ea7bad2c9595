import type { Database } from "#platform/database/connection.ts";
import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import type { Attempt } from "#platform/jobs/jobs.ts";
import { longestTry, openPost, type Post } from "#platform/mail/post.ts";
import { allowWaiting, holdMail, type MailTable, noteFailure, noteSent } from "./queries/mail.ts";

interface CommunityMail {
  communityId: string;
  mailId: string;
}

/** Says how mail is sent: one worker holds a letter at a time, and what was not noted as sent is sent again. */
export async function startMail(platform: Platform): Promise<void> {
  const { db, jobs, config, demo } = platform;
  const post = openPost(config, demo);
  await jobs.work<CommunityMail>("mail.send", ({ communityId, mailId }, attempt) =>
    retryLater(
      inCommunity(db, asCommunityId(communityId), (trx) => handOver(post, trx, "mails", mailId, attempt)),
    ),
  );
  await jobs.work<{ mailId: string }>("account-mail.send", ({ mailId }, attempt) =>
    retryLater(db.transaction().execute((trx) => handOver(post, trx, "account_mails", mailId, attempt))),
  );
}

/** Fails the job, so that it comes again, but only after what happened has been committed. */
async function retryLater(trying: Promise<string | null>): Promise<void> {
  const error = await trying;
  if (error) throw new Error(error);
}

/** One try. Gives what went wrong when another try is due. */
async function handOver(
  post: Post,
  trx: Database,
  table: MailTable,
  id: string,
  { last }: Attempt,
): Promise<string | null> {
  await allowWaiting(trx, longestTry + 5_000);
  const mail = await holdMail(trx, table, id);
  if (mail === null) return null;
  // The other one may fail and be gone; only the row can tell, later.
  if (mail === "held") return "another worker is sending this mail";

  const { calendar, calendar_method } = mail;
  const delivery = await post.send({
    to: mail.to_address,
    subject: mail.subject,
    text: mail.body_text,
    html: mail.body_html,
    key: mail.message_id,
    discreet: mail.discreet,
    calendar: calendar && calendar_method ? { method: calendar_method, content: calendar } : undefined,
  });
  if (delivery.ok) {
    await noteSent(trx, table, id);
    return null;
  }
  const givesUp = delivery.final || last;
  await noteFailure(trx, table, id, { error: delivery.error, state: givesUp ? "failed" : "queued" });
  return givesUp ? null : delivery.error;
}
