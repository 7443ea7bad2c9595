import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { faultOf, type PanelDesk, panelDesk, rowsOf, textOf } from "#support/panel.ts";

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const half = {
  name: "Half an hour",
  description: "For a first talk.",
  minutes: "30",
  ways: ["online", "phone"],
  size: "one_to_one",
  rhythm: "single",
};

const names = async (desk: PanelDesk) => rowsOf(await desk.page("/formats")).map(([name]) => name);

test("a format has minutes, ways, one or many, once or weekly, and is what members choose from first", async () => {
  const desk = await panelDesk(app);
  await desk.does("/formats", half);
  await desk.does("/formats", {
    ...half,
    name: "Circle",
    minutes: "90",
    ways: "in_person",
    size: "group",
    rhythm: "weekly",
  });
  expect(rowsOf(await desk.page("/formats")).map((row) => row.slice(0, 4))).toEqual([
    ["Half an hour", "30", "Online, Phone", "One to one, Once"],
    ["Circle", "90", "In person", "Group, Every week"],
  ]);
  const member = await app.signIn(await app.person(desk.community));
  expect((await member.get(desk.community.base)).text.includes("For a first talk.")).toBe(true);
});

test("formats are moved up and down, keep their place when archived, and are asked in that order", async () => {
  const desk = await panelDesk(app);
  const ids: string[] = [];
  for (const name of ["A", "B", "C"]) ids.push(await desk.does("/formats", { ...half, name }));
  await desk.does(`/formats/${ids[2]}/move`, { direction: "up" });
  expect(await names(desk)).toEqual(["A", "C", "B"]);
  await desk.does(`/formats/${ids[0]}/move`, { direction: "up" });
  expect(await names(desk)).toEqual(["A", "C", "B"]);
  await desk.does(`/formats/${ids[2]}/archive`);
  expect(await names(desk)).toEqual(["A", "B", "C Archived"]);
  await desk.does(`/formats/${ids[2]}/restore`);
  expect((await names(desk)).toSorted()).toEqual(["A", "B", "C"]);
});

test.each([
  ["name", { name: "" }],
  ["minutes", { minutes: "4" }],
  ["minutes", { minutes: "481" }],
  ["minutes", { minutes: "half" }],
  ["ways", { ways: [] }],
])("a format with a fault in its %s comes back with it, and is not stored", async (field, fault) => {
  const desk = await panelDesk(app);
  const page = await desk.refused("/formats", { ...half, ...fault });
  expect(faultOf(page, field)).not.toBe("");
  expect(page.includes("For a first talk.")).toBe(true);
  expect(await names(desk)).toEqual([]);
});

const about = { label: "What about?", kind: "long", help: "A few words.", options: "", required: "on" };

/** The questions of a format as its page lists them. */
const asked = async (desk: PanelDesk, format: string) =>
  [
    ...(await desk.page(`/formats/${format}`)).matchAll(
      /questions\/[0-9a-f-]{36}" class="link-plain[^>]*>([^<]*)</g,
    ),
  ].map(([, label]) => label);

const questionId = async (desk: PanelDesk, format: string, label: string) =>
  new RegExp(`questions/([0-9a-f-]{36})" class="link-plain[^>]*>${label}<`).exec(
    await desk.page(`/formats/${format}`),
  )?.[1] ?? "";

test("a format asks its questions in the coordinator's order, and stops asking what is removed", async () => {
  const desk = await panelDesk(app);
  const format = await desk.does("/formats", half);
  await desk.does(`/formats/${format}/questions`, { ...about, label: "First" });
  await desk.does(`/formats/${format}/questions`, { ...about, label: "Second", required: "" });
  await desk.does(`/formats/${format}/questions`, { ...about, label: "Third" });
  const third = await questionId(desk, format, "Third");
  await desk.does(`/formats/${format}/questions/${third}/move`, { direction: "up" });
  expect(await asked(desk, format)).toEqual(["First", "Third", "Second"]);
  await desk.does(`/formats/${format}/questions/${third}/remove`);
  expect(await asked(desk, format)).toEqual(["First", "Second"]);
  const { status } = await desk.client.get(
    `${desk.community.base}/admin/formats/${format}/questions/${third}`,
  );
  expect(status).toBe(404);
});

test("a choice has its answers one a line, each once; other kinds keep none", async () => {
  const desk = await panelDesk(app);
  const format = await desk.does("/formats", half);
  const choice = { ...about, kind: "choice", options: "A friend\n\n  A poster \r\nA friend\n" };
  await desk.does(`/formats/${format}/questions`, { ...choice, label: "How" });
  await desk.does(`/formats/${format}/questions`, { ...choice, label: "Link", kind: "url" });
  const rows = await app.inside(desk.community, (trx) =>
    trx.selectFrom("questions").select(["label", "options", "required"]).orderBy("position").execute(),
  );
  expect(rows).toEqual([
    { label: "How", options: ["A friend", "A poster"], required: true },
    { label: "Link", options: [], required: true },
  ]);
  const few = { ...choice, options: "Only one" };
  const page = await desk.refused(`/formats/${format}/questions`, few);
  expect(faultOf(page, "options")).toContain("at least two");
  expect(textOf(page).includes("Only one")).toBe(true);
});

test("a question belongs to its format: under another one it is not found", async () => {
  const desk = await panelDesk(app);
  const format = await desk.does("/formats", half);
  const other = await desk.does("/formats", half);
  await desk.does(`/formats/${format}/questions`, about);
  const id = await questionId(desk, format, "What about\\?");
  expect(id).not.toBe("");
  expect((await desk.post(`/formats/${other}/questions/${id}`, { ...about, label: "Changed" })).status).toBe(
    404,
  );
  expect((await desk.post(`/formats/${other}/questions/${id}/remove`)).status).toBe(404);
  expect(await asked(desk, format)).toEqual(["What about?"]);
});
