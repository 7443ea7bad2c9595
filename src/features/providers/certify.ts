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
  const before = await storedCertifications(trx);
  const programme = await storedProgramme(trx);
  const serviceIds = new Map(programme.services.map((service) => [service.key, service.id]));
  const { reachOf } = await standingOf(programme);
  const added: Pair[] = [];
  const removed: Pair[] = [];
  const pace = createPace();
  for (const provider of programme.providers) {
    const old = before.get(provider.id) ?? new Set();
    before.delete(provider.id);
    for (const key of reachOf(provider).certified) {
      const serviceId = serviceIds.get(key);
      if (serviceId !== undefined && !old.delete(serviceId)) added.push([provider.id, serviceId]);
    }
    for (const serviceId of old) removed.push([provider.id, serviceId]);
    await pace();
  }
  for (const [providerId, old] of before) for (const serviceId of old) removed.push([providerId, serviceId]);
  await removeCertifications(trx, removed);
  await addCertifications(trx, added);
  await linkEnrollments(trx, serviceIds);
}

/**
 * Whoever changes codes waits here for who changes others, and then reads what that one left: otherwise each would derive from the
 * half it sees. The community's own row is the lock; it does not hold up foreign keys.
 */
export async function oneAtATime(trx: Scoped): Promise<void> {
  await sql`select from communities where id = current_community() for no key update`.execute(trx);
}

type Pair = readonly [providerId: string, serviceId: string];

/** What providers are certified in now, a row for each provider: pairs by the thousand are slow to fetch. */
async function storedCertifications(trx: Scoped): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ provider: string; services: string }>`
    select provider_id as provider, string_agg(service_id::text, ',') as services
    from certifications group by provider_id
  `.execute(trx);
  return new Map(rows.map(({ provider, services }) => [provider, new Set(services.split(","))]));
}

// The difference is worked out here and not by a join: the planner guesses few rows behind row-level security, and then compares
// every pair with every other.

/** Pairs of one statement: few enough to stay far below the time limit of statements. */
const batch = 5_000;

async function addCertifications(trx: Scoped, pairs: readonly Pair[]): Promise<void> {
  for (let from = 0; from < pairs.length; from += batch) {
    const some = pairs.slice(from, from + batch);
    await sql`
      insert into certifications (community_id, provider_id, service_id)
      select current_community(), * from unnest(
        ${some.map(([provider]) => provider)}::uuid[], ${some.map(([, service]) => service)}::uuid[])
      on conflict do nothing
    `.execute(trx);
  }
}

async function removeCertifications(trx: Scoped, pairs: readonly Pair[]): Promise<void> {
  for (let from = 0; from < pairs.length; from += batch) {
    const some = pairs.slice(from, from + batch);
    await sql`
      delete from certifications c using unnest(
        ${some.map(([provider]) => provider)}::uuid[], ${some.map(([, service]) => service)}::uuid[]
      ) as gone (provider_id, service_id)
      where c.provider_id = gone.provider_id and c.service_id = gone.service_id
    `.execute(trx);
  }
}

/**
 * A code that was enrolled before its service existed takes effect now. The services are looked up one by one on purpose: see above
 * why it is not a join.
 */
async function linkEnrollments(trx: Scoped, keys: { has: (key: string) => boolean }): Promise<void> {
  const { rows } = await sql<{ key: string }>`
    select distinct code_key as key from enrollments where service_id is null
  `.execute(trx);
  const appeared = rows.map(({ key }) => key).filter((key) => keys.has(key));
  if (appeared.length === 0) return;
  await sql`
    update enrollments e set service_id = (
      select s.id from services s where s.community_id = e.community_id and s.code_key = e.code_key)
    where e.service_id is null and e.code_key = any(${appeared}::text[])
  `.execute(trx);
}
