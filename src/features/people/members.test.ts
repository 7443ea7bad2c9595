import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { faultOf, type PanelDesk, panelDesk, rowsOf } from "#support/panel.ts";

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const stored = (desk: PanelDesk, id: string) =>
  app.inside(desk.community, (trx) =>
    trx.selectFrom("people").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
  );

const mel = { email: "Mel@X.example", firstName: "Mel", lastName: "Ode", roles: ["member"] };

test("who is added is on the list at once, not signed in yet, and theirs when they come", async () => {
  const desk = await panelDesk(app);
  const id = await desk.does("/members", mel);
  const shown = async () => rowsOf(await desk.page("/members?q=mel"));
  expect(await shown()).toEqual([["Mel Ode", "mel@x.example", "Member", "Not signed in yet"]]);
  const account = await app.account("mel@x.example");
  const client = await app.signIn(account);
  expect((await client.get(desk.community.base)).status).toBe(200);
  expect((await stored(desk, id)).account_id).toBe(account);
  expect(await shown()).toEqual([["Mel Ode", "mel@x.example", "Member", "Has signed in"]]);
});

test("the list is narrowed by role and searched by name and address", async () => {
  const desk = await panelDesk(app);
  await desk.does("/members", { ...mel, email: "mel@y.example" });
  await desk.does("/members", {
    ...mel,
    firstName: "Tom",
    email: "tom@y.example",
    roles: ["provider", "member"],
  });
  const names = async (query: string) => rowsOf(await desk.page(`/members${query}`)).map(([name]) => name);
  expect(await names("")).toEqual(["Cora Vale", "Mel Ode", "Tom Ode"]);
  expect(await names("?role=provider")).toEqual(["Tom Ode"]);
  expect(await names("?role=coordinator")).toEqual(["Cora Vale"]);
  expect(await names("?q=ode&role=member")).toEqual(["Mel Ode", "Tom Ode"]);
  expect(await names("?q=tom%40y")).toEqual(["Tom Ode"]);
});

test("the last coordinator can neither give up the role nor be archived", async () => {
  const desk = await panelDesk(app);
  const { id, email } = desk.coordinator;
  const form = { email, firstName: "Cora", lastName: "Vale", roles: ["member"] };
  expect(faultOf(await desk.refused(`/members/${id}`, form), "roles")).toContain("last coordinator");
  const page = await desk.refused(`/members/${id}/archive`);
  expect(page.includes("Make somebody else one first.")).toBe(true);
  expect(await stored(desk, id)).toMatchObject({ roles: ["coordinator"], archived_at: null });

  const waiting = { email: "new@z.example", firstName: "New", lastName: "One", roles: ["coordinator"] };
  await desk.does("/members", waiting);
  await desk.refused(`/members/${id}/archive`);
  expect((await stored(desk, id)).archived_at, "who never signed in does not count").toBeNull();

  await app.person(desk.community, { roles: ["coordinator"] });
  await desk.does(`/members/${id}`, form);
  expect((await stored(desk, id)).roles).toEqual(["member"]);
  expect((await desk.post("/members", mel)).status).toBe(404);
});

test("two coordinators who remove each other at once leave one", async () => {
  const desk = await panelDesk(app);
  const other = await app.person(desk.community, { roles: ["coordinator"] });
  const client = await app.signIn(other);
  const answers = await Promise.all([
    desk.post(`/members/${other.id}/archive`),
    client.post(`${desk.community.base}/admin/members/${desk.coordinator.id}/archive`),
  ]);
  const left = await app.inside(desk.community, (trx) =>
    trx.selectFrom("people").select("id").where("archived_at", "is", null).execute(),
  );
  expect(left).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
});

test("an address belongs to one person of a community, and another community's people are no matter", async () => {
  const desk = await panelDesk(app);
  const elsewhere = await panelDesk(app);
  await elsewhere.does("/members", { ...mel, email: "mel@q.example" });
  const id = await desk.does("/members", { ...mel, email: "mel@q.example" });
  const taken = await desk.refused("/members", { ...mel, firstName: "Melanie", email: "mel@q.example" });
  expect(faultOf(taken, "email")).toContain("has this address already");
  expect(taken.includes('value="Melanie"')).toBe(true);

  const tom = await desk.does("/members", { ...mel, email: "tom@q.example" });
  const form = { ...mel, firstName: "Tom", email: "mel@q.example" };
  expect(faultOf(await desk.refused(`/members/${tom}`, form), "email")).toContain("address already");
  expect(await stored(desk, tom)).toMatchObject({ email: "tom@q.example", first_name: "Mel" });
  await desk.does(`/members/${id}`, { ...mel, firstName: "Melina", email: "mel@q.example" });
  expect(await stored(desk, id)).toMatchObject({ first_name: "Melina" });
});

test("nobody is without a role, and an address is an address", async () => {
  const desk = await panelDesk(app);
  const page = await desk.refused("/members", { ...mel, email: "not an address", roles: [] });
  expect(faultOf(page, "email")).not.toBe("");
  expect(faultOf(page, "roles")).not.toBe("");
});

test("who is archived is not let in, and comes back with the roles of whoever adds them again", async () => {
  const desk = await panelDesk(app);
  const other = await app.person(desk.community, { roles: ["coordinator"], email: "ex@w.example" });
  const client = await app.signIn(other);
  expect((await client.get(`${desk.community.base}/admin`)).status).toBe(200);
  await desk.does(`/members/${other.id}/archive`);
  expect((await client.get(`${desk.community.base}/admin`)).status).toBe(404);
  expect(await desk.does("/members", { ...mel, email: "ex@w.example" })).toBe(other.id);
  expect(await stored(desk, other.id)).toMatchObject({ roles: ["member"], archived_at: null });
  expect((await client.get(`${desk.community.base}/admin`)).status).toBe(404);
});

test("who becomes a provider has a provider's page in the community's zone", async () => {
  const desk = await panelDesk(app, { zone: "America/Chicago" });
  const id = await desk.does("/members", { ...mel, email: "mel@p.example" });
  expect((await desk.client.get(`${desk.community.base}/admin/providers/${id}`)).status).toBe(404);
  await desk.does(`/members/${id}`, { ...mel, email: "mel@p.example", roles: ["member", "provider"] });
  expect((await desk.page(`/providers/${id}`)).includes('value="America/Chicago"')).toBe(true);
});
