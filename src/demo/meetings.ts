import { randomBytes } from "node:crypto";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { demoProviders } from "./people.ts";

interface Cast {
  communityId: string;
  /** In the order of `demoProviders`. */
  providers: readonly string[];
  members: readonly string[];
  /** Each provider's own service, in the same order. */
  services: readonly string[];
  format: { id: string; minutes: number; location: string };
  now: Temporal.Instant;
}

/** Weeks around now in which the demo's people meet. */
const weeks = [-3, -2, -1, 0, 1];

/** Meetings at the beginning of the providers' own hours, so that a calendar looks lived in and enough stays free. */
export async function addMeetings(trx: Scoped, cast: Cast): Promise<void> {
  const { communityId, format, now } = cast;
  const planned = weeks.flatMap((week, turn) =>
    demoProviders.flatMap((demo, i) => {
      const [day, minute] = demo.hours[(turn + i) % demo.hours.length] ?? [1, 600];
      const start = inWeek(now, demo.zone, week, day, minute);
      const member = cast.members[(i + turn * 3) % cast.members.length];
      const [provider, service] = [cast.providers[i], cast.services[i]];
      if (!member || !provider || !service || Math.abs(start.until(now).total("hours")) < 3) return [];
      return [{ id: newId(), start, end: start.add({ minutes: format.minutes }), member, provider, service }];
    }),
  );
  const own = { community_id: communityId };
  const meetings = planned.map(({ id, start, end, provider, service, member }) => ({
    ...own,
    id,
    service_id: service,
    format_id: format.id,
    provider_id: provider,
    location_id: format.location,
    starts_at: start,
    ends_at: end,
    state: "final",
    room: randomBytes(16).toString("hex"),
    booked_by: member,
  }));
  const each = <T>(row: (meeting: (typeof planned)[number]) => T): T[] => planned.map(row);
  await trx.insertInto("meetings").values(meetings).execute();
  await trx
    .insertInto("occupancy")
    .values(
      planned.flatMap(({ id, start, end, provider, member }) =>
        [provider, member].map((person) => ({
          ...own,
          meeting_id: id,
          person_id: person,
          starts_at: start,
          ends_at: end,
        })),
      ),
    )
    // A member who would be in two places at once stays in the first.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx
    .insertInto("registrations")
    .values(each(({ id, member }) => ({ ...own, meeting_id: id, person_id: member })))
    .execute();
  await trx
    .insertInto("meeting_events")
    .values(
      each(({ id, member, start }) => {
        const at = start.subtract({ hours: 100 });
        return {
          ...own,
          id: newId(),
          meeting_id: id,
          kind: "booked",
          by_person: member,
          at: Temporal.Instant.compare(at, now) < 0 ? at : now,
        };
      }),
    )
    .execute();
}

/** A day of the week (0 Sunday) some weeks from now, at a minute of that day, in a zone. */
function inWeek(
  now: Temporal.Instant,
  zone: string,
  week: number,
  day: number,
  minute: number,
): Temporal.Instant {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const date = today.subtract({ days: today.dayOfWeek % 7 }).add({ days: week * 7 + day });
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
}
