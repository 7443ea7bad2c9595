import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, type TestCommunity, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

interface Scene {
  community: TestCommunity;
  coordinator: TestPerson;
  client: Client;
  /** Posts to the panel and expects to be sent on. */
  does: (path: string, fields?: Record<string, string | string[]>) => Promise<string>;
}

async function scene(): Promise<Scene> {
  const community = await app.community();
  const coordinator = await app.person(community, { roles: ["coordinator"] });
  const client = await app.signIn(coordinator);
  const does: Scene["does"] = async (path, fields = {}) => {
    const answer = await client.post(`${community.base}/admin${path}`, fields);
    expect(answer.status, path).toBe(303);
    return answer.location.split("/").at(-1) ?? "";
  };
  return { community, coordinator, client, does };
}

const addService = ({ does }: Scene, subject: string, number = "") =>
  does("/services", { subject, number, name: "" });

const addProvider = ({ does }: Scene, firstName: string, lastName: string, codes: string) =>
  does("/providers", { email: `${firstName}@people.example`.toLowerCase(), firstName, lastName, codes });

/** The codes of the services a provider is certified in. */
async function certified({ community }: Scene, providerId: string): Promise<string[]> {
  const rows = await app.inside(community, (trx) =>
    trx
      .selectFrom("certifications")
      .innerJoin("services", "services.id", "certifications.service_id")
      .select("services.code")
      .where("provider_id", "=", providerId)
      .orderBy("services.code")
      .execute(),
  );
  return rows.map((row) => row.code);
}

test("listing a code certifies, without regard to case and inner spaces", async () => {
  const here = await scene();
  await addService(here, "CHEM", "1301");
  await addService(here, "MATH", "2000");
  const ana = await addProvider(here, "Ana", "Diaz", "chem 1301|");
  expect(await certified(here, ana)).toEqual(["CHEM1301"]);
});

test("a prefix with * certifies in every code that begins so, and * in all", async () => {
  const here = await scene();
  await addService(here, "CHEM", "1301");
  await addService(here, "CHEM", "1302");
  await addService(here, "MATH", "2000");
  const ana = await addProvider(here, "Ana", "Diaz", "chem *");
  const bo = await addProvider(here, "Bo", "Lind", "*");
  expect(await certified(here, ana)).toEqual(["CHEM1301", "CHEM1302"]);
  expect(await certified(here, bo)).toEqual(["CHEM1301", "CHEM1302", "MATH2000"]);
});

test("no wildcard certifies anyone in what is somebody else's own, and the page says so", async () => {
  const here = await scene();
  await addService(here, "All available Peer Mentoring");
  await addService(here, "Peer Mentoring with Ana Diaz");
  await addService(here, "Peer Mentoring with Bo Lind");
  const ana = await addProvider(here, "Ana", "Diaz", "Peer Mentoring with Ana Diaz");
  const bo = await addProvider(here, "Bo", "Lind", "*");
  expect(await certified(here, ana)).toEqual(["Peer Mentoring with Ana Diaz"]);
  expect(await certified(here, bo)).toEqual(["All available Peer Mentoring", "Peer Mentoring with Bo Lind"]);
  const { text } = await here.client.get(`${here.community.base}/admin/providers/${bo}/eligibility`);
  expect(
    text.includes("* does not reach what is somebody else&#39;s own: Peer Mentoring with Ana Diaz."),
  ).toBe(true);

  await here.does(`/providers/${bo}/eligibility`, { ticked: "Peer Mentoring with Ana Diaz", codes: "*" });
  expect(await certified(here, bo)).toContain("Peer Mentoring with Ana Diaz");
});

test("marking a service as somebody's own takes it from the wildcards of others and certifies its owner", async () => {
  const here = await scene();
  const service = await addService(here, "Night walks");
  const ana = await addProvider(here, "Ana", "Diaz", "");
  const bo = await addProvider(here, "Bo", "Lind", "*");
  expect(await certified(here, bo)).toEqual(["Night walks"]);
  await here.does(`/services/${service}`, { name: "", description: "", owner: "ana@people.example" });
  expect(await certified(here, bo)).toEqual([]);
  expect(await certified(here, ana)).toEqual(["Night walks"]);
});

test("a code that nothing has is remembered, and takes effect when a service has it", async () => {
  const here = await scene();
  const ana = await addProvider(here, "Ana", "Diaz", "BIOL 9");
  expect(await certified(here, ana)).toEqual([]);
  const { text } = await here.client.get(`${here.community.base}/admin/providers/eligibility`);
  expect(text.includes("BIOL 9: waits for this code")).toBe(true);
  await addService(here, "BIOL", "9");
  expect(await certified(here, ana)).toEqual(["BIOL9"]);
});

test("what was typed between | comes back ticked or as text, and unticking takes the certification away", async () => {
  const here = await scene();
  await addService(here, "CHEM", "1301");
  const ana = await addProvider(here, "Ana", "Diaz", "CHEM1301 | ZOO* | BIOL 9 ||");
  const { text } = await here.client.get(`${here.community.base}/admin/providers/${ana}/eligibility`);
  expect(/value="CHEM1301" checked/.test(text)).toBe(true);
  expect(/<textarea[^>]*name="codes"[^>]*>ZOO\* \| BIOL 9<\/textarea>/.test(text)).toBe(true);
  await here.does(`/providers/${ana}/eligibility`, { codes: "ZOO* | BIOL 9" });
  expect(await certified(here, ana)).toEqual([]);
});

