import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { remembered } from "#platform/remember.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { type MeetingPast, type Past, type ProviderPast, somePast } from "#support/history.ts";
import { toCommunity } from "../communities/community.ts";
import { readNoShows } from "./no-shows.ts";
import { readPeriod } from "./period.ts";
import { readDemand } from "./reading.ts";
import { readUnmet } from "./unmet.ts";

// Figures against a slow and obvious count: quarter by quarter of an hour, on wall clocks that Temporal tells, from what the test itself
// made up. Everything in it lies on quarters of an hour, and so does every change of clocks here.

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());

/** Steps of one: then no more than the count itself is told, and no less at its upper end. */
const exact = { answerMinutes: 2_880, smallestGroup: 1 };

const inCommunityOf = ({ community, zone }: Past) => {
  const row = { ...community, name: "C", zone, words: {}, settings: {} };
  const whole = toCommunity(row);
  return { ...whole, settings: { ...whole.settings, ...exact } };
};

const periodOf = (zone: string, from: string, until: string) =>
  readPeriod({ period: "range", from, until }, { zone, now: 0 }).period;

/** What the wall clock of a zone shows; each is asked for hundreds of times. */
const wall = remembered(100_000, (key: string) => {
  const [zone = "", minute] = key.split(" ");
  const at = Temporal.Instant.fromEpochMilliseconds(Number(minute) * 60_000).toZonedDateTimeISO(zone);
  const date = at.toPlainDate().toString();
  return { date, hour: at.hour, ofDay: at.hour * 60 + at.minute, dayOfWeek: at.dayOfWeek };
});
const at = (zone: string, minute: number) => wall(`${zone} ${minute}`);
const cellOf = (zone: string, minute: number) => {
  const { dayOfWeek, hour } = at(zone, minute);
  return (dayOfWeek - 1) * 24 + hour;
};

/** Whether somebody is open for a service (or, for null, for any) in the quarter that begins at a minute. */
function isOpen(past: Past, provider: ProviderPast, minute: number, service: string | null): boolean {
  if (provider.pausedAt !== null && minute >= provider.pausedAt) return false;
  const here = at(past.zone, minute).date;
  if (past.closings.some(({ from, until }) => from <= here && here <= until)) return false;
  const { date: day, ofDay, dayOfWeek } = at(provider.zone, minute);
  const exceptions = provider.exceptions.filter(({ from, until }) => from <= day && day <= until);
  if (exceptions.length > 0)
    return exceptions.some(({ ranges: [start = 0, end = 0] }) => start <= ofDay && ofDay < end);
  return provider.hours.some(
    (hour) =>
      hour.day === dayOfWeek % 7 &&
      hour.start <= ofDay &&
      ofDay < hour.end &&
      (hour.from === null || hour.from <= day) &&
      (service === null || hour.service === null || hour.service === service),
  );
}

const counts = (meeting: MeetingPast) => !meeting.private && meeting.state !== "cancelled";

const isBusy = (past: Past, provider: string, minute: number): boolean =>
  past.meetings.some(
    (meeting) =>
      counts(meeting) &&
      [meeting.provider, meeting.coHost].includes(provider) &&
      meeting.start <= minute &&
      minute < meeting.end,
  );

const zones = [
  "Europe/London",
  "America/New_York",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "America/Santiago",
];
// Changes of clocks: New York on 8 March, London on 29 March, Lord Howe (half an hour) and Santiago (at midnight) on 5 April.
const cases = [
  ["Europe/London", "2026-03-16", "2026-04-05"],
  ["America/New_York", "2026-03-01", "2026-03-20"],
  ["Australia/Lord_Howe", "2026-03-25", "2026-04-09"],
  ["America/Santiago", "2026-04-01", "2026-04-07"],
  ["Asia/Kathmandu", "2026-03-20", "2026-03-20"],
] as const;

