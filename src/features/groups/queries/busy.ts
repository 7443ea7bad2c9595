import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";

interface Asked {
  readonly hosts: readonly string[];
  /** Epoch minutes. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly movedMeetingId?: string | undefined;
}

/** Who of these people has something in which of the spans, by its start. What a moved meeting takes does not count. */
export async function busyAt(
  trx: Scoped,
  { hosts, spans, movedMeetingId = undefined }: Asked,
): Promise<ReadonlyMap<number, string[]>> {
  const { rows } = await sql<{ start: number; people: string[] }>`
    select s.start, array_agg(distinct o.person_id) as people
    from unnest(${spans.map(({ start }) => start)}::int[], ${spans.map(({ end }) => end)}::int[]) as s (start, until)
    join occupancy o on o.person_id = any(${hosts}::uuid[])
      and o.ends_at > to_timestamp(s.start * 60.0) and o.starts_at < to_timestamp(s.until * 60.0)
      and (o.meeting_id is null or o.meeting_id is distinct from ${movedMeetingId ?? null}::uuid)
    group by s.start`.execute(trx);
  return new Map(rows.map(({ start, people }) => [start, people]));
}
