import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { faultOf, type PanelDesk, panelDesk, rowsOf } from "#support/panel.ts";

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const room = { name: "Room 12", way: "in_person", details: "12 Elm Street", capacity: "3", open: "always" };

const stored = (desk: PanelDesk) =>
  app.inside(desk.community, (trx) =>
    trx.selectFrom("locations").select(["name", "capacity", "opening"]).orderBy("position").execute(),
  );

test("a location is open always, or at hours as people write them", async () => {
  const desk = await panelDesk(app, { zone: "Europe/Madrid" });
  await desk.does("/locations", room);
  const hours = { "hours.1": "9-12, 13:30-17", "hours.0": "10-11" };
  const kept = { ...room, name: "Room 13", capacity: "", open: "hours", ...hours };
  await desk.does("/locations", kept);
  expect(await stored(desk)).toEqual([
    { name: "Room 12", capacity: 3, opening: null },
    {
      name: "Room 13",
      capacity: null,
      opening: [
        [0, 600, 660],
        [1, 540, 720],
        [1, 810, 1_020],
      ],
    },
  ]);
  const id = /locations\/([0-9a-f-]{36})" class="link-plain">Room 13/.exec(
    await desk.page("/locations"),
  )?.[1];
  const page = await desk.page(`/locations/${id}`);
  expect(page.includes('value="09:00-12:00, 13:30-17:00"')).toBe(true);
  expect(page.includes("Europe/Madrid")).toBe(true);
  await desk.does(`/locations/${id}`, { ...kept, open: "always" });
  expect((await stored(desk))[1]?.opening).toBeNull();
});

test.each([
  ["name", { name: "" }],
  ["capacity", { capacity: "0" }],
  ["capacity", { capacity: "many" }],
  ["open", { open: "hours" }],
  ["hours.3", { open: "hours", "hours.3": "mornings" }],
])("a location with a fault in %s comes back with it, and is not stored", async (field, fault) => {
  const desk = await panelDesk(app);
  const page = await desk.refused("/locations", { ...room, ...fault });
  expect(faultOf(page, field)).not.toBe("");
  expect(page.includes("12 Elm Street")).toBe(true);
  expect(await stored(desk)).toEqual([]);
});

test("locations are moved up and down; an archived one goes to the end", async () => {
  const desk = await panelDesk(app);
  const ids: Record<string, string> = {};
  for (const name of ["A", "B", "C"]) {
    await desk.does("/locations", { ...room, name });
    ids[name] =
      new RegExp(`locations/([0-9a-f-]{36})" class="link-plain">${name}<`).exec(
        await desk.page("/locations"),
      )?.[1] ?? "";
  }
  const names = async () =>
    rowsOf(await desk.page("/locations")).map(([name = ""]) => name.replace(" 12 Elm Street", ""));
  await desk.does(`/locations/${ids.C}/move`, { direction: "up" });
  expect(await names()).toEqual(["A", "C", "B"]);
  await desk.does(`/locations/${ids.A}/archive`);
  expect(await names()).toEqual(["C", "B", "A Archived"]);
});
