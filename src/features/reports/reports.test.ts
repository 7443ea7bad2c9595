import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type Acquainted, acquainted, asking } from "#support/acquainted.ts";
import { proposed } from "#support/answering.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { programme } from "#support/programme.ts";
import { toldOf } from "#support/requests.ts";
import { type ReportKind, reportKinds } from "./kinds.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith?.end());

interface Scene extends Acquainted {
  readonly member: TestPerson;
  readonly coordinator: TestPerson;
  /** What can be reported by the member, by its kind. */
  readonly things: Readonly<Record<ReportKind, string>>;
  readonly thread: string;
}

/** Somebody who can report one of each, most of it Talia's, and a coordinator. */
async function scene(): Promise<Scene> {
  kith.clock.set("2026-03-02T09:00:00Z");
  const at = await acquainted(kith);
  const { community, talia, member } = at;
  const coordinator = await kith.person(community, {
    roles: ["coordinator"],
    firstName: "Cora",
    lastName: "Vale",
  });
  const own = { community_id: community.id };
  const id = await meeting(kith, at, { at: "2026-03-03T10:00Z" });
  const proposal = await proposed(kith, await asking(kith, at), 0);
  const [thread, room, roomThread, file, review] = [newId(), newId(), newId(), newId(), newId()];
  const created_at = kith.clock.now();
  await kith.inside(community, async (trx) => {
    await trx
      .insertInto("threads")
      .values({ ...own, id: thread, meeting_id: id, last_number: 21 })
      .execute();
    for (let number = 1; number <= 20; number += 1)
      await trx
        .insertInto("messages")
        .values({
          ...own,
          thread_id: thread,
          number,
          author_id: number % 2 ? member.id : talia.id,
          text: `Line ${number}.`,
          created_at,
        })
        .execute();
    await trx
      .insertInto("files")
      .values({
        ...own,
        id: file,
        thread_id: thread,
        number: 21,
        shared_by: talia.id,
        name: "leaflet.txt",
        type: "text/plain",
        size: 5,
        sha256: Buffer.from("x"),
        content: Buffer.from("Words"),
        created_at,
      })
      .execute();
    await trx
      .insertInto("rooms")
      .values({ ...own, id: room, name: "Kitchen", by_person: coordinator.id, created_at, private: true })
      .execute();
    await trx
      .insertInto("threads")
      .values({ ...own, id: roomThread, room_id: room, last_number: 1 })
      .execute();
    for (const [person_id, name] of [
      [member.id, "Fern"],
      [talia.id, "Moss"],
    ] as const)
      await trx
        .insertInto("room_members")
        .values({ ...own, room_id: room, person_id, name, state: "in", joined_at: created_at })
        .execute();
    await trx
      .insertInto("messages")
      .values({
        ...own,
        thread_id: roomThread,
        number: 1,
        author_id: talia.id,
        text: "In the room.",
        created_at,
      })
      .execute();
    await trx
      .insertInto("reviews")
      .values({
        ...own,
        id: review,
        provider_id: talia.id,
        author_id: at.other.id,
        stars: 1,
        text: "Unkind words.",
        alias: 7,
        created_at,
        changed_at: created_at,
        editable_until: created_at,
        published_at: created_at,
      })
      .execute();
  });
  const things = { person: talia.id, meeting: id, proposal, message: `${thread}.12`, file, review, room };
  return { ...at, coordinator, things, thread };
}

const report = (client: Client, { community }: Scene, kind: ReportKind, id: string, more: object = {}) =>
  client.post(`${community.base}/report/${kind}/${id}`, {
    reason: "harassment",
    words: "",
    key: newId(),
    ...more,
  });

const stored = ({ community }: Scene) =>
  kith.inside(community, (trx) => trx.selectFrom("reports").selectAll().orderBy("id").execute());

describe("reporting", () => {
  test.each(reportKinds)("a %s is for who can see it, and for nobody else", async (kind) => {
    const at = await scene();
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
    expect(await stored(at)).toEqual([]);

    const member = await kith.signIn(at.member);
    expect((await member.get(path)).status).toBe(200);
    expect((await member.get(path, { "turbo-frame": "popup" })).text).toMatch(/^<turbo-frame id="popup"/);
    const sent = await report(member, at, kind, id, { words: "Please look." });
    expect(sent.status).toBe(303);
    const [row, ...more] = await stored(at);
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
    const at = await scene();
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
    const at = await scene();
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
    const at = await scene();
    const member = await kith.signIn(at.member);
    for (let i = 0; i < 2; i += 1)
      expect((await report(member, at, "message", at.things.message)).status).toBe(303);
    expect(await stored(at)).toHaveLength(1);
    for (let number = 2; number <= 20; number += 2)
      expect((await report(member, at, "message", `${at.thread}.${number}`)).status).toBe(303);
    expect(await stored(at)).toHaveLength(10);
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
    expect(await stored(at)).toHaveLength(20);
  });
});

