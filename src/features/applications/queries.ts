import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import { type Listing, listing } from "../admin/listing.ts";
import { ownNameSql } from "../people/named.ts";
import { lockPerson } from "../people/queries.ts";

export type ApplicationState = "open" | "approved" | "declined" | "withdrawn";

/** What somebody wrote who would like to become a provider, for them and for coordinators. */
export interface Application {
  readonly id: string;
  readonly personId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly about: string;
  readonly qualification: string;
  /** Ids of options, and their names. */
  readonly experiences: readonly string[];
  readonly experienceNames: readonly string[];
  readonly languages: readonly string[];
  readonly languageNames: readonly string[];
  /** IANA. */
  readonly zone: string;
  readonly state: ApplicationState;
  /** What a coordinator answered. */
  readonly answer: string;
  readonly createdAt: Temporal.Instant;
  readonly settledAt: Temporal.Instant | null;
  /** Who settled it; empty while nobody has, and where the writer withdrew. */
  readonly settledBy: string;
}

const namesOf = (column: string) => sql`array(
  select o.name from profile_options o where o.id = any(a.${sql.ref(column)}) order by o.position, o.name)`;

const columns = sql`
  a.id, a.person_id as "personId", p.first_name as "firstName", p.last_name as "lastName", p.email, a.about, a.qualification,
  a.experiences, ${namesOf("experiences")} as "experienceNames", a.languages, ${namesOf("languages")} as "languageNames",
  a.zone, a.state, a.answer, a.created_at as "createdAt", a.settled_at as "settledAt",
  coalesce((select coalesce(${ownNameSql("s")}, s.email) from people s where s.id = a.settled_by), '')
    as "settledBy"`;

const joined = sql`applications a join people p on p.community_id = a.community_id and p.id = a.person_id`;

/** The last one of a person. */
export async function latestOf(trx: Scoped, personId: string): Promise<Application | null> {
  const { rows } = await sql<Application>`
    select ${columns} from ${joined} where a.person_id = ${personId} order by a.created_at desc, a.id desc limit 1`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** One of this community, by its id: for coordinators. */
export async function findApplication(trx: Scoped, id: string): Promise<Application | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<Application>`select ${columns} from ${joined} where a.id = ${id}`.execute(trx);
  return rows[0] ?? null;
}

/** The same, once nobody else decides about who wrote it; of whoever has left there is none. */
export async function lockApplication(trx: Scoped, id: string): Promise<Application | null> {
  const found = await findApplication(trx, id);
  if (!found) return null;
  await lockPerson(trx, found.personId);
  const { rows } = await sql<Application>`
    select ${columns} from ${joined} where a.id = ${id} and p.archived_at is null`.execute(trx);
  return rows[0] ?? null;
}

/** Applications, the oldest open or the latest settled first. */
export function searchApplications(
  trx: Scoped,
  { show, page }: { show: "open" | "settled"; page: number },
): Promise<Listing<Application>> {
  const open = show === "open";
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<Application & { total: number }>`
      select ${columns}, count(*) over ()::int as total from ${joined}
      where ${open ? sql`a.state = 'open' and p.archived_at is null` : sql`a.state <> 'open'`}
      order by ${open ? sql`a.created_at` : sql`a.settled_at desc`}, a.id limit ${limit} offset ${offset}`.execute(
      trx,
    );
    return rows;
  });
}

interface NewApplication {
  communityId: string;
  personId: string;
  about: string;
  qualification: string;
  experiences: readonly string[];
  languages: readonly string[];
  zone: string;
  now: Temporal.Instant;
}

/** Writes down what somebody wrote. Gives its id; null when they have one that is open. */
export async function insertApplication(trx: Scoped, written: NewApplication): Promise<string | null> {
  const id = newId();
  const { rows } = await sql`
    insert into applications (community_id, id, person_id, about, qualification, experiences, languages, zone, created_at)
    values (${written.communityId}, ${id}, ${written.personId}, ${written.about}, ${written.qualification},
      ${written.experiences}::uuid[], ${written.languages}::uuid[], ${written.zone}, ${written.now})
    on conflict do nothing returning id`.execute(trx);
  return rows.length === 1 ? id : null;
}

interface Settling {
  state: Exclude<ApplicationState, "open">;
  /** The coordinator; nobody where the writer withdrew. */
  by: string | null;
  answer?: string;
  now: Temporal.Instant;
}

export async function settleApplication(
  trx: Scoped,
  id: string,
  { state, by, answer = "", now }: Settling,
): Promise<void> {
  await trx
    .updateTable("applications")
    .set({ state, settled_by: by, answer, settled_at: now })
    .where("id", "=", id)
    .execute();
}

/** The codes of the services that everybody may be certified in. */
export async function genericCodes(trx: Scoped): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from services where generic and archived_at is null order by code_key`.execute(trx);
  return rows.map(({ code }) => code);
}

/** Ids of everybody who hears that somebody applies. */
export async function coordinators(trx: Scoped): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from people where community_id = current_community() and archived_at is null
      and 'coordinator' = any(roles) order by id`.execute(trx);
  return rows.map(({ id }) => id);
}
