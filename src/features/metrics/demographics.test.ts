import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { textOf } from "#support/panel.ts";
import { optionIn, type Told, withTalia } from "#support/profiles.ts";
import { met } from "#support/reached.ts";
import { runOf } from "./reached.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-10T09:00:00Z" });
});
afterAll(() => kith.end());

const tab = ({ community }: Told, query = "") => `${community.base}/dashboard/metrics/demographics${query}`;

/** What the table behind a graph says of each category. */
async function table(client: Client, path: string, told: string): Promise<Record<string, string>> {
  const { text } = await client.get(path);
  const figure = new RegExp(`<figure id="reached-${told}".*?</figure>`, "s").exec(text)?.[0] ?? "";
  const rows = figure.matchAll(/<th scope="row"[^>]*>([^<]*)<\/th>((?:<td[^>]*>[^<]*<\/td>)*)/g);
  return Object.fromEntries(
    [...rows].map(([, name = "", cells]) => [
      name.replace("\u00a0", " "),
      (cells ?? "")
        .replaceAll(/<[^>]*>/g, " ")
        .trim()
        .replaceAll(/\s+/g, " "),
    ]),
  );
}

test("a provider reads whom they reached in ranges, beside whom they hope to reach, and what it means", async () => {
  const at = await withTalia(kith);
  const talia = await kith.signIn(at.talia);
  const woman = await optionIn(kith, at, "gender", "Woman");
  await talia.post(`${at.community.base}/profile/preferences`, {
    ages: ["18_24", "65_up"],
    genders: woman,
    note: "",
  });
  await met(kith, at, { at: "2026-01-10T10:00Z", people: 26, told: { age: "18_24", gender: woman } });
  await met(kith, at, { at: "2026-01-11T10:00Z", people: 9, told: { age: "25_34" } });
  await met(kith, at, { at: "2026-02-11T10:00Z", people: 13 });
  expect(await table(talia, tab(at), "age")).toEqual({
    "18 to 24 (hoped for)": "22 to 32",
    "65 and older (hoped for)": "fewer than 11",
  });
  expect(await table(talia, tab(at), "gender")).toEqual({ "Woman (hoped for)": "22 to 32" });
  const text = textOf((await talia.get(tab(at))).text);
  expect(text).toContain("Fewer than 11 each, or nobody: Under 18, 25 to 34, 35 to 44, 45 to 54, 55 to 64.");
  expect(text).toContain("People whom you first met from January 2026 to February 2026.");
  expect(text).toContain("You hope to reach: 18 to 24, 65 and older");
  expect(text).toContain("You hope to reach: You did not say.");
  expect(text).toContain("Everybody who attended at least one of your Meetings, counted once");
  const { text: html } = await talia.get(tab(at));
  for (const way of ["/profile", "/profile/preferences", "/groups/new"])
    expect(html).toContain(`href="${at.community.base}${way}"`);
  expect(html).toMatch(/metrics\/demographics" aria-current="page"/);
});

test("a part of the months is worked out from the pages of both its ends, and months are joined until there are enough people", async () => {
  const at = await withTalia(kith);
  const talia = await kith.signIn(at.talia);
  const told = { age: "18_24" };
  await met(kith, at, { at: "2025-08-10T10:00Z", people: 20, told });
  await met(kith, at, { at: "2025-09-10T10:00Z", people: 7 });
  await met(kith, at, { at: "2025-10-10T10:00Z", people: 30, told });
  await met(kith, at, { at: "2025-12-10T10:00Z", people: 12 });
  await met(kith, at, { at: "2026-01-10T10:00Z", people: 5, told });
  const { text } = await talia.get(tab(at));
  const options = (name: string) =>
    [
      ...(new RegExp(`<select id="narrow-${name}".*?</select>`, "s").exec(text)?.[0] ?? "").matchAll(
        /value="([^"]*)"/g,
      ),
    ].map(([, value]) => value);
  expect(options("from")).toEqual(["2025-08", "2025-09", "2025-11"]);
  expect(options("to")).toEqual(["2025-08", "2025-10", "2025-12"]);
  expect(await table(talia, tab(at), "age")).toEqual({ "18 to 24": "44 to 54" });
  expect(await table(talia, tab(at, "?to=2025-08"), "age")).toEqual({ "18 to 24": "11 to 21" });
  expect(await table(talia, tab(at, "?from=2025-09&to=2025-10"), "age")).toEqual({ "18 to 24": "23 to 43" });
  expect(await table(talia, tab(at, "?from=2025-11"), "age")).toEqual({});
  expect(textOf((await talia.get(tab(at, "?from=2025-10&to=2025-09"))).text)).toContain(
    "from September 2025 to October 2025",
  );
});

