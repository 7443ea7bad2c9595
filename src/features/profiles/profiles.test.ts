import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { optionIn, type Told, withTalia } from "#support/profiles.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z" });
});
afterAll(() => kith.end());

const stored = ({ community, talia }: Told) =>
  kith.inside(community, async (trx) => {
    const { bio, gender_id } = await trx
      .selectFrom("providers")
      .select(["bio", "gender_id"])
      .where("person_id", "=", talia.id)
      .executeTakeFirstOrThrow();
    const chosen = await trx
      .selectFrom("provider_experiences")
      .innerJoin("profile_options", "profile_options.id", "provider_experiences.option_id")
      .select("profile_options.name")
      .orderBy("profile_options.position")
      .execute();
    return { bio, gender_id, experiences: chosen.map(({ name }) => name) };
  });

const nothing = { bio: "", gender_id: null, experiences: [] };

/** The names of the ticked options on a page. */
const ticked = (html: string): string[] =>
  [
    ...html.matchAll(
      /<label[^>]*><input type="checkbox" name="experiences"[^>]*checked=""[^>]*\/><span>([^<]*)/g,
    ),
  ].map(([, name = ""]) => name);

test("a provider tells about themself, sees it again, and takes it back", async () => {
  const at = await withTalia(kith);
  const { base } = at.community;
  const [grief, home, woman] = [
    await optionIn(kith, at, "experience", "Grief and loss"),
    await optionIn(kith, at, "experience", "Homesickness"),
    await optionIn(kith, at, "gender", "Woman"),
  ];
  const talia = await kith.signIn(at.talia);
  expect(textOf((await talia.get(base)).text)).toContain("Your profile");
  const form = { bio: "  I began again. ", experiences: [home, grief, grief], gender: woman };
  const saved = await talia.follow(await talia.post(`${base}/profile`, form));
  expect(saved.text).toContain("Your profile is saved.");
  expect(await stored(at)).toEqual({
    bio: "I began again.",
    gender_id: woman,
    experiences: ["Grief and loss", "Homesickness"],
  });
  expect(ticked(saved.text)).toEqual(["Grief and loss", "Homesickness"]);
  expect(saved.text).toContain(`<option value="${woman}" selected="">Woman</option>`);

  await talia.post(`${base}/profile`, { bio: "", experiences: [grief], gender: "" });
  expect(await stored(at)).toEqual({ ...nothing, experiences: ["Grief and loss"] });
  await talia.post(`${base}/profile`, { bio: "" });
  expect(await stored(at)).toEqual(nothing);
});

test("beside every field it says who can read it", async () => {
  const at = await withTalia(kith);
  const { text } = await (await kith.signIn(at.talia)).get(`${at.community.base}/profile`);
  for (const field of ["bio", "experiences", "gender"]) {
    const hint = new RegExp(`id="${field}-hint"[^>]*>([^<]*)<`).exec(text)?.[1];
    expect(hint, field).toMatch(/^Who can read this: /);
  }
});

test("only what the lists offer can be chosen, and each fault stands beside its field", async () => {
  const [at, away] = [await withTalia(kith), await withTalia(kith)];
  const talia = await kith.signIn(at.talia);
  const gender = await optionIn(kith, at, "gender", "Man");
  const foreign = await optionIn(kith, away, "experience", "Anxiety");
  for (const [fault, form] of [
    ["experiences", { experiences: [newId()], gender }],
    ["experiences", { experiences: [gender], gender }],
    ["experiences", { experiences: [foreign], gender }],
    ["gender", { experiences: [], gender: await optionIn(kith, at, "experience", "Anxiety") }],
    ["gender", { experiences: [], gender: "something" }],
    ["bio", { bio: "x".repeat(4_001), gender: "" }],
  ] as const) {
    const { status, text } = await talia.post(`${at.community.base}/profile`, form);
    expect([status, faultOf(text, fault) !== ""], fault).toEqual([422, true]);
  }
  expect(await stored(at)).toEqual(nothing);
});

