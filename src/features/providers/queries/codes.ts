import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";

/** Adds one code at the end of a provider's list. Call `recertify` afterwards. */
export async function listAlso(
  trx: Scoped,
  providerId: string,
  { key, code }: { key: string; code: string },
): Promise<void> {
  await sql`
    insert into listed_codes (community_id, provider_id, code_key, code, position)
    select current_community(), ${providerId}, ${key}, ${code},
      coalesce((select max(position) + 1 from listed_codes where provider_id = ${providerId}), 0)
    on conflict do nothing
  `.execute(trx);
}

/** Replaces the whole list of one provider. Call `recertify` afterwards. */
export async function replaceListedCodes(
  trx: Scoped,
  providerId: string,
  codes: readonly { key: string; code: string }[],
): Promise<void> {
  await trx.deleteFrom("listed_codes").where("provider_id", "=", providerId).execute();
  await sql`
    insert into listed_codes (community_id, provider_id, code_key, code, position)
    select current_community(), ${providerId}, key, code, place - 1 from unnest(
      ${codes.map(({ key }) => key)}::text[], ${codes.map(({ code }) => code)}::text[]
    ) with ordinality as listed (key, code, place)
  `.execute(trx);
}
