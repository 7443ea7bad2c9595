import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batchOf, editableDays, editableMinutes, type Waiting } from "./batching.ts";

const day = 24 * 60;
const week = 7;

/** What happened around one provider, in days. People are numbers. */
interface Story {
  readonly people: number;
  readonly meetings: readonly { person: number; day: number }[];
  readonly reviews: readonly { person: number; after: number; words: boolean }[];
  readonly leavings: readonly { person: number; day: number }[];
}

/** What somebody sees who looks at the page every day: which reviews there are since when, and when their words went. */
interface Seen {
  readonly id: string;
  /** The day on which it was there for the first time. */
  readonly shown: number;
  readonly words: boolean;
  readonly wordsGone: number | null;
}

interface Played {
  readonly seen: Seen[];
  /** Who wrote which review: what nobody is to find out. */
  readonly truth: Map<string, number>;
}

type Rule = (
  waiting: readonly (Waiting & { written: number })[],
  story: Story,
  cutoff: number,
  before: number | null,
) => string[];

/** The rule of the product. */
const fair: Rule = (waiting, { meetings }, cutoff, before) =>
  batchOf(
    {
      waiting,
      attended: meetings.map(({ person, day: end }) => ({ person: String(person), end: end * day })),
      before,
    },
    cutoff,
  );

/** Plays a story day by day. `hideAll`: when a writer leaves, the words of all that came together with theirs go. */
function play(story: Story, rule: Rule, hideAll = true): Played {
  const truth = new Map<string, number>();
  const seen: Seen[] = [];
  let before: number | null = null;
  const left = new Map(story.leavings.map(({ person, day: at }) => [person, at]));
  const written = story.reviews.flatMap(({ person, after, words }, i) => {
    const first = Math.min(...story.meetings.filter((met) => met.person === person).map((met) => met.day));
    const at = first + after;
    const once = story.reviews.findIndex((other) => other.person === person) === i;
    return once && Number.isFinite(first) && at < (left.get(person) ?? Number.POSITIVE_INFINITY)
      ? [{ id: `review-${i}`, person, at, words }]
      : [];
  });
  for (let today = 0; today < 140; today += 1) {
    for (const { person } of story.leavings.filter((leaving) => leaving.day === today)) {
      const own = seen.find(({ id }) => truth.get(id) === person);
      const gone = seen.filter(({ id, shown }) => (hideAll ? shown === own?.shown : id === own?.id));
      for (const review of gone.filter(({ words, wordsGone }) => words && wordsGone === null))
        seen[seen.indexOf(review)] = { ...review, wordsGone: today };
    }
    if (today % week !== 0) continue;
    const waiting = written
      .filter(({ id, at }) => at <= today && !truth.has(id))
      .map(({ id, person, at, words }) => {
        const orphaned = (left.get(person) ?? Number.POSITIVE_INFINITY) <= today;
        return {
          id,
          written: at,
          sureFrom: at * day + editableMinutes,
          silent: orphaned || !words,
          orphaned,
        };
      });
    const ids = rule(waiting, story, today * day, before);
    for (const review of written.filter(({ id }) => ids.includes(id))) {
      truth.set(review.id, review.person);
      const silent = waiting.find(({ id }) => id === review.id)?.silent ?? true;
      seen.push({ id: review.id, shown: today, words: !silent, wordsGone: null });
    }
    if (ids.length > 0) before = today * day;
  }
  return { seen, truth };
}

/**
 * Everybody who can have written each review, for somebody who knows all meetings, who left when, and what stood on the page on each
 * day: they try every way in which the reviews can belong to people.
 */
function candidates({ people, meetings, leavings }: Story, seen: readonly Seen[]): Map<string, Set<number>> {
  const possible = (person: number, { shown, words }: Seen): boolean => {
    const met = meetings.some((meeting) => meeting.person === person && meeting.day + editableDays <= shown);
    const left = leavings.find((leaving) => leaving.person === person)?.day;
    return met && !(words && left !== undefined && left <= shown);
  };
  const goneOn = (shown: number) =>
    seen
      .filter((review) => review.shown === shown)
      .flatMap(({ wordsGone }) => (wordsGone === null ? [] : [wordsGone]));
  /** Words go on the day on which a writer leaves, and on no other. */
  const consistent = (by: ReadonlyMap<string, number>): boolean =>
    seen.every(({ shown }) => {
      const together = seen.filter((review) => review.shown === shown);
      const writers = new Set(together.map(({ id }) => by.get(id)));
      const leaves = leavings
        .filter(({ person, day: at }) => writers.has(person) && at > shown)
        .map(({ day: at }) => at);
      const gone = goneOn(shown)[0];
      if (!together.some(({ words }) => words)) return true;
      return gone === undefined ? leaves.length === 0 : Math.min(...leaves) === gone;
    });
  const found = new Map(seen.map(({ id }) => [id, new Set<number>()]));
  const by = new Map<string, number>();
  const assign = (at: number): void => {
    const review = seen[at];
    if (!review) {
      if (consistent(by)) for (const [id, person] of by) found.get(id)?.add(person);
      return;
    }
    for (let person = 0; person < people; person += 1) {
      if ([...by.values()].includes(person) || !possible(person, review)) continue;
      by.set(review.id, person);
      assign(at + 1);
      by.delete(review.id);
    }
  };
  assign(0);
  return found;
}