test("counted is only who wants to be, from the month after; who takes it back is not at once", async () => {
  const at = await withTalia(kith);
  const talia = await kith.signIn(at.talia);
  const ages = () => table(talia, tab(at), "age");
  await met(kith, at, {
    at: "2026-01-10T10:00Z",
    people: 12,
    told: { age: "25_34", since: "2026-02-28T23:00Z" },
  });
  await met(kith, at, { at: "2026-01-11T10:00Z", people: 15, told: { age: "18_24", counted: false } });
  await met(kith, at, {
    at: "2026-01-12T10:00Z",
    people: 14,
    told: { age: "45_54", since: "2026-03-01T00:00Z" },
  });
  // Who came in this month is in no batch yet.
  await met(kith, at, { at: "2026-03-02T10:00Z", people: 40, told: { age: "55_64" } });
  expect(await ages()).toEqual({ "25 to 34": "11 to 21" });
  await kith.inside(at.community, (trx) =>
    trx.updateTable("demographics").set({ counted: false }).where("age", "=", "25_34").execute(),
  );
  expect(await ages()).toEqual({});
});

test("with fewer than a group there is nothing to see, and the community says how many a group is", async () => {
  const at = await withTalia(kith);
  const talia = await kith.signIn(at.talia);
  await met(kith, at, { at: "2026-01-10T10:00Z", people: 10, told: { age: "18_24" } });
  const early = await talia.get(tab(at));
  expect(textOf(early.text)).toContain("There are not enough people yet");
  expect(early.text).not.toContain("<figure");
  await kith.inside(at.community, (trx) =>
    trx
      .updateTable("communities")
      .set({ settings: { smallestGroup: 5 } })
      .where("id", "=", at.community.id)
      .execute(),
  );
  expect(await table(talia, tab(at), "age")).toEqual({ "18 to 24": "10 to 14" });
});

test("a provider reads of those they met alone; nobody else reads it", async () => {
  const at = await withTalia(kith);
  const other = at.providers[1];
  if (!other) throw new Error("there are two providers");
  await met(kith, at, { at: "2026-01-10T10:00Z", people: 30, told: { age: "18_24" } });
  await met(kith, at, { at: "2026-01-10T12:00Z", people: 50, told: { age: "65_up" }, provider: other.id });
  expect(await table(await kith.signIn(at.talia), tab(at), "age")).toEqual({ "18 to 24": "22 to 32" });
  expect(await table(await kith.signIn(other), tab(at), "age")).toEqual({ "65 and older": "44 to 54" });
  const away = await withTalia(kith);
  const outsiders = {
    "a member": at.member,
    "a coordinator": await kith.person(at.community, { roles: ["coordinator"] }),
    "a provider of another community": away.talia,
  };
  for (const [who, person] of Object.entries(outsiders))
    expect((await (await kith.signIn(person)).get(tab(at))).status, who).toBe(404);
  expect((await kith.visitor().get(tab(at))).location).toMatch(/^\/sign-in/);
});

test("months begin when they do on the community's clock", async () => {
  const at = await withTalia(kith);
  const talia = await kith.signIn(at.talia);
  await kith.inside(at.community, (trx) =>
    trx
      .updateTable("communities")
      .set({ zone: "Pacific/Auckland" })
      .where("id", "=", at.community.id)
      .execute(),
  );
  await met(kith, at, { at: "2026-01-31T10:30Z", people: 11 });
  await met(kith, at, { at: "2026-01-31T11:30Z", people: 11 });
  expect(textOf((await talia.get(tab(at, "?from=2026-02"))).text)).toContain(
    "from February 2026 to February 2026",
  );
});

test.each([
  [{}, [0, 3]],
  [{ from: "2025-01" }, [0, 3]],
  [{ from: "2025-09" }, [1, 3]],
  [{ from: "2030-01" }, [2, 3]],
  [{ to: "2025-09" }, [0, 2]],
  [{ to: "2030-01" }, [0, 3]],
  [{ from: "2025-12", to: "2025-08" }, [0, 3]],
  [{ from: "soon", to: "2025-13" }, [0, 3]],
] as const)("an address %j asks for the batches that hold its months", (query, [from, to]) => {
  const lasts = ["2025-08", "2025-10", "2025-12"].map((month) => Temporal.PlainYearMonth.from(month));
  expect(runOf(query, lasts)).toEqual({ from, to });
});
