import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import type { TipText } from "./rules.ts";
import { starterNamed, starterTips } from "./starter.ts";

interface Stored {
  readonly id: string;
  readonly slug: string;
  readonly starter: string | null;
  readonly hidden: boolean;
  readonly version: number;
  readonly title: string | null;
  readonly summary: string | null;
  readonly body: string | null;
  readonly changed_at: Temporal.Instant | null;
  readonly changer: { first_name: string; last_name: string; email: string } | null;
}

/** A page of tips. */
export interface Tip extends TipText {
  readonly id: string;
  readonly slug: string;
  /** The project's page that it began as; null for one that was written here. */
  readonly starter: string | null;
  /** Whether a coordinator has written something else into it. */
  readonly own: boolean;
  readonly hidden: boolean;
  readonly version: number;
  readonly changedAt: Temporal.Instant | null;
  readonly changer: { first_name: string; last_name: string; email: string } | null;
}

const columns = sql`
  t.id, t.slug, t.starter, t.hidden_at is not null as hidden, t.version, t.title, t.summary, t.body, t.changed_at,
  (select row_to_json(x) from (
    select p.first_name, p.last_name, p.email from people p where p.id = t.changed_by) x) as changer`;

/** What nobody has changed says what the project's page says today; without such a page there is nothing to show. */
function tipOf({ title, summary, body, changed_at, ...row }: Stored): Tip[] {
  const said =
    body === null ? starterNamed(row.starter) : { title: title ?? "", summary: summary ?? "", body };
  if (!said) return [];
  const text = { title: said.title, summary: said.summary, body: said.body };
  return [{ ...row, ...text, own: body !== null, changedAt: changed_at }];
}

/** All pages in the coordinators' order; those that are hidden for who may see them. */
export async function tipsOf(trx: Scoped, { hidden }: { hidden: boolean }): Promise<Tip[]> {
  const { rows } = await sql<Stored>`
    select ${columns} from tips t where ${hidden} or t.hidden_at is null order by t.position, t.id`.execute(
    trx,
  );
  return rows.flatMap(tipOf);
}

export async function findTip(trx: Scoped, id: string): Promise<Tip | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await sql<Stored>`select ${columns} from tips t where t.id = ${id}`.execute(trx);
  return rows.flatMap(tipOf)[0];
}

/** The last parts of the addresses of all pages, hidden ones too. Until the end of the transaction nobody else adds one. */
export async function takenSlugs(trx: Scoped, communityId: CommunityId): Promise<Set<string>> {
  await sql`select pg_advisory_xact_lock(hashtextextended('tips ' || ${communityId}, 0))`.execute(trx);
  const { rows } = await sql<{ slug: string }>`select slug from tips`.execute(trx);
  return new Set(rows.map(({ slug }) => slug));
}

interface NewTip extends TipText {
  readonly communityId: CommunityId;
  readonly slug: string;
  readonly by: string | null;
  readonly at: Temporal.Instant;
}

/** Adds a page at the end, hidden until it is published. Gives its id. */
export async function insertTip(trx: Scoped, tip: NewTip): Promise<string> {
  const { communityId, slug, title, summary, body, by, at } = tip;
  const id = newId();
  await sql`
    insert into tips (community_id, id, slug, title, summary, body, position, hidden_at, changed_at, changed_by)
    select ${communityId}::uuid, ${id}::uuid, ${slug}, ${title}, ${summary}, ${body}, coalesce(max(position), 0) + 1, ${at}::timestamptz,
      ${at}::timestamptz, ${by}::uuid
    from tips`.execute(trx);
  return id;
}

interface Change {
  readonly id: string;
  /** The version that is changed: there is no change when it is another by now. */
  readonly version: number;
  /** Null: what the project's page says. */
  readonly text: TipText | null;
  readonly by: string | null;
  readonly at: Temporal.Instant;
}

/** Writes another text into a page; false when somebody else has changed it meanwhile. */
export async function updateText(trx: Scoped, { id, version, text, by, at }: Change): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update tips set title = ${text?.title ?? null}, summary = ${text?.summary ?? null}, body = ${text?.body ?? null},
      version = version + 1, changed_at = ${at}, changed_by = ${by}
    where id = ${id} and version = ${version}`.execute(trx);
  return numAffectedRows === 1n;
}

export async function updateHidden(
  trx: Scoped,
  { id, hidden, at }: { id: string; hidden: boolean; at: Temporal.Instant },
): Promise<void> {
  await sql`
    update tips set hidden_at = case when ${hidden} then coalesce(hidden_at, ${at}) end where id = ${id}`.execute(
    trx,
  );
}

/** Removes a page for good that was written here and is hidden; false for any other. */
export async function deleteTip(trx: Scoped, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from tips where id = ${id} and starter is null and hidden_at is not null`.execute(trx);
  return numAffectedRows === 1n;
}

/** Gives a community the pages that it never had, after those it has. What it changed or has hidden stays as it is. */
export async function addStartingTips(trx: Scoped, communityId: CommunityId): Promise<void> {
  const rows = starterTips.map(({ name }, place) => ({ id: newId(), name, place: place + 1 }));
  await sql`
    insert into tips (community_id, id, slug, starter, position)
    select ${communityId}::uuid, s.id, s.name, s.name, s.place + (select coalesce(max(position), 0) from tips)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (id uuid, name text, place integer)
    on conflict do nothing`.execute(trx);
}
