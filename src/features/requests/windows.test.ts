import { expect, test } from "vitest";
import { readTimes, type TypedTime, typedTime } from "./windows.ts";

const now = Temporal.Instant.from("2026-03-02T09:00:00Z");
const typed = (line: string): TypedTime => {
  const [date = "", from = "", to = ""] = line.split(" ");
  return { date, from, to };
};
const read = (line: string, zone = "Europe/London") => readTimes([typed(line)], zone, now);
const instants = (line: string, zone: string): string[] => {
  const answer = read(line, zone);
  if (!answer.ok) throw new Error(JSON.stringify([...answer.faults]));
  return answer.windows.flatMap(({ start, end }) =>
    [start, end].map((minute) => new Date(minute * 60_000).toISOString().slice(0, 16)),
  );
};

test.each([
  ["2026-03-05 10:00 12:00", "America/New_York", "2026-03-05T15:00", "2026-03-05T17:00"],
  ["2026-03-05 10:00 12:00", "Asia/Kathmandu", "2026-03-05T04:15", "2026-03-05T06:15"],
  ["2026-03-05 20:00 00:00", "Europe/London", "2026-03-05T20:00", "2026-03-06T00:00"],
  // Clocks go forward: from 1 to 3 there is one hour, and half past one to half past two ends an hour after it began.
  ["2026-03-29 00:00 03:00", "Europe/London", "2026-03-29T00:00", "2026-03-29T02:00"],
  ["2026-03-29 00:30 01:30", "Europe/London", "2026-03-29T00:30", "2026-03-29T01:30"],
  ["2026-03-08 01:00 04:00", "America/New_York", "2026-03-08T06:00", "2026-03-08T08:00"],
  // Clocks go back in the south: the day has an hour more, and what comes twice is meant once.
  ["2026-04-05 01:00 04:00", "Australia/Sydney", "2026-04-04T14:00", "2026-04-04T18:00"],
  ["2026-04-05 02:15 02:45", "Australia/Sydney", "2026-04-04T15:15", "2026-04-04T15:45"],
  // A time that began already but is not over.
  ["2026-03-02 08:00 10:00", "Europe/London", "2026-03-02T08:00", "2026-03-02T10:00"],
])("%s in %s is from %s to %s", (line, zone, start, end) => {
  expect(instants(line, zone)).toEqual([start, end]);
});

test.each([
  ["2026-03-05 12:00 10:00", "order"],
  ["2026-03-05 12:00 12:00", "order"],
  ["2026-03-02 07:00 09:00", "past"],
  ["2026-03-01 23:00 00:00", "past"],
  ["2025-03-05 10:00 12:00", "past"],
  ["2026-07-02 10:00 12:00", "far"],
  ["9999-12-31 10:00 12:00", "far"],
  ["2026-02-30 10:00 12:00", "time"],
  ["2026-13-05 10:00 12:00", "time"],
  ["tomorrow 10:00 12:00", "time"],
  ["2026-03-05 24:00 25:00", "time"],
  ["2026-03-05 10:60 12:00", "time"],
  ["2026-03-05 10:00 ", "time"],
  [" 10:00 12:00", "time"],
  ["+012026-03-05 10:00 12:00", "time"],
  ["2026-03-29 01:00 01:00", "order"],
])("%s is refused: %s", (line, fault) => {
  const answer = read(line);
  expect(answer.ok ? [] : [...answer.faults]).toEqual([[0, `fault.requests.${fault}`]]);
});

test("a time that the clocks skip whole is refused as such", () => {
  // Half an hour is skipped at Lord Howe, from 2 to half past.
  const answer = readTimes(
    [typed("2026-10-04 02:00 02:30")],
    "Australia/Lord_Howe",
    Temporal.Instant.from("2026-09-01T00:00Z"),
  );
  expect(answer.ok ? [] : [...answer.faults]).toEqual([[0, "fault.requests.skipped"]]);
});

test("empty lines do not count, and a fault names its line", () => {
  const rows = ["", "2026-03-05 10:00 12:00", "", "2026-03-05 12:00 10:00"].map(typed);
  const answer = readTimes(rows, "Europe/London", now);
  expect(answer.ok ? [] : [...answer.faults.keys()]).toEqual([3]);
  expect(readTimes(rows.slice(0, 3), "Europe/London", now)).toMatchObject({ ok: true });
});

test("what was read is typed again as it was", () => {
  for (const line of ["2026-03-05 10:00 12:00", "2026-03-05 20:00 00:00"]) {
    const answer = read(line, "America/New_York");
    const again = answer.ok ? answer.windows.map((window) => typedTime(window, "America/New_York")) : [];
    expect(again).toEqual([typed(line)]);
  }
});
