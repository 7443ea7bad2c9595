import { afterAll, beforeAll, expect, test } from "vitest";
import { storePreferences, storeProfile } from "#features/profiles/queries.ts";
import { newId } from "#platform/ids.ts";
import { block } from "#support/acquainted.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { textOf } from "#support/panel.ts";
import { type Looking, looking, optionIn } from "#support/profiles.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

const scene = (options: Parameters<typeof looking>[1] = {}): Promise<Looking> => looking(kith, options);

type Told = Partial<Omit<Parameters<typeof storeProfile>[2], "id">>;

const tells = ({ id, community }: TestPerson, told: Told) =>
  kith.inside(community, (trx) =>
    storeProfile(trx, community.id, {
      id,
      greeting: "",
      bio: "",
      qualification: "",
      experiences: [],
      languages: [],
      gender: null,
      genderShown: false,
      agesFrom: null,
      agesTo: null,
      ...told,
    }),
  );

/** The names that the directory shows, in its order. */
async function found(client: Client, base: string, query = ""): Promise<string[]> {
  const { status, text } = await client.get(`${base}/providers${query}`);
  expect(status).toBe(200);
  return [...text.matchAll(/<article[\s\S]*?<h2[^>]*>([\s\S]*?)<\/h2>/g)].map(([, name = ""]) =>
    textOf(name),
  );
}

const all = ["Provider1 K", "Provider2 K", "Talia K"];

test("the directory finds by name and by every word of what somebody tells, whatever the case", async () => {
  const at = await scene();
  const grief = await optionIn(kith, at, "experience", "Grief and loss");
  await tells(at.talia, { bio: "I lost my brother, and began again.", greeting: "Come as you are" });
  await tells(at.other, { qualification: "Peer listening 100%_course", experiences: [grief] });
  expect(await found(at.mina, at.base)).toEqual(all);
  const finds: [string, string[]][] = [
    ["talia", ["Talia K"]],
    ["BROTHER began", ["Talia K"]],
    ["brother k", ["Talia K"]],
    ["brother grief", []],
    ["grief", ["Provider1 K"]],
    ["100%_c", ["Provider1 K"]],
    ["%", ["Provider1 K"]],
    ["come as", ["Talia K"]],
    ["nobody says this", []],
  ];
  for (const [q, names] of finds) {
    expect(await found(at.mina, at.base, `?q=${encodeURIComponent(q)}`), q).toEqual(names);
  }
});

test("each filter is an address and narrows by what is told; who says nothing of ages is there for all", async () => {
  const at = await scene();
  const [grief, french] = [
    await optionIn(kith, at, "experience", "Grief and loss"),
    await optionIn(kith, at, "language", "French"),
  ];
  await tells(at.talia, { experiences: [grief], languages: [french], agesFrom: 20, agesTo: 30 });
  await tells(at.other, { experiences: [grief], agesFrom: 65 });
  const narrowed: [string, string[]][] = [
    [`?experience=${grief}`, ["Provider1 K", "Talia K"]],
    [`?experience=${grief}&language=${french}`, ["Talia K"]],
    ["?age=18_24", ["Provider2 K", "Talia K"]],
    ["?age=under_18", ["Provider2 K"]],
    ["?age=65_up", ["Provider1 K", "Provider2 K"]],
    [`?age=65_up&experience=${grief}`, ["Provider1 K"]],
    ["?age=whatever&experience=nothing&page=-3", all],
  ];
  for (const [query, names] of narrowed) expect(await found(at.mina, at.base, query), query).toEqual(names);
  const { text } = await at.mina.get(`${at.base}/providers?language=${french}`);
  expect(text).toContain(`<option value="${french}" selected="">French</option>`);
});

test("a gender is read and searched for only where its owner shows it", async () => {
  const at = await scene();
  const woman = await optionIn(kith, at, "gender", "Woman");
  await tells(at.talia, { gender: woman, genderShown: true });
  await tells(at.other, { gender: woman, genderShown: false });
  expect(await found(at.mina, at.base, `?gender=${woman}`)).toEqual(["Talia K"]);
  expect(await found(at.mina, at.base, "?q=woman"), "nor is it found as a word").toEqual([]);
  const page = async ({ id }: TestPerson) =>
    textOf(/<main[\s\S]*<\/main>/.exec((await at.mina.get(`${at.base}/providers/${id}`)).text)?.[0] ?? "");
  expect(await page(at.talia)).toContain("Gender Woman");
  expect(await page(at.other)).not.toContain("Woman");
});

test("a page shows what its owner tells everybody, and to nobody whom they hope to reach", async () => {
  const at = await scene();
  const [home, sign] = [
    await optionIn(kith, at, "experience", "Homesickness"),
    await optionIn(kith, at, "language", "Sign language"),
  ];
  const region = await optionIn(kith, at, "region", "South Asia");
  await tells(at.talia, {
    greeting: "Homesick together.",
    bio: "I began again.",
    qualification: "Peer listening",
    experiences: [home],
    languages: [sign],
    agesFrom: 18,
  });
  await kith.inside(at.community, (trx) =>
    storePreferences(trx, at.community.id, {
      id: at.talia.id,
      ages: ["45_54"],
      options: [region],
      note: "Quiet ones above all",
    }),
  );
  const path = `${at.base}/providers/${at.talia.id}`;
  const page = textOf((await at.mina.get(path)).text);
  for (const told of [
    "Homesick together.",
    "I began again.",
    "Qualification and training Peer listening",
    "Knows from their own life Homesickness",
    "Languages to talk in Sign language",
    "Ages served From 18 on",
  ])
    expect(page).toContain(told);
  const readers = {
    member: at.mina,
    coordinator: await kith.signIn(await kith.person(at.community, { roles: ["coordinator"] })),
    themself: await kith.signIn(at.talia),
  };
  for (const [who, client] of Object.entries(readers)) {
    const { status, text } = await client.get(path);
    expect(status, who).toBe(200);
    for (const hope of ["South Asia", "45 to 54", "Quiet ones"]) expect(text, who).not.toContain(hope);
  }
  expect((await readers.themself.get(path)).text).toContain("This is your page as everybody");
});

