import { sql } from "kysely";
import { z } from "zod";
import type { Scoped } from "#platform/database/scope.ts";

/** One step up or down in a list whose order the coordinator decides. */
export const direction = z.string().pipe(z.enum(["up", "down"]));

/** The same ids with one moved a step; at an end it stays. */
export function moved(ids: readonly string[], id: string, step: "up" | "down"): string[] {
  const from = ids.indexOf(id);
  const to = step === "up" ? from - 1 : from + 1;
  const other = ids[to];
  if (from < 0 || other === undefined) return [...ids];
  return ids.with(from, other).with(to, id);
}

/** Numbers the rows in the order of `ids`. */
export async function storeOrder(
  trx: Scoped,
  table: "formats" | "questions" | "locations" | "profile_options" | "tips",
  ids: readonly string[],
): Promise<void> {
  await sql`
    update ${sql.table(table)} as row set position = o.place
    from unnest(${ids}::uuid[]) with ordinality as o (id, place)
    where row.id = o.id and row.position is distinct from o.place
  `.execute(trx);
}
