import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { programme } from "#support/programme.ts";
import { report, reporting, stored } from "#support/reporting.ts";
import { reportKinds } from "./kinds.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());

describe("reporting", () => {
  test.each(reportKinds)("a %s is for who can see it, and for nobody else", async (kind) => {
    const at = await reporting(kith);
    const { community } = at;
    const id = at.things[kind];
    const path = `${community.base}/report/${kind}/${id}`;
    const away = await programme(kith);
    // People and reviews of the directory can be seen by everybody who belongs.
    const everybodys = kind === "person" || kind === "review";
    const outsiders: Record<string, TestPerson> = {
      "somebody of another community": away.member,
      ...(!everybodys && { "a member who has nothing to do with it": await kith.person(community) }),
      ...(kind !== "review" && kind !== "room" && { "the one whose it is": at.talia }),
    };
    if (kind === "meeting" || kind === "proposal") delete outsiders["the one whose it is"];
    for (const [who, person] of Object.entries(outsiders)) {
      const client = await kith.signIn(person);
      expect((await client.get(person.community.base)).status, `${who} is somebody`).toBe(200);
      expect((await client.get(path)).status, who).toBe(404);
      expect((await report(client, at, kind, id)).status, who).toBe(404);
    }
    expect((await kith.visitor().get(path)).location).toMatch(/^\/sign-in/);
    expect(await stored(kith, at)).toEqual([]);

    const member = await kith.signIn(at.member);
    expect((await member.get(path)).status).toBe(200);
    expect((await member.get(path, { "turbo-frame": "popup" })).text).toMatch(/^<turbo-frame id="popup"/);
    const sent = await report(member, at, kind, id, { words: "Please look." });
    expect(sent.status).toBe(303);
    const [row, ...more] = await stored(kith, at);
    expect(more).toEqual([]);
    const about = kind === "review" || kind === "room" ? null : at.talia.id;
    expect(row).toMatchObject({
      kind,
      reporter_id: at.member.id,
      about_id: about,
      words: "Please look.",
      state: "open",
    });
  });

  test("what is said in a room does not go across a block, not even to be reported", async () => {
    const at = await reporting(kith);
    const { community, talia } = at;
    const member = await kith.signIn(at.member);
    const said = await kith.inside(community, (trx) =>
      trx.selectFrom("threads").select("id").where("room_id", "=", at.things.room).executeTakeFirstOrThrow(),
    );
    const path = `${community.base}/report/message/${said.id}.1`;
    expect((await member.get(path)).text).toContain("In the room.");
    await member.post(`${community.base}/people/${talia.id}/block`);
    expect((await member.get(path)).status).toBe(404);
    // What the two have between them can still be reported.
    expect((await member.get(`${community.base}/report/message/${at.things.message}`)).status).toBe(200);
    expect((await member.get(`${community.base}/report/person/${talia.id}`)).status).toBe(200);
  });

  test("says what is missing, keeps what was typed, and goes back to where one came from", async () => {
    const at = await reporting(kith);
    const member = await kith.signIn(at.member);
    const from = encodeURIComponent(`meetings/${at.things.meeting}`);
    const path = `${at.community.base}/report/person/${at.talia.id}?from=${from}`;
    const back = await member.post(path, { reason: "", words: "It was like this" });
    expect([back.status, faultOf(back.text, "reason")]).toEqual([
      422,
      "Please choose one of the given answers.",
    ]);
    expect(back.text).toContain("It was like this");
    expect(back.text).toContain(`from=${from}`);
    expect((await member.post(path, { reason: "nonsense" })).status).toBe(422);
    expect((await member.post(path, { reason: "spam" })).location).toBe(
      `${at.community.base}/meetings/${at.things.meeting}`,
    );
    const astray = `${at.community.base}/report/room/${at.things.room}?from=${encodeURIComponent("//elsewhere.example")}`;
    expect((await member.post(astray, { reason: "spam" })).location).toBe(`${at.community.base}/reports`);
  });

  test("the same twice while it waits is one report, and twenty can wait", async () => {
    const at = await reporting(kith);
    const member = await kith.signIn(at.member);
    for (let i = 0; i < 2; i += 1)
      expect((await report(member, at, "message", at.things.message)).status).toBe(303);
    expect(await stored(kith, at)).toHaveLength(1);
    for (let number = 2; number <= 20; number += 2)
      expect((await report(member, at, "message", `${at.thread}.${number}`)).status).toBe(303);
    expect(await stored(kith, at)).toHaveLength(10);
    await kith.inside(at.community, (trx) =>
      sql`insert into reports (community_id, id, reporter_id, kind, record_id, reason, evidence, created_at)
        select community_id, gen_random_uuid(), reporter_id, kind, gen_random_uuid(), reason, evidence, created_at from reports`.execute(
        trx,
      ),
    );
    const full = await report(member, at, "file", at.things.file);
    expect([full.status, textOf(full.text)]).toEqual([
      422,
      expect.stringContaining("many reports that wait"),
    ]);
    expect(await stored(kith, at)).toHaveLength(20);
  });
});

describe("the evidence", () => {
  test("of a message is the message with five before and five after it, as they were", async () => {
    const at = await reporting(kith);
    const member = await kith.signIn(at.member);
    await report(member, at, "message", at.things.message);
    await kith.inside(at.community, (trx) => trx.updateTable("messages").set({ text: "Gone" }).execute());
    const coordinator = await kith.signIn(at.coordinator);
    const [row] = await stored(kith, at);
    const { text } = await coordinator.get(`${at.community.base}/admin/reports/${row?.id}`);
    const shown = [...text.matchAll(/Line (\d+)\./g)].map(([, number]) => Number(number));
    expect(shown).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
  });

  test("of a file is the file, also when it is taken back, for coordinators alone", async () => {
    const at = await reporting(kith);
    const [member, talia, coordinator] = [
      await kith.signIn(at.member),
      await kith.signIn(at.talia),
      await kith.signIn(at.coordinator),
    ];
    await report(member, at, "file", at.things.file);
    expect((await talia.post(`${at.community.base}/files/${at.things.file}/remove`)).status).toBe(303);
    const [row] = await stored(kith, at);
    const path = `${at.community.base}/admin/reports/${row?.id}/file`;
    const file = await coordinator.get(path);
    expect([file.status, file.text, file.headers.get("content-type")]).toEqual([
      200,
      "Words",
      "application/octet-stream",
    ]);
    for (const client of [member, talia]) expect((await client.get(path)).status).toBe(404);
  });

  test("is looked at in the open: that a coordinator did is written down", async () => {
    const at = await reporting(kith);
    await report(await kith.signIn(at.member), at, "message", at.things.message);
    const [row] = await stored(kith, at);
    const coordinator = await kith.signIn(at.coordinator);
    await coordinator.get(`${at.community.base}/admin/reports/${row?.id}`);
    const looks = await kith.inside(at.community, (trx) =>
      trx.selectFrom("staff_looks").select(["kind", "record_id", "person_id"]).execute(),
    );
    expect(looks).toContainEqual({ kind: "report", record_id: row?.id, person_id: at.coordinator.id });
  });
});
