import { sql } from "kysely";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { type DemoWish, demoWishes } from "./wishes.ts";

interface Ground {
  readonly communityId: string;
  /** Ids, in the order in which wishes name them. */
  readonly members: readonly string[];
  readonly providers: readonly string[];
  readonly format: { readonly id: string; readonly minutes: number };
  readonly now: Temporal.Instant;
}

const zone = "America/New_York";

/** Lets the people of the demo ask for support, and some of them have answers already. */
export async function addRequests(trx: Scoped, ground: Ground): Promise<void> {
  const options = await trx.selectFrom("profile_options").select(["id", "name"]).execute();
  const idOf = new Map(options.map(({ id, name }) => [name, id]));
  for (const wish of demoWishes) await addRequest(trx, ground, wish, idOf);
}

async function addRequest(
  trx: Scoped,
  ground: Ground,
  wish: DemoWish,
  idOf: ReadonlyMap<string, string>,
): Promise<void> {
  const { communityId, members, now } = ground;
  const asked = now.subtract({ hours: wish.hoursAgo });
  const id = newId(asked.epochMilliseconds);
  const spans = wish.times.map((time) => spanOf(time, now));
  // Who is still without an answer after two days: the others were told then, and nobody needs to hear of it again.
  const waits = !wish.answers && wish.hoursAgo < 48;
  const widened = !wish.answers && !waits;
  await sql`
    insert into support_requests (community_id, id, member_id, subject, description, flexible, windows, zone, time_note, gender_id,
      age, answer_by, widened_at, expires_at, created_at, changed_at)
    values (${communityId}, ${id}, ${members[wish.member] ?? ""}, ${wish.subject}, ${wish.description}, ${spans.length === 0},
      coalesce((select range_agg(tstzrange(to_timestamp(s.start * 60.0), to_timestamp(s.until * 60.0)))
        from unnest(${spans.map(([start]) => start)}::int[], ${spans.map(([, end]) => end)}::int[]) as s (start, until)), '{}'),
      ${zone}, ${wish.note ?? ""}, ${wish.gender ? (idOf.get(wish.gender) ?? null) : null}, ${wish.age ?? null},
      ${waits ? asked.add({ hours: 48 }) : null}, ${widened ? asked.add({ hours: 48 }) : null},
      ${asked.add({ hours: 24 * 30 })}, ${asked}, ${asked})`.execute(trx);
  const sought = wish.experiences.flatMap((name) => idOf.get(name) ?? []);
  await sql`
    insert into request_experiences (community_id, request_id, option_id)
    select ${communityId}::uuid, ${id}::uuid, o.id from unnest(${sought}::uuid[]) as o (id)`.execute(trx);
  await addEvent(trx, ground, { id, by: members[wish.member] ?? null, at: asked });
  for (const answer of wish.answers ?? []) await addProposal(trx, ground, { id, asked, answer });
}

const addEvent = (
  trx: Scoped,
  { communityId, providers }: Ground,
  { id, by, at }: { id: string; by: string | null; at: Temporal.Instant },
) =>
  trx
    .insertInto("request_events")
    .values({
      community_id: communityId,
      id: newId(),
      request_id: id,
      kind: "asked",
      by_person: by,
      detail: JSON.stringify({ told: providers.length, opened: 1 }),
      at,
    })
    .execute();

interface Answered {
  readonly id: string;
  readonly asked: Temporal.Instant;
  readonly answer: NonNullable<DemoWish["answers"]>[number];
}

const addProposal = (
  trx: Scoped,
  { communityId, providers, format }: Ground,
  { id, asked, answer }: Answered,
) =>
  trx
    .insertInto("proposals")
    .values({
      community_id: communityId,
      id: newId(),
      request_id: id,
      provider_id: providers[answer.provider] ?? "",
      text: answer.text,
      format_id: format.id,
      minutes: format.minutes,
      currency: "USD",
      created_at: asked.add({ hours: 2 }),
      changed_at: asked.add({ hours: 2 }),
    })
    .execute();

/** So many days from now, on New York's clock, in epoch minutes. */
function spanOf([days, from, to]: DemoWish["times"][number], now: Temporal.Instant) {
  const day = now.toZonedDateTimeISO(zone).toPlainDate().add({ days });
  const at = (clock: string) =>
    minuteOf(day.toZonedDateTime({ timeZone: zone, plainTime: clock }).toInstant());
  return [at(from), at(to)] as const;
}
