import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { type Programme, programme } from "#support/programme.ts";
import { cancelled, fullDay, take, wait } from "#support/waiting.ts";
import { offerFreeTimes } from "./offering.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

const day = "2026-03-04";
/** So few of the day can become free that there are mostly more who wait. */
const places = 4;
const time = (place: number) =>
  `${day}T${String(9 + Math.floor(place / 2)).padStart(2, "0")}:${place % 2 ? "30" : "00"}Z`;

/** What a time is, and what somebody in the line has. */
type Place = "taken" | "free" | "kept";
interface Person {
  /** The place they want; null: any. */
  readonly wants: number | null;
  state: "waiting" | "offered" | "booked" | "ended";
  kept: number | null;
  readonly client: Client;
  readonly path: string;
}

/** The line on a sheet of paper: the first of those whom something suits has the earliest time that does. */
class Sheet {
  readonly places: Place[] = Array.from({ length: places }, () => "taken");
  readonly line: Person[] = [];

  serve(): void {
    for (const person of this.line) {
      if (person.state !== "waiting") continue;
      const place = this.places.findIndex(
        (state, i) => state === "free" && (person.wants === null || person.wants === i),
      );
      if (place < 0) continue;
      this.places[place] = "kept";
      person.state = "offered";
      person.kept = place;
    }
  }

  suits(wants: number | null): boolean {
    return this.places.some((state, i) => state === "free" && (wants === null || wants === i));
  }
}

type Step =
  | { do: "wait"; wants: number | null }
  | { do: "free"; place: number }
  | { do: "let go" | "take" | "stop"; which: number };

const place = fc.nat(places - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("wait" as const), wants: fc.option(place, { freq: 2 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("free" as const), place }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("let go" as const, "let go" as const, "take" as const, "stop" as const),
      which: fc.nat(9),
    }),
  },
);

class World {
  readonly sheet = new Sheet();
  readonly scene: Programme;
  readonly #meetings: string[];

  constructor(scene: Programme, meetings: string[]) {
    this.scene = scene;
    this.#meetings = meetings;
  }

  async go(step: Step): Promise<void> {
    if (step.do === "wait") await this.#wait(step.wants);
    else if (step.do === "free") await this.#free(step.place);
    else await this.#answer(step.do, step.which);
    await offerFreeTimes(kith.platform, this.scene.community.id);
    this.sheet.serve();
  }

  async #wait(wants: number | null): Promise<void> {
    const client = await kith.signIn(await kith.person(this.scene.community));
    const wish = { from: day, ...(wants === null ? {} : { at: time(wants) }) };
    const answer = await wait(client, this.scene, wish);
    const free = this.sheet.suits(wants);
    expect(answer.status).toBe(free ? 422 : 303);
    if (!free) this.sheet.line.push({ wants, state: "waiting", kept: null, client, path: answer.location });
  }

  async #free(place: number): Promise<void> {
    const id = this.#meetings[place];
    if (this.sheet.places[place] !== "taken" || !id) return;
    await cancelled(kith, this.scene, id);
    this.#meetings[place] = "";
    this.sheet.places[place] = "free";
  }

  async #answer(how: "let go" | "take" | "stop", which: number): Promise<void> {
    const people = this.sheet.line.filter(({ state }) => state === (how === "stop" ? "waiting" : "offered"));
    const person = people[which % Math.max(people.length, 1)];
    if (!person) return;
    if (how === "take") {
      expect((await take(person.client, this.scene, person.path)).status).toBe(303);
      person.state = "booked";
    } else {
      expect((await person.client.post(`${person.path}/end`)).status).toBe(303);
      person.state = "ended";
    }
    if (person.kept !== null) this.sheet.places[person.kept] = how === "take" ? "taken" : "free";
  }

  async compare(): Promise<void> {
    const found = await kith.inside(this.scene.community, async (trx) => ({
      waits: await trx.selectFrom("waits").selectAll().orderBy("created_at").orderBy("id").execute(),
      kept: await trx.selectFrom("occupancy").selectAll().where("wait_id", "is not", null).execute(),
    }));
    expect(found.waits.map(({ state }) => state)).toEqual(this.sheet.line.map(({ state }) => state));
    const kept = found.kept.map(({ wait_id, starts_at }) => [
      wait_id,
      Temporal.Instant.from(time(0)).until(starts_at).total("minutes") / 30,
    ]);
    const expected = this.sheet.line.flatMap(({ state, kept: at }, i) =>
      state === "offered" ? [[found.waits[i]?.id, at]] : [],
    );
    expect(kept.toSorted()).toEqual(expected.toSorted());
  }
}

test("the line is served as on a sheet of paper, whatever people do", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 20 }), async (steps) => {
      const scene = await programme(kith);
      const world = new World(scene, await fullDay(kith, scene, day));
      for (const one of steps) {
        await world.go(one);
        await world.compare();
      }
    }),
    { numRuns: 10 },
  );
});
