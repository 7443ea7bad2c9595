import { datesAround, openHours } from "./hours.ts";
import { pairsOf } from "./inputs.ts";
import type { Booked, Hours, Schedule, Scope } from "./queries/schedule.ts";
import { covers } from "./spans.ts";

/**
 * The booked meetings a provider gives that their hours, as they stand, do not cover. Hours for another service, format or place do
 * not cover a meeting. Closings and pauses are not hours: what was booked before them stands.
 */
export function outsideHours({ provider, hours, exceptions }: Schedule, booked: readonly Booked[]): Booked[] {
  const others = exceptions.map(({ from, until, ranges }) => ({ from, to: until, ranges: pairsOf(ranges) }));
  return booked.filter((meeting) => {
    if (!meeting.gives || meeting.agreed) return false;
    const weekly = hours.filter((entry) => holdsFor(entry, meeting)).map(weeklyOf);
    const dates = datesAround(provider.zone, meeting.start, meeting.end);
    const { open } = openHours({ weekly, exceptions: others }, dates, false);
    return !covers(open, meeting.start, meeting.end);
  });
}

/** Whether hours hold for what a meeting is of and where it is. */
function holdsFor(hours: Scope, meeting: Scope): boolean {
  const either = (kept: string | null, asked: string | null) => kept === null || kept === asked;
  return (
    either(hours.serviceId, meeting.serviceId) &&
    either(hours.formatId, meeting.formatId) &&
    either(hours.locationId, meeting.locationId)
  );
}

function weeklyOf({ day, start, end, from, until }: Hours) {
  return { day, start, end, ...(from === null ? {} : { from }), ...(until === null ? {} : { until }) };
}
