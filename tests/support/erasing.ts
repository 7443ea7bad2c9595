import { sql } from "kysely";
import { tenantTables } from "../blackbox/tenants.ts";
import type { TestApp } from "./app.ts";
import type { Answer, Client } from "./client.ts";
import type { Programme } from "./programme.ts";

type Place = Pick<Programme, "community">;

/** Every row of the community, as one text for each table. */
export async function everything(kith: TestApp, { community }: Place): Promise<Map<string, string>> {
  const tables = await tenantTables(kith.platform.db);
  return kith.inside(community, async (trx) => {
    const all = new Map<string, string>();
    for (const { name } of tables) {
      const { rows } = await sql<{ text: string }>`
        select coalesce(string_agg(row_to_json(x)::text, e'\n' order by row_to_json(x)::text), '') as text from ${sql.table(name)} x`.execute(
        trx,
      );
      all.set(name, rows[0]?.text ?? "");
    }
    return all;
  });
}

/** Sends the form with which somebody erases themself. */
export const erase = (client: Client, { community }: Place, sure = "on"): Promise<Answer> =>
  client.post(`${community.base}/erase`, { sure });

/** What became of meetings, requests and proposals, and whose time is taken. */
export const states = (kith: TestApp, { community }: Place) =>
  kith.inside(community, async (trx) => ({
    meetings: Object.fromEntries(
      (await trx.selectFrom("meetings").select(["id", "state"]).execute()).map((row) => [row.id, row.state]),
    ),
    occupied: (await trx.selectFrom("occupancy").select("person_id").execute()).map((row) => row.person_id),
    requests: (await trx.selectFrom("support_requests").select("state").execute()).map((row) => row.state),
    proposals: (await trx.selectFrom("proposals").select(["provider_id", "state"]).execute()).map((row) => [
      row.provider_id,
      row.state,
    ]),
  }));

/** Somebody as they are stored. */
export const personOf = (kith: TestApp, { community }: Place, id: string) =>
  kith.inside(community, (trx) =>
    trx.selectFrom("people").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
  );
