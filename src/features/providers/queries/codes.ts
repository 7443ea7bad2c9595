import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";

export interface Listing {
  readonly providerId: string;
  readonly key: string;
  readonly code: string;
  readonly position: number;
}

/** Adds codes to what is listed for providers; one that is listed already stays as it is. Call `recertify` afterwards. */
export async function storeListedCodes(trx: Scoped, listings: readonly Listing[]): Promise<void> {
  await sql`
    insert into listed_codes (community_id, provider_id, code_key, code, position)
    select current_community(), * from unnest(
      ${listings.map((row) => row.providerId)}::uuid[], ${listings.map((row) => row.key)}::text[],
      ${listings.map((row) => row.code)}::text[], ${listings.map((row) => row.position)}::integer[])
    on conflict do nothing
  `.execute(trx);
}

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
  await storeListedCodes(
    trx,
    codes.map(({ key, code }, position) => ({ providerId, key, code, position })),
  );
}
