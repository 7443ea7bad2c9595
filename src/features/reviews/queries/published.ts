import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { minuteSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { holds, type Listing, listing, type Wanted } from "../../admin/listing.ts";
import { blocked } from "../../blocks/between.ts";

/** A review as others see it. Nothing in it comes from the one who wrote it but the stars and the words. */
export interface Published {
  readonly id: string;
  readonly stars: number;
  /** Empty when there are none, or when they are not shown any more. */
  readonly text: string;
  readonly alias: number;
  /** When it was published together with others; epoch minutes. */
  readonly publishedAt: number;
  readonly reply: string;
  readonly repliedAt: Temporal.Instant | null;
  readonly hidden: boolean;
}

const columns = sql`
  v.id, v.stars, v.alias, ${minuteSql("v.published_at")} as "publishedAt",
  v.hidden_at is not null as hidden, v.replied_at as "repliedAt",
  case when v.hidden_at is null then v.text else '' end as text,
  case when v.hidden_at is null then v.reply else '' end as reply`;

/** The ids are random, so they are an order that says nothing. */
const latestTogether = sql`v.published_at desc, v.id`;

/** The published reviews of a provider, those of the last time first. */
export function publishedReviews(
  trx: Scoped,
  providerId: string,
  page: number,
): Promise<Listing<Published & { total: number }>> {
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<Published & { total: number }>`
      select ${columns}, count(*) over ()::int as total from reviews v
      where v.provider_id = ${providerId} and v.published_at is not null
      order by ${latestTogether} limit ${limit} offset ${offset}`.execute(trx);
    return rows;
  });
}

export interface Provider {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

/** A provider whose reviews this person may read: whoever belongs may, unless the two are kept apart. */
export async function providerFor(trx: Scoped, actor: Actor, id: string): Promise<Provider | null> {
  if (!isId(id) || !actor.id) return null;
  const { rows } = await sql<Provider>`
    select p.id, p.first_name, p.last_name, p.email
    from providers g join people p on p.community_id = g.community_id and p.id = g.person_id
    where p.id = ${id} and p.archived_at is null and not ${blocked(sql`p.id`, sql`${actor.id}::uuid`)}`.execute(
    trx,
  );
  return rows[0] ?? null;
}

export type PublishedOf = Published & { readonly provider: Provider };

const withProvider = (where: RawBuilder<unknown>) => sql`
  from reviews v join people p on p.community_id = v.community_id and p.id = v.provider_id
  where v.published_at is not null and ${where}`;

const provider = sql`json_build_object(
  'id', p.id, 'first_name', p.first_name, 'last_name', p.last_name, 'email', p.email) as provider`;

/** A published review that this person may read. */
export async function publishedFor(trx: Scoped, actor: Actor, id: string): Promise<PublishedOf | null> {
  if (!isId(id) || !actor.id) return null;
  const { rows } = await sql<PublishedOf>`
    select ${columns}, ${provider} ${withProvider(sql`v.id = ${id} and p.archived_at is null
      and not ${blocked(sql`p.id`, sql`${actor.id}::uuid`)}`)}`.execute(trx);
  return rows[0] ?? null;
}

/** As `PublishedOf`, for coordinators, with words that are not shown any more. */
export interface Moderated extends PublishedOf {
  /** Hidden by a coordinator, and not because somebody else left. */
  readonly byStaff: boolean;
  readonly total: number;
}

/** All published reviews with their words, the latest first, for coordinators. Who wrote them is not in it. */
export function allPublished(trx: Scoped, { q, page }: Wanted): Promise<Listing<Moderated>> {
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<Moderated>`
      select v.id, v.stars, v.alias, v.text, v.reply, ${minuteSql("v.published_at")} as "publishedAt",
        v.replied_at as "repliedAt", v.hidden_at is not null as hidden, v.hidden_by is not null as "byStaff",
        count(*) over ()::int as total, ${provider}
      ${withProvider(holds(sql`v.text || ' ' || v.reply || ' ' || p.first_name || ' ' || p.last_name || ' ' || p.email`, q))}
      order by ${latestTogether} limit ${limit} offset ${offset}`.execute(trx);
    return rows;
  });
}

/** Stores the reply of the provider whom it is about. */
export async function storeReply(
  trx: Scoped,
  id: string,
  reply: string,
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    update reviews set reply = ${reply}, replied_at = coalesce(replied_at, ${now}) where id = ${id}`.execute(
    trx,
  );
}

/**
 * Takes the words and the reply of a published review from all pages, or shows them again; not those that are gone because somebody
 * left. Nobody does it with a review of themself. Gives whose it is, or null when there was nothing to change.
 */
export async function setHidden(
  trx: Scoped,
  { id, by, at }: { id: string; by: string | null; at: Temporal.Instant | null },
): Promise<string | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<{ provider_id: string }>`
    update reviews set hidden_at = ${at}, hidden_by = case when ${at}::timestamptz is null then null else ${by}::uuid end
    where id = ${id} and published_at is not null and provider_id is distinct from ${by}
      and (hidden_at is null) = (${at}::timestamptz is not null) and (hidden_at is null or hidden_by is not null)
    returning provider_id`.execute(trx);
  return rows[0]?.provider_id ?? null;
}
