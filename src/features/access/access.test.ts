import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { rowsOf, textOf } from "#support/panel.ts";
import { type Reporting, report, reporting, stored } from "#support/reporting.ts";

let kith: TestApp;
let at: Reporting;
let cora: Client;
let vera: { person: TestPerson; client: Client };
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());

beforeEach(async () => {
  at = await reporting(kith);
  cora = await kith.signIn(at.coordinator);
  const person = await kith.person(at.community, {
    roles: ["coordinator"],
    firstName: "Vera",
    lastName: "Moss",
  });
  vera = { person, client: await kith.signIn(person) };
});

const looks = () =>
  kith.inside(at.community, (trx) =>
    trx.selectFrom("staff_looks").select(["kind", "record_id", "what", "person_id"]).orderBy("id").execute(),
  );
const base = () => at.community.base;
const log = async (client: Client, query = "") =>
  rowsOf((await client.get(`${base()}/admin/access${query}`)).text).map(([, who, what]) => [who, what]);

describe("a look is written down", () => {
  /** What can be opened of each kind that is private, by a coordinator who has nothing to do with it. */
  async function privateThings() {
    const { meeting, proposal, room } = at.things;
    const payment = newId();
    const file = newId();
    await kith.inside(at.community, async (trx) => {
      const own = { community_id: at.community.id };
      await trx
        .updateTable("meetings")
        .set({ private: true, name: "Private" })
        .where("id", "=", meeting)
        .execute();
      await trx
        .insertInto("payments")
        .values({
          ...own,
          id: payment,
          meeting_id: meeting,
          payer_id: at.member.id,
          payee_id: at.talia.id,
          method: "desk",
          reference: "AAAA-1111",
          amount: 100,
          currency: "EUR",
          created_at: kith.clock.now(),
        })
        .execute();
      await trx
        .insertInto("files")
        .values({
          ...own,
          id: file,
          thread_id: (
            await trx.selectFrom("threads").select("id").where("room_id", "=", room).executeTakeFirstOrThrow()
          ).id,
          number: 2,
          shared_by: at.talia.id,
          name: "a.txt",
          type: "text/plain",
          size: 5,
          sha256: Buffer.from("x"),
          content: Buffer.from("Words"),
          created_at: kith.clock.now(),
        })
        .execute();
    });
    await report(await kith.signIn(at.member), at, "file", at.things.file);
    const [reported] = await stored(kith, at);
    return { meeting, proposal, room, payment, file, report: reported?.id ?? "" };
  }

  test("for every address at which a coordinator reads something private, and for no page without it", async () => {
    const { meeting, proposal, room, payment, file, report: reported } = await privateThings();
    const pages: [string, string, string][] = [
      [`/meetings/${meeting}`, "meeting", meeting],
      [`/meetings/${meeting}/calendar.ics`, "meeting", meeting],
      [`/meetings/${meeting}/cancel`, "meeting", meeting],
      [`/proposals/${proposal}`, "proposal", proposal],
      [`/admin/payments/${payment}`, "payment", payment],
      [`/admin/reports/${reported}`, "report", reported],
      [`/admin/reports/${reported}/file`, "report", reported],
      [`/rooms/${room}/look`, "room", room],
      [`/rooms/${room}/people`, "room", room],
      [`/rooms/${room}/messages/1`, "room", room],
      [`/rooms/${room}/search?q=room`, "room", room],
      [`/rooms/${room}/files/${file}`, "room", room],
      [`/rooms/${room}/log`, "room", room],
    ];
    for (const [path, kind, id] of pages) {
      await kith.inside(at.community, (trx) => trx.deleteFrom("staff_looks").execute());
      expect([path, (await cora.get(`${base()}${path}`)).status]).toEqual([path, 200]);
      expect([path, await looks()]).toEqual([
        path,
        [{ kind, record_id: id, what: null, person_id: at.coordinator.id }],
      ]);
    }
    await kith.inside(at.community, (trx) => trx.deleteFrom("staff_looks").execute());
    const quiet = [
      "/admin",
      "/admin/reports",
      "/admin/payments",
      "/admin/requests",
      "/admin/rooms",
      "/admin/access",
      "/meetings",
    ];
    for (const path of quiet) expect((await cora.get(`${base()}${path}`)).status, path).toBe(200);
    expect(await looks()).toEqual([]);
    // To whom it belongs that is no look.
    const member = await kith.signIn(at.member);
    expect((await member.get(`${base()}/meetings/${meeting}`)).status).toBe(200);
    expect(await looks()).toEqual([]);
  });

  test("for lists and files in which many people are, once for a while", async () => {
    await kith.inside(at.community, (trx) =>
      trx
        .insertInto("feedback")
        .values({
          community_id: at.community.id,
          meeting_id: at.things.meeting,
          person_id: at.member.id,
          answers: JSON.stringify([{ question: newId(), label: "How?", answer: ["Well"] }]),
          created_at: kith.clock.now(),
          changed_at: kith.clock.now(),
        })
        .execute(),
    );
    const paths = [
      "/exports/services.csv",
      "/exports/providers.csv",
      "/exports/enrollment.csv",
      "/feedback",
      "/feedback",
      "/access/log.csv",
    ];
    for (const path of paths) expect((await cora.get(`${base()}/admin${path}`)).status, path).toBe(200);
    expect((await looks()).map(({ kind, what }) => [kind, what])).toEqual([
      ["file", "providers"],
      ["file", "enrollment"],
      ["list", "feedback"],
      ["file", "access"],
    ]);
    // On the page of a meeting that is not private, what was said of it is the one thing that is.
    kith.clock.set("2026-03-03T12:00:00Z");
    await cora.get(`${base()}/meetings/${at.things.meeting}`);
    const [said] = (await looks()).slice(4);
    expect(said).toMatchObject({ kind: "meeting", record_id: at.things.meeting });
  });
});

