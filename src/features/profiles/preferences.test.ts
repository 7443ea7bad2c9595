import { afterAll, beforeAll, expect, test } from "vitest";
import { preferencesOf } from "#features/profiles/queries.ts";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { optionIn, type Told, withTalia } from "#support/profiles.ts";
import { ageBands, bandOf, yearsOf } from "./bands.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z" });
});
afterAll(() => kith.end());

const hopes = ({ community, talia }: Told) => kith.inside(community, (trx) => preferencesOf(trx, talia.id));

test("the bands of ages leave no age out and have none twice", () => {
  for (let age = 0; age <= 150; age += 1) {
    const holding = ageBands.filter((band) => yearsOf(band).from <= age && age <= yearsOf(band).to);
    expect(holding, String(age)).toEqual([bandOf(age)]);
  }
});

test("a provider says whom they hope to reach, sees it again, and takes it back", async () => {
  const at = await withTalia(kith);
  const path = `${at.community.base}/profile/preferences`;
  const [woman, region, ethnicity, grief] = [
    await optionIn(kith, at, "gender", "Woman"),
    await optionIn(kith, at, "region", "South Asia"),
    await optionIn(kith, at, "ethnicity", "Indigenous"),
    await optionIn(kith, at, "experience", "Grief and loss"),
  ];
  const talia = await kith.signIn(at.talia);
  expect((await talia.get(`${at.community.base}/profile`)).text).toContain(`href="${path}"`);
  const form = {
    ages: ["18_24", "65_up"],
    genders: woman,
    ethnicities: ethnicity,
    regions: [region],
    experiences: [grief, grief],
    note: "  The quiet ones ",
  };
  const saved = await talia.follow(await talia.post(path, form));
  expect(saved.text).toContain("Your profile is saved.");
  expect(textOf(saved.text)).toContain("Nobody but you and coordinators can read this.");
  expect(await hopes(at)).toEqual({
    ages: ["18_24", "65_up"],
    options: [woman, ethnicity, region, grief],
    note: "The quiet ones",
  });
  for (const value of ["18_24", "65_up", woman, region, ethnicity, grief])
    expect(saved.text, value).toMatch(new RegExp(`value="${value}" checked=""`));
  await talia.post(path, { note: "" });
  expect(await hopes(at)).toEqual({ ages: [], options: [], note: "" });
});

test("only what each list offers can be hoped for, and each fault stands beside its field", async () => {
  const [at, away] = [await withTalia(kith), await withTalia(kith)];
  const talia = await kith.signIn(at.talia);
  const woman = await optionIn(kith, at, "gender", "Woman");
  const foreign = await optionIn(kith, away, "region", "Africa");
  for (const [fault, form] of [
    ["genders", { genders: newId() }],
    ["regions", { regions: foreign }],
    ["regions", { regions: woman }],
    ["ethnicities", { ethnicities: woman }],
    ["experiences", { experiences: woman }],
    ["note", { note: "x".repeat(501) }],
  ] as const) {
    const { status, text } = await talia.post(`${at.community.base}/profile/preferences`, form);
    expect([status, faultOf(text, fault) !== ""], fault).toEqual([422, true]);
  }
  expect((await talia.post(`${at.community.base}/profile/preferences`, { ages: "12_99" })).status).toBe(422);
  expect(await hopes(at)).toEqual({ ages: [], options: [], note: "" });
});

test("what a coordinator archived stays with who hopes for it", async () => {
  const at = await withTalia(kith);
  const region = await optionIn(kith, at, "region", "Europe");
  const talia = await kith.signIn(at.talia);
  const path = `${at.community.base}/profile/preferences`;
  await talia.post(path, { regions: region });
  await kith.inside(at.community, (trx) =>
    trx
      .updateTable("profile_options")
      .set({ archived_at: kith.clock.now() })
      .where("id", "=", region)
      .execute(),
  );
  expect((await talia.post(path, { regions: region, note: "still" })).status).toBe(303);
  expect((await hopes(at)).options).toEqual([region]);
});

test("nobody but the provider and coordinators of the community reads or changes whom they hope to reach", async () => {
  const [at, away] = [await withTalia(kith), await withTalia(kith)];
  const own = `${at.community.base}/profile/preferences`;
  const desk = `${at.community.base}/admin/providers/${at.talia.id}/preferences`;
  const talia = await kith.signIn(at.talia);
  await talia.post(own, { note: "The quiet ones" });
  const outsiders = {
    "a member": at.member,
    "another provider": at.providers[1] ?? at.member,
    "a coordinator of another community": await kith.person(away.community, { roles: ["coordinator"] }),
  };
  for (const [who, person] of Object.entries(outsiders)) {
    const client = await kith.signIn(person);
    expect((await client.get(desk)).status, who).toBe(404);
    expect((await client.post(desk, { note: "Mine" })).status, who).toBe(404);
    expect((await client.get(own)).text, who).not.toContain("quiet ones");
  }
  expect((await hopes(at)).note).toBe("The quiet ones");
  const coordinator = await kith.signIn(await kith.person(at.community, { roles: ["coordinator"] }));
  expect((await coordinator.get(desk)).text).toContain("The quiet ones");
  expect((await coordinator.post(desk, { note: "Told me so" })).location).toBe(desk);
  expect((await hopes(at)).note).toBe("Told me so");
});

test("ages are whole years from ten on, the higher one last, and none is no limit", async () => {
  const at = await withTalia(kith);
  const talia = await kith.signIn(at.talia);
  const path = `${at.community.base}/profile`;
  const ages = () =>
    kith.inside(at.community, (trx) =>
      trx
        .selectFrom("providers")
        .select(["ages_from", "ages_to"])
        .where("person_id", "=", at.talia.id)
        .executeTakeFirst(),
    );
  for (const [field, agesFrom, agesTo] of [
    ["agesFrom", "9", ""],
    ["agesFrom", "young", ""],
    ["agesTo", "", "121"],
    ["agesTo", "30", "20"],
  ] as const) {
    const { status, text } = await talia.post(path, { bio: "", agesFrom, agesTo });
    expect([status, faultOf(text, field) !== ""], `${agesFrom} ${agesTo}`).toEqual([422, true]);
  }
  expect(await ages()).toEqual({ ages_from: null, ages_to: null });
  expect((await talia.post(path, { bio: "", agesFrom: "18", agesTo: "18" })).status).toBe(303);
  expect(await ages()).toEqual({ ages_from: 18, ages_to: 18 });
  expect((await talia.post(path, { bio: "", agesFrom: "", agesTo: "30" })).status).toBe(303);
  expect(await ages()).toEqual({ ages_from: null, ages_to: 30 });
});

test("greeting, qualification and languages are kept as they were told", async () => {
  const at = await withTalia(kith);
  const [french, sign] = [
    await optionIn(kith, at, "language", "French"),
    await optionIn(kith, at, "language", "Sign language"),
  ];
  const talia = await kith.signIn(at.talia);
  const told = {
    bio: "",
    greeting: " Come as you are ",
    qualification: "Peer listening",
    languages: [sign, french],
  };
  const saved = await talia.follow(await talia.post(`${at.community.base}/profile`, told));
  expect(saved.text).toContain('value="Come as you are"');
  expect(saved.text).toContain("Peer listening</textarea>");
  for (const id of [french, sign]) expect(saved.text).toContain(`value="${id}" checked=""`);
  await talia.post(`${at.community.base}/profile`, { bio: "", languages: french });
  const left = await kith.inside(at.community, (trx) =>
    trx.selectFrom("provider_languages").select("option_id").execute(),
  );
  expect(left).toEqual([{ option_id: french }]);
});
