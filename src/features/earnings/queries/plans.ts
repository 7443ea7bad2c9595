import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { nameSql } from "../../people/named.ts";

/** Whether somebody is on the premium plan now. */
export async function isPremium(trx: Scoped, providerId: string): Promise<boolean> {
  const row = await trx
    .selectFrom("premium_plans")
    .select("id")
    .where("provider_id", "=", providerId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** A time on the premium plan, and who switched it on and off; nobody where the end came by itself. */
export interface PremiumTime {
  readonly begunAt: Temporal.Instant;
  readonly begunBy: string;
  readonly endedAt: Temporal.Instant | null;
  readonly endedBy: string | null;
}

/** Every time that somebody was on the premium plan, the latest first. */
export async function premiumTimes(trx: Scoped, providerId: string): Promise<PremiumTime[]> {
  const { rows } = await sql<PremiumTime>`
    select x.begun_at as "begunAt", x.ended_at as "endedAt", ${nameSql("b")} as "begunBy",
      case when e.id is not null then ${nameSql("e")} end as "endedBy"
    from premium_plans x join people b on b.community_id = x.community_id and b.id = x.begun_by
    left join people e on e.community_id = x.community_id and e.id = x.ended_by
    where x.provider_id = ${providerId} order by x.begun_at desc, x.id desc`.execute(trx);
  return rows;
}

interface Switch {
  readonly communityId: string;
  readonly providerId: string;
  readonly by: string;
  readonly now: Temporal.Instant;
}

/** Begins the plan of who is not on it. False when they are on it already. */
export async function beginPremium(
  trx: Scoped,
  { communityId, providerId, by, now }: Switch,
): Promise<boolean> {
  const { rows } = await sql`
    insert into premium_plans (community_id, id, provider_id, begun_at, begun_by)
    values (${communityId}, ${newId()}, ${providerId}, ${now}, ${by})
    on conflict (community_id, provider_id) where ended_at is null do nothing returning id`.execute(trx);
  return rows.length === 1;
}

/** Ends the plan of who is on it; nobody does it when they leave. False when they are not on it. */
export async function endPremium(
  trx: Scoped,
  { providerId, by, now }: Omit<Switch, "communityId" | "by"> & { by: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    update premium_plans set ended_at = ${now}, ended_by = ${by}
    where provider_id = ${providerId} and ended_at is null returning id`.execute(trx);
  return rows.length === 1;
}