describe("the access log", () => {
  test("says who opened what kind of thing when, names neither it nor its people, and leads there by a look of its own", async () => {
    await kith.inside(at.community, (trx) =>
      trx
        .updateTable("meetings")
        .set({ private: true, name: "Zephyr quill" })
        .where("id", "=", at.things.meeting)
        .execute(),
    );
    await cora.get(`${base()}/meetings/${at.things.meeting}`);
    const { text } = await vera.client.get(`${base()}/admin/access`);
    expect(await log(vera.client)).toEqual([["Cora Vale", "Meeting"]]);
    for (const told of [at.things.meeting, "Zephyr", "Mina", "Alvarez", "Talia"])
      expect(text).not.toContain(told);
    const [, open = ""] = /href="([^"]+\/admin\/access\/[0-9a-f-]{36})"/.exec(text) ?? [];
    const led = await vera.client.get(open);
    expect([led.status, led.location]).toEqual([303, `${base()}/meetings/${at.things.meeting}`]);
    expect(await looks()).toHaveLength(1);
    expect((await vera.client.follow(led)).text).toContain("Mina Alvarez");
    expect((await looks()).map(({ person_id }) => person_id)).toEqual([at.coordinator.id, vera.person.id]);
  });

  test("is narrowed by who, what and when, and taken as a file", async () => {
    await cora.get(`${base()}/proposals/${at.things.proposal}`);
    kith.clock.set("2026-03-05T23:30:00Z");
    await vera.client.get(`${base()}/rooms/${at.things.room}/look`);
    const both = [
      ["Vera Moss", "Chat room"],
      ["Cora Vale", "Proposal"],
    ];
    expect(await log(cora)).toEqual(both);
    expect(await log(cora, `?who=${vera.person.id}`)).toEqual([both[0]]);
    expect(await log(cora, "?kind=proposal")).toEqual([both[1]]);
    expect(await log(cora, "?from=2026-03-03")).toEqual([both[0]]);
    expect(await log(cora, "?until=2026-03-02")).toEqual([both[1]]);
    expect(await log(cora, "?from=2026-03-02&until=2026-03-05")).toEqual(both);
    expect(textOf((await cora.get(`${base()}/admin/access?from=yesterday`)).text)).toContain(
      "Please write dates as in 2026-03-02.",
    );
    const file = await cora.get(`${base()}/admin/access/log.csv?kind=proposal`);
    expect(file.headers.get("content-disposition")).toContain("access.csv");
    expect(file.text.trim().split("\r\n")).toEqual([
      "When,Who,What",
      "2026-03-02T09:00:00Z,Cora Vale,Proposal",
    ]);
  });

  test("does not tell a coordinator that somebody reads a report about them", async () => {
    const member = await kith.signIn(at.member);
    // Somebody knows a coordinator from a meeting that they give.
    await kith.inside(at.community, async (trx) => {
      await trx
        .updateTable("people")
        .set({ roles: ["provider", "coordinator"] })
        .where("id", "=", at.talia.id)
        .execute();
    });
    expect((await report(member, at, "person", at.talia.id)).status).toBe(303);
    const [reported] = await stored(kith, at);
    await cora.get(`${base()}/admin/reports/${reported?.id}`);
    const talia = await kith.signIn(at.talia);
    expect(await log(cora)).toEqual([["Cora Vale", "Report"]]);
    expect(await log(talia)).toEqual([]);
    const file = await talia.get(`${base()}/admin/access/log.csv`);
    expect(file.text).not.toContain("Report");
    const id = await kith.inside(at.community, (trx) =>
      trx.selectFrom("staff_looks").select("id").where("kind", "=", "report").executeTakeFirstOrThrow(),
    );
    expect((await cora.get(`${base()}/admin/access/${id.id}`)).location).toBe(
      `${base()}/admin/reports/${reported?.id}`,
    );
    expect((await talia.get(`${base()}/admin/access/${id.id}`)).status).toBe(404);
    expect(textOf((await talia.get(`${base()}/privacy/looks`)).text)).toContain(
      "Nobody looked at anything of yours",
    );
  });

  test("is found by coordinators of the community, and by nobody else", async () => {
    await cora.get(`${base()}/proposals/${at.things.proposal}`);
    const elsewhere = await kith.community();
    const outsiders = {
      "the member": at.member,
      "the provider": at.talia,
      "a coordinator of another community": await kith.person(elsewhere, { roles: ["coordinator"] }),
    };
    const look = await kith.inside(at.community, (trx) =>
      trx.selectFrom("staff_looks").select("id").executeTakeFirstOrThrow(),
    );
    for (const [who, person] of Object.entries(outsiders)) {
      const client = await kith.signIn(person);
      expect((await client.get(person.community.base)).status, `${who} is somebody`).toBe(200);
      for (const path of ["", "/log.csv", `/${look.id}`])
        expect((await client.get(`${base()}/admin/access${path}`)).status, `${who} ${path}`).toBe(404);
    }
  });
});

describe("who looked at what is somebody's own", () => {
  test("is told to those whose it is, with the name of who looked, and to nobody else", async () => {
    const { meeting, proposal, room } = at.things;
    await kith.inside(at.community, (trx) =>
      trx.updateTable("meetings").set({ private: true }).where("id", "=", meeting).execute(),
    );
    for (const path of [`/meetings/${meeting}`, `/proposals/${proposal}`, `/rooms/${room}/look`])
      await cora.get(`${base()}${path}`);
    for (const person of [at.member, at.talia]) {
      const text = textOf((await (await kith.signIn(person)).get(`${base()}/privacy/looks`)).text);
      expect(text).toContain("Your Meeting of Tue 3 Mar, 10:00–10:30, London");
      expect(text).toContain("A proposal of yours, or to you");
      expect(text).toContain("The chat room “Kitchen”");
      expect(text.match(/Cora Vale, as a coordinator/g)).toHaveLength(3);
    }
    for (const person of [at.other, at.coordinator, vera.person]) {
      const text = textOf((await (await kith.signIn(person)).get(`${base()}/privacy/looks`)).text);
      expect(text).toContain("Nobody looked at anything of yours");
    }
  });
});
