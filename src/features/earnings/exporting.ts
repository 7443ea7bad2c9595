import { sql } from "kysely";
import type { Exporter } from "../exports/exporter.ts";

/** When somebody was on the premium plan. What they earned on it is a file of its own, on their dashboard. */
export const exportPlan: readonly Exporter[] = [
  {
    part: "premium-plan",
    about: "exports.part.premium",
    covers: ["premium_plans.provider_id"],
    rows: ({ personId }) => sql`
      select x.begun_at as "from", x.ended_at as "until" from premium_plans x
      where x.provider_id = ${personId} order by x.begun_at, x.id`,
  },
];
