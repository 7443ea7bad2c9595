import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { changesOfClocks, zones } from "#support/clocks.ts";
import { situation } from "#support/slot-arbitraries.ts";
import { allowedStarts, forgetWalls, isAllowed, rulesAgainst } from "#support/slots-reference.ts";
import { explain, placesFreeAt } from "./explain.ts";
import { type Provider, type Question, type RemovingRule, RULES, type Rule } from "./question.ts";
import { freeTimes } from "./slots.ts";
import { NONE, span } from "./spans.ts";

/** What forbids a start at each of the places; the rules are in their order. */
const againstPlaces = (question: Question, provider: Provider, start: number) =>
  provider.places.map((place) => rulesAgainst(question, provider, place, start));

const isFree = (question: Question, provider: Provider, start: number) =>
  againstPlaces(question, provider, start).some((rules) => rules.length === 0);

const freeStarts = (question: Question, provider: Provider) =>
  allowedStarts(question).filter((start) => isFree(question, provider, start));

/** The rule at which the last of the places gives a start up. */
function takenBy(question: Question, provider: Provider, start: number): RemovingRule | undefined {
  const firsts = againstPlaces(question, provider, start).map(([first]) => first);
  if (firsts.some((first) => first === undefined)) return undefined;
  const order = (rule?: RemovingRule) => (rule ? RULES.indexOf(rule) : -1);
  return firsts.toSorted((a, b) => order(a) - order(b)).at(-1) ?? "hours";
}

/** For the zones whose clocks are left alone. */
const midsummer = Date.UTC(2027, 5, 21) / 60_000;

afterEach(forgetWalls);

describe("free times and the slow reference", () => {
  test.each(zones)("agree around every change of clocks from 2025 to 2030: %s", (zone) => {
    const everyDay = (start: number, end: number) =>
      Array.from({ length: 7 }, (_, day) => ({ day, start, end }));
    // Hours that begin before the change and end after it, wherever in the night or the evening it is.
    const weekly = [...everyDay(0, 75), ...everyDay(90, 210), ...everyDay(225, 360), ...everyDay(1290, 1440)];
    const provider: Provider = {
      id: "night owl",
      zone,
      places: [{ weekly, exceptions: [] }],
      busy: NONE,
      bufferBefore: 0,
      bufferAfter: 0,
    };
    for (const change of [...changesOfClocks(zone, 2025, 2030), midsummer]) {
      const question: Question = {
        from: change - 1500,
        to: change + 1500,
        durationMinutes: 30,
        starts: { zone, minutesOfHour: [0, 15, 30, 45] },
        earliest: change - 1500,
        latest: change + 1500,
        closings: NONE,
        memberBusy: span(change + 300, change + 330),
      };
      expect(freeTimes(question, [provider]).starts).toEqual(freeStarts(question, provider));
    }
  });

  test("agree about any providers and any question", () => {
    fc.assert(
      fc.property(situation, ({ question, providers }) => {
        const times = freeTimes(question, providers);
        const expected = providers.map((provider) => freeStarts(question, provider));
        expect(times.providers.map(({ starts }) => starts)).toEqual(expected);

        const anyone = [...new Set(expected.flat())].sort((a, b) => a - b);
        expect(times.starts).toEqual(anyone);
        expect(times.counts).toEqual(
          anyone.map((start) => expected.filter((starts) => starts.includes(start)).length),
        );
        for (const [i, provider] of times.providers.entries()) {
          const free = anyone.filter((start) => provider.isFreeAt(start));
          expect(free).toEqual(expected[i]);
        }
        forgetWalls();
      }),
      { numRuns: 250, seed: 20270314 },
    );
  });

  test("agree about what each rule takes, and the trace leaves nothing out", () => {
    fc.assert(
      fc.property(situation, ({ question, providers }) => {
        const plain = freeTimes(question, providers);
        const traced = freeTimes(question, providers, { trace: true });
        expect(traced.providers.map(({ starts }) => starts)).toEqual(
          plain.providers.map(({ starts }) => starts),
        );

        const allowed = allowedStarts(question);
        providers.forEach((provider, i) => {
          const trace = traced.providers[i]?.trace;
          const taken = allowed.map((start) => takenBy(question, provider, start));
          expect(trace?.allowed).toBe(allowed.length);
          for (const rule of RULES.filter((rule): rule is RemovingRule => rule !== "grid")) {
            expect(trace?.removed[rule], rule).toBe(taken.filter((by) => by === rule).length);
          }
        });
        forgetWalls();
      }),
      { numRuns: 150, seed: 20271107 },
    );
  });

  test("a start is free exactly when explain names no rule against it", () => {
    const minute = fc.nat(2 * 1440);
    fc.assert(
      fc.property(situation, fc.array(minute, { maxLength: 12 }), ({ question, providers }, offsets) => {
        const times = freeTimes(question, providers);
        const anywhere = offsets.map(
          (offset) => question.from + (offset % Math.max(1, question.to - question.from)),
        );
        const within = anywhere.filter((start) => question.from <= start && start < question.to);
        providers.forEach((provider, i) => {
          const starts = new Set(times.providers[i]?.starts);
          for (const start of [...starts, ...within]) {
            const rules = explain(question, provider, start);
            expect(rules.length === 0, `${start}: ${rules}`).toBe(starts.has(start));
          }
        });
      }),
      { numRuns: 400, seed: 20280227 },
    );
  });

  test("agree about all that forbids a start, and about the places that are free then", () => {
    const minute = fc.integer({ min: -2 * 1440, max: 2 * 1440 });
    fc.assert(
      fc.property(situation, fc.array(minute, { maxLength: 6 }), ({ question, providers }, offsets) => {
        for (const provider of providers) {
          for (const offset of offsets) {
            const start = question.from + offset;
            const grid: Rule[] = isAllowed(question, start) ? [] : ["grid"];
            const perPlace = againstPlaces(question, provider, start);
            const told = explain(question, provider, start);
            const [only, another] = perPlace;
            if (only && !another) expect(told).toEqual([...grid, ...only]);
            const free = provider.places.filter((_, i) => [...grid, ...(perPlace[i] ?? [])].length === 0);
            expect(placesFreeAt(question, provider, start)).toEqual(free);
          }
        }
        forgetWalls();
      }),
      { numRuns: 250, seed: 20290325 },
    );
  });
});
