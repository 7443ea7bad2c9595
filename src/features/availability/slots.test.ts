import { afterEach, describe, expect, test } from "vitest";
import {
  ask,
  at,
  clock,
  date,
  during,
  iso,
  MONDAY,
  minute,
  mornings,
  SUNDAY,
  someone,
  TUESDAY,
} from "#support/one-morning.ts";
import { engineProvider, slotCase, slotCaseNames } from "#support/slot-cases.ts";
import type { Place, Provider, Question } from "./question.ts";
import { freeTimes, nearest } from "./slots.ts";

const timesOf = (question: Question, provider: Provider) => iso(freeTimes(question, [provider]).starts);

describe("the answers of two other engines", () => {
  test.each(slotCaseNames())("are the same, slot for slot and provider for provider: %s", (name) => {
    const { question, providers, expected } = slotCase(name);
    const times = freeTimes(question, providers.map(engineProvider));
    expect(times.starts).toEqual(expected.startsEpochMinutes);
    expect(times.counts).toEqual(expected.providersFreeAt);
    expect(times.providers.map(({ starts }) => starts.length)).toEqual(expected.slotsPerProvider);
  });

  test("cover both changes of clocks and a time without", () => {
    expect(slotCaseNames().length).toBe(10);
    for (const scenario of ["autumn", "spring", "plain"]) expect(slotCaseNames()).toContain(`${scenario}-50`);
  });
});

describe("hours", () => {
  test("hold a meeting only whole", () => {
    expect(timesOf(ask(), someone())).toEqual(clock("08:00", "08:30", "09:00", "09:30", "10:00"));
  });

  test("that touch are one, also over midnight", () => {
    const night: Place = {
      weekly: [
        { day: MONDAY, start: 1410, end: 1440 },
        { day: TUESDAY, start: 0, end: 30 },
      ],
      exceptions: [],
    };
    expect(timesOf(ask(), someone({ places: [night] }))).toEqual(clock("22:30"));
  });

  test("of two places do not add up to a meeting", () => {
    const at = (locationId: string, start: number): Place => ({
      locationId,
      weekly: [{ day: MONDAY, start, end: start + 90 }],
      exceptions: [],
    });
    const both = someone({ places: [at("library", 540), at("café", 630)] });
    expect(timesOf(ask(), both)).toEqual(clock("08:00", "08:30", "09:30", "10:00"));
  });

  test("hold from their first date to their last", () => {
    const from = date("2027-06-14");
    const bounded = (bounds: object) =>
      someone({ places: [{ weekly: [{ day: MONDAY, start: 540, end: 600, ...bounds }], exceptions: [] }] });
    const month = ask({ to: minute("2027-06-30T00:00Z") });
    expect(timesOf(month, bounded({ from })).map((at) => at.slice(0, 10))).toEqual([
      "2027-06-14",
      "2027-06-21",
      "2027-06-28",
    ]);
    expect(timesOf(month, bounded({ until: from })).map((at) => at.slice(0, 10))).toEqual([
      "2027-06-07",
      "2027-06-14",
    ]);
  });
});

describe("where another engine is known to be wrong", () => {
  const sunday: Place = { weekly: [{ day: SUNDAY, start: 0, end: 360 }], exceptions: [] };
  const nights = someone({ zone: "America/New_York", places: [sunday] });
  const hourly = { zone: "America/New_York", minutesOfHour: [0] };

  test("hours that begin before clocks go forward have lost the skipped hour", () => {
    const question = ask({
      from: minute("2027-03-14T00:00Z"),
      to: minute("2027-03-15T00:00Z"),
      starts: hourly,
    });
    const spring = { ...question, earliest: question.from };
    const wallHours = ["05:00", "06:00", "07:00", "08:00", "09:00"]; // 0, 1, 3, 4 and 5 o'clock
    expect(timesOf(spring, nights)).toEqual(wallHours.map((time) => `2027-03-14T${time}`));
  });

  test("hours that begin before clocks go back have the repeated hour twice", () => {
    const question = ask({
      from: minute("2027-11-07T00:00Z"),
      to: minute("2027-11-08T00:00Z"),
      starts: hourly,
    });
    const autumn = { ...question, earliest: question.from, latest: question.to };
    const wallHours = ["04:00", "05:00", "06:00", "07:00", "08:00", "09:00", "10:00"]; // 0, 1, 1, 2, 3, 4 and 5
    expect(timesOf(autumn, nights)).toEqual(wallHours.map((time) => `2027-11-07T${time}`));
  });

  test("exceptions that reach over the ends of the window hold within it", () => {
    const off = (from: string, to: string) => ({ from: date(from), to: date(to), ranges: [] });
    const away = (from: string, to: string) =>
      timesOf(ask(), someone({ places: [{ ...mornings, exceptions: [off(from, to)] }] }));
    expect(away("2027-05-01", "2027-06-07")).toEqual([]);
    expect(away("2027-06-07", "2027-09-01")).toEqual([]);
    expect(away("2020-01-01", "2040-01-01")).toEqual([]);
    expect(away("2027-05-01", "2027-06-06")).toEqual(timesOf(ask(), someone()));
  });

  describe("the zone of the server", () => {
    const own = process.env.TZ;
    afterEach(() => {
      if (own === undefined) delete process.env.TZ;
      else process.env.TZ = own;
    });

    test("makes no difference", () => {
      const { question, providers, expected } = slotCase("spring-10");
      for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"]) {
        process.env.TZ = zone;
        expect(new Date(2027, 2, 14).getTimezoneOffset()).not.toBe(0);
        expect(freeTimes(question, providers.map(engineProvider)).starts).toEqual(
          expected.startsEpochMinutes,
        );
      }
    });
  });
});

