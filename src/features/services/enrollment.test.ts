import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { faultOf, type PanelDesk, panelDesk, rowsOf } from "#support/panel.ts";

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

async function enrolled(): Promise<{ desk: PanelDesk; mel: string; talk: string }> {
  const desk = await panelDesk(app);
  const talk = await desk.does("/services", { subject: "Talk", number: "", name: "", description: "" });
  await desk.does("/services", { subject: "CHEM", number: "1301", name: "Chemistry", description: "" });
  const mel = await app.person(desk.community, {
    account: false,
    email: "mel@x.example",
    firstName: "Mel",
    lastName: "Ode",
  });
  await app.person(desk.community, {
    account: false,
    email: "tom@x.example",
    firstName: "Tom",
    lastName: "Ray",
  });
  await desk.does("/services/enrollment", { email: " Mel@x.example", code: "talk" });
  await desk.does("/services/enrollment", { email: "mel@x.example", code: "CHEM 1301" });
  await desk.does("/services/enrollment", { email: "tom@x.example", code: "CHEM1301" });
  return { desk, mel: mel.id, talk };
}

/** The enrollment as the page shows it: who and what. */
const shown = async (desk: PanelDesk, query = "") =>
  rowsOf(await desk.page(`/services/enrollment${query}`)).map(([who = "", what]) => [
    who.split(" ")[0],
    what,
  ]);

const stored = (desk: PanelDesk) =>
  app.inside(desk.community, (trx) =>
    trx.selectFrom("enrollments").selectAll().orderBy("position").execute(),
  );

test("who is enrolled in what can be looked for from both sides", async () => {
  const { desk, mel, talk } = await enrolled();
  expect(await shown(desk)).toEqual([
    ["Mel", "Talk"],
    ["Mel", "CHEM1301 Chemistry"],
    ["Tom", "CHEM1301 Chemistry"],
  ]);
  expect(await shown(desk, "?by=member&q=ode")).toEqual([
    ["Mel", "Talk"],
    ["Mel", "CHEM1301 Chemistry"],
  ]);
  expect(await shown(desk, "?by=service&q=chem%201301")).toEqual([
    ["Mel", "CHEM1301 Chemistry"],
    ["Tom", "CHEM1301 Chemistry"],
  ]);
  expect(await shown(desk, "?by=service&q=ode")).toEqual([]);
  expect(await shown(desk, `?member=${mel}`)).toHaveLength(2);
  expect(await shown(desk, `?by=service&service=${talk}`)).toEqual([["Mel", "Talk"]]);
});

test("a code that nothing has waits, is shown as waiting, and takes effect when a service has it", async () => {
  const { desk, mel } = await enrolled();
  const row = { community_id: desk.community.id, person_id: mel, code_key: "biol9", code: "BIOL 9" };
  await app.inside(desk.community, (trx) => trx.insertInto("enrollments").values(row).execute());
  expect(await shown(desk, "?show=pending")).toEqual([["Mel", "BIOL 9 Waits: unknown code"]]);
  expect((await desk.page("")).includes("One code in the enrollment that nothing has yet")).toBe(true);
  await desk.does("/services", { subject: "BIOL", number: "9", name: "", description: "" });
  expect(await shown(desk, "?show=pending")).toEqual([]);
  expect(await shown(desk, "?by=service&q=biol")).toEqual([["Mel", "BIOL9"]]);
});

test("one can be removed, and the page goes back to the search it was removed from", async () => {
  const { desk, mel } = await enrolled();
  const back = `${desk.community.base}/admin/services/enrollment?by=member&q=mel`;
  const answer = await desk.post("/services/enrollment/remove", { personId: mel, code: "talk", back });
  expect([answer.status, answer.location]).toEqual([303, back]);
  expect(await shown(desk, "?q=mel")).toEqual([["Mel", "CHEM1301 Chemistry"]]);
  const elsewhere = { personId: mel, code: "chem1301", back: "https://elsewhere.example/" };
  const own = await desk.post("/services/enrollment/remove", elsewhere);
  expect(own.location).toBe(`${desk.community.base}/admin/services/enrollment`);
});

test("an unknown person or code is a fault beside the field, and what was typed is kept", async () => {
  const { desk } = await enrolled();
  const before = await stored(desk);
  const person = await desk.refused("/services/enrollment", { email: "who@x.example", code: "Talk" });
  expect(faultOf(person, "email")).toContain("Nobody here has this address");
  expect(person.includes('value="who@x.example"')).toBe(true);
  const code = await desk.refused("/services/enrollment", { email: "tom@x.example", code: "ZOO 1" });
  expect(faultOf(code, "code")).toBe("Nothing has this code.");
  expect(await stored(desk)).toEqual(before);
});

test("enrolling twice is enrolling once; a member's own choice becomes the coordinator's", async () => {
  const { desk, mel } = await enrolled();
  await app.inside(desk.community, (trx) =>
    trx.updateTable("enrollments").set({ source: "own" }).where("person_id", "=", mel).execute(),
  );
  await desk.does("/services/enrollment", { email: "mel@x.example", code: "Talk" });
  const rows = (await stored(desk)).filter((row) => row.person_id === mel);
  expect(rows.map((row) => [row.code_key, row.source])).toEqual([
    ["talk", "file"],
    ["chem1301", "own"],
  ]);
});

test("while a feed is the source nothing is enrolled or removed by hand", async () => {
  const { desk, mel } = await enrolled();
  const before = await stored(desk);
  await desk.does("/services/manage", { source: "feed", effect: "first" });
  const page = await desk.refused("/services/enrollment", { email: "tom@x.example", code: "Talk" });
  expect(page.includes("comes from your institution&#39;s feed")).toBe(true);
  expect((await desk.post("/services/enrollment/remove", { personId: mel, code: "talk" })).status).toBe(404);
  expect(await stored(desk)).toEqual(before);
});