describe("the evidence", () => {
  test("of a message is the message with five before and five after it, as they were", async () => {
    const at = await scene();
    const member = await kith.signIn(at.member);
    await report(member, at, "message", at.things.message);
    await kith.inside(at.community, (trx) => trx.updateTable("messages").set({ text: "Gone" }).execute());
    const coordinator = await kith.signIn(at.coordinator);
    const [row] = await stored(at);
    const { text } = await coordinator.get(`${at.community.base}/admin/reports/${row?.id}`);
    const shown = [...text.matchAll(/Line (\d+)\./g)].map(([, number]) => Number(number));
    expect(shown).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
  });

  test("of a file is the file, also when it is taken back, for coordinators alone", async () => {
    const at = await scene();
    const [member, talia, coordinator] = [
      await kith.signIn(at.member),
      await kith.signIn(at.talia),
      await kith.signIn(at.coordinator),
    ];
    await report(member, at, "file", at.things.file);
    expect((await talia.post(`${at.community.base}/files/${at.things.file}/remove`)).status).toBe(303);
    const [row] = await stored(at);
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
    const at = await scene();
    await report(await kith.signIn(at.member), at, "message", at.things.message);
    const [row] = await stored(at);
    const coordinator = await kith.signIn(at.coordinator);
    await coordinator.get(`${at.community.base}/admin/reports/${row?.id}`);
    const looks = await kith.inside(at.community, (trx) =>
      trx.selectFrom("staff_looks").select(["kind", "record_id", "person_id"]).execute(),
    );
    expect(looks).toContainEqual({ kind: "report", record_id: row?.id, person_id: at.coordinator.id });
  });
});

describe("who reported", () => {
  test.each(reportKinds)(
    "a %s is shown to nobody: not to coordinators, not in letters, not to the one it is about",
    async (kind) => {
      const at = await scene();
      const { community } = at;
      const reporter = at.member;
      const names = ["Mina", "Alvarez", reporter.id, reporter.email];
      const member = await kith.signIn(reporter);
      const [coordinator, talia] = [await kith.signIn(at.coordinator), await kith.signIn(at.talia)];
      expect((await report(member, at, kind, at.things[kind], { words: "It was wrong." })).status).toBe(303);
      await kith.drainMail();
      const [row] = await stored(at);
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
    const at = await scene();
    const talia = await kith.signIn(at.talia);
    expect((await report(talia, at, "message", `${at.thread}.11`)).status).toBe(303);
    expect((await report(talia, at, "meeting", at.things.meeting)).status).toBe(303);
    const coordinator = await kith.signIn(at.coordinator);
    for (const { id, about_id } of await stored(at)) {
      expect(about_id).toBe(at.member.id);
      const { text } = await coordinator.get(`${at.community.base}/admin/reports/${id}`);
      expect(text).toContain("Mina Alvarez");
      expect(text).not.toMatch(/Talia/);
    }
  });
});

describe("a report about a coordinator", () => {
  test("is read by the others and not by them; where there is no other, it says so", async () => {
    const at = await scene();
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
    const [row] = await stored(at);
    const page = `${community.base}/admin/reports/${row?.id}`;
    expect((await other.get(page)).status).toBe(200);
    expect((await own.get(page)).status).toBe(404);
    expect((await own.get(`${community.base}/admin/reports`)).text).not.toContain(row?.id);
    expect((await own.post(`${page}/settle`, { answer: "No." })).status).toBe(404);
    expect((await toldOf(kith, talia)).filter((line) => line.startsWith("reports"))).toEqual([]);
    expect((await stored(at))[0]).toMatchObject({ state: "open" });

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
    const at = await scene();
    await report(await kith.signIn(at.member), at, "room", at.things.room);
    const [row] = await stored(at);
    const coordinator = await kith.signIn(at.coordinator);
    const settle = `${at.community.base}/admin/reports/${row?.id}/settle`;
    expect((await coordinator.post(settle, { answer: " " })).status).toBe(422);
    expect((await coordinator.post(settle, { answer: "Seen." })).status).toBe(303);
    expect((await coordinator.post(settle, { answer: "Seen again." })).status).toBe(422);
    expect((await stored(at))[0]).toMatchObject({
      state: "settled",
      answer: "Seen.",
      settled_by: at.coordinator.id,
    });
  });
});
