import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import type { CodeKey, EmailKey } from "../codes.ts";
import type { Image } from "./images.ts";
import { unreferenced } from "./references.ts";

/** Writes services back as they were; what else was noted of them since stays. */
export async function restoreServices(trx: Scoped, images: readonly Image[]): Promise<void> {
  await sql`
    update services s set code = b.code, subject = b.subject, number = b.number, name = b.name, owner_id = b.owner_id,
      generic = b.generic, archived_at = b.archived_at
    from jsonb_populate_recordset(null::services, ${JSON.stringify(images)}::jsonb) b
    where s.community_id = b.community_id and s.id = b.id
  `.execute(trx);
}

/** Removes services that nothing depends on; the others are archived, and given. */
export async function removeServices(trx: Scoped, keys: readonly CodeKey[]): Promise<string[]> {
  const free = await unreferenced(trx, "services", {
    alias: "s",
    column: "id",
    except: ["certifications", "enrollments"],
  });
  await sql`delete from services s where s.code_key = any(${keys}::text[]) and ${free}`.execute(trx);
  const { rows } = await sql<{ code: string }>`
    update services set archived_at = coalesce(archived_at, now()) where code_key = any(${keys}::text[]) returning code
  `.execute(trx);
  return rows.map(({ code }) => code);
}

/** Writes people back as they were, but for other roles they were given since. */
export async function restorePeople(
  trx: Scoped,
  role: "provider" | "member",
  images: readonly Image[],
): Promise<void> {
  await sql`
    update people p set first_name = b.first_name, last_name = b.last_name, sso_id = b.sso_id, archived_at = b.archived_at,
      roles = case when r.roles @> b.roles and r.roles <@ b.roles then b.roles else r.roles end
    from jsonb_populate_recordset(null::people, ${JSON.stringify(images)}::jsonb) b
    cross join lateral (
      select case
        when b.archived_at is not null then b.roles
        when not b.roles @> array[${role}::text] then array_remove(q.roles, ${role})
        when q.roles @> array[${role}::text] then q.roles
        else q.roles || ${role}::text end as roles
      from people q where q.community_id = b.community_id and q.id = b.id
    ) r
    where p.community_id = b.community_id and p.id = b.id
  `.execute(trx);
}

/** Removes what makes these people providers, where nothing but their list of codes depends on it. */
export async function removeProviderRows(trx: Scoped, ids: readonly string[]): Promise<void> {
  const free = await unreferenced(trx, "providers", {
    alias: "r",
    column: "person_id",
    except: ["listed_codes", "certifications"],
  });
  await sql`
    delete from providers r where r.person_id = any(${ids}::uuid[]) and r.bio = '' and ${free}
  `.execute(trx);
}

/** Removes people who never came and whom nothing depends on; the others are given. */
export async function removePeople(
  trx: Scoped,
  role: "provider" | "member",
  emails: readonly EmailKey[],
): Promise<EmailKey[]> {
  const free = await unreferenced(trx, "people", { alias: "p", column: "id", except: [] });
  await sql`
    delete from people p where p.email = any(${emails}::text[]) and p.account_id is null
      and p.roles <@ array[${role}::text] and ${free}
  `.execute(trx);
  const { rows } = await sql<{ email: string }>`
    select p.email from people p where p.email = any(${emails}::text[]) and p.archived_at is null order by p.email
  `.execute(trx);
  return rows.map(({ email }) => email);
}

/** Lists codes again as they were listed. */
export async function restoreListedCodes(trx: Scoped, images: readonly Image[]): Promise<void> {
  await sql`
    insert into listed_codes
    select * from jsonb_populate_recordset(null::listed_codes, ${JSON.stringify(images)}::jsonb)
  `.execute(trx);
}

/** Puts assignments back where they were in the order of the file. */
export async function restoreEnrollments(trx: Scoped, images: readonly Image[]): Promise<void> {
  const rows = sql`jsonb_populate_recordset(null::enrollments, ${JSON.stringify(images)}::jsonb) b`;
  const people = images.map((image) => image.person_id);
  await sql`
    delete from enrollments e where e.person_id = any(${people}::uuid[])
      and (e.person_id, e.code_key) in (select b.person_id, b.code_key from ${rows})
  `.execute(trx);
  await sql`
    insert into enrollments (community_id, person_id, code_key, code, service_id, source, position)
    overriding system value
    select b.community_id, b.person_id, b.code_key, b.code, s.id, b.source, b.position
    from ${rows} left join services s on s.community_id = b.community_id and s.id = b.service_id
  `.execute(trx);
}
