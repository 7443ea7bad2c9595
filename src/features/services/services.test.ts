import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { faultOf, type PanelDesk, panelDesk, rowsOf } from "#support/panel.ts";

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const add = (desk: PanelDesk, subject: string, number = "", name = "") =>
  desk.does("/services", { subject, number, name, description: "" });

const storedServices = (desk: PanelDesk) =>
  app.inside(desk.community, (trx) => trx.selectFrom("services").selectAll().orderBy("code_key").execute());

test("each row says code, name, kind, how many may give it and how many are enrolled", async () => {
  const desk = await panelDesk(app);
  await add(desk, "All available Peer Mentoring");
  await add(desk, "CHEM", "1301", "General Chemistry");
  await add(desk, "Writing help");
  await add(desk, "Peer Mentoring with Ana Diaz");
  await desk.does("/providers", { email: "ana@x.example", firstName: "Ana", lastName: "Diaz", codes: "*" });
  await desk.does("/providers", { email: "bo@x.example", firstName: "Bo", lastName: "Lind", codes: "CHEM*" });
  await app.person(desk.community, { email: "mel@x.example", account: false });
  await desk.does("/services/enrollment", { email: "mel@x.example", code: "chem 1301" });
  expect(rowsOf(await desk.page("/services"))).toEqual([
    ["All available Peer Mentoring", "For anyone", "1", "0"],
    ["CHEM1301 General Chemistry", "Course", "2", "1"],
    ["Peer Mentoring with Ana Diaz", "Own: Ana Diaz", "1", "0"],
    ["Writing help", "General topic", "1", "0"],
  ]);
});

test("the search finds by code, whatever its case and spaces, and by name", async () => {
  const desk = await panelDesk(app);
  await add(desk, "CHEM", "1301", "General Chemistry");
  await add(desk, "Writing help");
  const found = async (q: string) =>
    rowsOf(await desk.page(`/services?q=${encodeURIComponent(q)}`)).map(([code]) => code);
  expect(await found("chem 13")).toEqual(["CHEM1301 General Chemistry"]);
  expect(await found("chemistry")).toEqual(["CHEM1301 General Chemistry"]);
  expect(await found("help")).toEqual(["Writing help"]);
  expect(await found("_")).toEqual([]);
});

test("fifty rows are a page, and a page past the end is the first", async () => {
  const desk = await panelDesk(app);
  await app.inside(desk.community, async (trx) => {
    const numbers = Array.from({ length: 120 }, (_, at) => String(1_000 + at));
    for (const number of numbers) {
      const row = { community_id: desk.community.id, id: newId(), subject: "MATH", number };
      await trx
        .insertInto("services")
        .values({ ...row, code: `MATH${number}`, code_key: `math${number}` })
        .execute();
    }
  });
  const codes = async (page: string) =>
    rowsOf(await desk.page(`/services?page=${page}`)).map(([code]) => code);
  expect((await codes("1")).length).toBe(50);
  expect((await codes("3")).slice(-1)).toEqual(["MATH1119"]);
  expect((await codes("99"))[0]).toBe("MATH1000");
  expect((await codes("-1"))[0]).toBe("MATH1000");
  expect((await desk.page("/services?page=2&q=math")).includes("51 to 100 of 120")).toBe(true);
  expect((await desk.page("/services?page=2&q=math")).includes("?page=3&amp;q=math")).toBe(true);
});

test("a code that is there already, in whatever spelling, is a fault beside the field", async () => {
  const desk = await panelDesk(app);
  await add(desk, "CHEM", "1301");
  const page = await desk.refused("/services", {
    subject: "chem 13",
    number: "01",
    name: "Again",
    description: "",
  });
  expect(faultOf(page, "subject")).toContain("There is one with this code already");
  expect(page.includes('value="Again"')).toBe(true);
  expect((await storedServices(desk)).length).toBe(1);
});

test.each(["", "A|B", "CHEM*"])("%j cannot be a code", async (subject) => {
  const desk = await panelDesk(app);
  const page = await desk.refused("/services", { subject, number: "", name: "", description: "" });
  expect(faultOf(page, "subject")).not.toBe("");
  expect(await storedServices(desk)).toEqual([]);
});

test("a form sent twice adds one service and leads to the same page", async () => {
  const desk = await panelDesk(app);
  const form = { subject: "Talk", number: "", name: "", description: "", key: "once" };
  expect(await desk.does("/services", form)).toBe(await desk.does("/services", form));
  expect((await storedServices(desk)).length).toBe(1);
});

test("name, description and whether it is for anyone can be changed; somebody's own is not for anyone", async () => {
  const desk = await panelDesk(app);
  const id = await add(desk, "Talk");
  await desk.does("/providers", { email: "ana@x.example", firstName: "Ana", lastName: "Diaz", codes: "" });
  await desk.does(`/services/${id}`, { name: "A talk", description: "About all", generic: "on", owner: "" });
  expect(await storedServices(desk)).toMatchObject([
    { name: "A talk", description: "About all", generic: true, owner_id: null },
  ]);
  const both = { name: "Mine", description: "", generic: "on", owner: "ana@x.example" };
  expect(faultOf(await desk.refused(`/services/${id}`, both), "owner")).toContain("at once");
  const stranger = { name: "Mine", description: "", owner: "mel@x.example" };
  expect(faultOf(await desk.refused(`/services/${id}`, stranger), "owner")).toContain("Nobody");
  expect(await storedServices(desk)).toMatchObject([{ name: "A talk", generic: true }]);
});

