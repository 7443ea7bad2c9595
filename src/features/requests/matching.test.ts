import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { spansOf } from "../availability/spans.ts";
import { fitOf, hasReason, type Offered } from "./matching.ts";
import { multirange } from "./queries.ts";
import { type Cursor, type Ranked, rankedRequests } from "./ranking.ts";

const [grief, loneliness, exams] = ["grief", "loneliness", "exams"];
const asked = { experiences: [], gender: null, flexible: false, windows: [] };
const offered = { experiences: [], gender: null, free: spansOf([]) };

describe("how well a request suits a provider", () => {
  test("every shared experience counts, and nothing else of the lists", () => {
    const fit = fitOf(
      { ...asked, experiences: [grief, loneliness] },
      { ...offered, experiences: [loneliness, exams] },
    );
    expect(fit).toEqual({ score: 4, experiences: [loneliness], gender: false, windows: 0 });
  });

  test("a gender counts when it is asked for and said, and takes nothing off when it is another", () => {
    const score = (wanted: string | null, said: string | null) =>
      fitOf({ ...asked, gender: wanted }, { ...offered, gender: said }).score;
    expect([
      score("woman", "woman"),
      score("woman", "man"),
      score("woman", null),
      score(null, "man"),
      score(null, null),
    ]).toEqual([3, 0, 0, 0, 0]);
  });

  test("wished times count when something of them is free, up to two; touching is not within", () => {
    const windows = [
      { start: 100, end: 200 },
      { start: 300, end: 400 },
      { start: 500, end: 600 },
    ];
    const withFree = (free: number[]) => fitOf({ ...asked, windows }, { ...offered, free: spansOf(free) });
    expect(withFree([200, 300])).toMatchObject({ score: 0, windows: 0 });
    expect(withFree([199, 300])).toMatchObject({ score: 1, windows: 1 });
    expect(withFree([0, 1000])).toMatchObject({ score: 2, windows: 3 });
  });

  test("who is flexible suits as well as who names two free times, but it is no reason of its own", () => {
    const fit = fitOf({ ...asked, flexible: true }, offered);
    expect(fit.score).toBe(2);
    expect(hasReason(fit)).toBe(false);
  });
});

/** What a random request is made of, in indices of three experiences and two genders. */
const anyRequest = fc.record({
  experiences: fc.uniqueArray(fc.nat(2)),
  gender: fc.option(fc.nat(1)),
  flexible: fc.boolean(),
  windows: fc.array(fc.record({ start: fc.nat(300), length: fc.integer({ min: 1, max: 60 }) }), {
    maxLength: 5,
  }),
});
const anyProvider = fc.record({
  experiences: fc.uniqueArray(fc.nat(2)),
  gender: fc.option(fc.nat(1)),
  free: fc.array(fc.record({ start: fc.nat(300), length: fc.integer({ min: 1, max: 40 }) }), {
    maxLength: 6,
  }),
});

describe("the statement that ranks", () => {
  let kith: TestApp;
  beforeAll(async () => {
    kith = await testApp();
  });
  afterAll(() => kith?.end());

  test("gives every request the score that the engine gives it, in that order, page by page", async () => {
    const community = await kith.community();
    const member = await kith.person(community);
    const provider = await kith.person(community, { roles: ["provider"] });
    const options = await kith.inside(community, (trx) =>
      trx.selectFrom("profile_options").select(["id", "list"]).orderBy("position").execute(),
    );
    const pick = (list: string, place: number) =>
      options.filter((option) => option.list === list)[place]?.id ?? "";
    const id = (list: string) => (place: number) => pick(list, place);
    const actor = { communityId: community.id, id: provider.id, roles: new Set(["provider"] as const) };

    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRequest, { minLength: 1, maxLength: 25 }),
        anyProvider,
        async (drawn, by) => {
          const free: Offered = {
            experiences: by.experiences.map(id("experience")),
            gender: by.gender === null ? null : pick("gender", by.gender),
            free: spansOf(by.free.flatMap(({ start, length }) => [start, start + length])),
          };
          const rows = drawn.map((one) => {
            const flat = one.windows.flatMap(({ start, length }) => [start, start + length]);
            const spans = spansOf(flat); // disjoint, as the type of the column makes them
            const windows = Array.from({ length: spans.length / 2 }, (_, i) => ({
              start: spans[2 * i] ?? 0,
              end: spans[2 * i + 1] ?? 0,
            }));
            return {
              id: newId(),
              experiences: one.experiences.map(id("experience")),
              gender: one.gender === null ? null : pick("gender", one.gender),
              flexible: one.flexible,
              windows,
            };
          });
          const expected = rows
            .map((row) => ({ id: row.id, score: fitOf(row, free).score }))
            .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
          const found = await kith.inside(community, async (trx) => {
            await trx.deleteFrom("support_requests").execute();
            for (const row of rows) {
              const range = multirange(
                row.windows.map(({ start }) => start),
                row.windows.map(({ end }) => end),
              );
              await sql`
                insert into support_requests (community_id, id, member_id, subject, description, flexible, windows, zone, gender_id,
                  expires_at, created_at, changed_at)
                values (${community.id}, ${row.id}, ${member.id}, 'x', 'y', ${row.flexible}, ${range}, 'UTC', ${row.gender},
                  now(), now(), now())`.execute(trx);
              for (const option_id of row.experiences) {
                const sought = { community_id: community.id, request_id: row.id, option_id };
                await trx.insertInto("request_experiences").values(sought).execute();
              }
            }
            const all: { id: string; score: number }[] = [];
            let after: Cursor | null = null;
            do {
              const search = { q: "", experience: null, after, size: 7 };
              const ranked: Ranked = await rankedRequests(trx, actor, free, search);
              expect(ranked.total).toBe(rows.length);
              all.push(...ranked.rows.map((row) => ({ id: row.id, score: row.score })));
              after = ranked.next;
            } while (after);
            return all;
          });
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 25 },
    );
  });
});