test("what a coordinator archived stays with who has it and can be chosen by nobody else", async () => {
  const at = await withTalia(kith);
  const grief = await optionIn(kith, at, "experience", "Grief and loss");
  const man = await optionIn(kith, at, "gender", "Man");
  const talia = await kith.signIn(at.talia);
  const other = await kith.signIn(at.providers[1] ?? at.talia);
  const path = `${at.community.base}/profile`;
  await talia.post(path, { bio: "", experiences: [grief], gender: man });
  await kith.inside(at.community, (trx) =>
    trx
      .updateTable("profile_options")
      .set({ archived_at: kith.clock.now() })
      .where("id", "in", [grief, man])
      .execute(),
  );

  const page = await talia.get(path);
  expect(ticked(page.text)).toEqual(["Grief and loss"]);
  expect((await talia.post(path, { bio: "Still me", experiences: [grief], gender: man })).status).toBe(303);
  expect(await stored(at)).toEqual({ bio: "Still me", gender_id: man, experiences: ["Grief and loss"] });
  expect((await other.get(path)).text).not.toContain("Grief and loss");
  expect((await other.post(path, { bio: "", experiences: [grief], gender: "" })).status).toBe(422);
  expect((await other.post(path, { bio: "", experiences: [], gender: man })).status).toBe(422);
});

test("a coordinator changes it from the provider's page", async () => {
  const at = await withTalia(kith);
  const desk = `${at.community.base}/admin/providers/${at.talia.id}`;
  const client = await kith.signIn(await kith.person(at.community, { roles: ["coordinator"] }));
  expect((await client.get(desk)).text).toContain(`href="${desk}/profile"`);
  const { text } = await client.get(`${desk}/profile`);
  expect(text).toContain("Profile of Talia K");
  const grief = await optionIn(kith, at, "experience", "Grief and loss");
  const saved = await client.post(`${desk}/profile`, { bio: "Told me so", experiences: [grief], gender: "" });
  expect(saved.location).toBe(desk);
  expect(await stored(at)).toEqual({ bio: "Told me so", gender_id: null, experiences: ["Grief and loss"] });
  const refused = await client.post(`${desk}/profile`, { bio: "", experiences: [newId()], gender: "" });
  expect([refused.status, faultOf(refused.text, "experiences") !== ""]).toEqual([422, true]);
});

test("nobody but the provider and a coordinator of the community reads or changes it", async () => {
  const [at, away] = [await withTalia(kith), await withTalia(kith)];
  const path = `${at.community.base}/profile`;
  const desk = `${at.community.base}/admin/providers/${at.talia.id}/profile`;
  const form = { bio: "Not mine", experiences: [], gender: "" };
  const outsiders = {
    "a member": at.member,
    "another provider": at.providers[1] ?? at.talia,
    "a provider of another community": away.talia,
    "a coordinator of another community": await kith.person(away.community, { roles: ["coordinator"] }),
  };
  for (const [who, outsider] of Object.entries(outsiders)) {
    const client = await kith.signIn(outsider);
    expect((await client.get(desk)).status, who).toBe(404);
    expect((await client.post(desk, form)).status, who).toBe(404);
    if (who === "another provider") continue;
    expect((await client.get(path)).status, who).toBe(404);
    expect((await client.post(path, form)).status, who).toBe(404);
  }
  const coordinator = await kith.signIn(await kith.person(at.community, { roles: ["coordinator"] }));
  expect((await coordinator.get(path)).status, "a coordinator has none of their own").toBe(404);
  expect((await coordinator.get(desk.replace(at.talia.id, at.member.id))).status, "nor has a member").toBe(
    404,
  );
  expect((await kith.visitor().get(path)).location).toMatch(/^\/sign-in/);
  expect(await stored(at)).toEqual(nothing);
});

test("who chooses among providers reads their lived experiences, and nothing of their gender", async () => {
  const at = await withTalia(kith);
  const talia = await kith.signIn(at.talia);
  const experiences = [await optionIn(kith, at, "experience", "Homesickness")];
  const gender = await optionIn(kith, at, "gender", "Two-Spirit");
  await talia.post(`${at.community.base}/profile`, { bio: "I began again.", experiences, gender });
  const member = await kith.signIn(at.member);
  const { text } = await member.get(`${at.community.base}/book/${at.format}/${at.generic}/2026-03-03T10:00Z`);
  expect(textOf(text)).toContain("I began again. Knows from their own life Homesickness");
  expect(text).not.toContain("Two-Spirit");
  expect(textOf(text).match(/Knows from their own life/g), "who told nothing has no such line").toHaveLength(
    1,
  );
});
