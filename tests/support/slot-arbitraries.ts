import fc from "fast-check";
import type { Exception, Place, Provider, Question, WeeklyHours } from "#features/availability/question.ts";
import { type Spans, span, spansOf, subtract } from "#features/availability/spans.ts";
import { changesOfClocks, zones } from "./clocks.ts";

/** A question and providers that have something to do with each other, mostly around a change of clocks. */
export interface Situation {
  readonly question: Question;
  readonly providers: readonly Provider[];
}

const DAY = 1440;
const zone = fc.constantFrom(...zones);
const quarter = fc.integer({ min: 0, max: 96 }).map((n) => n * 15);
const timeOfDay = fc.oneof(quarter, fc.integer({ min: 0, max: DAY }), fc.constantFrom(0, 60, 120, 180, DAY));
const range = fc
  .tuple(timeOfDay, timeOfDay)
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  .filter(([start, end]) => start < end);

const moment = (id: string) => {
  const changes = changesOfClocks(id, 2025, 2030);
  const any = fc.integer({ min: Date.UTC(2025, 0) / 60_000, max: Date.UTC(2030, 11) / 60_000 });
  return changes.length === 0 ? any : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...changes) }, any);
};

function spansAround(centre: number, most: number): fc.Arbitrary<Spans> {
  const one = fc
    .tuple(fc.integer({ min: -3 * DAY, max: 3 * DAY }), fc.oneof(fc.nat(180), fc.nat(2 * DAY)))
    .map(([ahead, length]) => [centre + ahead, centre + ahead + length]);
  return fc.array(one, { maxLength: most }).map((pairs) => spansOf(pairs.flat()));
}

/** Many short times with short gaps between them, as on a full day. */
function crowdAround(centre: number): fc.Arbitrary<Spans> {
  const one = fc
    .tuple(fc.integer({ min: -DAY, max: DAY }), fc.nat(45))
    .map(([ahead, length]) => [centre + ahead, centre + ahead + length]);
  return fc.array(one, { maxLength: 24 }).map((pairs) => spansOf(pairs.flat()));
}

/** Dates some days around a moment, so that some are in the window and some beside it. */
function datesAround(centre: number, days: number): fc.Arbitrary<number> {
  return fc.integer({ min: -days, max: days }).map((days) => Math.floor(centre / DAY) + days);
}

function weekly(centre: number): fc.Arbitrary<WeeklyHours> {
  const bounds = fc.record(
    { from: datesAround(centre, 3), until: datesAround(centre, 3) },
    { requiredKeys: [] },
  );
  return fc
    .record({ day: fc.nat(6), range, bounds: seldom(bounds) })
    .map(({ day, range: [start, end], bounds }) => ({ day, start, end, ...bounds }));
}

/** Mostly nothing, so that enough starts come through all the rules. */
function seldom<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, value);
}

function exception(centre: number): fc.Arbitrary<Exception> {
  return fc
    .record({ from: datesAround(centre, 5), days: fc.nat(4), ranges: fc.array(range, { maxLength: 2 }) })
    .map(({ from, days, ranges }) => ({ from, to: from + days, ranges }));
}

function place(centre: number): fc.Arbitrary<Place> {
  const always = Array.from({ length: 7 }, (_, day) => ({ day, start: 0, end: DAY }));
  const hours = fc.array(weekly(centre), { minLength: 7, maxLength: 16 });
  const closedWithin = spansAround(centre, 2).map((closed) =>
    subtract(span(centre - 5 * DAY, centre + 5 * DAY), closed),
  );
  return fc
    .record({
      weekly: fc.oneof(hours, fc.constant(always)),
      exceptions: fc.oneof(fc.constant([]), fc.array(exception(centre), { maxLength: 3 })),
      open: seldom(fc.oneof(closedWithin, spansAround(centre, 4))),
      full: seldom(spansAround(centre, 2)),
    })
    .map(({ weekly, exceptions, open, full }) => ({
      weekly,
      exceptions,
      ...(open ? { open } : {}),
      ...(full ? { full } : {}),
    }));
}

function provider(centre: number): fc.Arbitrary<Provider> {
  const block = fc.record({
    reason: fc.constantFrom("paused" as const, "weekly_cap" as const),
    spans: spansAround(centre, 1),
  });
  const onePlace = fc.array(place(centre), { minLength: 1, maxLength: 1 });
  return fc
    .record({
      id: fc.uuid(),
      zone,
      places: fc.oneof({ weight: 3, arbitrary: onePlace }, fc.array(place(centre), { maxLength: 3 })),
      busy: fc.oneof(spansAround(centre, 6), crowdAround(centre)),
      bufferBefore: fc.constantFrom(0, 0, 5, 15, 40),
      bufferAfter: fc.constantFrom(0, 0, 10, 15, 60),
      earliest: seldom(fc.integer({ min: centre - 2 * DAY, max: centre + DAY })),
      blocks: seldom(fc.array(block, { maxLength: 3 })),
    })
    .map(({ earliest, blocks, ...always }) => ({
      ...always,
      ...(earliest === undefined ? {} : { earliest }),
      ...(blocks ? { blocks } : {}),
    }));
}

function question(centre: number): fc.Arbitrary<Question> {
  const minutesOfHour = fc.oneof(
    fc.constantFrom([0, 30], [0], [0, 15, 30, 45], [10, 40]),
    fc.array(fc.nat(59), { maxLength: 6 }),
  );
  return fc
    .record({
      ahead: fc.nat(2 * DAY),
      length: fc.oneof(fc.nat(2 * DAY), fc.constantFrom(1, DAY, 2 * DAY)),
      durationMinutes: fc.constantFrom(1, 15, 30, 45, 60, 90, 300, 2000),
      starts: fc.record({ zone, minutesOfHour }),
      notice: seldom(fc.integer({ min: -2 * DAY, max: DAY })),
      horizon: seldom(fc.integer({ min: -DAY, max: 2 * DAY })),
      closings: spansAround(centre, 1),
      memberBusy: spansAround(centre, 2),
      memberCapped: seldom(spansAround(centre, 1)),
    })
    .map(({ ahead, length, notice, horizon, memberCapped, ...rest }) => ({
      ...rest,
      from: centre - ahead,
      to: centre - ahead + length,
      earliest: centre + (notice ?? -9 * DAY),
      latest: centre + (horizon ?? 9 * DAY),
      ...(memberCapped ? { memberCapped } : {}),
    }));
}

/** Any situation within two days of a moment from 2025 to 2030. */
export const situation: fc.Arbitrary<Situation> = zone
  .chain((id) => moment(id))
  .chain((centre) =>
    fc.record({
      question: question(centre),
      providers: fc.array(provider(centre), { minLength: 1, maxLength: 3 }),
    }),
  );
