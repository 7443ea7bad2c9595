import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { missedBy } from "../attendance/pauses.ts";
import { blocked } from "../blocks/between.ts";
import { type Community, communityOf } from "../communities/community.ts";
import { occupying } from "../meetings/index.ts";
import type { Question } from "./answers.ts";
import type { TypedAnswers } from "./schema.ts";

export interface Format {
  id: string;
  name: string;
  description: string;
  minutes: number;
  ways: string[];
  size: "one_to_one" | "group";
  rhythm: "single" | "weekly";
}

const formatColumns = ["id", "name", "description", "minutes", "ways", "size", "rhythm"] as const;

/** The formats a member can book, in the coordinator's order. Group meetings are registered for, not booked. */
export async function formats(trx: Scoped): Promise<Format[]> {
  const rows = await trx
    .selectFrom("formats")
    .select(formatColumns)
    .where("archived_at", "is", null)
    .where("size", "=", "one_to_one")
    .orderBy("position")
    .orderBy("name")
    .execute();
  return rows as Format[];
}

export interface Chosen {
  format: Format;
  service: {
    id: string;
    code: string;
    name: string;
    owner_id: string | null;
    generic: boolean;
    mine: boolean;
  } | null;
  questions: Question[];
  draft: { id: string; answers: TypedAnswers; meeting_id: string | null } | null;
}

interface ChosenIds {
  format: string;
  service?: string | undefined;
  draft?: string | undefined;
}

/** What the ids in a booking's address stand for, found through the actor, in one statement; null when the format is gone. */
export async function chosen(trx: Scoped, actor: Actor, ids: ChosenIds): Promise<Chosen | null> {
  const { rows } = await sql<Chosen>`select ${chosenColumns(actor, ids)}`.execute(trx);
  return rows[0]?.format ? rows[0] : null;
}

interface Deciding {
  /** When the meetings ended that the actor missed, in epoch minutes. */
  missed: number[];
}

/** The same, with the community as it is now and what the actor missed, for deciding. */
export async function chosenInCommunity(
  trx: Scoped,
  actor: Actor,
  ids: ChosenIds,
): Promise<(Chosen & Deciding & { community: Community }) | null> {
  const { rows } = await sql<Chosen & Deciding & { community: string }>`
    select ${chosenColumns(actor, ids)}, ${missedBy(sql`${actor.id}::uuid`)} as missed,
      (select row_to_json(c)::text from (
        select id, slug, name, zone, words, settings from communities where id = ${actor.communityId}) c) as community
  `.execute(trx);
  const [row] = rows;
  return row?.format ? { ...row, community: communityOf(row.community) } : null;
}

const chosenColumns = (actor: Actor, ids: ChosenIds) => sql`
  (select row_to_json(f) from (
    select id, name, description, minutes, ways, size, rhythm from formats
    where id = ${ids.format} and archived_at is null and size = 'one_to_one') f) as format,
  (select row_to_json(s) from (
    select id, code, name, owner_id, generic, exists (
      select from enrollments where service_id = services.id and person_id = ${actor.id}) as mine
    from services where id = ${ids.service ?? null} and archived_at is null
      and not ${blocked(sql`owner_id`, sql`${actor.id}::uuid`)}) s) as service,
  (select coalesce(json_agg(q order by q.position, q.id), '[]') from (
    select id, kind, label, help, options, required, position from questions
    where format_id = ${ids.format} and archived_at is null and purpose = 'booking') q) as questions,
  (select row_to_json(d) from (
    select id, answers, meeting_id from booking_drafts
    where id = ${ids.draft ?? null} and person_id = ${actor.id}) d) as draft`;

export interface ProviderCard {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  bio: string;
  /** What they know from their own life, in the coordinator's order. */
  experiences: string[];
}

const card = sql`
  p.id, p.first_name, p.last_name, p.email, r.bio, array(
    select o.name from provider_experiences e join profile_options o on o.id = e.option_id
    where e.provider_id = p.id order by o.position, o.name) as experiences`;

/** How providers are shown to the actor, who chooses among them; those with whom a block stands between are not there. */
export async function providerCards(
  trx: Scoped,
  actor: Actor,
  ids: readonly string[],
): Promise<ProviderCard[]> {
  const { rows } = await sql<ProviderCard>`
    select ${card} from people p join providers r on r.person_id = p.id
    where p.id = any(${ids}::uuid[]) and p.archived_at is null
      and not ${blocked(sql`p.id`, sql`${actor.id}::uuid`)}
    order by p.first_name, p.last_name, p.email
  `.execute(trx);
  return rows;
}

