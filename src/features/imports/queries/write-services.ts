import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { type CodeKey, serviceCode } from "../codes.ts";
import type { Service } from "../programme.ts";

/** Writes services by their code: adds them, brings archived ones back, changes those that are there. */
export async function upsertServices(trx: Scoped, services: readonly Service[]): Promise<void> {
  await sql`
    insert into services (community_id, id, code, code_key, subject, number, name, owner_id, generic)
    select current_community(), r.id, r.code, r.key, r.subject, r.number, r.name,
      case when r.owner is not null then (
        select p.id from people p where p.community_id = current_community() and p.email = r.owner) end, r.generic
    from unnest(
      ${services.map(() => newId())}::uuid[], ${services.map(serviceCode)}::text[],
      ${services.map(({ key }) => key)}::text[], ${services.map(({ subject }) => subject)}::text[],
      ${services.map(({ number }) => number)}::text[], ${services.map(({ name }) => name)}::text[],
      ${services.map(({ owner }) => owner)}::text[], ${services.map(({ generic }) => generic)}::boolean[]
    ) as r (id, code, key, subject, number, name, owner, generic)
    on conflict (community_id, code_key) do update set
      code = excluded.code, subject = excluded.subject, number = excluded.number, name = excluded.name,
      owner_id = excluded.owner_id, generic = excluded.generic, archived_at = null
  `.execute(trx);
}

/** Takes services off what can be booked; what was booked stays. */
export async function archiveServices(trx: Scoped, keys: readonly CodeKey[]): Promise<void> {
  await sql`
    update services set archived_at = now() where code_key = any(${keys}::text[]) and archived_at is null
  `.execute(trx);
}
