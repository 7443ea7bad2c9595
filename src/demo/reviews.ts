import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { instantOf, minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { mondayOf, startOfDate } from "../features/availability/zones.ts";
import { editableUntil } from "../features/reviews/rules.ts";

interface Cast {
  communityId: string;
  /** IANA. */
  zone: string;
  /** In the order of `demoProviders`. */
  providers: readonly string[];
  members: readonly string[];
  now: Temporal.Instant;
}

/** By provider, in the order of `demoProviders`: stars and words of those who met them. */
const said: readonly (readonly (readonly [stars: number, text: string])[])[] = [
  [
    [5, "I came with a list of worries and left with two small things to try. Both helped."],
    [5, ""],
    [4, "Kind and clear. I would have liked a little more time."],
    [5, "Nobody had explained the deadlines to me like this before."],
  ],
  [
    [5, "Made the first weeks in a new country a lot less lonely."],
    [4, ""],
    [5, "Went through every form with me, without a sigh."],
  ],
  [
    [3, "Good ideas, but the connection was bad."],
    [5, "It felt safe to talk about money."],
    [4, ""],
  ],
];

const reply = "Thank you for saying so. Do come back when you want more time.";

/** Weeks ago in which they were written, and in which they were published. */
const [written, published] = [8, 5];

/** Reviews as they look after a while: some providers have published ones; and who met in the past was there. */
export async function addReviews(trx: Scoped, cast: Cast): Promise<void> {
  const { communityId, zone, providers, members, now } = cast;
  await sql`
    update registrations r set attendance = 'attended', attendance_at = m.ends_at from meetings m
    where m.id = r.meeting_id and m.seats is null and m.state = 'final' and m.ends_at < ${now} and r.attendance is null`.execute(
    trx,
  );
  const monday = instantOf(startOfDate(zone, mondayOf(zone, minuteOf(now)) - published * 7));
  // Those who can be signed in as stand first, and shall still have something to review.
  const authors = members.slice(2);
  const rows = said.flatMap((reviews, i) =>
    reviews.map(([stars, text], place) => {
      const created_at = now.subtract({ hours: written * 7 * 24 + place * 5 });
      return {
        community_id: communityId,
        id: randomUUID(),
        provider_id: providers[i] ?? "",
        author_id: authors[(i * 5 + place) % authors.length] ?? "",
        stars,
        text,
        alias: 41 + i * 331 + place * 107,
        created_at,
        changed_at: created_at,
        editable_until: editableUntil(created_at),
        published_at: monday,
        reply: text.includes("more time") ? reply : "",
        replied_at: text.includes("more time") ? monday.add({ hours: 30 }) : null,
      };
    }),
  );
  await trx.insertInto("reviews").values(rows).execute();
  await trx
    .insertInto("review_notes")
    .values({
      community_id: communityId,
      id: newId(),
      provider_id: providers[2] ?? "",
      author_id: authors[0] ?? "",
      text: "The video room kept breaking off, for others too. Could somebody look at the link?",
      created_at: now.subtract({ hours: 20 }),
    })
    .execute();
}
