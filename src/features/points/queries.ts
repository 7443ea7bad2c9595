import { type RawBuilder, sql } from "kysely";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import { blocked } from "../blocks/between.ts";
import { type Counts, type Goal, type RuleKey, rules } from "./rules.ts";
import { weekStarts } from "./weeks.ts";

/** Whose rules are counted, up to when, and in whose weeks: `zone` is the community's. */
export interface Counting {
  readonly personId: string;
  readonly zone: string;
  readonly now: Temporal.Instant;
}

/**
 * How often somebody meets each rule, up to its most: no row is read after that. It follows from what stands elsewhere, and says
 * nothing that they cannot see: no review before it is published, no asking that was declined. Null for who gives nothing here.
 */
export async function countsOf(trx: Scoped, { personId, zone, now }: Counting): Promise<Counts | null> {
  const columns = rules.flatMap(({ key, most }) =>
    isFirst(key) ? [] : [sql`${met[key](most)}::int as ${sql.ref(key)}`],
  );
  const { rows } = await sql<Omit<Counts, First>>`
    select ${sql.join(columns, sql`,\n`)}
    from (select ${personId}::uuid as id, ${now}::timestamptz as now,
      ${weekStarts(zone, minuteOf(now))}::timestamptz[] as weeks) me
    join providers g on g.person_id = me.id`.execute(trx);
  const [found] = rows;
  return found ? { ...found, alone: first(found.alone_weeks), group: first(found.group_weeks) } : null;
}

/** The first of what is counted by weeks follows from those: looking for one that there is not would read everything twice. */
type First = "alone" | "group";
const isFirst = (key: RuleKey): key is First => key === "alone" || key === "group";
const first = (weeks: number): number => Math.min(1, weeks);

type Sql = RawBuilder<unknown>;

const said = (column: string) => () => sql`(g.${sql.ref(column)} <> '')`;
const any = (rows: Sql) => () => sql`exists (${rows})`;
const upTo = (rows: Sql) => (most: number) => sql`(select count(*) from (${rows} limit ${sql.lit(most)}) x)`;

/**
 * In how many weeks there is something. `next` gives the first of it that is not before a moment; from there it goes on with the
 * first of a later week, so that a week with hundreds costs what one with a single one does.
 */
const weeksWith = (next: (from: Sql) => Sql) => (most: number) =>
  sql`(
  with recursive week (at, number) as (
    select (${next(sql`'-infinity'::timestamptz`)}), 1
    union all
    select (${next(sql`(me.weeks)[width_bucket(last.at, me.weeks) + 1]`)}), last.number + 1
    from week last where last.at is not null and last.number < ${sql.lit(most)})
  select count(at) from week)`;

/**
 * A meeting of theirs that took place: over, sure, with somebody who had a place. Whether those came makes no difference, so that
 * nobody has a reason to say anything but the truth about it.
 */
const given = sql`given_meetings m
  where m.person_id = me.id and m.state = 'final' and m.ends_at <= me.now and m.registered > 0`;

const nextGiven = (kind: Sql) => (from: Sql) =>
  sql`select m.starts_at from ${given} and ${kind} and m.starts_at >= ${from} order by m.starts_at limit 1`;

const inRoom = sql`room_members r where r.person_id = me.id and r.state = 'in'
  and exists (select from rooms o where o.id = r.room_id and o.archived_at is null)`;

const nextSaid = (from: Sql) => sql`
  select min(x.created_at) from room_members r join threads t on t.room_id = r.room_id
  cross join lateral (
    select w.created_at from messages w
    where w.thread_id = t.id and w.author_id = me.id and w.removed_at is null and w.created_at >= ${from}
    order by w.created_at limit 1) x
  where r.person_id = me.id`;

const published = sql`reviews v where v.provider_id = me.id and v.published_at is not null`;

/** As many as `contactsOf` gives them. */
const connected = sql`
  select from connections c join people p on p.id = case when c.asker_id = me.id then c.other_id else c.asker_id end
  where c.state = 'accepted' and me.id in (c.asker_id, c.other_id) and p.archived_at is null
    and not ${blocked(sql`p.id`, sql`me.id`)}`;

/** Counts each rule, for the person `me` with the provider's row `g`. */
const met: Readonly<Record<Exclude<RuleKey, First>, (most: number) => Sql>> = {
  greeting: said("greeting"),
  bio: said("bio"),
  qualification: said("qualification"),
  experiences: any(sql`select from provider_experiences e where e.provider_id = me.id`),
  languages: any(sql`select from provider_languages l where l.provider_id = me.id`),
  preferences: any(sql`select from provider_audience a where a.provider_id = me.id
    and (a.ages <> '{}' or a.options <> '{}' or a.note <> '')`),
  hours: any(sql`select from weekly_hours h where h.provider_id = me.id`),
  alone_weeks: weeksWith(nextGiven(sql`not m.grouped`)),
  group_weeks: weeksWith(nextGiven(sql`m.grouped`)),
  said_weeks: weeksWith(nextGiven(sql`m.attended + m.no_show > 0`)),
  notes: any(sql`select from session_notes n where n.person_id = me.id and n.text <> ''`),
  room: any(sql`select from ${inRoom}`),
  room_weeks: weeksWith(nextSaid),
  moderating: any(sql`select from ${inRoom} and r.role = 'moderator'`),
  published: upTo(sql`select from ${published}`),
  answered: upTo(sql`select from ${published} and v.reply <> ''`),
  connected: upTo(connected),
};

const isRule = (key: string): key is RuleKey => rules.some((rule) => rule.key === key);

/** Everything somebody set out to do, the first chosen first; also what is done. Nobody but they may be given it. */
export async function goalsOf(trx: Scoped, personId: string): Promise<Goal[]> {
  const { rows } = await sql<Omit<Goal, "rule"> & { rule: string }>`
    select id, rule, target, chosen_at as "chosenAt", done_at as "doneAt"
    from point_goals where person_id = ${personId} order by chosen_at, id`.execute(trx);
  return rows.flatMap(({ rule, ...goal }) => (isRule(rule) ? [{ ...goal, rule }] : []));
}

/** The same, while nobody else picks one for this person: until the end of the transaction. */
export async function lockGoals(trx: Scoped, personId: string): Promise<Goal[]> {
  await sql`select from providers where person_id = ${personId} for no key update`.execute(trx);
  return goalsOf(trx, personId);
}

interface NewGoal extends Pick<Goal, "rule" | "target" | "chosenAt"> {
  readonly communityId: string;
  readonly personId: string;
}

export async function insertGoal(trx: Scoped, goal: NewGoal): Promise<void> {
  const { communityId, personId, rule, target, chosenAt } = goal;
  await sql`
    insert into point_goals (community_id, id, person_id, rule, target, chosen_at)
    values (${communityId}, ${newId()}, ${personId}, ${rule}, ${target}, ${chosenAt})`.execute(trx);
}

/** Writes down that these are reached, once. */
export async function noteDone(trx: Scoped, ids: readonly string[], at: Temporal.Instant): Promise<void> {
  await sql`update point_goals set done_at = ${at} where id = any(${[...ids]}::uuid[]) and done_at is null`.execute(
    trx,
  );
}

/** Takes a goal of somebody's off their list; false when there is none. */
export async function deleteGoal(
  trx: Scoped,
  { id, personId }: { id: string; personId: string },
): Promise<boolean> {
  if (!isId(id)) return false;
  const { rows } = await sql`
    delete from point_goals where id = ${id} and person_id = ${personId} returning id`.execute(trx);
  return rows.length === 1;
}
