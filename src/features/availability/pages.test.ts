import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { type HoursDesk, hoursDesk, rulesForm } from "#support/hours-desk.ts";
import { meeting } from "#support/meetings.ts";

let kith: TestApp;
let scene: HoursDesk["scene"];
let talia: HoursDesk["talia"];
let client: HoursDesk["client"];
let coordinator: HoursDesk["coordinator"];
let root: HoursDesk["root"];
let hoursOf: HoursDesk["hoursOf"];
let providerRow: HoursDesk["providerRow"];
let lock: HoursDesk["lock"];
let times: HoursDesk["times"];

beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z" });
});
afterAll(() => kith.end());
beforeEach(async () => {
  ({ scene, talia, client, coordinator, root, hoursOf, providerRow, lock, times } = await hoursDesk(kith));
});

describe("whose availability it is", () => {
  test("another provider's is not found, and cannot be changed by naming them", async () => {
    const other = scene.providers[1];
    if (!other) throw new Error("there is no second provider");
    const whose = `?provider=${other.id}`;
    const [{ id } = { id: "" }] = await hoursOf(other);
    expect((await coordinator.get(root + whose)).status).toBe(200);
    for (const path of ["", "/hours/new", `/hours/${id}`, "/exceptions/new", "/rules"]) {
      expect((await client.get(root + path + whose)).status, path).toBe(404);
    }
    const form = { key: newId(), days: "3", start: "09:00", end: "10:00" };
    expect((await client.post(`${root}/hours${whose}`, form)).status).toBe(404);
    expect((await client.post(`${root}/hours/${id}`, form)).status).toBe(404);
    expect((await client.post(`${root}/hours/${id}/remove`)).status).toBe(404);
    expect((await client.post(`${root}/pause${whose}`, { paused: "on" })).status).toBe(404);
    expect(await times(other)).toEqual([[1, 540, 720]]);
    expect((await providerRow(other)).paused_at).toBeNull();
  });

  test("a member finds none, a coordinator who gives no support is led to the providers", async () => {
    const member = await kith.signIn(scene.member);
    expect((await member.get(root)).status).toBe(404);
    expect((await member.post(`${root}/hours`, { days: "3", start: "09:00", end: "10:00" })).status).toBe(
      404,
    );
    expect((await coordinator.get(root)).location).toBe(`${scene.community.base}/admin/providers`);
  });

  test("a coordinator of another community finds none of it", async () => {
    const elsewhere = await kith.community();
    const stranger = await kith.signIn(await kith.person(elsewhere, { roles: ["coordinator"] }));
    expect((await stranger.get(`${elsewhere.base}/availability?provider=${talia.id}`)).status).toBe(404);
    expect((await stranger.get(`${root}?provider=${talia.id}`)).status).toBe(404);
    expect((await client.get(root)).status).toBe(200);
  });

  test("a coordinator changes anybody's", async () => {
    const whose = `?provider=${talia.id}`;
    const form = { key: newId(), days: "3", start: "09:00", end: "10:00" };
    const answer = await coordinator.post(`${root}/hours${whose}`, form);
    expect([answer.status, answer.location]).toEqual([303, root + whose]);
    expect(await times()).toEqual([
      [1, 540, 720],
      [3, 540, 600],
    ]);
    expect((await coordinator.get(root + whose)).text).toContain("Availability of Talia K");
  });

  test("locked hours are read by their provider and changed by coordinators alone", async () => {
    await lock();
    const [{ id } = { id: "" }] = await hoursOf();
    const page = (await client.get(root)).text;
    expect(page).toContain("A coordinator keeps these hours");
    expect(page).toContain("Monday, 09:00–12:00");
    expect(page).not.toContain("/hours/new");
    expect(page).not.toContain("/remove");
    expect((await client.get(`${root}/hours/new`)).status).toBe(404);
    const form = { key: newId(), days: "3", start: "09:00", end: "10:00" };
    const refused = await client.post(`${root}/hours`, form);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("A coordinator locked these hours.");
    for (const [path, fields] of [
      [`/hours/${id}/remove`, {}],
      ["/exceptions", { kind: "off", from: "2026-03-17" }],
      ["/rules", rulesForm],
    ] as const) {
      expect((await client.post(root + path, fields)).status, path).toBe(422);
    }
    await client.post(`${root}/pause`, { paused: "on" });
    expect((await providerRow()).paused_at).toBeNull();
    expect(await times()).toEqual([[1, 540, 720]]);

    expect((await coordinator.post(`${root}/hours?provider=${talia.id}`, form)).status).toBe(303);
    expect(await times()).toHaveLength(2);
  });
});

describe("the week", () => {
  test("shows hours, meetings, other dates and closings, and leads to the weeks around", async () => {
    await meeting(kith, scene, { at: "2026-03-09T10:00Z" });
    await kith.inside(scene.community, (trx) =>
      trx
        .insertInto("closings")
        .values({
          community_id: scene.community.id,
          id: newId(),
          name: "Spring break",
          from_date: Temporal.PlainDate.from("2026-03-12"),
          until_date: Temporal.PlainDate.from("2026-03-13"),
        })
        .execute(),
    );
    const page = (await client.get(`${root}?week=2026-03-11`)).text;
    expect(page).toContain("9 – 15 March");
    expect(page).toContain("Mina Alvarez");
    expect(page.match(/Closed: Spring break/g)).toHaveLength(2);
    expect(page).toContain(`${root}?week=2026-03-02`);
    expect(page).toContain(`${root}?week=2026-03-16`);
    expect((await client.get(root)).text).not.toContain("Mina Alvarez");
  });

  test("of a change of clocks says so, and an address that is no week shows this one", async () => {
    expect((await client.get(`${root}?week=2026-03-29`)).text).toContain(
      "The clocks in Europe/London are changed in this week.",
    );
    expect((await client.get(`${root}?week=2026-03-22`)).text).not.toContain("The clocks in");
    for (const nonsense of ["yesterday", "2026-02-31", "9999-01-01", "-1"]) {
      const page = await client.get(`${root}?week=${nonsense}`);
      expect(page.status).toBe(200);
      expect(page.text).toContain("2 – 8 March");
    }
  });

  test("shows a coordinator that a provider is busy as a guest, and not with whom", async () => {
    await kith.inside(scene.community, (trx) =>
      trx
        .updateTable("people")
        .set({ first_name: "Secret", last_name: "Helper" })
        .where("id", "=", scene.providers[1]?.id ?? "")
        .execute(),
    );
    const id = await meeting(kith, scene, {
      at: "2026-03-03T10:00Z",
      provider: scene.providers[1]?.id ?? "",
      member: talia.id,
    });
    const own = (await client.get(root)).text;
    expect(own).toContain("Secret Helper");
    expect(own).toContain(`/meetings/${id}`);
    const seen = (await coordinator.get(`${root}?provider=${talia.id}`)).text;
    expect(seen).toContain("Busy");
    expect(seen).not.toContain("Secret Helper");
    expect(seen).not.toContain(`/meetings/${id}`);
  });
});
