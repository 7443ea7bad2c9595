import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { type Programme, programme } from "#support/programme.ts";
import { opened, optionIds, tells } from "#support/requests.ts";

// A preference is told to nobody whom it excludes: not in words, not in numbers, not by what is missing.

let kith: TestApp;
let scene: Programme;
let base: string;
let members: Client[];
const genders = { woman: "", man: "" };

beforeAll(async () => {
  kith = await testApp();
  scene = await programme(kith, { providers: 4, zone: "Europe/London" });
  base = scene.community.base;
  const [woman = "", man = ""] = await optionIds(kith, scene.community, "Woman", "Man");
  Object.assign(genders, { woman, man });
  members = [];
  for (let i = 0; i < 5; i++) members.push(await kith.signIn(await kith.person(scene.community)));
});
afterAll(() => kith?.end());

const provider = (place: number): TestPerson => {
  const found = scene.providers[place];
  if (!found) throw new Error("there is a provider");
  return found;
};

/** What stands in the list of a provider: the text of every page, the tags taken off, a text for each request. */
async function seenBy(person: TestPerson): Promise<{ totals: string[]; pages: number[]; cards: string[] }> {
  const client = await kith.signIn(person);
  const [totals, pages, cards]: [string[], number[], string[]] = [[], [], []];
  for (let query: string | undefined = ""; query !== undefined; ) {
    const { text }: { text: string } = await client.get(`${base}/requests${query}`);
    totals.push(/id="requests-total">([^<]*)</.exec(text)?.[1] ?? "");
    const found = [...text.matchAll(/<li id="request-[^"]*".*?(?=<li id="request-|<\/ul><nav|<footer)/gs)];
    pages.push(found.length);
    cards.push(...found.map(([card]) => card.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ")));
    query = /href="[^"?]*(\?after=[^"]*)"[^>]*rel="next"/.exec(text)?.[1];
  }
  return { totals, pages, cards };
}

test("to a provider of another gender a preference is as if it were none, wherever they look", async () => {
  // Two of each, as alike as can be but for what they prefer.
  const wish = { times: ["2026-03-05 10:00 11:00"] };
  const ids: string[] = [];
  for (const [place, gender] of [genders.woman, "", genders.man, ""].entries()) {
    const client = members[place];
    if (client) ids.push(await opened(client, base, { ...wish, subject: `Request ${place}`, gender }));
  }
  const [her, him, said] = [provider(0), provider(1), provider(2)];
  await tells(kith, her, { gender: genders.woman });
  await tells(kith, him, { gender: genders.man });

  const [hers, his, none] = [await seenBy(her), await seenBy(him), await seenBy(said)];
  // She is told of the wish for a woman, and why it suits her; of the wish for a man nothing.
  expect(hers.cards[0]).toContain("Request 0");
  expect(hers.cards[0]).toContain("Your gender is asked for");
  expect(hers.cards.slice(1).map((card) => card.replace(/Request \d/, ""))).toEqual(
    Array.from({ length: 3 }, () => hers.cards[1]?.replace(/Request \d/, "")),
  );
  expect(his.cards[0]).toContain("Request 2");
  // Those that exclude her stand where ones without a preference would: by how long they wait.
  expect(hers.cards.map((card) => /Request \d/.exec(card)?.[0])).toEqual([
    "Request 0",
    "Request 1",
    "Request 2",
    "Request 3",
  ]);
  // Who said nothing is excluded by nobody, and for nobody the right one.
  expect(none.cards.filter((card) => card.includes("Gender preference"))).toHaveLength(2);
  expect(none.cards.join()).not.toContain("Your gender is asked for");
  for (const seen of [hers, his, none]) {
    expect(seen.totals).toEqual(["4 open requests"]);
    expect(seen.pages).toEqual([4]);
  }

  // Neither does the page of one of them, nor a search for the word.
  const client = await kith.signIn(her);
  const [, plain = "", excluding = ""] = ids;
  const page = async (id: string) =>
    (await client.get(`${base}/requests/${id}`)).text
      .replaceAll(id, "")
      .replaceAll(/Request \d/g, "")
      .replaceAll(/data-live-stamp-value="[^"]*"/g, "");
  expect(await page(excluding)).toBe(await page(plain));
  expect((await client.get(`${base}/requests?q=Man`)).text).toContain("Nothing was found");
});

test("two providers who differ in gender alone have the same list, page by page, but for their own order", async () => {
  await kith.inside(scene.community, (trx) =>
    sql`insert into support_requests (community_id, id, member_id, subject, description, flexible, zone, gender_id, expires_at,
        created_at, changed_at)
      select ${scene.community.id}::uuid, gen_random_uuid(), ${scene.member.id}::uuid, 'More ' || i, 'Text', true, 'UTC',
        (array[${genders.woman}::uuid, ${genders.man}::uuid, null])[1 + i % 3], '2026-06-01', '2026-03-01', '2026-03-01'
      from generate_series(1, 51) i`.execute(trx),
  );
  const [hers, his] = [await seenBy(provider(0)), await seenBy(provider(1))];
  expect(hers.totals).toEqual(his.totals);
  expect(hers.totals[0]).toBe("55 open requests");
  expect(hers.pages).toEqual(his.pages);
  expect(hers.pages).toEqual([20, 20, 15]);
  const names = (cards: string[]) => cards.map((card) => /(?:More|Request) \d+/.exec(card)?.[0]).toSorted();
  expect(names(hers.cards)).toEqual(names(his.cards));
  const plain = (cards: string[]) =>
    cards.filter((card) => !card.includes("Gender preference") && !card.includes("gender"));
  expect(hers.cards.length - plain(hers.cards).length).toBe(18);
  expect(his.cards.length - plain(his.cards).length).toBe(18);
  // Among those that are not for her, the order is that of the waiting alone.
  const client = await kith.signIn(provider(0));
  const cursor = /after=(\d+)_/.exec((await client.get(`${base}/requests`)).text);
  expect(cursor?.[1]).toBe("2");
});
