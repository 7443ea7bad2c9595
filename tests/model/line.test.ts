import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor, Outcome } from "#platform/action.ts";
import { instantOf, minuteOf } from "#platform/clock.ts";
import type { Platform } from "#platform/http/web.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import { type Gathering, gathering, placesOf } from "#support/places.ts";
import { acceptOffer, joinLine, leave, register, removeFromGroup } from "../../src/features/seats/actions.ts";
import { keepSeats } from "../../src/features/seats/deadlines.ts";
import { fillSeats } from "../../src/features/seats/engine.ts";
import { paid } from "../../src/features/seats/paying.ts";
import { type Deed, deeds, keep, resize, type Sheet, standOf } from "./line.ts";

let kith: TestApp;
let platform: Platform;
beforeAll(async () => {
  kith = await testApp({ demo: true });
  // Where cards are taken, a place that is not paid ends before the start.
  platform = { ...kith.platform, config: { ...kith.platform.config, STRIPE_SECRET_KEY: "sk_test_none" } };
});
afterAll(() => kith.end());

const guests = 6;
const begins = "2026-03-02T09:00:00Z";
const settings = { offerMinutes: 60, paymentHoldMinutes: 90 };

type Step =
  | { do: Deed; guest: number }
  | { do: "pass"; minutes: number; look: boolean }
  | { do: "resize"; seats: number };

const names = Object.keys(deeds) as Deed[];
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constantFrom(...names), guest: fc.nat({ max: guests - 1 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      minutes: fc.constantFrom(15, 60, 100),
      look: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("resize" as const), seats: fc.integer({ min: 1, max: 4 }) }),
  },
);

const story = fc.record({
  seats: fc.integer({ min: 1, max: 3 }),
  priced: fc.boolean(),
  steps: fc.array(step, { minLength: 15, maxLength: 45 }),
});

class Real {
  readonly #at: Gathering;
  readonly people: readonly TestPerson[];

  constructor(at: Gathering, people: readonly TestPerson[]) {
    this.#at = at;
    this.people = people;
  }

  static async open({ seats, priced }: { seats: number; priced: boolean }): Promise<Real> {
    kith.clock.set(begins);
    const options = { seats, price: priced ? 500 : 0, at: "2026-03-02T16:00Z", settings };
    const at = await gathering(kith, options);
    const people: TestPerson[] = [];
    for (let i = 0; i < guests; i++) people.push(await kith.person(at.community, { account: false }));
    return new Real(at, people);
  }

  #actor(id: string): Actor {
    return { communityId: this.#at.community.id, id, roles: new Set(["member"]) };
  }

  async do(deed: Deed, guest: number, sheet: Sheet): Promise<string> {
    const personId = this.people[guest]?.id ?? "";
    const actor = this.#actor(personId);
    const input = { meetingId: this.#at.meeting };
    switch (deed) {
      case "register":
        return said(await register(platform, actor, input), ({ state }) => state);
      case "wait":
        return said(await joinLine(platform, actor, input), ({ state }) => state);
      case "accept":
        return said(await acceptOffer(platform, actor, input), ({ state }) => state);
      case "leave": {
        const stand = standOf(sheet, guest);
        const seen = stand === "none" ? "waiting" : stand;
        const money = stand === "registered" && sheet.priced ? "kept" : "";
        return said(await leave(platform, actor, { ...input, seen, money }), ({ left }) => left);
      }
      case "remove": {
        const host = this.#actor(this.#at.host.id);
        return said(await removeFromGroup(platform, host, { ...input, personId }), () => "removed");
      }
      case "pay": {
        const { id: communityId } = this.#at.community;
        return kith.inside(this.#at.community, (trx) =>
          paid(trx, platform.jobs, { communityId, ...input, personId, now: platform.clock.now() }),
        );
      }
    }
  }

  look(): Promise<void> {
    return keepSeats(platform, this.#at.community.id);
  }

  resize(seats: number): Promise<void> {
    return kith.inside(this.#at.community, async (trx) => {
      await sql`update meetings set seats = ${seats} where id = ${this.#at.meeting}`.execute(trx);
      const at = { communityId: this.#at.community.id, meetingId: this.#at.meeting };
      await fillSeats(trx, platform.jobs, { ...at, now: platform.clock.now() });
    });
  }

  /** Everything there is, in the words of the sheet. */
  async stored() {
    const places = await placesOf(kith, this.#at);
    const rows = this.people.map(({ id }, guest) => ({ guest, ...places[id] }));
    const on = rows.filter(({ state }) => state !== undefined && state !== "cancelled");
    return {
      stands: rows.map(({ state }) => (state === undefined || state === "cancelled" ? "none" : state)),
      line: on
        .filter(({ state }) => state === "waiting")
        .toSorted((one, other) => (one.turn ?? 0) - (other.turn ?? 0))
        .map(({ guest }) => guest),
      busy: rows.filter(({ busy }) => busy).map(({ guest }) => guest),
      numbers: rows.flatMap(({ seat }) => seat ?? []),
    };
  }
}

const said = <Value>(outcome: Outcome<Value>, words: (value: Value) => string): string =>
  outcome.ok ? words(outcome.value) : outcome.reason;

async function tell({ seats, priced, steps }: { seats: number; priced: boolean; steps: Step[] }) {
  const real = await Real.open({ seats, priced });
  const now = minuteOf(Temporal.Instant.from(begins));
  const start = now + 7 * 60;
  const times = { now, start, end: start + 60, offerMinutes: 60, holdMinutes: 90 };
  const sheet: Sheet = { seats, priced, ...times, held: new Map(), line: [] };
  for (const [at, one] of steps.entries()) {
    const told = `step ${at}: ${JSON.stringify(one)}`;
    if (one.do === "pass") {
      sheet.now += one.minutes;
      kith.clock.set(instantOf(sheet.now).toString());
      if (one.look) {
        keep(sheet);
        await real.look();
      }
    } else if (one.do === "resize") {
      if (resize(sheet, one.seats)) await real.resize(one.seats);
    } else {
      const answered = await real.do(one.do, one.guest, sheet);
      expect(answered, told).toBe(deeds[one.do](sheet, one.guest));
    }
    const { stands, line, busy, numbers } = await real.stored();
    expect(stands, told).toEqual(real.people.map((_, guest) => standOf(sheet, guest)));
    expect(line, told).toEqual(sheet.line);
    const sure = stands.flatMap((stand, guest) => (/registered|unpaid/.test(stand) ? [guest] : []));
    expect(busy, told).toEqual(sure);
    expect(numbers.length, told).toBe(sheet.held.size);
    expect(Math.max(0, ...numbers), told).toBeLessThanOrEqual(sheet.seats);
    expect(new Set(numbers).size, told).toBe(numbers.length);
  }
}

test("the line of a group meeting is what anybody would write on a sheet of paper, whatever is done to it", async () => {
  await fc.assert(fc.asyncProperty(story, tell), { numRuns: 40, endOnFailure: true });
}, 120_000);
