import { sql } from "kysely";
import type { Exporter } from "../exports/exporter.ts";
import { blockedBySql } from "./queries.ts";

/** Whom somebody blocked and when, under the name by which they know them. Who blocked them is told to nobody. */
export const exportBlocks: readonly Exporter[] = [
  {
    part: "blocked",
    about: "exports.part.blocked",
    covers: ["blocks.person_id"],
    rows: ({ personId }) => sql`
      select coalesce(nullif(x."knownAs", ''), x.name) as name, x.at from (${blockedBySql(personId)}) x order by x.at`,
  },
];