const fewest = (story: Story, { seen }: Played): number =>
  Math.min(Number.POSITIVE_INFINITY, ...[...candidates(story, seen).values()].map((people) => people.size));

const stories = fc.integer({ min: 3, max: 7 }).chain((people) => {
  const person = fc.integer({ min: 0, max: people - 1 });
  return fc.record({
    people: fc.constant(people),
    meetings: fc.array(fc.record({ person, day: fc.integer({ min: 0, max: 100 }) }), {
      minLength: people,
      maxLength: 14,
    }),
    reviews: fc.array(fc.record({ person, after: fc.integer({ min: 0, max: 20 }), words: fc.boolean() }), {
      minLength: 3,
      maxLength: 12,
    }),
    leavings: fc.uniqueArray(fc.record({ person, day: fc.integer({ min: 1, max: 139 }) }), {
      selector: (leaving) => leaving.person,
      maxLength: 3,
    }),
  });
});

describe("somebody who sees the page every day and knows every meeting", () => {
  test("can never name less than three people who can have written a review", () => {
    let published = 0;
    fc.assert(
      fc.property(stories, (story) => {
        const played = play(story, fair);
        published += played.seen.length > 0 ? 1 : 0;
        const all = candidates(story, played.seen);
        for (const [id, person] of played.truth) expect(all.get(id)).toContain(person);
        expect(fewest(story, played)).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 600 },
    );
    expect(published).toBeGreaterThan(50);
  });

  const finds = (rule: Rule, hideAll = true): boolean =>
    fc.check(
      fc.property(stories, (story) => fewest(story, play(story, rule, hideAll)) >= 3),
      { numRuns: 600 },
    ).failed;

  test.each<[string, Rule, boolean]>([
    [
      "each review is shown when it is sure",
      (waiting, _story, cutoff) => waiting.filter(({ sureFrom }) => sureFrom <= cutoff).map(({ id }) => id),
      true,
    ],
    [
      "two are enough",
      (waiting, _story, cutoff) => {
        const sure = waiting.filter(({ sureFrom }) => sureFrom <= cutoff);
        return sure.length < 2 ? [] : sure.map(({ id }) => id);
      },
      true,
    ],
    [
      "those who left count like the others",
      (waiting, _story, cutoff) => {
        const sure = waiting.filter(({ sureFrom }) => sureFrom <= cutoff);
        return sure.length < 3 ? [] : sure.map(({ id }) => id);
      },
      true,
    ],
    ["the words of one who leaves go alone", fair, false],
  ])("would find somebody out if %s", (_name, rule, hideAll) => {
    expect(finds(rule, hideAll)).toBe(true);
  });
});

describe("a batch", () => {
  const review = (id: string, more: Partial<Waiting> = {}): Waiting => ({
    id,
    sureFrom: 0,
    silent: false,
    orphaned: false,
    ...more,
  });
  const met = (...ends: number[]) => ends.map((end, i) => ({ person: String(i), end }));
  const cutoff = 100 * day;
  const long = cutoff - editableMinutes;

  test("is of three or nothing, and what can still be changed waits", () => {
    const attended = met(0, 0, 0);
    const two = [review("a"), review("b")];
    expect(batchOf({ waiting: two, attended, before: null }, cutoff)).toEqual([]);
    const young = [...two, review("c", { sureFrom: cutoff + 1 })];
    expect(batchOf({ waiting: young, attended, before: null }, cutoff)).toEqual([]);
    const ripe = [...two, review("c", { sureFrom: cutoff }), review("d", { sureFrom: cutoff + 1 })];
    expect(batchOf({ waiting: ripe, attended, before: null }, cutoff)).toEqual(["a", "b", "c"]);
  });

  test("needs three people who met the provider since the last one, early enough to have written in it", () => {
    const waiting = [review("a"), review("b"), review("c")];
    const before = 50 * day;
    const since = before - editableMinutes;
    const with_ = (...ends: number[]) => batchOf({ waiting, attended: met(...ends), before }, cutoff);
    expect(with_(since + 1, since + 1, long)).toHaveLength(3);
    expect(with_(since, since + 1, long)).toEqual([]);
    expect(with_(since + 1, since + 1, long + 1)).toEqual([]);
    const oneAgainAndAgain = [1, 2, 3].map((i) => ({ person: "same", end: since + i }));
    expect(batchOf({ waiting, attended: oneAgainAndAgain, before }, cutoff)).toEqual([]);
  });

  test("has the stars of who left only among three that have no words", () => {
    const gone = review("gone", { silent: true, orphaned: true });
    const attended = met(0, 0, 0, 0);
    const three = [review("a"), review("b", { silent: true }), review("c")];
    expect(batchOf({ waiting: [...three, gone], attended, before: null }, cutoff)).toEqual(["a", "b", "c"]);
    const quiet = [...three, review("d", { silent: true }), gone];
    expect(batchOf({ waiting: quiet, attended, before: null }, cutoff)).toEqual(["a", "b", "c", "d", "gone"]);
    expect(batchOf({ waiting: [review("a"), review("b"), gone], attended, before: null }, cutoff)).toEqual(
      [],
    );
  });
});
