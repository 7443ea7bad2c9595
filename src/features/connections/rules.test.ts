import fc from "fast-check";
import { expect, test } from "vitest";
import { againDays, answerDays, standingOf, type Tie, wantedBy } from "./rules.ts";

const now = Temporal.Instant.from("2026-03-02T09:00:00Z");
const daysAgo = (days: number) => now.subtract({ hours: 24 * days });
const [me, other] = ["me", "other"];

const tie = (what: Partial<Tie>): Tie => ({
  id: "a",
  askerId: me,
  state: "asked",
  askedAt: daysAgo(1),
  settledAt: null,
  ...what,
});

test("who asked cannot tell a no from no answer, whatever else there was and however long ago", () => {
  const any = fc.record({
    askerId: fc.constantFrom(me, other),
    state: fc.constantFrom("ended" as const, "declined" as const),
    askedAt: fc.integer({ min: 0, max: 800 }).map(daysAgo),
    id: fc.uuid(),
    settledAt: fc.constant(now),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 4 }), fc.integer({ min: 0, max: 400 }), (before, days) => {
      const mine = tie({ askedAt: daysAgo(days) });
      const seen = (state: Tie["state"]) =>
        standingOf([{ ...mine, state, settledAt: now }, ...before], me, now);
      expect(seen("declined")).toEqual(seen("asked"));
    }),
  );
});

test("nobody can be asked again before an answer could have come and as much time has passed again", () => {
  for (const state of ["asked", "declined", "ended"] as const) {
    const after = (days: number) => standingOf([tie({ state, askedAt: daysAgo(days) })], me, now).kind;
    expect(after(answerDays - 1), state).toBe(state === "ended" ? "later" : "asked");
    expect(after(answerDays), state).toBe("later");
    expect(after(againDays - 1), state).toBe("later");
    expect(after(againDays), state).toBe("none");
  }
});

test("what the other one asked is theirs to see until it is over, and keeps nobody from asking back", () => {
  const theirs = (state: Tie["state"], days: number) => [
    tie({ askerId: other, state, askedAt: daysAgo(days) }),
  ];
  expect(standingOf(theirs("asked", answerDays - 1), me, now).kind).toBe("asks");
  expect(standingOf(theirs("asked", answerDays), me, now).kind).toBe("none");
  expect(standingOf(theirs("declined", 1), me, now).kind).toBe("none");
  expect(wantedBy(theirs("declined", 1), me, now)?.id).toBe("a");
  expect(wantedBy(theirs("declined", answerDays), me, now)).toBeUndefined();
  expect(wantedBy(theirs("ended", 1), me, now)).toBeUndefined();
});
