import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { blocked } from "../../blocks/between.ts";
import { otherFor } from "../../blocks/queries.ts";
import { gives } from "../../meetings/inside.ts";
import { belongs } from "../../messages/queries/threads.ts";
import { readsRoom } from "../../rooms/inside.ts";
import { type Evidence, readEvidence } from "../evidence.ts";
import type { ReportKind } from "../kinds.ts";
import { around } from "../rules.ts";

/** Something that the actor can see and that is not their own. */
export interface Thing {
  readonly recordId: string;
  /** Whom it is about; null where that is nobody, or is not to be known. */
  readonly aboutId: string | null;
  /** What it is called on the page of the one who reports; empty where they know no name. */
  readonly name: string;
  readonly evidence: Evidence;
}

interface Row {
  readonly record_id: string;
  readonly about_id: string | null;
  readonly name: string;
  readonly evidence: unknown;
}

/** What can be reported under this kind and id by this person, with the evidence as it is now. */
export async function thingFor(
  trx: Scoped,
  actor: Actor,
  kind: ReportKind,
  id: string,
): Promise<Thing | null> {
  if (!actor.id) return null;
  const found = await finders[kind](trx, actor, id);
  const evidence = found && readEvidence(found.evidence);
  if (!found || !evidence || found.about_id === actor.id) return null;
  return { recordId: found.record_id, aboutId: found.about_id, name: found.name, evidence };
}

type Finder = (trx: Scoped, actor: Actor, id: string) => Promise<Row | null>;

const minute = (column: RawBuilder<unknown>) => sql<number>`floor(extract(epoch from ${column}) / 60)::int`;

const finders: Readonly<Record<ReportKind, Finder>> = {
  person: async (trx, actor, id) => {
    const other = await otherFor(trx, actor, id);
    if (!other) return null;
    const { rows } = await sql<Row>`
      select p.id as record_id, p.id as about_id, ${other.name} as name,
        json_build_object('kind', 'person',
          'bio', concat_ws(E'\n\n', nullif(v.greeting, ''), nullif(v.bio, ''), nullif(v.qualification, '')),
          'asked', coalesce((
            select c.note from connections c where c.asker_id = p.id and c.other_id = ${actor.id}
            order by c.asked_at desc limit 1), '')) as evidence
      from people p left join providers v on v.person_id = p.id where p.id = ${other.id}`.execute(trx);
    return rows[0] ?? null;
  },

  meeting: (trx, actor, id) =>
    one(
      trx,
      id,
      sql<Row>`
      select m.id as record_id,
        case when m.provider_id <> ${actor.id} then m.provider_id
          when m.seats is null then (select r.person_id from registrations r where r.meeting_id = m.id limit 1) end as about_id,
        coalesce(nullif(m.name, ''), f.name) as name,
        json_build_object('kind', 'meeting', 'group', m.seats is not null, 'name', coalesce(nullif(m.name, ''), f.name),
          'description', m.description, 'host', m.provider_id, 'start', ${minute(sql`m.starts_at`)},
          'end', ${minute(sql`m.ends_at`)}, 'link', m.link) as evidence
      from meetings m join formats f on f.id = m.format_id
      where m.id = ${id} and ${seesMeeting(actor.id)} and not (m.seats is not null and ${gives(actor.id)})`,
    ),

  proposal: (trx, actor, id) =>
    one(
      trx,
      id,
      sql<Row>`
      select o.id as record_id, q.subject as name,
        case when o.provider_id = ${actor.id} then q.member_id else o.provider_id end as about_id,
        json_build_object('kind', 'proposal', 'subject', q.subject, 'at', ${minute(sql`o.changed_at`)},
          'text', case when o.provider_id = ${actor.id} then q.description else o.text end) as evidence
      from proposals o join support_requests q on q.id = o.request_id
      where o.id = ${id} and ${actor.id}::uuid in (o.provider_id, q.member_id)`,
    ),

  message: async (trx, actor, id) => {
    const [thread = "", at = ""] = id.split(".");
    if (!isId(thread) || !/^\d{1,9}$/.test(at)) return null;
    const number = Number(at);
    const { rows } = await sql<Row>`
      select t.id as record_id, w.author_id as about_id, '' as name,
        json_build_object('kind', 'message', 'number', w.number, 'room', ${roomOf}, 'lines', ${lines(sql`(
          (select b.* from messages b where b.thread_id = t.id and b.number < w.number
            order by b.number desc limit ${around.message})
          union all
          (select b.* from messages b where b.thread_id = t.id and b.number >= w.number
            order by b.number limit ${around.message + 1}))`)}) as evidence
      from threads t join messages w on w.thread_id = t.id and w.number = ${number}
      where t.id = ${thread} and w.removed_at is null and ${readsThread(actor.id)} and ${readsFrom(sql`w.author_id`, actor.id)}`.execute(
      trx,
    );
    return rows[0] ?? null;
  },

  file: (trx, actor, id) =>
    one(
      trx,
      id,
      sql<Row>`
      select f.id as record_id, f.shared_by as about_id, f.name,
        json_build_object('kind', 'file', 'room', ${roomOf}, 'name', f.name, 'type', f.type, 'size', f.size,
          'at', ${minute(sql`f.created_at`)}) as evidence
      from files f join threads t on t.id = f.thread_id
      where f.id = ${id} and ${readsThread(actor.id)} and ${readsFrom(sql`f.shared_by`, actor.id)}`,
    ),

  // Whoever wrote it stays unknown, here above all.
  review: (trx, actor, id) =>
    one(
      trx,
      id,
      sql<Row>`
      select v.id as record_id, null as about_id, '' as name,
        json_build_object('kind', 'review', 'id', v.id, 'provider', v.provider_id, 'alias', v.alias, 'stars', v.stars,
          'text', v.text, 'reply', v.reply) as evidence
      from reviews v join people p on p.id = v.provider_id
      where v.id = ${id} and v.published_at is not null and v.hidden_at is null and p.archived_at is null
        and not ${blocked(sql`v.provider_id`, sql`${actor.id}::uuid`)}`,
    ),

  room: (trx, actor, id) =>
    one(
      trx,
      id,
      sql<Row>`
      select r.id as record_id, null as about_id, r.name,
        json_build_object('kind', 'room', 'id', r.id, 'name', r.name, 'about', r.about, 'private', r.private,
          'lines', case when t.id is null or not ${readsThread(actor.id)} then '[]'::json else ${lines(sql`(
            select b.* from messages b where b.thread_id = t.id order by b.number desc limit ${around.room})`)} end) as evidence
      from rooms r left join threads t on t.room_id = r.id
      where r.id = ${id} and r.archived_at is null and (not r.private or exists (
        select from room_members i where i.room_id = r.id and i.person_id = ${actor.id} and i.state in ('in', 'invited')))`,
    ),
};

