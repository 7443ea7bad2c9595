import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Change } from "../../imports/changes.ts";
import { serviceCode } from "../../imports/codes.ts";
import type { StoredProgramme } from "../../providers/programme.ts";
import { storeListedCodes } from "../../providers/queries/codes.ts";

/** Writes what a plan adds and changes: services with their owners, then what is listed for providers. Two statements. */
export async function storePlan(trx: Scoped, programme: StoredProgramme, change: Change): Promise<void> {
  const idOf = new Map(programme.providers.map((provider) => [provider.email, provider.id]));
  const services = [...change.services.added, ...change.services.changed.map(({ after }) => after)];
  await sql`
    insert into services (community_id, id, code, code_key, subject, number, name, owner_id, generic)
    select current_community(), * from unnest(
      ${services.map(() => newId())}::uuid[], ${services.map(serviceCode)}::text[],
      ${services.map((service) => service.key)}::text[], ${services.map((service) => service.subject)}::text[],
      ${services.map((service) => service.number)}::text[], ${services.map((service) => service.name)}::text[],
      ${services.map((service) => (service.owner && idOf.get(service.owner)) ?? null)}::uuid[],
      ${services.map((service) => service.generic)}::boolean[])
    on conflict (community_id, code_key) do update
      set owner_id = excluded.owner_id, generic = excluded.generic, archived_at = null
  `.execute(trx);

  const listings = change.providers.changed.flatMap(({ before, after }) => {
    const providerId = idOf.get(after.email);
    if (providerId === undefined) return [];
    return after.codes
      .slice(before.codes.length)
      .map(({ key, code }, at) => ({ providerId, key, code, position: before.codes.length + at }));
  });
  await storeListedCodes(trx, listings);
}