test("an archived service leaves the list and comes back", async () => {
  const desk = await panelDesk(app);
  const id = await add(desk, "Talk");
  await desk.does(`/services/${id}/archive`);
  expect(rowsOf(await desk.page("/services"))).toEqual([]);
  expect(rowsOf(await desk.page("/services?show=archived")).length).toBe(1);
  await desk.does(`/services/${id}/restore`);
  expect(rowsOf(await desk.page("/services")).length).toBe(1);
});

test("where the enrollment comes from and what it does is one choice of the community", async () => {
  const desk = await panelDesk(app);
  await desk.does("/services/manage", { source: "feed", effect: "only" });
  const { settings } = await app.inside(desk.community, (trx) =>
    trx.selectFrom("communities").selectAll().where("id", "=", desk.community.id).executeTakeFirstOrThrow(),
  );
  expect(settings).toEqual({ enrollmentSource: "feed", enrollmentEffect: "only" });
  const page = await desk.page("/services/manage");
  expect(page.includes("kind=services")).toBe(true);
  expect(page.includes("kind=enrollment")).toBe(false);
  await desk.refused("/services/manage", { source: "both", effect: "only" });
});

test("provider-first: a look before, then a service for each, one for all, and everybody certified in both", async () => {
  const desk = await panelDesk(app, { words: { provider: { one: "Peer Mentor", many: "Peer Mentors" } } });
  await desk.does("/providers", { email: "ana@x.example", firstName: "Ana", lastName: "Diaz", codes: "" });
  await desk.does("/providers", { email: "bo.lind@x.example", firstName: "", lastName: "", codes: "CHEM*" });
  await app.person(desk.community, { email: "mel@x.example", account: false });
  await add(desk, "CHEM", "1301");

  const review = await desk.page("/services/provider-first?support=Peer+Mentoring");
  for (const code of [
    "All available Peer Mentoring",
    "Peer Mentoring with Ana Diaz",
    "Peer Mentoring with bo.lind",
  ]) {
    expect(review.includes(code), code).toBe(true);
  }
  expect(review.includes("bo.lind@x.example"), "who has no name is pointed out").toBe(true);
  expect((await storedServices(desk)).length, "looking makes nothing").toBe(1);

  await desk.does("/services/provider-first", { support: "Peer Mentoring" });
  expect(rowsOf(await desk.page("/services"))).toEqual([
    ["All available Peer Mentoring", "For anyone", "2", "0"],
    ["CHEM1301", "Course", "1", "0"],
    ["Peer Mentoring with Ana Diaz", "Own: Ana Diaz", "1", "0"],
    ["Peer Mentoring with bo.lind", "Own: bo.lind", "1", "0"],
  ]);
  const eligible = rowsOf(await desk.page("/providers/eligibility")).map(([, codes]) => codes);
  expect(eligible).toEqual([
    "Peer Mentoring with Ana Diaz All available Peer Mentoring",
    "CHEM1301 Peer Mentoring with bo.lind All available Peer Mentoring",
  ]);

  const again = await desk.page("/services/provider-first?support=Peer+Mentoring");
  expect(again.includes("There is nothing to make.")).toBe(true);
  const before = await storedServices(desk);
  await desk.does("/services/provider-first", { support: "Peer Mentoring" });
  expect(await storedServices(desk)).toEqual(before);
});

test("provider-first brings an archived service back rather than making a second", async () => {
  const desk = await panelDesk(app);
  await desk.does("/providers", { email: "ana@x.example", firstName: "Ana", lastName: "Diaz", codes: "" });
  const id = await add(desk, "Coaching with Ana Diaz");
  await desk.does(`/services/${id}/archive`);
  await desk.does("/services/provider-first", { support: "Coaching" });
  const rows = await storedServices(desk);
  expect(rows.map((row) => [row.code, row.archived_at])).toEqual([
    ["All available Coaching", null],
    ["Coaching with Ana Diaz", null],
  ]);
  expect(rows[1]?.id).toBe(id);
});

test("provider-first without a name for the support, or without anybody, makes nothing", async () => {
  const desk = await panelDesk(app);
  const nobody = await desk.refused("/services/provider-first", { support: "Coaching" });
  expect(nobody.includes("There is nobody to make one for yet")).toBe(true);
  await desk.does("/providers", { email: "ana@x.example", firstName: "Ana", lastName: "Diaz", codes: "" });
  const unnamed = await desk.refused("/services/provider-first", { support: " " });
  expect(faultOf(unnamed, "support")).toBe("Please fill this in.");
  expect(await storedServices(desk)).toEqual([]);
});
