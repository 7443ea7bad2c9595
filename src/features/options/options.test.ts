import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { faultOf, type PanelDesk, panelDesk, textOf } from "#support/panel.ts";
import { completeCommunities } from "../founding/start.ts";
import { addStartingOptions, allOptions, type ListName, lists, optionsOf } from "./queries.ts";
import { startingOptions } from "./starting.ts";

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const offered = (desk: PanelDesk, list: ListName, chosen: readonly string[] = []) =>
  app.inside(desk.community, (trx) => optionsOf(trx, list, chosen));

const names = async (desk: PanelDesk, list: ListName) => (await offered(desk, list)).map(({ name }) => name);

async function idOf(desk: PanelDesk, list: ListName, name: string): Promise<string> {
  const found = (await offered(desk, list)).find((option) => option.name === name);
  if (!found) throw new Error(`${name} is offered`);
  return found.id;
}

/** What stands on the page for one list, in its order. */
const listed = (html: string, list: ListName) =>
  [
    ...(new RegExp(`<section id="list-${list}"([\\s\\S]*?)</section>`).exec(html)?.[1] ?? "").matchAll(
      /<th scope="row">([\s\S]*?)<\/th>/g,
    ),
  ].map(([, cell = ""]) => textOf(cell));

const add = (desk: PanelDesk, list: ListName, name: string, key = newId()) =>
  desk.post("/lists", { list, [list]: name, key });

test("a community starts with a list of each kind, no name twice in any", async () => {
  const desk = await panelDesk(app);
  const html = await desk.page("/lists");
  expect(startingOptions.experience.length).toBeGreaterThanOrEqual(25);
  for (const list of lists) {
    expect(listed(html, list)).toEqual([...startingOptions[list]]);
    expect(new Set(startingOptions[list].map((name) => name.toLowerCase())).size).toBe(
      startingOptions[list].length,
    );
  }
});

test("a community founded before there were lists gets them once, and one that has any keeps them as they are", async () => {
  const [early, own] = [await panelDesk(app), await panelDesk(app)];
  await app.inside(early.community, (trx) => trx.deleteFrom("profile_options").execute());
  await add(own, "experience", "Twins");
  const kept = await names(own, "experience");

  await completeCommunities(app.platform.db);
  await completeCommunities(app.platform.db);
  expect(await names(early, "experience")).toEqual([...startingOptions.experience]);
  expect(await names(own, "experience")).toEqual(kept);
  await app.inside(own.community, (trx) => addStartingOptions(trx, own.community.id));
  expect(await names(own, "experience")).toEqual(kept);
});

test("a community that has some of the lists gets those that are new, and keeps what it has", async () => {
  const desk = await panelDesk(app);
  await app.inside(desk.community, (trx) =>
    trx.deleteFrom("profile_options").where("list", "in", ["language", "ethnicity", "region"]).execute(),
  );
  await add(desk, "experience", "Twins");
  await completeCommunities(app.platform.db);
  await completeCommunities(app.platform.db);
  expect(await names(desk, "language")).toEqual([...startingOptions.language]);
  expect(await names(desk, "region")).toEqual([...startingOptions.region]);
  expect(await names(desk, "experience")).toEqual([...startingOptions.experience, "Twins"]);
});

test("a coordinator adds to the end of a list, and a second click adds nothing", async () => {
  const desk = await panelDesk(app);
  const key = newId();
  for (const _click of [1, 2]) expect((await add(desk, "experience", "  Twins ", key)).status).toBe(303);
  expect(await names(desk, "experience")).toEqual([...startingOptions.experience, "Twins"]);
  expect(await names(desk, "gender")).toEqual([...startingOptions.gender]);
});

test("a name that is empty, too long or offered already is a fault beside the field of its list", async () => {
  const desk = await panelDesk(app);
  const faults = { " ": "Please fill this in.", grief: "", "GRIEF AND LOSS": "The list has this already." };
  for (const [name, fault] of Object.entries({ ...faults, ["x".repeat(81)]: "longer" })) {
    const { status, text } = await add(desk, "experience", name);
    expect(status, name).toBe(fault ? 422 : 303);
    expect(faultOf(text, "experience")).toContain(fault);
    expect(faultOf(text, "gender")).toBe("");
  }
  const nowhere = await desk.post("/lists", { list: "colour", colour: "Blue", key: newId() });
  expect(nowhere.status).toBe(422);
  expect(await names(desk, "experience")).toEqual([...startingOptions.experience, "grief"]);
});

