import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { appointment, circle } from "#support/coming.ts";
import { faultOf, textOf } from "#support/panel.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

const secret = "Xanthe sleeps badly, ask again";

describe("notes of who gives a meeting", () => {
  test("are written, changed and taken away, and shown to them alone", async () => {
    const { path, provider, member, coordinator, scene } = await appointment(kith);
    const write = (text: string, version: number) =>
      provider.post(`${path}/notes`, { text, version: String(version) });
    expect((await write(secret, 0)).location).toBe(`${path}#notes`);
    const page = await provider.get(path);
    expect(page.text).toContain(secret);
    expect(textOf(page.text)).toContain("Only you can read them");
    expect((await write(`${secret}!`, 1)).status).toBe(303);
    for (const client of [member, coordinator]) {
      const seen = await client.get(path);
      expect(seen.status).toBe(200);
      expect(seen.text).not.toContain("Xanthe");
      expect(seen.text).not.toContain(`${path}/notes`);
      expect((await client.get(`${path}/notes`)).status).toBe(404);
      expect((await client.post(`${path}/notes`, { text: "mine", version: "2" })).status).toBe(404);
    }
    expect((await provider.get(`${path}/notes`)).text).toContain(`${secret}!`);
    expect((await write("", 2)).status).toBe(303);
    expect((await provider.get(path)).text).not.toContain("Xanthe");
    const rows = await kith.inside(scene.community, (trx) =>
      trx.selectFrom("session_notes").select(["text", "version"]).execute(),
    );
    expect(rows).toEqual([{ text: "", version: 3 }]);
  });

  test("are not written over what was saved elsewhere meanwhile: both are shown, and saving again takes what is in the form", async () => {
    const { path, provider } = await appointment(kith);
    const write = (text: string, version: string) => provider.post(`${path}/notes`, { text, version });
    await write("From the phone", "0");
    const late = await write("From the desk", "0");
    expect(late.status).toBe(409);
    expect(late.text).toContain("From the phone");
    expect(late.text).toContain("From the desk");
    expect(late.text).toContain('name="version" value="1"');
    expect((await provider.get(path)).text).not.toContain("From the desk");
    expect((await write("From both", "1")).status).toBe(303);
    expect((await provider.get(path)).text).toContain("From both");
  });

  test("that are too long come back with what was typed", async () => {
    const { path, provider } = await appointment(kith);
    const back = await provider.post(`${path}/notes`, { text: "y".repeat(8_001), version: "0" });
    expect(back.status).toBe(422);
    expect(faultOf(back.text, "text")).not.toBe("");
    expect(back.text).toContain("yyyy");
  });

  test("stay when the meeting is cancelled, for who wrote them", async () => {
    const { path, provider, scene, id } = await appointment(kith);
    await provider.post(`${path}/notes`, { text: secret, version: "0" });
    await kith.inside(scene.community, (trx) =>
      trx.updateTable("meetings").set({ state: "cancelled" }).where("id", "=", id).execute(),
    );
    expect((await provider.get(path)).text).toContain(secret);
  });

  test("of two who give a group are not read by each other, by coordinators or by who attends", async () => {
    const made = await circle(kith, 1);
    const co = await kith.person(made.community, { roles: ["provider", "coordinator"], firstName: "Coco" });
    await kith.inside(made.community, (trx) =>
      trx
        .insertInto("co_hosts")
        .values({ community_id: made.community.id, meeting_id: made.meeting, person_id: co.id })
        .execute(),
    );
    const client = await kith.signIn(co);
    await made.hosting.post(`${made.door}/notes`, { text: secret, version: "0" });
    await client.post(`${made.door}/notes`, { text: "Quokka lanterns", version: "0" });
    expect((await made.hosting.get(made.path)).text).toContain(secret);
    const theirs = await client.get(made.path);
    expect(theirs.text).toContain("Quokka lanterns");
    expect(theirs.text).not.toContain("Xanthe");
    const guest = await made.guests[0]?.client.get(made.path);
    expect(guest?.status).toBe(200);
    expect(guest?.text).not.toMatch(/Xanthe|Quokka/);
  });
});
