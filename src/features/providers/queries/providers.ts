import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { byName, holds, type Listing, listing, type Wanted } from "../../admin/listing.ts";

export interface ProviderRow {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly zone: string;
  readonly paused: boolean;
  readonly locked: boolean;
  readonly archived: boolean;
  /** Whether somebody has signed in as this person. */
  readonly signedIn: boolean;
  /** How many services this provider may give. */
  readonly services: number;
  readonly hasHours: boolean;
}

type Row = ProviderRow & { readonly total: number };

export type Show = "active" | "paused" | "no-hours" | "archived";

const active = sql`p.archived_at is null and 'provider' = any(p.roles)`;
const hasHours = sql`exists (
  select from weekly_hours w where w.community_id = r.community_id and w.provider_id = r.person_id)`;
const shown = {
  active,
  paused: sql`${active} and r.paused_at is not null`,
  "no-hours": sql`${active} and not ${hasHours}`,
  archived: sql`p.archived_at is not null and 'provider' = any(p.roles)`,
};

const name = sql`p.first_name || ' ' || p.last_name || ' ' || p.email`;
const joined = sql`providers r join people p on p.community_id = r.community_id and p.id = r.person_id`;
const columns = sql`
  p.id, p.first_name as "firstName", p.last_name as "lastName", p.email, r.zone,
  r.paused_at is not null as paused, r.locked_at is not null as locked, p.archived_at is not null as archived,
  p.account_id is not null as "signedIn", ${hasHours} as "hasHours",
  (select count(*) from certifications c where c.community_id = r.community_id and c.provider_id = p.id) as services`;

/** Providers by what is in their name or address, by name. */
export function searchProviders(
  trx: Scoped,
  { q, page, show }: Wanted & { show: Show },
): Promise<Listing<Row>> {
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<Row>`
      select ${columns}, count(*) over () as total from ${joined}
      where ${shown[show]} and ${holds(name, q)}
      order by ${byName} limit ${limit} offset ${offset}
    `.execute(trx);
    return rows;
  });
}

export interface ProviderDetails extends ProviderRow {
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  /** null: the community's lead time alone. */
  readonly noticeMinutes: number | null;
  /** null: the community's cap. */
  readonly weeklyCapMinutes: number | null;
  /** Meetings still to come. */
  readonly upcoming: number;
}

/** One provider of this community, archived or not; anybody else is not found. */
export async function findProvider(trx: Scoped, id: string): Promise<ProviderDetails | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<ProviderDetails>`
    select ${columns}, r.buffer_before as "bufferBefore", r.buffer_after as "bufferAfter",
      r.notice_minutes as "noticeMinutes", r.weekly_cap_minutes as "weeklyCapMinutes",
      (select count(*) from meetings m where m.provider_id = p.id and m.state <> 'cancelled' and not m.private and m.starts_at > now())
        as upcoming
    from ${joined} where p.id = ${id} and 'provider' = any(p.roles)
  `.execute(trx);
  return rows[0];
}

/** The id of the provider with this address who is there and not archived. */
export async function providerByEmail(trx: Scoped, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select p.id from ${joined} where ${active} and p.email = ${email}
  `.execute(trx);
  return rows[0]?.id;
}

interface Terms {
  zone: string;
  bufferBefore: number;
  bufferAfter: number;
  noticeMinutes: number | null;
  weeklyCapMinutes: number | null;
}

export async function updateTerms(trx: Scoped, id: string, terms: Terms): Promise<void> {
  await trx
    .updateTable("providers")
    .set({
      zone: terms.zone,
      buffer_before: terms.bufferBefore,
      buffer_after: terms.bufferAfter,
      notice_minutes: terms.noticeMinutes,
      weekly_cap_minutes: terms.weeklyCapMinutes,
    })
    .where("person_id", "=", id)
    .execute();
}

/** Makes sure that a person has a provider's row; one that is there keeps its terms. */
export async function ensureProvider(
  trx: Scoped,
  communityId: string,
  personId: string,
  zone: string,
): Promise<void> {
  await trx
    .insertInto("providers")
    .values({ community_id: communityId, person_id: personId, zone })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Sets or clears the moment from which a provider takes no new bookings, or may not change the own hours. */
export async function setMark(
  trx: Scoped,
  id: string,
  mark: "paused_at" | "locked_at",
  on: boolean,
): Promise<void> {
  const moment = on ? sql<Temporal.Instant>`coalesce(${sql.ref(mark)}, now())` : null;
  await trx
    .updateTable("providers")
    .set(mark === "paused_at" ? { paused_at: moment } : { locked_at: moment })
    .where("person_id", "=", id)
    .execute();
}