describe.each(cases)("in %s from %s to %s", (zone, from, until) => {
  let past: Past;
  const period = periodOf(zone, from, until);
  beforeAll(async () => {
    past = await somePast(kith, { zone, zones, first: "2026-02-26", days: 44, seed: period.from });
  });
  const quarters = Array.from({ length: (period.to - period.from) / 15 }, (_, i) => period.from + i * 15);
  const inside = (at: number) => period.from <= at && at < period.to;
  const read = <T>(work: (...of: Parameters<typeof readDemand>) => Promise<T>) =>
    kith.inside(past.community, (trx) => work(trx, inCommunityOf(past), period));
  const minutesWhere = (of: (minute: number) => number) =>
    quarters.reduce((sum, minute) => sum + 15 * of(minute), 0);

  test("open, taken and booked hours of the week, and what was asked for, are those of a slow count", async () => {
    const { week, ...totals } = await read(readDemand);
    const empty = () => ({ open: 0, taken: 0, booked: 0, wished: 0 });
    const expected = Array.from({ length: 168 }, empty);
    for (const minute of quarters) {
      const cell = expected[cellOf(zone, minute)] ?? empty();
      for (const provider of past.providers.filter((one) => isOpen(past, one, minute, null))) {
        cell.open += 15;
        if (isBusy(past, provider.id, minute)) cell.taken += 15;
      }
      const given = past.meetings.filter((one) => counts(one) && one.start <= minute && minute < one.end);
      cell.booked += 15 * given.length;
    }
    const wish = (cell: number) => {
      const found = expected[cell];
      if (found) found.wished += 1;
    };
    for (const { windows } of past.requests.filter(({ at }) => inside(at))) {
      const cells = windows.flatMap(([start, end]) =>
        Array.from({ length: (end - start) / 15 }, (_, i) => cellOf(zone, start + i * 15)),
      );
      for (const cell of new Set(cells)) wish(cell);
    }
    for (const one of past.waits.filter(({ at }) => inside(at)))
      if (one.until - one.from <= 60) wish(cellOf(zone, one.from));
    for (const { day, hour } of past.searches) if (hour !== null && from <= day && day <= until) wish(hour);

    expect(week.map(({ wished, ...hour }) => ({ ...hour, wished: wished.to }))).toEqual(expected);
    const total = (of: "open" | "taken" | "booked") => expected.reduce((sum, hour) => sum + hour[of], 0);
    expect(totals).toMatchObject({ open: total("open"), taken: total("taken"), booked: total("booked") });
    expect(totals.open).toBeGreaterThan(0);
  });

  test("services and lived experiences have the hours of who gives or has them, and what was asked of each", async () => {
    const figures = await read(readDemand);
    const room = (providers: readonly ProviderPast[], service: string | null) => ({
      open: minutesWhere((minute) => providers.filter((one) => isOpen(past, one, minute, service)).length),
      taken: minutesWhere(
        (minute) =>
          providers.filter((one) => isOpen(past, one, minute, service) && isBusy(past, one.id, minute))
            .length,
      ),
    });
    const of = (service: string | null, group: boolean) =>
      past.meetings.filter(
        (one) =>
          one.service === service && !one.private && inside(one.start) && (one.seats !== null) === group,
      );
    const expected = past.services.map((service, i) => {
      const own = [...of(service, false), ...of(service, true)];
      return {
        name: `Service ${i}`,
        archived: false,
        ...room(
          past.providers.filter(({ services }) => services.includes(service)),
          service,
        ),
        made: own.length,
        cancelled: own.filter(({ state }) => state === "cancelled").length,
        booked: own.filter(counts).reduce((sum, { start, end }) => sum + end - start, 0),
        waits: past.waits.filter((one) => one.service === service && inside(one.at)).length,
        searches: past.searches.filter(
          (one) => one.service === service && one.hour === null && from <= one.day && one.day <= until,
        ).length,
      };
    });
    const byName = figures.services.toSorted((a, b) => a.name.localeCompare(b.name));
    expect(
      byName.map(({ waits, searches, ...rest }) => ({
        ...rest,
        waits: waits.to,
        searches: searches.to,
      })),
    ).toEqual(expected);
    expect(
      figures.experiences.map((one) => ({
        ...one,
        requests: one.requests.to,
        providers: one.providers.to,
      })),
    ).toEqual(
      past.experiences.map((id, i) => {
        const having = past.providers.filter(({ experiences }) => experiences.includes(id));
        return {
          name: `Lived ${i}`,
          archived: false,
          ...room(having, null),
          requests: past.requests.filter((one) => inside(one.at) && one.experiences.includes(id)).length,
          providers: having.length,
        };
      }),
    );
  });

  test("requests, their first proposals and no-shows are those of a slow count", async () => {
    const now = Temporal.Instant.from("2026-04-02T12:00:00Z");
    const [moment, community] = [now.epochMilliseconds / 60_000, inCommunityOf(past)];
    const unmet = await kith.inside(past.community, (trx) => readUnmet(trx, community, period, now));
    const made = past.requests.filter((one) => inside(one.at));
    const firsts = made.flatMap(({ at: asked, proposals }) =>
      proposals.length > 0 ? [Math.min(...proposals.map((one) => one.at)) - asked] : [],
    );
    const median = (all: readonly number[]) => {
      const sorted = all.toSorted((a, b) => a - b);
      const middle = (sorted.length - 1) / 2;
      return all.length === 0
        ? null
        : Math.floor(((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2);
    };
    const { answered } = unmet;
    expect([answered.made.to, answered.answered.to, answered.inTime.to]).toEqual([
      made.length,
      firsts.length,
      firsts.filter((minutes) => minutes <= 2_880).length,
    ]);
    expect(answered.median).toBe(median(firsts));
    const waiting = past.requests
      .filter(
        (one) => one.state === "open" && one.at <= moment && !one.proposals.some(({ stands }) => stands),
      )
      .map((one) => moment - one.at);
    expect(unmet.unanswered).toEqual({
      waiting: waiting.length,
      late: waiting.filter((minutes) => minutes >= 2_880).length,
      longest: waiting.length === 0 ? null : Math.max(...waiting),
      median: median(waiting),
    });

    const figures = await kith.inside(past.community, (trx) => readNoShows(trx, community, period, now));
    const over = past.meetings.filter(
      (one) => inside(one.start) && one.end <= moment && one.state === "final" && !one.private,
    );
    const came = (of: (meeting: MeetingPast) => boolean) => {
      const all = over.filter(of).flatMap(({ came: each }) => each);
      const count = (what: "attended" | "no_show" | null) => all.filter((one) => one === what).length;
      return [count("attended"), count("no_show"), count(null)];
    };
    const told = ({ attended, noShow, unsaid }: typeof figures.all) => [attended.to, noShow.to, unsaid.to];
    expect(told(figures.all)).toEqual(came(() => true));
    expect(figures.formats.map(told)).toEqual(past.formats.map((id) => came(({ format }) => format === id)));
    expect((figures.services ?? []).slice(0, 4).map(told)).toEqual(
      past.services.map((id) => came(({ service }) => service === id)),
    );
    expect((figures.hours ?? []).map(told)).toEqual(
      Array.from({ length: 24 }, (_, hour) => came(({ start }) => at(zone, start).hour === hour)),
    );
  });
});
