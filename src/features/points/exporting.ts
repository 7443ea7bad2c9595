import { sql } from "kysely";
import type { Exporter } from "../exports/exporter.ts";

/** What somebody set out to do, and what of it they did. Points follow from the other parts. */
export const exportGoals: readonly Exporter[] = [
  {
    part: "goals",
    about: "exports.part.goals",
    covers: ["point_goals.person_id"],
    rows: ({ personId }) => sql`
      select rule, target, chosen_at as "chosenAt", done_at as "doneAt" from point_goals
      where person_id = ${personId} order by chosen_at, id`,
  },
];
