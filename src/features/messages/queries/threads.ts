import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import { spanSql } from "#platform/database/minutes.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { blocked } from "../../blocks/between.ts";
import { gives, isInside } from "../../meetings/inside.ts";
import type { ThreadOwner } from "../rules.ts";

export interface ThreadPerson {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  zone: string | null;
  /** The number up to which this person has seen the thread. */
  seen: number;
  /** One of this person and the one who asks has blocked the other; it is not said who. */
  blocked: boolean;
}

/** What is written and shared between the people of a meeting, or between the two whom a proposal brought together. */
export interface Thread {
  /** null until something is written. */
  id: string | null;
  /** One of the two is null. */
  meeting_id: string | null;
  proposal_id: string | null;
  last_number: number;
  /** Of the meeting, or of the proposal's last one that was not cancelled; in epoch minutes. */
  start: number | null;
  end: number | null;
  /** When the proposal was accepted, in epoch minutes. */
  accepted: number | null;
  people: ThreadPerson[];
  /** Of a group meeting: what it is called, and whether it is private. There only its hosts write, and nobody is shown who reads. */
  group: { name: string; private: boolean } | null;
  /** Whether the one who asks may write at all. */
  writes: boolean;
}

type Condition = ReturnType<typeof sql<boolean>>;

/** Says of the proposal `o` to the request `q` that it was accepted, and that this person is one of its two. */
const inProposal = (person: string | null) => sql<boolean>`(o.state = 'accepted'
  and ${person}::uuid in (o.provider_id, q.member_id))`;

/** Says of the thread `t` that this person is one of those between whom it is. */
export const belongs = (person: string | null) => sql<boolean>`(
  exists (select from meetings m where m.id = t.meeting_id and ${isInside(person)})
  or exists (select from proposals o join support_requests q on q.id = o.request_id
    where o.id = t.proposal_id and ${inProposal(person)}))`;

const peopleWho = (person: string | null, where: Condition) => sql`
  (select coalesce(json_agg(x order by x.first_name, x.id), '[]') from (
    select p.id, p.first_name, p.last_name, p.email, a.zone, coalesce(s.seen, 0) as seen,
      ${blocked(sql`p.id`, sql`${person}::uuid`)} as blocked
    from people p
    left join accounts a on a.id = p.account_id
    left join thread_readers s on s.thread_id = t.id and s.person_id = p.id
    where p.archived_at is null and ${where}) x)`;

/** Of meetings that no proposal led to: what is agreed on in a proposal is talked about there alone. */
const ofMeetings = (person: string | null, where: Condition) => sql<Thread>`
  select t.id, m.id as meeting_id, null as proposal_id, coalesce(t.last_number, 0) as last_number,
    ${spanSql("m")},
    null as accepted, m.seats is null or ${gives(person)} as writes,
    case when m.seats is not null then json_build_object('name', m.name, 'private', m.private) end as group,
    ${peopleWho(
      person,
      sql`p.id in (
        select m.provider_id
        union all select h.person_id from co_hosts h where h.meeting_id = m.id
        union all select r.person_id from registrations r
          where r.meeting_id = m.id and (m.seats is null or r.state = 'registered'))`,
    )} as people
  from meetings m left join threads t on t.meeting_id = m.id
  where m.proposal_id is null and ${where}`;

const ofProposals = (person: string | null, where: Condition) => sql<Thread>`
  select t.id, null as meeting_id, o.id as proposal_id, coalesce(t.last_number, 0) as last_number,
    ${spanSql("l")},
    floor(extract(epoch from coalesce(o.settled_at, o.changed_at)) / 60)::int as accepted, true as writes, null as group,
    ${peopleWho(person, sql`p.id in (o.provider_id, q.member_id)`)} as people
  from proposals o join support_requests q on q.id = o.request_id
  left join threads t on t.proposal_id = o.id
  left join lateral (
    select starts_at, ends_at from meetings where proposal_id = o.id and state <> 'cancelled'
    order by ends_at desc limit 1) l on true
  where o.state = 'accepted' and ${where}`;

/** The thread of a meeting or of a proposal, found through the actor: those who are in it. Not its coordinators: it is private. */
export async function threadOf(trx: Scoped, { id }: Actor, owner: ThreadOwner): Promise<Thread | null> {
  const own =
    "proposalId" in owner
      ? ofProposals(id, sql`o.id = ${owner.proposalId} and ${inProposal(id)}`)
      : ofMeetings(id, sql`m.id = ${owner.meetingId} and ${isInside(id)}`);
  const { rows } = await own.execute(trx);
  return rows[0] ?? null;
}

/** A thread for the process itself, such as a letter about it; who is blocked is said with regard to `by`. */
export async function wholeThread(trx: Scoped, threadId: string, by: string | null): Promise<Thread | null> {
  const own = sql<boolean>`t.id = ${threadId}`;
  const { rows } = await ofMeetings(by, own).execute(trx);
  return rows[0] ?? (await ofProposals(by, own).execute(trx)).rows[0] ?? null;
}

export interface Place {
  threadId: string;
  number: number;
}

/** Takes the next number of a thread, and makes the thread with the first. Others who want one wait until this is committed. */
export async function takeNumber(trx: Scoped, actor: Actor, thread: Thread): Promise<Place> {
  const { meeting_id, proposal_id } = thread;
  const owner = meeting_id === null ? "proposal_id" : "meeting_id";
  const { id, last_number } = await trx
    .insertInto("threads")
    .values({ community_id: actor.communityId, id: newId(), meeting_id, proposal_id, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["community_id", owner])
        .doUpdateSet((eb) => ({ last_number: eb("threads.last_number", "+", 1) })),
    )
    .returning(["id", "last_number"])
    .executeTakeFirstOrThrow();
  return { threadId: id, number: last_number };
}

/** Notes that somebody has seen a thread up to a number. */
export async function markSeen(trx: Scoped, actor: Actor, { threadId, number }: Place): Promise<void> {
  await sql`
    insert into thread_readers (community_id, thread_id, person_id, seen)
    values (${actor.communityId}, ${threadId}, ${actor.id}, ${number})
    on conflict (community_id, thread_id, person_id)
    do update set seen = greatest(thread_readers.seen, excluded.seen)`.execute(trx);
}
