import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { textOf } from "#support/panel.ts";
import { report, reporting, stored } from "#support/reporting.ts";
import { toldOf } from "#support/requests.ts";
import { reportKinds } from "./kinds.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());

describe("who reported", () => {
  test.each(reportKinds)(
    "a %s is shown to nobody: not to coordinators, not in letters, not to the one it is about",
    async (kind) => {
      const at = await reporting(kith);
      const { community } = at;
      const reporter = at.member;
      const names = ["Mina", "Alvarez", reporter.id, reporter.email];
      const member = await kith.signIn(reporter);
      const [coordinator, talia] = [await kith.signIn(at.coordinator), await kith.signIn(at.talia)];
      expect((await report(member, at, kind, at.things[kind], { words: "It was wrong." })).status).toBe(303);
      await kith.drainMail();
      const [row] = await stored(kith, at);
      const page = `${community.base}/admin/reports/${row?.id}`;
      const look = async () => {
        const paths = [
          page,
          `${community.base}/admin/reports`,
          `${community.base}/admin/reports?show=settled`,
          `${community.base}/notifications`,
        ];
        for (const path of paths) {
          const { status, text } = await coordinator.get(path);
          expect(status, path).toBe(200);
          expect(
            names.filter((name) => text.includes(name)),
            path,
          ).toEqual([]);
        }
        expect(JSON.stringify(row?.evidence).includes("reporter")).toBe(false);
      };
      await look();
      expect(textOf((await coordinator.get(page)).text)).toContain("It was wrong.");
      expect(await toldOf(kith, at.coordinator)).toEqual([`reports.new /admin/reports/${row?.id}`]);
      const mailed = async () =>
        kith.inside(community, (trx) =>
          trx.selectFrom("mails").select(["to_address", "kind", "body_text"]).execute(),
        );
      const letters = (await mailed()).filter(({ body_text }) => body_text.includes("/admin/reports/"));
      expect(letters.map(({ to_address, kind: called }) => [to_address, called])).toEqual([
        [at.coordinator.email, "private"],
      ]);
      expect(letters.some(({ body_text }) => names.some((name) => body_text.includes(name)))).toBe(false);
      const before = (await mailed()).length;

      const settled = await coordinator.post(`${page}/settle`, { answer: "We have talked to them." });
      expect(settled.status).toBe(303);
      await look();
      expect(await toldOf(kith, reporter)).toContain("reports.settled /reports");
      expect(await mailed()).toHaveLength(before);
      expect(textOf((await member.get(`${community.base}/reports`)).text)).toContain(
        "We have talked to them.",
      );
      // The one it is about was told nothing of it, and finds nothing.
      expect((await toldOf(kith, at.talia)).filter((line) => line.startsWith("reports"))).toEqual([]);
      expect(textOf((await talia.get(`${community.base}/reports`)).text)).toContain(
        "You have reported nothing",
      );
      expect((await talia.get(page)).status).toBe(404);
    },
  );

  test("stays between the two where a provider reports a member: the provider is not named beside it", async () => {
    const at = await reporting(kith);
    const talia = await kith.signIn(at.talia);
    expect((await report(talia, at, "message", `${at.thread}.11`)).status).toBe(303);
    expect((await report(talia, at, "meeting", at.things.meeting)).status).toBe(303);
    const coordinator = await kith.signIn(at.coordinator);
    for (const { id, about_id } of await stored(kith, at)) {
      expect(about_id).toBe(at.member.id);
      const { text } = await coordinator.get(`${at.community.base}/admin/reports/${id}`);
      expect(text).toContain("Mina Alvarez");
      expect(text).not.toMatch(/Talia/);
    }
  });
});

describe("a report about a coordinator", () => {
  test("is read by the others and not by them; where there is no other, it says so", async () => {
    const at = await reporting(kith);
    const { community, talia } = at;
    await kith.inside(community, (trx) =>
      trx
        .updateTable("people")
        .set({ roles: ["provider", "coordinator"] })
        .where("id", "=", talia.id)
        .execute(),
    );
    const [member, own, other] = [
      await kith.signIn(at.member),
      await kith.signIn(talia),
      await kith.signIn(at.coordinator),
    ];
    await report(member, at, "person", talia.id);
    const [row] = await stored(kith, at);
    const page = `${community.base}/admin/reports/${row?.id}`;
    expect((await other.get(page)).status).toBe(200);
    expect((await own.get(page)).status).toBe(404);
    expect((await own.get(`${community.base}/admin/reports`)).text).not.toContain(row?.id);
    expect((await own.post(`${page}/settle`, { answer: "No." })).status).toBe(404);
    expect((await toldOf(kith, talia)).filter((line) => line.startsWith("reports"))).toEqual([]);
    expect((await stored(kith, at))[0]).toMatchObject({ state: "open" });

    await kith.inside(community, (trx) =>
      trx
        .updateTable("people")
        .set({ roles: ["member"] })
        .where("id", "=", at.coordinator.id)
        .execute(),
    );
    const alone = await report(member, at, "file", at.things.file);
    expect([alone.status, textOf(alone.text)]).toEqual([
      422,
      expect.stringContaining("no other coordinator"),
    ]);
  });

  test("is settled once", async () => {
    const at = await reporting(kith);
    await report(await kith.signIn(at.member), at, "room", at.things.room);
    const [row] = await stored(kith, at);
    const coordinator = await kith.signIn(at.coordinator);
    const settle = `${at.community.base}/admin/reports/${row?.id}/settle`;
    expect((await coordinator.post(settle, { answer: " " })).status).toBe(422);
    expect((await coordinator.post(settle, { answer: "Seen." })).status).toBe(303);
    expect((await coordinator.post(settle, { answer: "Seen again." })).status).toBe(422);
    expect((await stored(kith, at))[0]).toMatchObject({
      state: "settled",
      answer: "Seen.",
      settled_by: at.coordinator.id,
    });
  });
});
