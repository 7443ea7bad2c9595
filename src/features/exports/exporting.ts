import { sql } from "kysely";
import type { Exporter } from "./exporter.ts";

/** The copies that somebody took before. */
export const exportCopies: readonly Exporter[] = [
  {
    part: "copies",
    about: "exports.part.copies",
    covers: ["own_copies.person_id"],
    rows: ({ personId }) => sql`
      select asked_at as "at" from own_copies where person_id = ${personId} order by asked_at, id`,
  },
];
