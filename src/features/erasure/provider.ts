import { sql } from "kysely";
import { recertify } from "../providers/certify.ts";
import type { Eraser } from "./eraser.ts";

/**
 * What a provider told about themself and offered goes, with their hours and their own services. The row itself stays, for the
 * meetings that were.
 */
export const eraseProvider: Eraser = async (trx, _jobs, { personId, now }) => {
  await sql`
    update providers set bio = '', greeting = '', qualification = '', gender_id = null, ages_from = null, ages_to = null,
      in_directory = false, paused_at = coalesce(paused_at, ${now})
    where person_id = ${personId}`.execute(trx);
  for (const table of [
    "provider_experiences",
    "provider_languages",
    "provider_audience",
    "weekly_hours",
    "hour_exceptions",
    "listed_codes",
  ]) {
    await sql`delete from ${sql.table(table)} where provider_id = ${personId}`.execute(trx);
  }
  // Such a service bears their name.
  await sql`
    update services set archived_at = coalesce(archived_at, ${now}), code = '— ' || right(id::text, 6),
      code_key = '—' || right(id::text, 6), subject = '—', number = '', name = '', description = '', owner_id = null
    where owner_id = ${personId}`.execute(trx);
  await sql`delete from enrollments where person_id = ${personId}`.execute(trx);
  await recertify(trx);
};
