import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { busyAt } from "../features/groups/queries/busy.ts";
import { insertGroups, insertSeries, type PlannedOne } from "../features/groups/queries/planning.ts";
import { occupy } from "../features/meetings/occupancy.ts";
import { occurrences } from "../features/series/weeks.ts";
import { type DemoGroup, demoGroups } from "./gatherings.ts";
import { demoProviders } from "./people.ts";

interface Cast {
  communityId: CommunityId;
  /** In the order of `demoProviders`. */
  providers: readonly string[];
  members: readonly string[];
  now: Temporal.Instant;
}

/** Group meetings in the weeks around now: some every week, one full, one with a price, one for a few alone. */
export async function addGroups(trx: Scoped, cast: Cast): Promise<void> {
  for (const demo of demoGroups) await addGroup(trx, cast, demo);
}

async function addGroup(trx: Scoped, cast: Cast, demo: DemoGroup): Promise<void> {
  const { communityId, providers, now } = cast;
  const hosts = [demo.host, ...(demo.with ?? [])].map((place) => providers[place] ?? "");
  const [hostId = "", ...coHosts] = hosts;
  const zone = demoProviders[demo.host]?.zone ?? "UTC";
  const all = occurrences(zone, startOf(demo, zone, now), demo.weeks).map(({ start }) => ({
    start,
    end: start + demo.minutes,
  }));
  const busy = await busyAt(trx, { hosts, spans: all });
  const each: PlannedOne[] = all
    .filter(({ start }) => !busy.has(start))
    .map((span) => ({ ...span, id: newId(), eventId: newId(), room: randomBytes(16).toString("hex") }));
  const [first] = each;
  if (!first) return;
  const at = now.subtract({ hours: 24 * 9 });
  const seriesId = each.length > 1 ? newId() : null;
  const by = hostId;
  if (seriesId) await insertSeries(trx, { communityId, id: seriesId, zone, weeks: each.length, by, at });
  const { name, topic, focus, description, seats, price = 0, invited } = demo;
  const place = await placeOf(trx, demo);
  const planned = { communityId, seriesId, hostId, coHosts, name, topic, focus, description, seats, by, at };
  const group = {
    ...planned,
    ...place,
    link: null,
    price: { minor: price, currency: "USD" },
    private: invited !== undefined,
  };
  await insertGroups(trx, group, each);
  await addPlaces(trx, cast, demo, first);
  for (const { id } of each) await addInvitations(trx, cast, demo, id);
  if (demo.note) await addNote(trx, { communityId, meetingId: first.id, by, text: demo.note, at });
}

/** The epoch minute at which the first of it begins. */
function startOf({ week, day, at: [hour, minute] }: DemoGroup, zone: string, now: Temporal.Instant): number {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const date = today.subtract({ days: today.dayOfWeek % 7 }).add({ days: week * 7 + day });
  const start = date.toZonedDateTime({
    timeZone: zone,
    plainTime: Temporal.PlainTime.from({ hour, minute }),
  });
  return Math.floor(start.epochMilliseconds / 60_000);
}

async function placeOf(trx: Scoped, { experience, location = "" }: DemoGroup) {
  const { rows } = await sql<{ formatId: string; experienceId: string | null; locationId: string | null }>`
    select f.id as "formatId",
      (select id from profile_options where list = 'experience' and name = ${experience}) as "experienceId",
      (select id from locations where name = ${location}) as "locationId"
    from formats f where f.size = 'group'`.execute(trx);
  return rows[0] ?? { formatId: "", experienceId: null, locationId: null };
}

/** Gives the first of it its people; who has something else then does not come. What is over they came to. */
async function addPlaces(
  trx: Scoped,
  { communityId, members, now }: Cast,
  { come, wait = [] }: DemoGroup,
  { id: meetingId, start, end }: PlannedOne,
): Promise<void> {
  const at = now.subtract({ hours: 24 * 8 });
  const over = end * 60_000 < now.epochMilliseconds;
  const joined = Temporal.Instant.fromEpochMilliseconds(start * 60_000);
  let seat = 0;
  for (const place of come) {
    const personId = members[place];
    if (!personId || !(await occupy(trx, { communityId, meetingId, persons: [personId], start, end })))
      continue;
    seat += 1;
    const came = over ? { joined_at: joined, attendance: "attended", attendance_at: joined } : {};
    const row = {
      community_id: communityId,
      meeting_id: meetingId,
      person_id: personId,
      seat,
      created_at: at,
      ...came,
    };
    await trx.insertInto("registrations").values(row).execute();
  }
  const waiting = wait.flatMap((place, turn) => {
    const personId = members[place];
    const row = {
      community_id: communityId,
      meeting_id: meetingId,
      state: "waiting",
      turn: turn + 1,
      created_at: at,
    };
    return personId ? [{ ...row, person_id: personId }] : [];
  });
  if (waiting.length > 0) await trx.insertInto("registrations").values(waiting).execute();
}

async function addInvitations(
  trx: Scoped,
  { communityId, members, providers, now }: Cast,
  { invited = [], host }: DemoGroup,
  meetingId: string,
): Promise<void> {
  const rows = invited.flatMap((place) => {
    const personId = members[place];
    const own = {
      community_id: communityId,
      meeting_id: meetingId,
      by_person: providers[host] ?? "",
      created_at: now,
    };
    return personId ? [{ ...own, person_id: personId }] : [];
  });
  if (rows.length > 0) await trx.insertInto("invitations").values(rows).execute();
}

interface Note {
  communityId: string;
  meetingId: string;
  by: string;
  text: string;
  at: Temporal.Instant;
}

async function addNote(trx: Scoped, { communityId, meetingId, by, text, at }: Note): Promise<void> {
  const id = newId();
  const thread = { community_id: communityId, id, meeting_id: meetingId, last_number: 1 };
  await trx.insertInto("threads").values(thread).execute();
  const message = {
    community_id: communityId,
    thread_id: id,
    number: 1,
    author_id: by,
    text,
    created_at: at,
  };
  await trx.insertInto("messages").values(message).execute();
}