test("whom a coordinator leaves out is in no list and has no page for others, and can be booked as before", async () => {
  const at = await scene();
  const coordinator = await kith.signIn(await kith.person(at.community, { roles: ["coordinator"] }));
  const path = `${at.base}/providers/${at.talia.id}`;
  const desk = `${at.base}/admin/providers/${at.talia.id}`;
  expect((await at.mina.get(path)).status).toBe(200);
  expect((await at.mina.post(`${desk}/directory`, { shown: "" })).status, "not by others").toBe(404);
  expect((await coordinator.post(`${desk}/directory`, { shown: "" })).status).toBe(303);
  expect((await at.mina.get(path)).status).toBe(404);
  expect((await at.mina.get(`${path}/times/${at.format}/${at.generic}`)).status).toBe(404);
  expect(await found(at.mina, at.base)).toEqual(["Provider1 K", "Provider2 K"]);
  expect(textOf((await (await kith.signIn(at.talia)).get(path)).text)).toContain("Only you and coordinators");
  expect(textOf((await coordinator.get(path)).text)).toContain("Only they and coordinators");
  const booking = await at.mina.get(`${at.base}/book/${at.format}/${at.generic}/2026-03-03T10:00Z`);
  expect(booking.text).toContain("Talia K");
  await coordinator.post(`${desk}/directory`, { shown: "on" });
  expect((await at.mina.get(path)).status).toBe(200);
});

test("nobody finds who left, is no provider any more, or with whom a block stands between; nobody comes from outside", async () => {
  const [at, away] = [await scene(), await scene()];
  const pages = [at.talia, at.other, at.third].map(({ id }) => `${at.base}/providers/${id}`);
  const statuses = async (client: Client) => {
    const seen: number[] = [];
    for (const page of pages) seen.push((await client.get(page)).status);
    return seen;
  };
  expect(await statuses(at.mina)).toEqual([200, 200, 200]);
  await kith.inside(at.community, async (trx) => {
    await trx
      .updateTable("people")
      .set({ archived_at: kith.clock.now() })
      .where("id", "=", at.talia.id)
      .execute();
    await trx
      .updateTable("people")
      .set({ roles: ["member"] })
      .where("id", "=", at.other.id)
      .execute();
  });
  expect(await statuses(at.mina)).toEqual([404, 404, 200]);
  expect(await found(at.mina, at.base)).toEqual(["Provider2 K"]);
  expect((await block(at.mina, at, at.third)).status).toBe(303);
  expect(await statuses(at.mina)).toEqual([404, 404, 404]);
  expect(await found(at.mina, at.base)).toEqual([]);
  expect(await statuses(away.mina)).toEqual([404, 404, 404]);
  expect((await away.mina.get(`${at.base}/providers`)).status).toBe(404);
  expect((await at.mina.get(`${at.base}/providers/${away.talia.id}`)).status).toBe(404);
  expect((await at.mina.get(`${at.base}/providers/${at.member.id}`)).status, "a member has no page").toBe(
    404,
  );
  expect((await kith.visitor().get(`${at.base}/providers`)).location).toMatch(/^\/sign-in/);
});

test("who was blocked does not find the one who blocked them, nor is found by them", async () => {
  const at = await scene();
  await meeting(kith, at, { at: "2026-02-20T10:00Z" });
  const talia = await kith.signIn(at.talia);
  expect((await block(talia, at, at.member)).status).toBe(303);
  expect(await found(at.mina, at.base)).toEqual(["Provider1 K", "Provider2 K"]);
  expect((await at.mina.get(`${at.base}/providers/${at.talia.id}`)).status).toBe(404);
});

test("who has open hours soon is found by it, not who is paused, away or closed", async () => {
  const at = await scene({ hours: [[3, 600, 720]] });
  await kith.inside(at.community, async (trx) => {
    await trx
      .updateTable("providers")
      .set({ paused_at: kith.clock.now() })
      .where("person_id", "=", at.other.id)
      .execute();
    await trx
      .insertInto("hour_exceptions")
      .values({
        community_id: at.community.id,
        id: newId(),
        provider_id: at.third.id,
        from_date: Temporal.PlainDate.from("2026-03-01"),
        until_date: Temporal.PlainDate.from("2026-03-20"),
        ranges: [],
      })
      .execute();
  });
  expect(await found(at.mina, at.base)).toEqual(all);
  expect(await found(at.mina, at.base, "?soon=on")).toEqual(["Talia K"]);
  expect(await found(at.mina, at.base, "?soon=on&q=provider1")).toEqual([]);
});