test("who is archived or no provider any more is certified in nothing, and again in everything when back", async () => {
  const here = await scene();
  await addService(here, "CHEM", "1301");
  const ana = await addProvider(here, "Ana", "Diaz", "*");
  await here.does(`/providers/${ana}/archive`);
  expect(await certified(here, ana)).toEqual([]);
  await here.does(`/providers/${ana}/restore`);
  expect(await certified(here, ana)).toEqual(["CHEM1301"]);

  const person = { email: "ana@people.example", firstName: "Ana", lastName: "Diaz" };
  await here.does(`/members/${ana}`, { ...person, roles: ["member"] });
  expect(await certified(here, ana)).toEqual([]);
  await here.does(`/members/${ana}`, { ...person, roles: ["member", "provider"] });
  expect(await certified(here, ana)).toEqual(["CHEM1301"]);
});

test("an archived service certifies nobody, and again those its code is listed for when it is restored", async () => {
  const here = await scene();
  const service = await addService(here, "CHEM", "1301");
  const ana = await addProvider(here, "Ana", "Diaz", "CHEM1301");
  await here.does(`/services/${service}/archive`);
  expect(await certified(here, ana)).toEqual([]);
  await here.does(`/services/${service}/restore`);
  expect(await certified(here, ana)).toEqual(["CHEM1301"]);
});

test("two coordinators who change codes at the same time leave what both said", async () => {
  const here = await scene();
  await Promise.all(Array.from({ length: 6 }, (_, at) => addService(here, "CHEM", String(at))));
  const people = await Promise.all(
    Array.from({ length: 6 }, (_, at) => addProvider(here, `Ana${at}`, "Diaz", "CHEM*")),
  );
  const all = await Promise.all(people.map((id) => certified(here, id)));
  for (const codes of all) expect(codes).toEqual(["CHEM0", "CHEM1", "CHEM2", "CHEM3", "CHEM4", "CHEM5"]);
});

test("somebody on the list who becomes a provider keeps the other roles, and the form sent twice makes one", async () => {
  const here = await scene();
  const member = await app.person(here.community, { email: "mel@people.example", firstName: "Mel" });
  const form = { email: "Mel@People.example ", firstName: "", lastName: "", codes: "", key: "k1" };
  expect(await here.does("/providers", form)).toBe(member.id);
  expect(await here.does("/providers", form)).toBe(member.id);
  const row = await app.inside(here.community, (trx) =>
    trx.selectFrom("people").selectAll().where("id", "=", member.id).executeTakeFirstOrThrow(),
  );
  expect(row.roles.toSorted()).toEqual(["member", "provider"]);
  expect(row.first_name).toBe("Mel");
});

test("a provider's terms are typed as people say them and kept in minutes", async () => {
  const here = await scene();
  const ana = await addProvider(here, "Ana", "Diaz", "");
  const form = {
    email: "ana@people.example",
    firstName: "Ana María",
    lastName: "Diaz",
    zone: "Europe/Madrid",
    "bufferBefore.amount": "10",
    "bufferBefore.unit": "minutes",
    "bufferAfter.amount": "0,5",
    "bufferAfter.unit": "hours",
    "noticeMinutes.amount": "2",
    "noticeMinutes.unit": "days",
    "weeklyCapMinutes.amount": "",
    "weeklyCapMinutes.unit": "hours",
  };
  await here.does(`/providers/${ana}`, form);
  const stored = () =>
    app.inside(here.community, (trx) =>
      trx.selectFrom("providers").selectAll().where("person_id", "=", ana).executeTakeFirstOrThrow(),
    );
  expect(await stored()).toMatchObject({
    zone: "Europe/Madrid",
    buffer_before: 10,
    buffer_after: 30,
    notice_minutes: 2_880,
    weekly_cap_minutes: null,
  });
  const faulty = { ...form, "bufferAfter.amount": "5", zone: "Nowhere", firstName: "Anna" };
  const { status, text } = await here.client.post(`${here.community.base}/admin/providers/${ana}`, faulty);
  expect(status).toBe(422);
  expect(text.includes('id="bufferAfter-fault"')).toBe(true);
  expect(text.includes('id="zone-fault"')).toBe(true);
  expect(text.includes('value="Anna"')).toBe(true);
  expect((await stored()).zone).toBe("Europe/Madrid");
});

test("pause and lock are set and taken back, and are seen in the list", async () => {
  const here = await scene();
  const ana = await addProvider(here, "Ana", "Diaz", "");
  const list = async () => (await here.client.get(`${here.community.base}/admin/providers?show=paused`)).text;
  expect((await list()).includes("ana@people.example")).toBe(false);
  await here.does(`/providers/${ana}/mark`, { mark: "pause" });
  await here.does(`/providers/${ana}/mark`, { mark: "lock" });
  expect((await list()).includes("ana@people.example")).toBe(true);
  expect((await list()).includes("Hours locked")).toBe(true);
  await here.does(`/providers/${ana}/mark`, { mark: "resume" });
  expect((await list()).includes("ana@people.example")).toBe(false);
});

test("the list is searched by name and address, and % is just a sign", async () => {
  const here = await scene();
  await addProvider(here, "Ana", "Diaz", "");
  await addProvider(here, "Bo", "Lind", "");
  const found = async (q: string) => {
    const { text } = await here.client.get(
      `${here.community.base}/admin/providers?q=${encodeURIComponent(q)}`,
    );
    return ["ana@people.example", "bo@people.example"].filter((email) => text.includes(email));
  };
  expect(await found("diaz")).toEqual(["ana@people.example"]);
  expect(await found("BO@people")).toEqual(["bo@people.example"]);
  expect(await found("ana diaz")).toEqual(["ana@people.example"]);
  expect(await found("%")).toEqual([]);
  expect(await found("")).toEqual(["ana@people.example", "bo@people.example"]);
});