describe("exceptions", () => {
  const withException = (ranges: readonly (readonly [number, number])[], to = "2027-06-07") => {
    const exception = { from: date("2027-06-07"), to: date(to), ranges };
    return someone({ places: [{ ...mornings, exceptions: [exception] }] });
  };

  test("replace the weekly hours of their dates", () => {
    expect(timesOf(ask(), withException([]))).toEqual([]);
    expect(timesOf(ask(), withException([[840, 900]]))).toEqual(clock("13:00"));
  });

  test("of one date add up", () => {
    const place = withException([[540, 600]], "2027-06-09").places[0] ?? mornings;
    const more = { from: date("2027-06-07"), to: date("2027-06-07"), ranges: [[600, 630] as const] };
    const both = someone({ places: [{ ...place, exceptions: [...place.exceptions, more] }] });
    expect(timesOf(ask(), both)).toEqual(clock("08:00", "08:30"));
  });

  test("are told apart from hours in the trace", () => {
    const [times] = freeTimes(ask(), [withException([])], { trace: true }).providers;
    expect(times?.trace?.allowed).toBe(48);
    expect(times?.trace?.removed).toMatchObject({ hours: 43, exception: 5 });
  });
});

describe("busy times", () => {
  const busy = during("09:00", "09:30");

  test("and their buffers keep a meeting away, on the right sides", () => {
    const half = ask({ durationMinutes: 30 });
    expect(timesOf(half, someone({ busy }))).toEqual(clock("08:00", "08:30", "09:30", "10:00", "10:30"));
    expect(timesOf(half, someone({ busy, bufferBefore: 15 }))).toEqual(
      clock("08:00", "08:30", "10:00", "10:30"),
    );
    expect(timesOf(half, someone({ busy, bufferAfter: 15 }))).toEqual(
      clock("08:00", "09:30", "10:00", "10:30"),
    );
  });

  test("of the member have no buffer", () => {
    const question = ask({ durationMinutes: 30, memberBusy: busy });
    const buffered = someone({ bufferBefore: 60, bufferAfter: 60 });
    expect(timesOf(question, buffered)).toEqual(clock("08:00", "08:30", "09:30", "10:00", "10:30"));
  });

  test("take no buffer out of the hours", () => {
    const buffered = someone({ bufferBefore: 60, bufferAfter: 60 });
    expect(timesOf(ask(), buffered)).toEqual(timesOf(ask(), someone()));
  });
});

describe("notice and horizon", () => {
  test("let the first and the last moment through", () => {
    const question = ask({ earliest: at("08:30"), latest: at("09:30") });
    expect(timesOf(question, someone())).toEqual(clock("08:30", "09:00", "09:30"));
  });

  test("count the stricter notice of community and provider", () => {
    const question = ask({ earliest: at("08:30") });
    expect(timesOf(question, someone({ earliest: at("09:30") }))).toEqual(clock("09:30", "10:00"));
    expect(timesOf(question, someone({ earliest: at("07:00") }))).toEqual(timesOf(question, someone()));
  });
});

describe("limits", () => {
  test("a reached cap forbids what starts in it, a pause what touches it", () => {
    const spans = during("09:00", "23:00");
    const free = (reason: "paused" | "weekly_cap") =>
      timesOf(ask(), someone({ blocks: [{ reason, spans }] }));
    expect(free("weekly_cap")).toEqual(clock("08:00", "08:30"));
    expect(free("paused")).toEqual(clock("08:00"));
    expect(timesOf(ask({ memberCapped: spans }), someone())).toEqual(clock("08:00", "08:30"));
    expect(timesOf(ask({ closings: spans }), someone())).toEqual(clock("08:00"));
  });
});

describe("many providers", () => {
  test("are counted at each start, in the order asked", () => {
    const early = someone({ id: "ada", busy: during("09:00", "12:00") });
    const late = someone({ id: "ben", busy: during("07:00", "09:30") });
    const times = freeTimes(ask(), [early, late, someone({ id: "cleo" })]);
    expect(times.counts).toEqual([2, 1, 1, 2, 2]);
    const freeAt = (time: string) =>
      times.providers.filter((each) => each.isFreeAt(at(time))).map(({ id }) => id);
    expect(freeAt("08:00")).toEqual(["ada", "cleo"]);
    expect(freeAt("08:15")).toEqual([]);
    expect(freeAt("10:00")).toEqual(["ben", "cleo"]);
  });

  test("nobody, or an empty window, is no time and no fault", () => {
    expect(freeTimes(ask(), [])).toMatchObject({ providers: [], starts: [], counts: [] });
    const empty = freeTimes(ask({ to: ask().from }), [someone()], { trace: true });
    expect(empty.starts).toEqual([]);
    expect(empty.providers[0]?.trace?.allowed).toBe(0);
  });
});

describe("the nearest free starts", () => {
  const starts = [10, 20, 30, 50, 80];

  test("come nearest first, of two as near the earlier", () => {
    expect(nearest(starts, 25, 3)).toEqual([20, 30, 10]);
    expect(nearest(starts, 50, 3)).toEqual([50, 30, 20]);
    expect(nearest(starts, 500, 2)).toEqual([80, 50]);
    expect(nearest(starts, 0, 2)).toEqual([10, 20]);
  });

  test("are as many as there are, at most", () => {
    expect(nearest(starts, 25, 9)).toHaveLength(5);
    expect(nearest([], 25, 3)).toEqual([]);
    expect(nearest([10], 25, 0)).toEqual([]);
  });
});
