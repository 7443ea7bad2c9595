import ICAL from "ical.js";
import { expect, test } from "vitest";
import { type CalendarEntry, type CalendarMethod, calendarFile } from "./calendar.ts";

const entry: CalendarEntry = {
  meetingId: "0190c5a0-0000-7000-8000-000000000001",
  version: 3,
  startsAt: Temporal.Instant.from("2026-03-29T00:30:00Z"),
  endsAt: Temporal.Instant.from("2026-03-29T01:30:00Z"),
  state: "final",
  summary: "Peer Mentoring; with Talia, of the K’s",
  description: "First line\nSecond line, with a comma",
  location: "Room 4, Main Building",
  url: "https://kith.example/c/riverside/meetings/1",
  organizer: { name: "Riverside, Programme", email: "kith@riverside.example" },
  attendees: [{ name: "Ana O'Neil", email: "ana@people.example" }],
};
const now = Temporal.Instant.from("2026-03-01T09:00:00Z");

/** What a calendar program reads out of the text. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const component = calendar.getFirstSubcomponent("vevent");
  if (!component) throw new Error("no event");
  return {
    method: calendar.getFirstPropertyValue("method"),
    event: new ICAL.Event(component),
    value: (name: string) => component.getFirstPropertyValue(name)?.toString(),
  };
}

const one = (method: CalendarMethod, changed: Partial<CalendarEntry> = {}) =>
  read(calendarFile({ method, entries: [{ ...entry, ...changed }], now }));

test("an invitation reads back as what was written, in UTC also where clocks change", () => {
  const { method, event, value } = one("REQUEST");
  expect(method).toBe("REQUEST");
  expect(event.summary).toBe(entry.summary);
  expect(event.description).toBe(entry.description);
  expect(event.location).toBe(entry.location);
  expect(event.startDate.toString()).toBe("2026-03-29T00:30:00Z");
  expect(event.endDate.toString()).toBe("2026-03-29T01:30:00Z");
  expect(value("url")).toBe(entry.url);
  expect(value("status")).toBe("CONFIRMED");
  expect(value("dtstamp")).toBe("2026-03-01T09:00:00Z");
  expect(value("organizer")).toBe("mailto:kith@riverside.example");
  expect(event.attendees.map((attendee) => String(attendee.getFirstValue()).toLowerCase())).toEqual([
    "mailto:ana@people.example",
  ]);
});

test("an update and a cancellation reach the entry of the invitation, and count above it", () => {
  const invitation = one("REQUEST", { version: 1 });
  const update = one("REQUEST", { version: 2, startsAt: entry.startsAt.subtract({ minutes: 30 }) });
  const cancellation = one("CANCEL", { version: 3 });
  expect([update.event.uid, cancellation.event.uid]).toEqual([invitation.event.uid, invitation.event.uid]);
  expect([invitation, update, cancellation].map(({ event }) => event.sequence)).toEqual([1, 2, 3]);
  expect(cancellation.method).toBe("CANCEL");
  expect(cancellation.value("status")).toBe("CANCELLED");
});

test("what is not confirmed yet is tentative", () => {
  expect(one("REQUEST", { state: "pending" }).value("status")).toBe("TENTATIVE");
});

test("a file of several meetings names each of them once", () => {
  const other = { ...entry, meetingId: "0190c5a0-0000-7000-8000-000000000002" };
  const calendar = new ICAL.Component(
    ICAL.parse(calendarFile({ method: "PUBLISH", entries: [entry, other], now, name: "My meetings" })),
  );
  const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component).uid);
  expect(new Set(events).size).toBe(2);
});

test("no line is longer than the format allows, in bytes", () => {
  const summary = "Übung für Zuhörer ".repeat(30);
  const text = calendarFile({ method: "PUBLISH", entries: [{ ...entry, summary }], now });
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(read(text).event.summary).toBe(summary);
});
