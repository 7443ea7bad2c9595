import { describe, expect, test } from "vitest";
import {
  barFor,
  type GroupFacts,
  mayAccept,
  mayRegister,
  mayWait,
  moneyWhenLeaving,
  offerEnd,
  type PersonFacts,
  type Place,
} from "./rules.ts";

const minute = (text: string): number => Temporal.Instant.from(text).epochMilliseconds / 60_000;
const start = minute("2026-03-04T10:00Z");
const before = start - 60;

const group: GroupFacts = { state: "final", start, seats: 10, taken: 3, waiting: 0, private: false };
const stranger: PersonFacts = { place: null, hosts: false, blocked: false, invited: false };

const placed = (state: Place["state"], more: Partial<Place> = {}): PersonFacts => ({
  ...stranger,
  place: { personId: "p", state, seat: null, offeredUntil: null, payBy: null, ahead: null, ...more },
});

describe("a place can be taken", () => {
  test("until it begins, while one is free and nobody waits", () => {
    expect(mayRegister(group, stranger, before)).toBe("may");
    expect(mayRegister(group, stranger, start - 1)).toBe("may");
    expect(mayRegister(group, stranger, start)).toBe("begun");
    expect(mayRegister({ ...group, taken: 9 }, stranger, before)).toBe("may");
    expect(mayRegister({ ...group, taken: 10 }, stranger, before)).toBe("full");
    expect(mayRegister({ ...group, waiting: 1 }, stranger, before)).toBe("full");
    expect(mayRegister({ ...group, state: "cancelled" }, stranger, before)).toBe("cancelled");
  });

  test("also when fewer places are left than are held", () => {
    expect(mayRegister({ ...group, seats: 2 }, stranger, before)).toBe("full");
  });

  test("once by each, and again by who gave it up", () => {
    for (const state of ["waiting", "offered", "unpaid", "registered"] as const) {
      expect(mayRegister(group, placed(state), before)).toBe("has");
      expect(mayWait(group, placed(state), before)).toBe("has");
    }
    expect(mayRegister(group, placed("cancelled"), before)).toBe("may");
    expect(mayWait(group, placed("cancelled"), before)).toBe("may");
  });

  test("not by who gives it, nor across a block, nor in a private one without an invitation", () => {
    const secret = { ...group, private: true };
    expect(barFor(group, { ...stranger, hosts: true }, before)).toBe("self");
    expect(barFor(group, { ...stranger, blocked: true }, before)).toBe("gone");
    expect(barFor(secret, { ...stranger, invited: true, blocked: true }, before)).toBe("gone");
    expect(barFor(secret, stranger, before)).toBe("gone");
    expect(barFor(secret, placed("cancelled"), before)).toBe("gone");
    expect(barFor(secret, { ...stranger, invited: true }, before)).toBeNull();
    expect(barFor(secret, placed("offered"), before)).toBeNull();
  });
});

test("a place that is kept is taken until the offer ends, by the one for whom it is", () => {
  const until = Temporal.Instant.from("2026-03-04T09:00Z");
  const offered = placed("offered", { offeredUntil: until });
  const full = { ...group, taken: 10, waiting: 4 };
  expect(mayAccept(full, offered, until.subtract({ milliseconds: 1 }))).toBe("may");
  expect(mayAccept(full, offered, until)).toBe("offer_over");
  expect(mayAccept(full, placed("registered"), until)).toBe("has");
  for (const person of [stranger, placed("waiting"), placed("cancelled")])
    expect(mayAccept(full, person, until.subtract({ minutes: 1 }))).toBe("offer_over");
});

test("a freed place is kept as long as the community says, and never past the start", () => {
  const now = Temporal.Instant.from("2026-03-04T07:00Z");
  expect(String(offerEnd(now, 60, start))).toBe("2026-03-04T08:00:00Z");
  expect(String(offerEnd(now, 720, start))).toBe("2026-03-04T10:00:00Z");
});

test("who leaves has the money back up to the community's notice, nothing later, and nothing where nothing was paid", () => {
  const leaving = { start, priced: true, state: "registered", refundMinutes: 120 } as const;
  expect(moneyWhenLeaving(leaving, start - 120)).toBe("back");
  expect(moneyWhenLeaving(leaving, start - 119)).toBe("kept");
  expect(moneyWhenLeaving({ ...leaving, priced: false }, start - 1)).toBeNull();
  for (const state of ["waiting", "offered", "unpaid"] as const)
    expect(moneyWhenLeaving({ ...leaving, state }, start - 1)).toBeNull();
});
