import { DateTime } from "luxon";
import type { RawProvider, SlotCase } from "#support/slot-cases.ts";
import { type Answer, counted } from "./answer.ts";

type Query = SlotCase["query"];

/** Free times as one would write them with luxon: day by day, range by range, slot by slot. */
export function withLuxon({ query, providers }: SlotCase): Answer {
  return counted(providers.map((provider) => freeStarts(query, provider)));
}

function freeStarts(query: Query, provider: RawProvider): number[] {
  const from = DateTime.fromMillis(query.from * 60_000, { zone: provider.zone });
  const to = DateTime.fromMillis(query.to * 60_000, { zone: provider.zone });
  const earliest = DateTime.fromMillis(query.now * 60_000).plus({ minutes: query.noticeMinutes });
  const taken = provider.bookings.map(([start, end]) => ({
    start: DateTime.fromMillis(start * 60_000)
      .minus({ minutes: provider.clearMinutes })
      .toMillis(),
    end: DateTime.fromMillis(end * 60_000)
      .plus({ minutes: provider.clearMinutes })
      .toMillis(),
  }));

  const starts: number[] = [];
  for (let day = from.startOf("day"); day < to; day = day.plus({ days: 1 })) {
    for (const [start, end] of rangesOf(provider, day)) {
      const closes = day.plus({ days: Math.floor(end / 1440) }).set(timeOf(end));
      let slot = firstOnGrid(day.set(timeOf(start)), query);
      for (; slot < closes; slot = slot.plus({ minutes: query.stepMinutes })) {
        const begins = slot.toMillis();
        const ends = slot.plus({ minutes: query.durationMinutes }).toMillis();
        if (ends > closes.toMillis()) break;
        if (slot < from || slot >= to || slot < earliest) continue;
        if (taken.some((booking) => begins < booking.end && booking.start < ends)) continue;
        starts.push(begins / 60_000);
      }
    }
  }
  return starts;
}

function rangesOf({ place }: RawProvider, day: DateTime): (readonly [number, number])[] {
  const date = DateTime.utc(day.year, day.month, day.day).toMillis() / 86_400_000;
  const exception = place.exceptions.find((candidate) => candidate.from <= date && date <= candidate.to);
  if (exception) return [...exception.ranges];
  return place.weekly
    .filter((hours) => hours.day === day.weekday % 7)
    .map(({ start, end }) => [start, end] as const);
}

function timeOf(minuteOfDay: number): { hour: number; minute: number } {
  return { hour: Math.floor((minuteOfDay % 1440) / 60), minute: minuteOfDay % 60 };
}

function firstOnGrid(time: DateTime, { gridZone, stepMinutes }: Query): DateTime {
  const { hour, minute } = time.setZone(gridZone);
  const past = (hour * 60 + minute) % stepMinutes;
  return past === 0 ? time : time.plus({ minutes: stepMinutes - past });
}
