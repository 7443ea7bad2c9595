import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { mostLoose } from "../rules.ts";
import type { Picture } from "../screenshot.ts";
import type { HelpState } from "./questions.ts";

/** What was said in a question, and the picture beside it. */
export interface Message {
  readonly number: number;
  readonly answer: boolean;
  readonly text: string;
  readonly at: Temporal.Instant;
  readonly author: { first_name: string; last_name: string; email: string } | null;
  readonly screenshot: { readonly id: string; readonly width: number; readonly height: number } | null;
}

/** All that was said in a question, from its beginning. */
export async function messagesOf(trx: Scoped, questionId: string): Promise<Message[]> {
  const { rows } = await sql<Message>`
    select m.number, m.answer, m.text, m.created_at as at,
      (select row_to_json(x) from (
        select p.first_name, p.last_name, p.email from people p where p.id = m.author_id) x) as author,
      (select row_to_json(x) from (
        select s.id, s.width, s.height from help_screenshots s
        where s.question_id = m.question_id and s.number = m.number) x) as screenshot
    from help_messages m where m.question_id = ${questionId} order by m.number`.execute(trx);
  return rows;
}

interface NewMessage {
  readonly communityId: CommunityId;
  readonly questionId: string;
  readonly authorId: string;
  /** From those who answer. */
  readonly answer: boolean;
  readonly text: string;
  readonly at: Temporal.Instant;
}

/** Adds a message; the question waits again, or is answered. Gives the message's number. */
export async function insertMessage(trx: Scoped, message: NewMessage): Promise<number> {
  const { communityId, questionId, authorId, answer, text, at } = message;
  const state: HelpState = answer ? "answered" : "open";
  const { rows } = await sql<{ number: number }>`
    with question as (
      update help_questions set messages = messages + 1, state = ${state}, wrote_at = ${at}
      where id = ${questionId} returning messages
    )
    insert into help_messages (community_id, question_id, number, author_id, answer, text, created_at)
    select ${communityId}::uuid, ${questionId}::uuid, messages, ${authorId}::uuid, ${answer}, ${text}, ${at}::timestamptz
    from question
    returning number`.execute(trx);
  const [stored] = rows;
  if (!stored) throw new Error("a message for a question that is gone");
  return stored.number;
}

/** Keeps a picture until its message is taken. Of those that were never taken the oldest go. */
export async function insertScreenshot(
  trx: Scoped,
  picture: Picture & { communityId: CommunityId; personId: string; at: Temporal.Instant },
): Promise<string> {
  const { communityId, personId, content, width, height, at } = picture;
  await sql`
    delete from help_screenshots where id in (
      select id from help_screenshots where person_id = ${personId} and question_id is null
      order by created_at desc, id desc offset ${mostLoose - 1})`.execute(trx);
  const id = newId();
  await sql`
    insert into help_screenshots (community_id, id, person_id, content, width, height, created_at)
    values (${communityId}, ${id}, ${personId}, ${content}, ${width}, ${height}, ${at})`.execute(trx);
  return id;
}

/** Puts a picture that this person has sent beside a message; false when there is none such any more. */
export async function attachScreenshot(
  trx: Scoped,
  { id, personId, ...to }: { id: string; personId: string; questionId: string; number: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update help_screenshots set question_id = ${to.questionId}, number = ${to.number}
    where id = ${id} and person_id = ${personId} and question_id is null`.execute(trx);
  return numAffectedRows === 1n;
}

/** Whether this person has sent such a picture, and its message was not taken yet. */
export async function isKept(
  trx: Scoped,
  { id, personId }: { id: string; personId: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from help_screenshots where id = ${id} and person_id = ${personId} and question_id is null`.execute(
    trx,
  );
  return rows.length === 1;
}

/** What is in a picture of a question. */
export async function screenshotOf(trx: Scoped, questionId: string, id: string): Promise<Buffer | null> {
  const { rows } = await sql<{ content: Buffer }>`
    select content from help_screenshots where id = ${id} and question_id = ${questionId}`.execute(trx);
  return rows[0]?.content ?? null;
}
