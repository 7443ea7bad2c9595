import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { erase } from "#support/erasing.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { optionIn, type Told, withTalia } from "#support/profiles.ts";
import { demographicsOf } from "./queries.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z" });
});
afterAll(() => kith.end());

const stored = ({ community }: Told) =>
  kith.inside(community, (trx) => trx.selectFrom("demographics").selectAll().execute());

const told = async (at: Told) => ({
  age: "25_34",
  gender: await optionIn(kith, at, "gender", "Two-Spirit"),
  ethnicity: await optionIn(kith, at, "ethnicity", "Indigenous"),
  region: await optionIn(kith, at, "region", "North America"),
  counted: "on",
});

test("somebody tells of themself as much as they like, sees it again, and takes it back at once", async () => {
  const at = await withTalia(kith);
  const path = `${at.community.base}/about-you`;
  const mina = await kith.signIn(at.member);
  const empty = await mina.get(path);
  expect(textOf(empty.text)).toContain("Who can read this: nobody but you.");
  expect(textOf(empty.text)).toContain("no group of fewer than 11 people is ever shown");
  expect(empty.text).not.toContain("Delete what I told");
  const form = await told(at);
  const saved = await mina.follow(await mina.post(path, form));
  expect(saved.text).toContain("You are counted from next month on.");
  for (const value of [form.age, form.gender, form.ethnicity, form.region])
    expect(saved.text).toContain(`value="${value}" selected=""`);
  expect(await kith.inside(at.community, (trx) => demographicsOf(trx, at.member.id))).toEqual({
    ...form,
    counted: true,
  });

  await mina.post(path, { age: "25_34", gender: "", ethnicity: "", region: "" });
  expect(await stored(at)).toMatchObject([{ age: "25_34", gender_id: null, counted: false }]);
  const gone = await mina.follow(await mina.post(`${path}/taken-back`));
  expect(gone.text).toContain("Deleted. You are not counted.");
  expect(await stored(at)).toEqual([]);
});

test("what is saved again as it was is as old as before; a change is new", async () => {
  const at = await withTalia(kith);
  const path = `${at.community.base}/about-you`;
  const mina = await kith.signIn(at.member);
  const form = await told(at);
  await mina.post(path, form);
  kith.clock.set("2026-03-05T09:00:00Z");
  await mina.post(path, form);
  expect((await stored(at))[0]?.changed_at.toString()).toBe("2026-03-02T09:00:00Z");
  await mina.post(path, { ...form, age: "35_44" });
  expect((await stored(at))[0]?.changed_at.toString()).toBe("2026-03-05T09:00:00Z");
  kith.clock.set("2026-03-02T09:00:00Z");
});

test("only what the community's lists offer can be chosen, and what was typed stays", async () => {
  const [at, away] = [await withTalia(kith), await withTalia(kith)];
  const path = `${at.community.base}/about-you`;
  const mina = await kith.signIn(at.member);
  const good = await told(at);
  for (const [field, value] of [
    ["age", "12_99"],
    ["gender", newId()],
    ["gender", "woman"],
    ["ethnicity", good.gender],
    ["region", await optionIn(kith, away, "region", "Africa")],
  ] as const) {
    const { status, text } = await mina.post(path, { ...good, [field]: value });
    expect([status, faultOf(text, field) !== ""], field).toEqual([422, true]);
    if (field !== "region") expect(text).toContain(`value="${good.region}" selected=""`);
  }
  expect(await stored(at)).toEqual([]);
});

test("nobody else finds what somebody told, and nobody changes it for them", async () => {
  const [at, away] = [await withTalia(kith), await withTalia(kith)];
  const path = `${at.community.base}/about-you`;
  const mina = await kith.signIn(at.member);
  await mina.post(path, await told(at));
  expect((await mina.get(path)).text).toContain('selected="">Two-Spirit');
  const coordinator = await kith.person(at.community, { roles: ["coordinator"] });
  const inside = { "a provider": at.talia, "a coordinator": coordinator };
  for (const [who, person] of Object.entries(inside)) {
    const client = await kith.signIn(person);
    expect((await client.get(path)).text, who).not.toContain('selected="">Two-Spirit');
    await client.post(`${path}/taken-back`);
    await client.post(path, { age: "", gender: "", ethnicity: "", region: "" });
  }
  const desk = await kith.signIn(coordinator);
  const pages = [`/admin/members/${at.member.id}`, "/admin/members", "/admin/exports/providers.csv"];
  for (const page of pages)
    expect((await desk.get(at.community.base + page)).text, page).not.toContain("Two-Spirit");
  for (const outsider of [away.member, await kith.person(away.community, { roles: ["coordinator"] })]) {
    const client = await kith.signIn(outsider);
    expect((await client.get(path)).status).toBe(404);
    expect((await client.post(path, { age: "" })).status).toBe(404);
    expect((await client.post(`${path}/taken-back`)).status).toBe(404);
  }
  expect((await kith.visitor().get(path)).location).toMatch(/^\/sign-in/);
  const rows = await stored(at);
  expect(rows.filter((row) => row.person_id === at.member.id)).toMatchObject([
    { age: "25_34", counted: true },
  ]);
  expect(await stored(away)).toEqual([]);
});

test("it is forgotten with the person", async () => {
  const at = await withTalia(kith);
  const mina = await kith.signIn(at.member);
  await mina.post(`${at.community.base}/about-you`, await told(at));
  expect(await stored(at)).toHaveLength(1);
  expect((await erase(mina, at)).status).toBe(303);
  expect(await stored(at)).toEqual([]);
});