test("a coordinator moves an option up and down, and at the end it stays", async () => {
  const desk = await panelDesk(app);
  const [first = "", second = "", ...others] = startingOptions.gender;
  const id = await idOf(desk, "gender", second);
  await desk.does(`/lists/${id}/move`, { direction: "up" });
  expect(await names(desk, "gender")).toEqual([second, first, ...others]);
  await desk.does(`/lists/${id}/move`, { direction: "up" });
  expect(await names(desk, "gender")).toEqual([second, first, ...others]);
  await desk.does(`/lists/${id}/move`, { direction: "down" });
  expect(await names(desk, "gender")).toEqual([first, second, ...others]);
  expect(await names(desk, "experience")).toEqual([...startingOptions.experience]);
});

test("an option is put behind any other of its list, or at the top", async () => {
  const desk = await panelDesk(app);
  const [first = "", second = "", third = "", ...others] = startingOptions.gender;
  const id = await idOf(desk, "gender", third);
  const html = await desk.page(`/lists/${id}`);
  expect(html).toMatch(new RegExp(`selected="">After “${second}”`));
  await desk.does(`/lists/${id}`, { name: third, after: "" });
  expect(await names(desk, "gender")).toEqual([third, first, second, ...others]);
  await desk.does(`/lists/${id}`, { name: "Third", after: await idOf(desk, "gender", first) });
  expect(await names(desk, "gender")).toEqual([first, "Third", second, ...others]);
  const foreign = await idOf(desk, "experience", "Anxiety");
  const refused = await desk.refused(`/lists/${id}`, { name: "Fourth", after: foreign });
  expect(faultOf(refused, "after")).toBe("Please choose one of the given answers.");
  expect(await names(desk, "gender")).toEqual([first, "Third", second, ...others]);
});

test("renaming refuses a name of the same list, and takes one of the other", async () => {
  const desk = await panelDesk(app);
  const id = await idOf(desk, "experience", "Anxiety");
  const html = await desk.refused(`/lists/${id}`, { name: "low MOOD" });
  expect(faultOf(html, "name")).toBe("The list has this already.");
  expect(html).toContain('value="low MOOD"');
  await desk.does(`/lists/${id}`, { name: "Woman" });
  expect((await names(desk, "experience"))[0]).toBe("Woman");
});

test("an archived option is offered no more, stays where it was chosen, and comes back unless its name was taken", async () => {
  const desk = await panelDesk(app);
  const id = await idOf(desk, "experience", "Homesickness");
  await desk.does(`/lists/${id}/archive`);
  expect(await names(desk, "experience")).not.toContain("Homesickness");
  const shown = await offered(desk, "experience", [id, "nothing"]);
  expect(shown.at(-1)).toEqual({ id, name: "Homesickness", archived: true });
  expect(listed(await desk.page("/lists"), "experience").at(-1)).toBe("Homesickness Archived");

  expect((await add(desk, "experience", "homesickness")).status).toBe(303);
  const html = await desk.refused(`/lists/${id}/restore`);
  expect(faultOf(html, "name")).toBe("The list has this already.");
  await desk.does(`/lists/${await idOf(desk, "experience", "homesickness")}/archive`);
  await desk.does(`/lists/${id}/restore`);
  expect(await names(desk, "experience")).toContain("Homesickness");
});

test("a list of another community is neither seen nor changed", async () => {
  const [here, there] = [await panelDesk(app), await panelDesk(app)];
  const id = await idOf(there, "experience", "Anxiety");
  expect((await there.client.get(`${there.community.base}/admin/lists/${id}`)).status).toBe(200);
  expect((await here.client.get(`${here.community.base}/admin/lists/${id}`)).status).toBe(404);
  for (const [path, fields] of [
    ["", { name: "Mine" }],
    ["/archive", {}],
    ["/move", { direction: "down" }],
  ] as const) {
    expect((await here.post(`/lists/${id}${path}`, fields)).status, path).toBe(404);
  }
  const all = await app.inside(there.community, allOptions);
  expect(all.find((option) => option.id === id)).toEqual({
    id,
    list: "experience",
    name: "Anxiety",
    archived: false,
  });
});
