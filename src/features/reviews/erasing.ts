import { sql } from "kysely";
import type { Eraser } from "../erasure/eraser.ts";

/**
 * What somebody said of providers loses its words and its writer, and keeps its stars. Everybody sees that somebody left: had their
 * words gone alone, they would be known as theirs. So the words of all that were published together with them are shown no more.
 * What was said of them goes as a whole, and so do the notes that were dealt with.
 */
export const eraseReviews: Eraser = async (trx, _jobs, { personId, now }) => {
  // Nothing of these providers is published meanwhile.
  await sql`
    select from providers where person_id in (select provider_id from reviews where author_id = ${personId})
    order by person_id for no key update`.execute(trx);
  await sql`
    update reviews v set hidden_at = coalesce(v.hidden_at, ${now}), hidden_by = null
    from reviews own
    where own.author_id = ${personId} and own.published_at is not null
      and v.provider_id = own.provider_id and v.published_at = own.published_at`.execute(trx);
  await sql`update reviews set author_id = null, text = '', reply = '' where author_id = ${personId}`.execute(
    trx,
  );
  await sql`delete from reviews where provider_id = ${personId}`.execute(trx);
  await sql`
    delete from review_notes where author_id = ${personId} or (provider_id = ${personId} and seen_at is not null)`.execute(
    trx,
  );
};
