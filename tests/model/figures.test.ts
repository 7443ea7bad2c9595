import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { figuresOn, tableOf } from "#support/metrics.ts";
import { shortMonth } from "#ui/when.ts";
import { beginnings, type Deed, deed, History } from "./figures.ts";
import { type Recount, rated, recount, recountMeetings, recountPeople } from "./recount.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

/** What happens in every history, so that there is something to count: who comes twice, who does not come, what is called off. */
const always: Deed[] = [
  { do: "plan", giver: 0, beside: 1, hours: 60, seats: 4, priced: false, weeks: 3 },
  ...[0, 1, 2].flatMap((member): Deed[] => [
    { do: "register", meeting: 0, member },
    { do: "register", meeting: 1, member },
  ]),
  { do: "book", giver: 0, member: 3, hours: 90 },
  { do: "cancel", meeting: 2 },
  { do: "attend", meeting: 0, member: 0, minutes: 5 },
  { do: "say", meeting: 0, member: 1, coordinator: false, is: "no_show" },
  { do: "attend", meeting: 0, member: 3, minutes: 1 },
  { do: "attend", meeting: 0, member: 0, minutes: 1 },
  { do: "say", meeting: 2, member: 1, coordinator: true, is: "attended" },
];

const columns = ["scheduled", "cancelled", "registered", "attended", "noShow", "unsaid", "toCome"] as const;

const sum = (rows: readonly Recount[], name: (typeof columns)[number]): number =>
  rows.reduce((all, row) => all + row[name], 0);

async function expectSame(history: History): Promise<void> {
  const { community } = history.scene;
  for (const [i, { id }] of history.givers.entries()) {
    const counted = await recount(kith, { ...history, community }, id);
    const page = await history.readers[i]?.get(`${community.base}/dashboard/metrics?period=all`);
    const text = page?.text ?? "";
    const rows = tableOf(text, "came-graph").slice(1);
    const shown = rows.filter(([, ...counts]) => counts.some((count) => count !== "0"));
    const all = counted.filter((row) => columns.some((name) => row[name] > 0));
    expect(shown).toEqual(
      all.map((row) => [shortMonth(row.month), ...columns.map((name) => String(row[name]))]),
    );
    const figures = figuresOn(text);
    expect([
      figures["Meetings scheduled"],
      figures["Attendees registered"],
      figures.Attended,
      figures["No-shows"],
      figures["Not known"],
      figures["Still to come"],
    ]).toEqual(
      (["scheduled", "registered", "attended", "noShow", "unsaid", "toCome"] as const).map((name) =>
        String(sum(all, name)),
      ),
    );
    await expectSameList(history, i, id);
    expect(figures["Average rating"]?.replace(/^[^0-9N]*/, "")).toContain(await rated(kith, community, id));
  }
}

/** The list of meetings, and the file of it. */
async function expectSameList(history: History, i: number, id: string): Promise<void> {
  const { community } = history.scene;
  const path = `${community.base}/dashboard/metrics/meetings`;
  const page = await history.readers[i]?.get(path);
  expect(figuresOn(page?.text ?? "")).toMatchObject(await recountPeople(kith, community, id));
  const file = await history.readers[i]?.get(`${path}.csv?off=1`);
  const [head = "", ...lines] = (file?.text ?? "").trim().split(/\r?\n/);
  const at = head
    .replace("\ufeff", "")
    .split(",")
    .findIndex((name) => name.startsWith("Start"));
  const shown = lines
    .map((line) => line.split(","))
    .map((cells) => [cells[at], ...cells.slice(at + 2, at + 6)].join(","));
  expect(shown.toSorted()).toEqual(await recountMeetings(kith, { ...history, community }, id));
}

const happened = new Map<string, number>();

async function live({
  begins,
  confirmed,
  deeds,
}: {
  begins: (typeof beginnings)[number];
  confirmed: boolean;
  deeds: Deed[];
}) {
  const history = await History.open(kith, begins, confirmed);
  for (const one of [...always, ...deeds]) {
    const done = await history.do(one);
    if (done) happened.set(one.do, (happened.get(one.do) ?? 0) + 1);
  }
  await expectSame(history);
}

const histories = Number(process.env.STORIES ?? 5);
const seed = process.env.STORIES_SEED ? { seed: Number(process.env.STORIES_SEED) } : {};

test(
  "every figure is what counting row by row gives, whatever people did, across ends of months and changes of clocks",
  async () => {
    const lives = fc.record({
      begins: fc.constantFrom(...beginnings),
      confirmed: fc.boolean(),
      deeds: fc.array(deed, { minLength: 20, maxLength: 60 }),
    });
    await fc.assert(fc.asyncProperty(lives, live), { numRuns: histories, ...seed });
    if (histories > 5) console.log(Object.fromEntries(happened));
    for (const name of ["plan", "register", "book", "cancel", "attend", "say"])
      expect([name, happened.get(name) ?? 0]).not.toEqual([name, 0]);
  },
  60_000 + histories * 5_000,
);
