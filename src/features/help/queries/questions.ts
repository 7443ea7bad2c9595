import { type RawBuilder, sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { holds, type Listing, listing } from "../../admin/listing.ts";
import { numberIn } from "../rules.ts";

export type HelpState = "open" | "answered";

/** Somebody's question without what is said in it. */
export interface Question {
  readonly id: string;
  readonly number: number;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly browser: string;
  readonly device: string;
  readonly state: HelpState;
  readonly createdAt: Temporal.Instant;
  readonly wroteAt: Temporal.Instant;
  readonly messages: number;
}

const columns = sql`
  q.id, q.number, q.person_id as "personId", q.name, q.email, q.phone, q.browser, q.device, q.state,
  q.created_at as "createdAt", q.wrote_at as "wroteAt", q.messages`;

/** Whose questions somebody may find: their own, or as a coordinator everybody's. */
type Reach = { readonly personId: string } | "everybody";

const within = (reach: Reach): RawBuilder<boolean> =>
  reach === "everybody" ? sql<boolean>`true` : sql<boolean>`q.person_id = ${reach.personId}`;

/** A question by its number, if it is within reach. With `change` nobody else changes it until the end of the transaction. */
export async function findQuestion(
  trx: Scoped,
  number: number,
  reach: Reach,
  { change = false } = {},
): Promise<Question | undefined> {
  if (!Number.isInteger(number) || number < 1 || number > 2_147_483_647) return undefined;
  const { rows } = await sql<Question>`
    select ${columns} from help_questions q where q.number = ${number} and ${within(reach)}
    ${change ? sql`for update` : sql``}`.execute(trx);
  return rows[0];
}

interface NewQuestion {
  readonly communityId: CommunityId;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly browser: string;
  readonly device: string;
  readonly at: Temporal.Instant;
}

/** Stores a question under the community's next number. What is said in it is its first message. */
export async function insertQuestion(trx: Scoped, question: NewQuestion): Promise<Question> {
  const { communityId, personId, name, email, phone, browser, device, at } = question;
  const { rows } = await sql<Question>`
    with next as (
      update communities set help_number = help_number + 1 where id = ${communityId} returning help_number
    )
    insert into help_questions as q
      (community_id, id, number, person_id, name, email, phone, browser, device, created_at, wrote_at)
    select ${communityId}::uuid, ${newId()}::uuid, next.help_number, ${personId}::uuid, ${name}, ${email}, ${phone}, ${browser},
      ${device}, ${at}::timestamptz, ${at}::timestamptz
    from next
    returning ${columns}`.execute(trx);
  const [stored] = rows;
  if (!stored) throw new Error("a community gave no number");
  return stored;
}

/** How many questions of this person wait for an answer. */
export async function countOpen(trx: Scoped, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from help_questions where person_id = ${personId} and state = 'open'`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}

export interface OwnQuestion extends Question {
  /** How it begins. */
  readonly excerpt: string;
}

const excerpt = sql`
  (select left(m.text, 160) from help_messages m where m.question_id = q.id and m.number = 1) as excerpt`;

/** What somebody asked, the latest first. */
export async function questionsOf(trx: Scoped, personId: string): Promise<OwnQuestion[]> {
  const { rows } = await sql<OwnQuestion>`
    select ${columns}, ${excerpt} from help_questions q where q.person_id = ${personId}
    order by q.number desc limit 200`.execute(trx);
  return rows;
}

export interface InboxLine extends OwnQuestion {
  readonly hasScreenshot: boolean;
  readonly total: number;
}

interface Wanted {
  readonly state: HelpState;
  readonly q: string;
  readonly page: number;
}

/** The questions of a community that wait, the longest waiting first; or those that are answered, the latest first. */
export function inbox(trx: Scoped, { state, q, page }: Wanted): Promise<Listing<InboxLine>> {
  const number = numberIn(q);
  const found =
    number === null
      ? sql`(${holds(sql`q.name || ' ' || q.email`, q)} or exists (
          select from help_messages m where m.question_id = q.id and ${holds(sql`m.text`, q)}))`
      : sql`q.number = ${number}`;
  return listing(page, async (limit, offset) => {
    const { rows } = await sql<InboxLine>`
      select ${columns}, ${excerpt}, count(*) over ()::int as total,
        exists (select from help_screenshots s where s.question_id = q.id) as "hasScreenshot"
      from help_questions q where q.state = ${state} and ${found}
      order by case when ${state === "open"} then q.wrote_at end, q.wrote_at desc, q.number desc
      limit ${limit} offset ${offset}`.execute(trx);
    return rows;
  });
}

/** How many questions wait. */
export async function countWaiting(trx: Scoped): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from help_questions where state = 'open'`.execute(trx);
  return rows[0]?.count ?? 0;
}
