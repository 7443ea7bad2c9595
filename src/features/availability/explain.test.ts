import { describe, expect, test } from "vitest";
import { ask, at, clock, during, iso, mornings, someone } from "#support/one-morning.ts";
import { explain, placesFreeAt } from "./explain.ts";
import type { Place } from "./question.ts";
import { freeTimes } from "./slots.ts";
import { NONE } from "./spans.ts";

describe("several places", () => {
  const library: Place = { ...mornings, locationId: "library", full: during("08:00", "09:00") };
  const cafe: Place = { ...mornings, locationId: "café", open: during("08:00", "09:30") };
  const provider = someone({ places: [library, cafe], busy: during("10:30", "11:00") });

  test("offer a start that one of them can take, once", () => {
    const times = freeTimes(ask(), [provider]);
    expect(iso(times.starts)).toEqual(clock("08:00", "08:30", "09:00", "09:30"));
    expect(times.counts).toEqual([1, 1, 1, 1]);
  });

  test("are named for a start: those open and not full, and none when the provider is busy", () => {
    const locations = (time: string) =>
      placesFreeAt(ask(), provider, at(time)).map((place) => place.locationId);
    expect(locations("08:00")).toEqual(["café"]);
    expect(locations("09:00")).toEqual(["library"]);
    expect(locations("10:00")).toEqual([]);
  });

  test("speak through the one where most is in favour", () => {
    const full = { ...library, full: during("08:00", "11:00") };
    const shut = { ...cafe, open: NONE };
    const never = { weekly: [], exceptions: [] };
    expect(explain(ask(), someone({ places: [never, shut, full] }), at("09:00"))).toEqual(["location_full"]);
    expect(explain(ask(), someone({ places: [never, shut] }), at("09:00"))).toEqual(["location_closed"]);
    expect(explain(ask(), someone({ places: [] }), at("09:00"))).toEqual(["hours"]);
  });
});

describe("why no times", () => {
  test("each start counts once, for the first rule that takes it", () => {
    const question = ask({
      earliest: at("08:30"),
      closings: during("10:30", "12:00"),
      memberBusy: during("09:30", "09:40"),
    });
    const [times] = freeTimes(question, [someone({ busy: during("08:30", "09:15") })], {
      trace: true,
    }).providers;
    expect(times?.starts).toEqual([]);
    expect(times?.trace).toEqual({
      allowed: 48,
      removed: {
        hours: 43,
        exception: 0,
        location_closed: 0,
        location_full: 0,
        paused: 0,
        closing: 1,
        notice: 1,
        horizon: 0,
        weekly_cap: 0,
        busy: 2,
        buffer: 0,
        member_cap: 0,
        member_busy: 1,
      },
    });
  });

  test("names everything against one start, busy or only too close", () => {
    const question = ask({ memberBusy: during("09:00", "09:10") });
    const provider = someone({ busy: during("09:00", "09:30"), bufferBefore: 45 });
    expect(explain(question, provider, at("08:15"))).toEqual(["grid", "busy", "member_busy"]);
    expect(explain(question, provider, at("09:30"))).toEqual(["buffer"]);
    expect(explain(question, provider, at("11:30"))).toEqual(["hours"]);
    expect(explain(question, provider, at("08:00"))).toEqual([]);
  });
});
