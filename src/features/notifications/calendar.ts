import { ICalAttendeeStatus, ICalCalendar, ICalCalendarMethod, ICalEventStatus } from "ical-generator";

export interface CalendarParty {
  readonly name: string;
  readonly email: string;
}

export interface CalendarEntry {
  readonly meetingId: string;
  /** Grows with every change: a calendar program takes the highest it has seen. */
  readonly version: number;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly state: "pending" | "final" | "cancelled";
  readonly summary: string;
  readonly description?: string | undefined;
  /** A place in words. */
  readonly location?: string | undefined;
  /** Where to join, or the meeting's own page. */
  readonly url?: string | undefined;
  readonly organizer: CalendarParty;
  /** Needed for an invitation: programs answer and update for these people alone. */
  readonly attendees?: readonly CalendarParty[];
}

/** REQUEST invites and updates, CANCEL takes back, PUBLISH is a file or feed that nobody answers. */
export type CalendarMethod = "REQUEST" | "CANCEL" | "PUBLISH";

interface CalendarFile {
  readonly method: CalendarMethod;
  readonly entries: readonly CalendarEntry[];
  readonly now: Temporal.Instant;
  /** What a subscribed calendar is called. */
  readonly name?: string;
}

const statuses = {
  pending: ICalEventStatus.TENTATIVE,
  final: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
};

/**
 * Meetings as iCalendar text, times in UTC. The id of an entry depends on the meeting alone, so that an update or a
 * cancellation reaches the entry that is already there.
 */
export function calendarFile({ method, entries, now, name }: CalendarFile): string {
  const calendar = new ICalCalendar({
    method: ICalCalendarMethod[method],
    prodId: { company: "Kith", product: "Kith" },
    ...(name ? { name } : {}),
  });
  for (const entry of entries) {
    calendar.createEvent({
      id: `meeting-${entry.meetingId}@kith`,
      sequence: entry.version,
      stamp: now,
      start: entry.startsAt,
      end: entry.endsAt,
      timezone: "UTC",
      status: method === "CANCEL" ? ICalEventStatus.CANCELLED : statuses[entry.state],
      summary: entry.summary,
      description: entry.description ?? null,
      location: entry.location ?? null,
      url: entry.url ?? null,
      organizer: entry.organizer,
      attendees: (entry.attendees ?? []).map(({ name, email }) => ({
        name,
        email,
        status: ICalAttendeeStatus.ACCEPTED,
      })),
    });
  }
  return calendar.toString();
}
