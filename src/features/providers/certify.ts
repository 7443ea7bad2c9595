import { sql } from "kysely";
import { createPace } from "#platform/csv/pace.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { standingOf } from "../imports/certification.ts";
import { storedProgramme } from "./programme.ts";

/**
 * Writes anew what follows from listed codes, services, names and roles: `certifications` by the one pure rule (a wildcard never
 * reaches somebody else's own service), and which services the codes of the enrollment mean. To be called at the end of every
 * transaction that changed any of these. Writes differences only.
 */
export async function recertify(trx: Scoped): Promise<void> {
  await oneAtATime(trx);
  const programme = await storedProgramme(trx);
  const serviceIds = new Map(programme.services.map((service) => [service.key, service.id]));
  const { reachOf } = await standingOf(programme);
  const pace = createPace();
  const providers: string[] = [];
  const services: string[] = [];
  for (const provider of programme.providers) {
    for (const key of reachOf(provider).certified) {
      const service = serviceIds.get(key);
      if (service === undefined) continue;
      providers.push(provider.id);
      services.push(service);
    }
    await pace();
  }
  await storeCertifications(trx, providers, services);
  await linkEnrollments(trx);
}

/**
 * Whoever changes codes waits here for who changes others, and then reads what that one left: otherwise each would derive from the
 * half it sees. The community's own row is the lock; it does not hold up foreign keys.
 */
export async function oneAtATime(trx: Scoped): Promise<void> {
  await sql`select from communities where id = current_community() for no key update`.execute(trx);
}

async function storeCertifications(
  trx: Scoped,
  providers: readonly string[],
  services: readonly string[],
): Promise<void> {
  await sql`
    with wanted as materialized (
      select * from unnest(${providers}::uuid[], ${services}::uuid[]) as w (provider_id, service_id)
    ), gone as (
      delete from certifications c where not exists (
        select from wanted w where w.provider_id = c.provider_id and w.service_id = c.service_id)
    )
    insert into certifications (community_id, provider_id, service_id)
    select current_community(), provider_id, service_id from wanted
    on conflict do nothing
  `.execute(trx);
}

/** A code that was enrolled before its service existed takes effect now. */
async function linkEnrollments(trx: Scoped): Promise<void> {
  await sql`
    update enrollments e set service_id = s.id
    from services s
    where s.community_id = e.community_id and s.code_key = e.code_key and e.service_id is distinct from s.id
  `.execute(trx);
}
