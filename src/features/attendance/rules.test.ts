import { describe, expect, test } from "vitest";
import { type AttendedMeeting, attendanceOf, doorOf, followed, mayCorrect } from "./rules.ts";

const day = 1_440;
const at = 1_000 * day;
const meeting: AttendedMeeting = {
  id: "m",
  start: at,
  end: at + 30,
  state: "final",
  room: "b0b",
  link: null,
  way: "online",
  group: false,
};

describe("the door", () => {
  test.each([
    [-16, "early"],
    [-15, "open"],
    [0, "open"],
    [29, "open"],
    [30, "over"],
  ])("%i minutes from the start it is %s", (minutes, door) => {
    expect(doorOf(meeting, at + minutes)).toBe(door);
  });

  test.each([
    ["that is not confirmed", { state: "pending" }],
    ["that is not paid", { state: "unpaid" }],
    ["that is off", { state: "cancelled" }],
    ["in person", { way: "in_person" }],
    ["by phone", { way: "phone" }],
    ["without any room", { room: null }],
  ] as const)("a meeting %s has none", (_what, change) => {
    expect(doorOf({ ...meeting, ...change }, at)).toBe("none");
  });

  test("a meeting that is held elsewhere has one whatever else is said of it", () => {
    const elsewhere = { ...meeting, link: "https://meet.example/x", room: null, way: null };
    expect(doorOf(elsewhere, at)).toBe("open");
  });
});

describe("who came", () => {
  const nothing = { joinedAt: null, attendance: null, saidBy: null };
  const went = { ...nothing, joinedAt: "2026-03-03T10:01:00Z" };

  test("going in says so when it is over, and not before", () => {
    expect(attendanceOf(went, meeting, meeting.end - 1)).toBeNull();
    expect(attendanceOf(went, meeting, meeting.end)).toBe("attended");
    expect(attendanceOf(nothing, meeting, meeting.end)).toBeNull();
  });

  test("what somebody said stands over what was clicked, also that nobody knows", () => {
    expect(attendanceOf({ ...went, attendance: "no_show", saidBy: "p" }, meeting, meeting.end)).toBe(
      "no_show",
    );
    expect(attendanceOf({ ...went, saidBy: "p" }, meeting, meeting.end)).toBeNull();
  });

  const watched = { state: "final", end: meeting.end, watched: true } as const;

  test("who never went into a room of ours has not come, a day after its end", () => {
    expect(followed(nothing, watched, meeting.end + day - 1)).toBeNull();
    expect(followed(nothing, watched, meeting.end + day)).toBe("no_show");
  });

  test.each([
    ["the host never went in, or it was held elsewhere", { ...watched, watched: false }],
    ["it is off", { ...watched, state: "cancelled" } as const],
  ])("nobody guesses when %s", (_what, held) => {
    expect(followed(nothing, held, meeting.end + 30 * day)).toBeNull();
  });
});

describe("who may say who came", () => {
  const host = { hosting: true, coordinator: false };
  const coordinator = { hosting: false, coordinator: true };

  test.each([
    ["a host before the start", host, -1, "too_early"],
    ["a host from the start", host, 0, "may"],
    ["a host thirty days after the end", host, 30 + 30 * day, "may"],
    ["a host later than that", host, 31 + 30 * day, "too_late"],
    ["a coordinator a year later", coordinator, 365 * day, "may"],
    ["a coordinator before the start", coordinator, -1, "too_early"],
    ["somebody else", { hosting: false, coordinator: false }, 0, "not_yours"],
  ])("%s", (_who, who, minutes, verdict) => {
    expect(mayCorrect(meeting, who, at + minutes)).toBe(verdict);
  });

  test("nobody, of what was not held", () => {
    expect(mayCorrect({ ...meeting, state: "cancelled" }, host, at)).toBe("off");
  });
});
