import { sql } from "kysely";
import { calledSql, type Exporter } from "../exports/exporter.ts";

/**
 * What somebody wrote about providers, published or not; and what was published about them, as everybody reads it: without a writer,
 * without the time it was written, and without words that are hidden. Of what waits there is nothing, nor that it does.
 */
export const exportReviews: readonly Exporter[] = [
  {
    part: "reviews",
    about: "exports.part.reviews",
    covers: ["reviews.author_id", "reviews.provider_id"],
    rows: ({ personId }) => sql`
      select 'written' as kind, ${calledSql("v.provider_id")} as about, v.stars, v.text, v.created_at as "at",
        v.changed_at as "changedAt", v.published_at as "publishedAt", null as reply, null::timestamptz as "repliedAt"
      from reviews v where v.author_id = ${personId}
      union all
      select 'received', 'you', v.stars, case when v.hidden_at is null then v.text else '' end, null, null, v.published_at,
        nullif(v.reply, ''), v.replied_at
      from reviews v where v.provider_id = ${personId} and v.published_at is not null`,
  },
  {
    part: "notes-to-coordinators",
    about: "exports.part.reviewNotes",
    covers: ["review_notes.author_id"],
    rows: ({ personId }) => sql`
      select ${calledSql("n.provider_id")} as about, n.text, n.created_at as "at"
      from review_notes n where n.author_id = ${personId} order by n.created_at, n.id`,
  },
];
