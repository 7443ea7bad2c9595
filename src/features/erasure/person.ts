import { sql } from "kysely";
import { touch } from "#platform/live/touch.ts";
import { translator } from "../../words/translate.ts";
import { currentCommunity } from "../communities/load.ts";
import type { Eraser } from "./eraser.ts";

/**
 * The person themself, last of all: no name, no address, no way to sign in as them, no role. What they were told and sent goes too;
 * that a letter was sent stays known, not to whom.
 */
export const erasePerson: Eraser = async (trx, _jobs, { communityId, personId, now }) => {
  const { words } = await currentCommunity(trx, communityId);
  for (const table of ["notifications", "notification_choices", "booking_drafts", "presence"]) {
    await sql`delete from ${sql.table(table)} where person_id = ${personId}`.execute(trx);
  }
  await sql`delete from mails where person_id = ${personId} and state = 'queued'`.execute(trx);
  await sql`
    update mails set to_address = '', subject = '', body_text = '', body_html = '', calendar = null
    where person_id = ${personId}`.execute(trx);
  await sql`
    update people set first_name = ${translator(words)("erasure.name")}, last_name = '', email = ${addressOf(personId)},
      sso_id = null, account_id = null, roles = '{}', discreet = false, shows_presence = false,
      archived_at = coalesce(archived_at, ${now})
    where id = ${personId}`.execute(trx);
  await touch(trx, { communityId, people: [personId], about: ["access", "bell"] });
};

/** In place of an address: nobody can have it, and no list can name it. */
export const addressOf = (personId: string): string => `${personId}@erased.invalid`;
