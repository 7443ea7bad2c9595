import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { minuteSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { blocked } from "../../blocks/between.ts";
import { gives } from "../../meetings/inside.ts";
import { aliases } from "../alias.ts";

/** A provider, as somebody who may review them or write about them knows them. */
export interface Reviewed {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  /** Whether the two met, so that there is something to review. */
  readonly attended: boolean;
  /** Whether they were to meet and the time has come. */
  readonly acquainted: boolean;
  readonly apart: boolean;
  readonly review: OwnReview | null;
}

/** What somebody wrote, as they alone see it. */
export interface OwnReview {
  readonly stars: number;
  readonly text: string;
  /** Until then it can be changed; epoch minutes. */
  readonly editableUntil: number;
  readonly published: boolean;
  readonly hidden: boolean;
}

/** A provider with what this person has to do with them. For who has nothing to do with them, and for themself, there is nobody. */
export async function reviewedBy(
  trx: Scoped,
  actor: Actor,
  providerId: string,
  now: Temporal.Instant,
): Promise<Reviewed | null> {
  if (!isId(providerId) || !actor.id || actor.id === providerId) return null;
  const { rows } = await sql<Reviewed>`
    select p.id, p.first_name, p.last_name, p.email,
      exists (select ${inMeeting(actor.id, providerId)} and r.attendance = 'attended') as attended,
      exists (select ${inMeeting(actor.id, providerId)} and r.state = 'registered' and m.starts_at <= ${now}) as acquainted,
      ${blocked(sql`p.id`, sql`${actor.id}::uuid`)} as apart,
      (select row_to_json(x) from (
        select v.stars, v.text, ${minuteSql("v.editable_until")} as "editableUntil",
          v.published_at is not null as published, v.hidden_at is not null as hidden
        from reviews v where v.provider_id = p.id and v.author_id = ${actor.id}) x) as review
    from providers g join people p on p.community_id = g.community_id and p.id = g.person_id
    where p.id = ${providerId} and p.archived_at is null`.execute(trx);
  const [found] = rows;
  return found && (found.attended || found.acquainted || found.review) ? found : null;
}

const inMeeting = (personId: string, providerId: string) => sql`
  from registrations r join meetings m on m.id = r.meeting_id
  where r.person_id = ${personId} and ${gives(providerId)}`;

export interface Written {
  readonly communityId: string;
  readonly providerId: string;
  readonly authorId: string;
  readonly stars: number;
  readonly text: string;
  readonly at: Temporal.Instant;
  readonly editableUntil: Temporal.Instant;
}

/**
 * Writes a review, or changes the one there is. False when that can be changed no more. Its id is random to the last bit: others
 * see it, and one that is made of the time would tell when it was written.
 */
export async function storeReview(trx: Scoped, review: Written): Promise<boolean> {
  const { communityId, providerId, authorId, stars, text, at } = review;
  const { rows } = await sql`
    insert into reviews (
      community_id, id, provider_id, author_id, stars, text, alias, created_at, changed_at, editable_until)
    select ${communityId}, ${randomUUID()}, ${providerId}, ${authorId}, ${stars}, ${text}, ${freeAlias(providerId)},
      ${at}, ${at}, ${review.editableUntil}
    on conflict (community_id, provider_id, author_id) where author_id is not null
    do update set stars = excluded.stars, text = excluded.text, changed_at = excluded.changed_at
      where reviews.published_at is null and reviews.editable_until > excluded.changed_at
    returning id`.execute(trx);
  return rows.length === 1;
}

/** A name at random that no other review of this provider has, as long as there is one. */
const freeAlias = (providerId: string) => sql`coalesce((
  select alias from generate_series(0, ${aliases - 1}) as alias
  where not exists (select from reviews o where o.provider_id = ${providerId} and o.alias = alias.alias)
  order by random() limit 1), floor(random() * ${aliases})::int)`;

/** Takes back a review that can still be changed; false when there is none. */
export async function deleteReview(
  trx: Scoped,
  { providerId, authorId, now }: { providerId: string; authorId: string; now: Temporal.Instant },
): Promise<boolean> {
  const { rows } = await sql`
    delete from reviews where provider_id = ${providerId} and author_id = ${authorId}
      and published_at is null and editable_until > ${now}
    returning id`.execute(trx);
  return rows.length === 1;
}
