import { sql } from "kysely";
import { touch } from "#platform/live/touch.ts";
import type { Eraser } from "../erasure/eraser.ts";

/**
 * What somebody asked for help goes with its pictures, its answers, the letters that carried it and what coordinators were told of
 * it. The numbers of the others stay. What they answered to others as a coordinator was said for the community, and stays too.
 */
export const eraseHelp: Eraser = async (trx, _jobs, { communityId, personId }) => {
  const { rows } = await sql<{ id: string; number: number }>`
    select id, number from help_questions where person_id = ${personId} order by number for update`.execute(
    trx,
  );
  await sql`delete from help_screenshots where person_id = ${personId}`.execute(trx);
  if (rows.length === 0) return;
  const letters = sql`
    message_id in (
      select m.question_id || '.' || m.number || '.support'
      from help_messages m join help_questions q on q.id = m.question_id where q.person_id = ${personId})`;
  await sql`delete from mails where state = 'queued' and ${letters}`.execute(trx);
  await sql`update mails set subject = '', body_text = '', body_html = '' where ${letters}`.execute(trx);
  const paths = rows.map(({ number }) => `/admin/help/${number}`);
  await sql`delete from notifications where kind = 'help' and path = any(${paths}::text[])`.execute(trx);
  await sql`delete from help_questions where person_id = ${personId}`.execute(trx);
  const about = ["help", ...rows.map(({ id }) => `help:${id}`), "bell"];
  await touch(trx, { communityId, people: [], roles: ["coordinator"], about });
};
