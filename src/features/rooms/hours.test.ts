import { expect, test } from "vitest";
import { opensAgain } from "./hours.ts";

const at = (text: string) => Temporal.Instant.from(text);
const said = (found: ReturnType<typeof opensAgain>) => (found === null ? null : found.toString());
const zone = "Europe/London";

test("a room is open from the minute its hours begin to the minute they end, on its own clock", () => {
  const hours = [[1, 600, 720]] as const;
  expect(said(opensAgain(hours, zone, at("2026-03-02T09:59:59Z")))).toBe("2026-03-02T10:00:00Z");
  expect(opensAgain(hours, zone, at("2026-03-02T10:00:00Z"))).toBe("open");
  expect(opensAgain(hours, zone, at("2026-03-02T11:59:59Z"))).toBe("open");
  expect(said(opensAgain(hours, zone, at("2026-03-02T12:00:00Z")))).toBe("2026-03-09T10:00:00Z");
  expect(opensAgain(hours, "America/New_York", at("2026-03-02T15:00:00Z"))).toBe("open");
});

test("hours stay on the wall clock when clocks change", () => {
  const hours = [[1, 600, 720]] as const;
  expect(said(opensAgain(hours, zone, at("2026-03-23T12:00:00Z")))).toBe("2026-03-30T09:00:00Z");
  expect(opensAgain(hours, zone, at("2026-03-30T09:30:00Z"))).toBe("open");
});

test("the next of several hours counts, also later the same day, and none at all is never", () => {
  const hours = [
    [1, 600, 660],
    [1, 1_080, 1_200],
    [0, 0, 60],
  ] as const;
  expect(said(opensAgain(hours, zone, at("2026-03-02T12:00:00Z")))).toBe("2026-03-02T18:00:00Z");
  expect(said(opensAgain(hours, zone, at("2026-03-02T20:00:00Z")))).toBe("2026-03-08T00:00:00Z");
  expect(opensAgain([], zone, at("2026-03-02T12:00:00Z"))).toBeNull();
});

test("hours until midnight end with the day", () => {
  const hours = [[1, 1_380, 1_440]] as const;
  expect(opensAgain(hours, zone, at("2026-03-02T23:59:59Z"))).toBe("open");
  expect(said(opensAgain(hours, zone, at("2026-03-03T00:00:00Z")))).toBe("2026-03-09T23:00:00Z");
});
