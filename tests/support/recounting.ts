import { type Selectable, sql } from "kysely";
import type { DB } from "#platform/database/schema.ts";
import type { Scoped } from "#platform/database/scope.ts";

/** Counts what somebody's points follow from in the slow and obvious way: everything is read, and looked at one by one. */
export async function recounted(
  trx: Scoped,
  { me, zone, now }: { me: string; zone: string; now: Temporal.Instant },
): Promise<Record<string, number>> {
  const all = async <Table extends keyof DB>(table: Table): Promise<Selectable<DB[Table]>[]> => {
    const { rows } = await sql<Selectable<DB[Table]>>`select * from ${sql.table(table)}`.execute(trx);
    return rows;
  };
  const weekOf = (at: Temporal.Instant): string => {
    const date = at.toZonedDateTimeISO(zone).toPlainDate();
    return date.subtract({ days: date.dayOfWeek - 1 }).toString();
  };
  const weeks = (moments: readonly Temporal.Instant[], most: number): number =>
    Math.min(most, new Set(moments.map(weekOf)).size);
  const one = (there: boolean): number => (there ? 1 : 0);

  const provider = (await all("providers")).find((row) => row.person_id === me);
  const audience = (await all("provider_audience")).find((row) => row.provider_id === me);
  const beside = (await all("co_hosts")).filter((row) => row.person_id === me).map((row) => row.meeting_id);
  const places = (await all("registrations")).filter((row) => row.state === "registered");
  const given = (await all("meetings")).filter(
    (meeting) =>
      (meeting.provider_id === me || beside.includes(meeting.id)) &&
      meeting.state === "final" &&
      Temporal.Instant.compare(meeting.ends_at, now) <= 0 &&
      places.some((place) => place.meeting_id === meeting.id),
  );
  const starts = (which: (meeting: (typeof given)[number]) => boolean) =>
    given.filter(which).map((meeting) => meeting.starts_at);
  const alone = starts((meeting) => meeting.seats === null);
  const group = starts((meeting) => meeting.seats !== null);
  const saidOf = starts((meeting) =>
    places.some((place) => place.meeting_id === meeting.id && place.attendance !== null),
  );

  const members = (await all("room_members")).filter((row) => row.person_id === me);
  const open = (await all("rooms")).filter((room) => room.archived_at === null).map((room) => room.id);
  const here = members.filter((row) => row.state === "in" && open.includes(row.room_id));
  const threads = (await all("threads")).filter((thread) =>
    members.some((row) => row.room_id === thread.room_id),
  );
  const written = (await all("messages")).filter(
    (message) =>
      message.author_id === me &&
      message.removed_at === null &&
      threads.some((thread) => thread.id === message.thread_id),
  );

  const published = (await all("reviews")).filter(
    (row) => row.provider_id === me && row.published_at !== null,
  );
  const archived = (await all("people")).filter((row) => row.archived_at !== null).map((row) => row.id);
  const blocks = (await all("blocks")).map((row) => [row.person_id, row.blocked_id].toSorted().join());
  const connected = (await all("connections")).filter((row) => {
    const other = row.asker_id === me ? row.other_id : row.asker_id;
    return (
      row.state === "accepted" &&
      [row.asker_id, row.other_id].includes(me) &&
      !archived.includes(other) &&
      !blocks.includes([me, other].toSorted().join())
    );
  });

  return {
    greeting: one(provider?.greeting !== ""),
    bio: one(provider?.bio !== ""),
    qualification: one(provider?.qualification !== ""),
    experiences: one((await all("provider_experiences")).some((row) => row.provider_id === me)),
    languages: one((await all("provider_languages")).some((row) => row.provider_id === me)),
    preferences: one(
      audience !== undefined && audience.ages.length + audience.options.length + audience.note.length > 0,
    ),
    hours: one((await all("weekly_hours")).some((row) => row.provider_id === me)),
    alone: one(alone.length > 0),
    alone_weeks: weeks(alone, 20),
    group: one(group.length > 0),
    group_weeks: weeks(group, 20),
    said_weeks: weeks(saidOf, 20),
    notes: one((await all("session_notes")).some((row) => row.person_id === me && row.text !== "")),
    room: one(here.length > 0),
    room_weeks: weeks(
      written.map((message) => message.created_at),
      20,
    ),
    moderating: one(here.some((row) => row.role === "moderator")),
    published: Math.min(10, published.length),
    answered: Math.min(10, published.filter((row) => row.reply !== "").length),
    connected: Math.min(10, connected.length),
  };
}
