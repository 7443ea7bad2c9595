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
  for (const table of ["notifications", "notification_choices", "booking_drafts", "presence", "own_copies"]) {
    await sql`delete from ${sql.table(table)} where person_id = ${personId}`.execute(trx);
  }
  await sql`delete from mails where person_id = ${personId} and state = 'queued'`.execute(trx);
  await sql`
    update mails set to_address = '', subject = '', body_text = '', body_html = '', calendar = null
    where person_id = ${personId}`.execute(trx);
  const name = translator(words)("erasure.name");
  // In what others were told, too, as long as they can read it.
  await sql`
    update notifications n set detail = (
      select jsonb_object_agg(key, case when value = to_jsonb(p.name) then to_jsonb(${name}::text) else value end) from jsonb_each(n.detail))
    from (select trim(first_name || ' ' || last_name) as name from people where id = ${personId}) p
    where p.name <> '' and p.name <> ${name} and exists (select from jsonb_each(n.detail) where value = to_jsonb(p.name))`.execute(
    trx,
  );
  await sql`
    update people set first_name = ${name}, last_name = '', email = ${addressOf(personId)},
      sso_id = null, account_id = null, roles = '{}', discreet = false, shows_presence = false,
      archived_at = coalesce(archived_at, ${now})
    where id = ${personId}`.execute(trx);
  await touch(trx, { communityId, people: [personId], about: ["access", "bell"] });
};

/** In place of an address: nobody can have it, and no list can name it. */
export const addressOf = (personId: string): string => `${personId}@erased.invalid`;
