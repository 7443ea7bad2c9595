import { addDays, addMinutes, subMinutes } from "date-fns";
import { formatInTimeZone, fromZonedTime, toZonedTime } from "date-fns-tz";
import type { RawProvider, SlotCase } from "#support/slot-cases.ts";
import { type Answer, counted } from "./answer.ts";

type Query = SlotCase["query"];

/** Free times as one would write them with date-fns-tz: day by day, range by range, slot by slot. */
export function withDateFns({ query, providers }: SlotCase): Answer {
  return counted(providers.map((provider) => freeStarts(query, provider)));
}

function freeStarts(query: Query, provider: RawProvider): number[] {
  const from = new Date(query.from * 60_000);
  const to = new Date(query.to * 60_000);
  const earliest = addMinutes(new Date(query.now * 60_000), query.noticeMinutes);
  const taken = provider.bookings.map(([start, end]) => ({
    start: subMinutes(new Date(start * 60_000), provider.clearMinutes).getTime(),
    end: addMinutes(new Date(end * 60_000), provider.clearMinutes).getTime(),
  }));

  const starts: number[] = [];
  const lastDate = formatInTimeZone(to, provider.zone, "yyyy-MM-dd");
  for (
    let date = formatInTimeZone(from, provider.zone, "yyyy-MM-dd");
    date <= lastDate;
    date = nextDate(date)
  ) {
    for (const [start, end] of rangesOf(provider, date)) {
      const closes = timeOn(date, end, provider.zone);
      let slot = firstOnGrid(timeOn(date, start, provider.zone), query);
      for (; slot < closes; slot = addMinutes(slot, query.stepMinutes)) {
        const begins = slot.getTime();
        const ends = addMinutes(slot, query.durationMinutes).getTime();
        if (ends > closes.getTime()) break;
        if (slot < from || slot >= to || slot < earliest) continue;
        if (taken.some((booking) => begins < booking.end && booking.start < ends)) continue;
        starts.push(begins / 60_000);
      }
    }
  }
  return starts;
}

function nextDate(date: string): string {
  return addDays(new Date(`${date}T00:00Z`), 1)
    .toISOString()
    .slice(0, 10);
}

function rangesOf({ place }: RawProvider, isoDate: string): (readonly [number, number])[] {
  const date = Date.parse(isoDate) / 86_400_000;
  const exception = place.exceptions.find((candidate) => candidate.from <= date && date <= candidate.to);
  if (exception) return [...exception.ranges];
  const weekday = new Date(isoDate).getUTCDay();
  return place.weekly.filter(({ day }) => day === weekday).map(({ start, end }) => [start, end] as const);
}

function timeOn(date: string, minuteOfDay: number, zone: string): Date {
  if (minuteOfDay === 1440) return timeOn(nextDate(date), 0, zone);
  const two = (part: number) => String(part).padStart(2, "0");
  return fromZonedTime(`${date}T${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}:00`, zone);
}

function firstOnGrid(time: Date, { gridZone, stepMinutes }: Query): Date {
  const local = toZonedTime(time, gridZone);
  const past = (local.getHours() * 60 + local.getMinutes()) % stepMinutes;
  return past === 0 ? time : addMinutes(time, stepMinutes - past);
}