async function one(trx: Scoped, id: string, statement: RawBuilder<Row>): Promise<Row | null> {
  if (!isId(id)) return null;
  const { rows } = await statement.execute(trx);
  return rows[0] ?? null;
}

/** Says of the thread `t` that this person reads it. */
const readsThread = (person: string | null) => sql<boolean>`(${belongs(person)} or ${readsRoom(person)})`;

/** Says of the thread `t` that what somebody says there reaches this person: in a room not across a block. */
const readsFrom = (author: RawBuilder<unknown>, person: string | null) =>
  sql<boolean>`(t.room_id is null or not ${blocked(author, sql`${person}::uuid`)})`;

/** Says of the meeting `m` that this person is, was or may be in it. */
const seesMeeting = (person: string | null) => sql<boolean>`(${gives(person)}
  or exists (select from registrations r where r.meeting_id = m.id and r.person_id = ${person})
  or exists (select from invitations i where i.meeting_id = m.id and i.person_id = ${person})
  or (m.seats is not null and not m.private and not ${blocked(sql`m.provider_id`, sql`${person}::uuid`)} and not exists (
    select from co_hosts h where h.meeting_id = m.id and ${blocked(sql`h.person_id`, sql`${person}::uuid`)})))`;

const roomOf = sql`(
  select json_build_object('id', r.id, 'name', r.name) from rooms r where r.id = t.room_id)`;

/** Messages of the thread `t`, the newest last, as evidence keeps them. */
const lines = (chosen: RawBuilder<unknown>) => sql`(
  select coalesce(json_agg(json_build_object('number', b.number, 'author', b.author_id,
    'called', i.name, 'text', b.text, 'at', ${minute(sql`b.created_at`)}) order by b.number), '[]')
  from ${chosen} b left join room_members i on i.room_id = t.room_id and i.person_id = b.author_id)`;
