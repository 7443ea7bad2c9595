import { sql } from "kysely";
import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { NoticeKind } from "../notify.ts";

/** The ways in which somebody wants to be told of a kind of news. */
export interface Choice {
  readonly kind: NoticeKind;
  readonly bell: boolean;
  readonly mail: boolean;
}

/** What the actor chose so far; what is not there is told in both ways. */
export async function choicesOf(trx: Scoped, actor: Actor): Promise<Choice[]> {
  const { rows } = await sql<Choice>`
    select kind, bell, mail from notification_choices where person_id = ${actor.id}`.execute(trx);
  return rows;
}

export async function saveChoices(trx: Scoped, actor: Actor, choices: readonly Choice[]): Promise<void> {
  await sql`
    insert into notification_choices (community_id, person_id, kind, bell, mail)
    select ${actor.communityId}, ${actor.id}, c.kind, c.bell, c.mail
    from unnest(${choices.map(({ kind }) => kind)}::text[], ${choices.map(({ bell }) => bell)}::boolean[],
      ${choices.map(({ mail }) => mail)}::boolean[]) as c (kind, bell, mail)
    on conflict (community_id, person_id, kind) do update set bell = excluded.bell, mail = excluded.mail`.execute(
    trx,
  );
}

export async function saveDiscretion(trx: Scoped, actor: Actor, discreet: boolean): Promise<void> {
  await sql`update people set discreet = ${discreet} where id = ${actor.id}`.execute(trx);
}
