import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { Place, Provider, Question } from "#features/availability/question.ts";
import { NONE, spansOf } from "#features/availability/spans.ts";

const folder = new URL("../fixtures/slots/", import.meta.url);

const range = z.tuple([z.number(), z.number()]);
const minute = z.string().transform((iso) => Math.round(Date.parse(iso) / 60_000));
const date = z.string().transform((iso) => Math.round(Date.parse(iso) / 86_400_000));

const file = z.object({
  query: z.object({
    from: minute,
    to: minute,
    gridZone: z.string(),
    durationMinutes: z.number(),
    stepMinutes: z.number(),
    clearMinutesAroundBookings: z.number(),
    noticeMinutes: z.number(),
    now: minute,
  }),
  providers: z.array(
    z.object({
      id: z.number(),
      zone: z.string(),
      weekly: z.array(z.tuple([z.number(), z.number(), z.number()])),
      exceptions: z.array(z.tuple([date, z.array(range)])),
      bookings: z.array(z.tuple([minute, minute])),
    }),
  ),
  expected: z.object({
    startsEpochMinutes: z.array(z.number()),
    providersFreeAt: z.array(z.number()),
    slotsPerProvider: z.array(z.number()),
  }),
});

/** One of the files of `tests/fixtures/slots`: providers, a question about them, and the right answer. */
export interface SlotCase {
  readonly name: string;
  readonly query: z.infer<typeof file>["query"];
  readonly question: Question;
  readonly providers: readonly RawProvider[];
  readonly expected: z.infer<typeof file>["expected"];
}

/** A provider as the file has them: bookings as `[start, end]` in epoch minutes, in no order. */
export interface RawProvider {
  readonly id: string;
  readonly zone: string;
  readonly clearMinutes: number;
  readonly place: Place;
  readonly bookings: readonly (readonly [start: number, end: number])[];
}

/** The names of all cases, "autumn-10" and the like. */
export function slotCaseNames(): string[] {
  return readdirSync(folder)
    .map((name) => name.replace(/\.json$/, ""))
    .sort();
}

/** Reads one case by its name. */
export function slotCase(name: string): SlotCase {
  const { query, providers, expected } = file.parse(
    JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")),
  );
  const steps = Array.from({ length: 60 / query.stepMinutes }, (_, i) => i * query.stepMinutes);
  return {
    name,
    query,
    question: {
      from: query.from,
      to: query.to,
      durationMinutes: query.durationMinutes,
      starts: { zone: query.gridZone, minutesOfHour: steps },
      earliest: query.now + query.noticeMinutes,
      latest: query.to,
      closings: NONE,
      memberBusy: NONE,
    },
    providers: providers.map(({ id, zone, weekly, exceptions, bookings }) => ({
      id: String(id),
      zone,
      clearMinutes: query.clearMinutesAroundBookings,
      place: {
        weekly: weekly.map(([day, start, end]) => ({ day, start, end })),
        exceptions: exceptions.map(([on, ranges]) => ({ from: on, to: on, ranges })),
      },
      bookings,
    })),
    expected,
  };
}

/** A provider of a case as the engine takes them. */
export function engineProvider({ id, zone, place, bookings, clearMinutes }: RawProvider): Provider {
  const busy = spansOf(bookings.flat());
  return { id, zone, places: [place], busy, bufferBefore: clearMinutes, bufferAfter: clearMinutes };
}
