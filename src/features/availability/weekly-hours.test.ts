import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { first, type HoursDesk, hoursDesk } from "#support/hours-desk.ts";

let kith: TestApp;
let scene: HoursDesk["scene"];
let client: HoursDesk["client"];
let root: HoursDesk["root"];
let hoursOf: HoursDesk["hoursOf"];
let times: HoursDesk["times"];

beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z" });
});
afterAll(() => kith.end());
beforeEach(async () => {
  ({ scene, client, root, hoursOf, times } = await hoursDesk(kith));
});

describe("weekly hours", () => {
  test("are added for several days at once, for one service, one format, one place and some time", async () => {
    const answer = await client.post(`${root}/hours`, {
      key: newId(),
      days: ["2", "4"],
      start: "13:00",
      end: "00:00",
      serviceId: first(scene.services),
      formatId: scene.format,
      locationId: scene.location,
      from: "2026-03-10",
      until: "2026-06-30",
    });
    expect([answer.status, answer.location]).toEqual([303, root]);
    const [, tuesday, thursday] = await hoursOf();
    for (const row of [tuesday, thursday]) {
      expect(row).toMatchObject({
        start_minute: 780,
        end_minute: 1440,
        service_id: first(scene.services),
        format_id: scene.format,
        location_id: scene.location,
      });
      expect([row?.from_date?.toString(), row?.until_date?.toString()]).toEqual(["2026-03-10", "2026-06-30"]);
    }
    const page = (await client.follow(answer)).text;
    expect(page).toContain("Tuesday, 13:00–24:00");
    expect(page).toContain("Peer Mentoring with Talia K");
    expect(page).toContain("Tue 10 Mar – Tue 30 Jun");
  });

  test("a second click of the same form adds nothing", async () => {
    const form = { key: newId(), days: "3", start: "09:00", end: "10:00" };
    await client.post(`${root}/hours`, form);
    const again = await client.post(`${root}/hours`, form);
    expect(again.status).toBe(303);
    expect(await times()).toEqual([
      [1, 540, 720],
      [3, 540, 600],
    ]);
  });

  test("are changed and removed one by one", async () => {
    const [{ id } = { id: "" }] = await hoursOf();
    expect((await client.get(`${root}/hours/${id}`)).text).toContain('value="09:00"');
    const changed = await client.post(`${root}/hours/${id}`, { days: "5", start: "10:00", end: "11:30" });
    expect(changed.status).toBe(303);
    expect(await times()).toEqual([[5, 600, 690]]);
    expect((await client.post(`${root}/hours/${id}/remove`)).status).toBe(303);
    expect(await times()).toEqual([]);
    expect((await client.post(`${root}/hours/${id}/remove`)).status).toBe(404);
  });

  test.each([
    [
      "an end before its start",
      { days: "3", start: "12:00", end: "09:00" },
      "The end must be later than the start.",
    ],
    ["no day", { start: "09:00", end: "10:00" }, "Please choose at least one day."],
    ["what is no time", { days: "3", start: "nine", end: "10:00" }, "This is not a time."],
    [
      "a date that does not exist",
      { days: "3", start: "09:00", end: "10:00", from: "2026-02-30" },
      "This is not a date we can use.",
    ],
    [
      "a last day before the first",
      { days: "3", start: "09:00", end: "10:00", from: "2026-04-02", until: "2026-04-01" },
      "The last day must not be before the first.",
    ],
    [
      "overlapping hours",
      { days: ["3", "1"], start: "11:30", end: "13:00" },
      "You already have hours on Monday, 09:00–12:00.",
    ],
    [
      "hours for one service within hours for all",
      { days: "1", start: "09:00", end: "10:00", serviceId: "own" },
      "You already have hours on Monday",
    ],
    [
      "a service that is not theirs",
      { days: "3", start: "09:00", end: "10:00", serviceId: "other" },
      "Please choose one of the given answers.",
    ],
  ])("refuse %s beside the field, and keep what was typed", async (_name, form, words) => {
    const services: Record<string, string | undefined> = { own: scene.services[0], other: scene.services[1] };
    const named = "serviceId" in form ? { serviceId: services[form.serviceId] ?? "" } : {};
    const answer = await client.post(`${root}/hours`, { key: newId(), ...form, ...named });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(answer.text).toContain(`value="${form.start}"`);
    expect(answer.text).toContain(`value="${form.end}"`);
    expect(await times()).toEqual([[1, 540, 720]]);
  });

  test("may touch, lie over hours for something else, or over hours of another time of the year", async () => {
    const add = (form: Record<string, string>) =>
      client.post(`${root}/hours`, { key: newId(), days: "1", ...form });
    const [{ id } = { id: "" }] = await hoursOf();
    await client.post(`${root}/hours/${id}`, {
      days: "1",
      start: "09:00",
      end: "12:00",
      serviceId: scene.generic,
      until: "2026-06-30",
    });
    expect((await add({ start: "12:00", end: "13:00", serviceId: scene.generic })).status).toBe(303);
    expect((await add({ start: "09:00", end: "10:00", serviceId: first(scene.services) })).status).toBe(303);
    expect(
      (await add({ start: "09:00", end: "12:00", serviceId: scene.generic, from: "2026-07-01" })).status,
    ).toBe(303);
    expect(
      (await add({ start: "09:00", end: "12:00", serviceId: scene.generic, from: "2026-06-30" })).status,
    ).toBe(422);
  });

  test("a form that is reached by drawing on the week is filled in, and nothing is stored by looking", async () => {
    const fresh = await client.get(`${root}/hours/new?day=3&start=13:00&end=15:30`);
    expect(fresh.text).toMatch(/value="3" checked/);
    expect(fresh.text).toContain('value="13:00"');
    const [{ id } = { id: "" }] = await hoursOf();
    const moved = await client.get(`${root}/hours/${id}?day=2&start=10:00&end=13:00`);
    expect(moved.text).toContain('value="10:00"');
    expect(moved.text).toMatch(/<option value="2" selected/);
    expect(await times()).toEqual([[1, 540, 720]]);
    expect((await client.get(`${root}/hours/new?day=9&start=%3Cb%3E`)).status).toBe(200);
  });
});
