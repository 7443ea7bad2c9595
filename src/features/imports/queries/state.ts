import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { CodeKey, EmailKey } from "../codes.ts";
import type { Enrollment, Member, Roll, Service } from "../programme.ts";

const memberHere = sql`p.archived_at is null and 'member' = any(p.roles)`;

/** The members of a community and what files assigned them to; what they chose themselves is not among it. */
export async function storedRoll(trx: Scoped): Promise<Roll> {
  const services = await sql<Service>`
    select s.code_key as key, s.subject, s.number, s.name, o.email as owner, s.generic
    from services s left join people o on o.community_id = s.community_id and o.id = s.owner_id
    where s.archived_at is null order by s.code_key
  `.execute(trx);
  const members = await sql<Member>`
    select p.email, coalesce(p.sso_id, '') as "ssoId" from people p where ${memberHere} order by p.email
  `.execute(trx);
  const enrollments = await sql<Enrollment>`
    select p.email, e.code_key as key, e.code
    from enrollments e join people p on p.community_id = e.community_id and p.id = e.person_id
    where e.source = 'file' and ${memberHere} order by e.position
  `.execute(trx);
  return { services: services.rows, members: members.rows, enrollments: enrollments.rows };
}

/** Services that were taken off, by their codes: one that comes back is still whose it was. */
export async function archivedServices(
  trx: Scoped,
  keys: readonly CodeKey[],
): Promise<ReadonlyMap<CodeKey, Service>> {
  const { rows } = await sql<Service>`
    select s.code_key as key, s.subject, s.number, s.name, o.email as owner, s.generic
    from services s left join people o on o.community_id = s.community_id and o.id = s.owner_id
    where s.archived_at is not null and s.code_key = any(${keys}::text[])
  `.execute(trx);
  return new Map(rows.map((service) => [service.key, service]));
}

export type KnownPerson = { email: EmailKey; firstName: string; lastName: string; ssoId: string };

/** What is known of people with these addresses who are no providers now: members, archived ones. */
export async function otherPeople(
  trx: Scoped,
  emails: readonly EmailKey[],
): Promise<ReadonlyMap<EmailKey, KnownPerson>> {
  const { rows } = await sql<KnownPerson>`
    select p.email, p.first_name as "firstName", p.last_name as "lastName", coalesce(p.sso_id, '') as "ssoId"
    from people p
    where p.email = any(${emails}::text[]) and not (p.archived_at is null and 'provider' = any(p.roles)
      and exists (select from providers r where r.community_id = p.community_id and r.person_id = p.id))
  `.execute(trx);
  return new Map(rows.map((person) => [person.email, person]));
}
