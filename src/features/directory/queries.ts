import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { byName, holds, type Listing, listing } from "../admin/listing.ts";
import { blockedWith } from "../blocks/between.ts";
import { mayKnow } from "../groups/queries.ts";
import { gives } from "../meetings/inside.ts";
import { displayName } from "../people/person.ts";
import { yearsOf } from "../profiles/bands.ts";
import { readable } from "../profiles/readers.ts";
import { listed } from "./listed.ts";
import { type DirectorySearch, wordsOf } from "./search.ts";

/** A provider as somebody of the community reads them. What they do not show is not in it. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly greeting?: string;
  readonly bio?: string;
  readonly qualification?: string;
  /** Names, in the coordinator's order. */
  readonly experiences?: readonly string[];
  readonly languages?: readonly string[];
  /** Years; null where nothing was said. */
  readonly ages?: { readonly from: number | null; readonly to: number | null };
  readonly gender?: string | null;
  /** Whether they take no new meetings at present. */
  readonly paused: boolean;
  /** Whether the directory shows them; if not, only they and coordinators read this. */
  readonly listed: boolean;
}

interface Row {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  greeting: string;
  bio: string;
  qualification: string;
  experiences: string[];
  languages: string[];
  ages_from: number | null;
  ages_to: number | null;
  gender: string | null;
  gender_shown: boolean;
  paused: boolean;
  listed: boolean;
  total: number;
}

const namesOf = (table: string) => sql`array(
  select o.name from ${sql.table(table)} x join profile_options o on o.id = x.option_id
  where x.provider_id = p.id order by o.position, o.name)`;

const columns = sql`
  p.id, p.first_name, p.last_name, p.email, r.greeting, r.bio, r.qualification, r.ages_from, r.ages_to, r.gender_shown,
  ${namesOf("provider_experiences")} as experiences, ${namesOf("provider_languages")} as languages,
  (select o.name from profile_options o where o.id = r.gender_id) as gender,
  r.paused_at is not null as paused, ${listed} as listed`;

const joined = sql`providers r join people p on p.community_id = r.community_id and p.id = r.person_id`;

function entry(row: Row): Entry {
  const { id, greeting, bio, qualification, experiences, languages, gender, paused, listed: isListed } = row;
  const ages = { from: row.ages_from, to: row.ages_to };
  const told = { greeting, bio, qualification, experiences, languages, ages, gender };
  const name = displayName({ firstName: row.first_name, lastName: row.last_name, email: row.email });
  return { id, name, ...readable(told, { genderShown: row.gender_shown }), paused, listed: isListed };
}

/** What is found is found in what everybody may read. */
const text = sql`p.first_name || ' ' || p.last_name || ' ' || r.greeting || ' ' || r.bio || ' ' || r.qualification
  || ' ' || array_to_string(${namesOf("provider_experiences")} || ${namesOf("provider_languages")}, ' ')`;

const chose = (table: string, option: string): RawBuilder<boolean> =>
  option
    ? sql<boolean>`exists (select from ${sql.table(table)} x where x.provider_id = p.id and x.option_id = ${option})`
    : sql<boolean>`true`;

function suits({ q, experience, language, gender, age }: DirectorySearch): RawBuilder<boolean> {
  const years = age ? yearsOf(age) : null;
  return sql<boolean>`(${sql.join(
    [
      ...wordsOf(q).map((word) => holds(text, word)),
      chose("provider_experiences", experience),
      chose("provider_languages", language),
      gender ? sql`r.gender_shown and r.gender_id = ${gender}` : sql`true`,
      // Who said nothing of ages is there for all.
      years
        ? sql`coalesce(r.ages_from, 0) <= ${years.to} and coalesce(r.ages_to, 150) >= ${years.from}`
        : sql`true`,
    ],
    sql` and `,
  )})`;
}

const shownTo = (actor: Actor): RawBuilder<boolean> => sql<boolean>`${listed}
  and p.id is distinct from ${actor.id}::uuid
  and p.id not in (select id from ${blockedWith(sql`${actor.id}::uuid`)} as b (id))`;

/** The providers of the directory whom a search suits, by name, as the actor finds them; `among`, when given, are the only ones. */
export function searchDirectory(
  trx: Scoped,
  actor: Actor,
  search: DirectorySearch,
  among: readonly string[] | null = null,
): Promise<Listing<Entry>> {
  return listing(search.page, async (limit, offset) => {
    const { rows } = await sql<Row>`
      select ${columns}, count(*) over ()::int as total from ${joined}
      where ${shownTo(actor)} and ${suits(search)} and (${among === null} or p.id = any(${among ?? []}::uuid[]))
      order by ${byName} limit ${limit} offset ${offset}`.execute(trx);
    return rows;
  }).then((found) => ({ ...found, rows: found.rows.map(entry) }));
}

/** The ids of all whom a search suits, whatever its page, who take meetings. */
export async function allFound(trx: Scoped, actor: Actor, search: DirectorySearch): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from ${joined} where ${shownTo(actor)} and ${suits(search)} and r.paused_at is null`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

/**
 * A provider's page, found through the actor: of the directory, and their own and for coordinators also what is not. Nobody finds
 * somebody with whom a block stands between.
 */
export async function entryFor(trx: Scoped, actor: Actor, id: string): Promise<Entry | null> {
  if (!isId(id)) return null;
  const all = actor.roles.has("coordinator") || id === actor.id;
  const { rows } = await sql<Row>`
    select ${columns}, 1 as total from ${joined}
    where p.id = ${id} and p.archived_at is null and 'provider' = any(p.roles) and (${all} or ${listed})
      and p.id not in (select id from ${blockedWith(sql`${actor.id}::uuid`)} as b (id))`.execute(trx);
  return rows[0] ? entry(rows[0]) : null;
}

export interface OfferedService {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly generic: boolean;
  /** Whether it is this provider's own. */
  readonly own: boolean;
  /** Whether the actor is enrolled in it. */
  readonly mine: boolean;
}

/** What a provider gives and the actor could book, the provider's own first. */
export async function servicesOf(trx: Scoped, actor: Actor, providerId: string): Promise<OfferedService[]> {
  const { rows } = await sql<OfferedService>`
    select s.id, s.code, s.name, s.generic, s.owner_id is not null as own, exists (
      select from enrollments e where e.service_id = s.id and e.person_id = ${actor.id}) as mine
    from certifications c join services s on s.community_id = c.community_id and s.id = c.service_id
    where c.provider_id = ${providerId} and s.archived_at is null and (s.owner_id is null or s.owner_id = ${providerId})
    order by s.owner_id is null, s.generic, s.code_key limit 200`.execute(trx);
  return rows;
}

export interface UpcomingGroup {
  readonly id: string;
  readonly name: string;
  /** Epoch minutes. */
  readonly start: number;
  readonly end: number;
}

/** The next public group meetings that a provider gives, alone or with others, as far as the actor may know of them. */
export async function upcomingGroups(
  trx: Scoped,
  actor: Actor,
  { providerId, now, most }: { providerId: string; now: Temporal.Instant; most: number },
): Promise<UpcomingGroup[]> {
  const { rows } = await sql<UpcomingGroup>`
    select m.id, m.name, ${spanSql("m")}
    from meetings m
    where m.seats is not null and m.state = 'final' and not m.private and m.starts_at > ${now}
      and ${gives(providerId)} and ${mayKnow(actor.id)}
    order by m.starts_at, m.id limit ${most}`.execute(trx);
  return rows;
}