/** Minutes each provider is booked for in a window, for sharing the work fairly; what is private shows itself nowhere. Epoch minutes. */
export async function minutesBooked(
  trx: Scoped,
  ids: readonly string[],
  from: number,
  to: number,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ provider_id: string; minutes: number }>`
    select provider_id, (sum(extract(epoch from ends_at - starts_at)) / 60)::int as minutes
    from meetings
    where provider_id = any(${ids}::uuid[]) and state <> 'cancelled' and not private
      and starts_at >= to_timestamp(${from * 60}) and starts_at < to_timestamp(${to * 60})
    group by provider_id
  `.execute(trx);
  return new Map(rows.map((row) => [row.provider_id, row.minutes]));
}

/** Writes a draft, or writes over one that is the actor's own. */
export async function saveDraft(
  trx: Scoped,
  draft: {
    id: string;
    communityId: string;
    personId: string;
    formatId: string;
    serviceId: string;
    answers: TypedAnswers;
  },
): Promise<boolean> {
  const answers = JSON.stringify(draft.answers);
  const { rows } = await sql`
    insert into booking_drafts (community_id, id, person_id, format_id, service_id, answers)
    values (${draft.communityId}, ${draft.id}, ${draft.personId}, ${draft.formatId}, ${draft.serviceId}, ${answers})
    on conflict (community_id, id) do update set
      format_id = excluded.format_id, service_id = excluded.service_id, answers = excluded.answers, updated_at = now()
      where booking_drafts.person_id = excluded.person_id and booking_drafts.meeting_id is null
    returning id
  `.execute(trx);
  return rows.length === 1;
}

export interface NewMeeting {
  id: string;
  communityId: string;
  serviceId: string;
  formatId: string;
  providerId: string;
  memberId: string;
  locationId: string | null;
  /** The weekly series that it is one of. */
  seriesId?: string | undefined;
  /** Epoch minutes. */
  start: number;
  end: number;
  state: "pending" | "final";
  /** What makes the address of an online meeting impossible to guess. */
  room: string;
  bookedBy: string;
  eventId: string;
  at: Temporal.Instant;
  draftId: string | null;
  answers: readonly { questionId: string; position: number; label: string; answer: readonly string[] }[];
}

/**
 * Writes a whole booking in one statement. False when the occupancy constraint found either of the two taken: then the
 * transaction must not go on, since the rest has been written.
 */
export async function insertMeeting(trx: Scoped, meeting: NewMeeting): Promise<boolean> {
  const { communityId, id: meetingId, memberId, start, end } = meeting;
  const persons = [meeting.providerId, memberId];
  const { rows } = await sql<{ taken: number }>`
    with meeting as (
      insert into meetings (community_id, id, service_id, format_id, provider_id, location_id, starts_at, ends_at, state, room, booked_by,
        series_id)
      values (${communityId}, ${meetingId}, ${meeting.serviceId}, ${meeting.formatId}, ${meeting.providerId},
        ${meeting.locationId}, to_timestamp(${start * 60}), to_timestamp(${end * 60}), ${meeting.state},
        ${meeting.room}, ${meeting.bookedBy}, ${meeting.seriesId ?? null})),
    taken as (${occupying({ communityId, meetingId, persons, start, end })}),
    member as (
      insert into registrations (community_id, meeting_id, person_id)
      values (${communityId}, ${meetingId}, ${memberId})),
    said as (
      insert into answers (community_id, meeting_id, question_id, position, label, answer)
      select ${communityId}::uuid, ${meetingId}::uuid, a."questionId", a.position, a.label, a.answer
      from jsonb_to_recordset(${JSON.stringify(meeting.answers)}::jsonb) as a("questionId" uuid, position smallint, label text, answer text[])),
    used as (
      update booking_drafts set meeting_id = ${meetingId}, answers = '{}'
      where id = ${meeting.draftId} and person_id = ${memberId}),
    happened as (
      insert into meeting_events (community_id, id, meeting_id, kind, by_person, at)
      values (${communityId}, ${meeting.eventId}, ${meetingId}, 'booked', ${meeting.bookedBy}, ${meeting.at}))
    select count(*)::int as taken from taken
  `.execute(trx);
  return rows[0]?.taken === persons.length;
}

export interface PlaceOfMeeting {
  provider: ProviderCard;
  location: { id: string; name: string; way: string } | null;
}

/** With whom and where, in one statement; null when either is not here, or not for the actor. */
export async function placeOf(
  trx: Scoped,
  actor: Actor,
  providerId: string,
  locationId: string | null,
): Promise<PlaceOfMeeting | null> {
  const { rows } = await sql<PlaceOfMeeting>`
    select
      (select row_to_json(x) from (
        select ${card} from people p join providers r on r.person_id = p.id
        where p.id = ${providerId} and p.archived_at is null
          and not ${blocked(sql`p.id`, sql`${actor.id}::uuid`)}) x) as provider,
      (select row_to_json(x) from (
        select id, name, way from locations where id = ${locationId} and archived_at is null) x) as location
  `.execute(trx);
  const place = rows[0];
  return place?.provider && (place.location || locationId === null) ? place : null;
}
