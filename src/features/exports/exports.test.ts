import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "#platform/auth/passwords.ts";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import { type Copying, copied, copying, itemsOf, takeCopy } from "#support/copying.ts";
import { erase, everything } from "#support/erasing.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { exporters } from "../../exports.ts";

let kith: TestApp;
let at: Copying;
beforeAll(async () => {
  kith = await testApp();
  at = await copying(kith);
});
afterAll(() => kith?.end());

const copyOf = async (person: TestPerson) =>
  copied(await takeCopy(await kith.signIn(person), at.community.base));
const copies = (person: TestPerson) =>
  kith.inside(at.community, (trx) =>
    trx.selectFrom("own_copies").select("asked_at").where("person_id", "=", person.id).execute(),
  );

describe("a copy of somebody's data", () => {
  test("holds what they wrote, what was written to them and the files they shared", async () => {
    const stored = [...(await everything(kith, at)).values()].join("\n");
    const copy = await copyOf(at.member);
    const whole = [...copy.values()].join("\n");
    for (const text of at.theirs.member) expect(whole, text).toContain(text);
    expect(copy.get("files/0001 Leaflet.txt")).toBe("Leaflet of the member");
    const talias = [...(await copyOf(at.talia)).values()].join("\n");
    for (const text of at.theirs.talia) expect(talias, text).toContain(text);
    expect(stored).toContain("The member writes to Talia.");
  });

  test("holds nothing of what is hidden from them, who reported, reviewed or blocked them least of all", async () => {
    const stored = [...(await everything(kith, at)).values()].join("\n");
    // Each of them is there to be found.
    const bytes = (text: string) => Buffer.from(text).toString("hex");
    expect(at.hidden.filter((mark) => !stored.includes(mark) && !stored.includes(bytes(mark)))).toEqual([]);
    for (const person of [at.member, at.talia]) {
      const whole = [...(await copyOf(person))].flat().join("\n");
      const found = at.hidden.filter((mark) => new RegExp(`${mark}(?!\\d)`).test(whole));
      expect([person.email, found]).toEqual([person.email, []]);
    }
  });

  test("says nothing of passwords and sessions that would open the account", async () => {
    const { id, accountId } = at.other;
    const client = await kith.signIn(at.other);
    const hash = "$argon2id$a-hash-of-a-password";
    await kith.platform.db
      .insertInto("credentials")
      .values({
        id: newId(),
        account_id: accountId ?? "",
        provider: "credential",
        provider_account: id,
        password: hash,
      })
      .execute();
    const copy = copied(await takeCopy(client, at.community.base));
    const { rows } = await sql<{
      token: string;
    }>`select token from sessions where account_id = ${accountId}`.execute(kith.platform.db);
    expect(rows.length).toBeGreaterThan(0);
    const whole = [...copy.values()].join("\n");
    for (const secret of [hash, ...rows.map(({ token }) => token)]) expect(whole).not.toContain(secret);
    expect(itemsOf(copy, "account")).toMatchObject([{ waysToSignIn: ["credential"] }]);
    await kith.platform.db.deleteFrom("credentials").execute();
  });

  test("has every part, each as JSON of the same form, with times that name their zone and money in minor units", async () => {
    const [members, talias, coordinators] = [
      await copyOf(await twin(at.member)),
      await copyOf(await twin(at.talia)),
      await copyOf(at.coordinator),
    ];
    const empty = exporters
      .map(({ part }) => part)
      .filter((part) => [members, talias, coordinators].every((copy) => itemsOf(copy, part).length === 0));
    expect(empty).toEqual([]);
    for (const { part } of exporters)
      expect(JSON.parse(members.get(`data/${part}.json`) ?? "")).toMatchObject({ schema: 1, part });
    const about = JSON.parse(members.get("data/index.json") ?? "");
    expect(about).toMatchObject({ schema: 1, community: "Riverside", madeAt: "2026-03-02T09:00:00Z" });
    expect(about.parts).toHaveLength(exporters.length);
    expect(textOf(members.get("index.html") ?? "")).toContain("Mina Alvarez in Riverside");
    expect(itemsOf(members, "payments")).toMatchObject([
      { amount: { minor: 1250, currency: "EUR" }, at: "2026-03-02T09:00:00Z" },
    ]);
    expect(itemsOf(members, "meetings").find(({ id }) => id === at.met)).toMatchObject({
      start: "2026-02-27T10:00:00Z",
      as: "guest",
      with: ["Talia K"],
      madeBy: "you",
      events: [{ at: "2026-03-02T09:00:00Z", what: "booked", by: "Cora Vale" }],
    });
  });

  test("shows a connection that was declined as one that nobody answered", async () => {
    const [declined] = itemsOf(await copyOf(await twin(at.member)), "connections");
    await kith.inside(at.community, (trx) =>
      trx
        .updateTable("connections")
        .set({ state: "asked", settled_at: null })
        .where("asker_id", "=", at.member.id)
        .execute(),
    );
    expect(itemsOf(await copyOf(await twin(at.member)), "connections")).toEqual([declined]);
  });

  test("gives a file back as it was, however large", async () => {
    const content = Buffer.alloc(700_001, "0123456789abcdef");
    const person = await kith.person(at.community);
    await kith.inside(at.community, async (trx) => {
      const { id } = await trx
        .selectFrom("threads")
        .select("id")
        .where("meeting_id", "=", at.met)
        .executeTakeFirstOrThrow();
      await trx
        .insertInto("files")
        .values({
          community_id: at.community.id,
          id: newId(),
          thread_id: id,
          number: 90,
          shared_by: person.id,
          name: "../..\\up: a “large” one.bin",
          type: "application/octet-stream",
          size: content.length,
          sha256: Buffer.from("x"),
          content,
          created_at: kith.clock.now(),
        })
        .execute();
    });
    const copy = await copyOf(person);
    const [path] = [...copy.keys()].filter((name) => name.startsWith("files/"));
    expect(path).toMatch(/^files\/0001 [^/\\]+\.bin$/);
    expect(copy.get(path ?? "")).toBe(content.toString());
  });
});

/** The limit of a day is not what these are about. */
async function twin(person: TestPerson): Promise<TestPerson> {
  await kith.inside(at.community, (trx) =>
    trx.deleteFrom("own_copies").where("person_id", "=", person.id).execute(),
  );
  return person;
}

describe("taking a copy", () => {
  test("is written down and told to the person, whatever they chose to be told, and ends for the day after three", async () => {
    const person = await kith.person(at.community);
    await kith.inside(at.community, (trx) =>
      trx
        .insertInto("notification_choices")
        .values({
          community_id: at.community.id,
          person_id: person.id,
          kind: "message",
          bell: false,
          mail: false,
        })
        .execute(),
    );
    const client = await kith.signIn(person);
    const { base } = at.community;
    const first = await takeCopy(client, base);
    expect([first.status, first.headers.get("content-type"), first.headers.get("cache-control")]).toEqual([
      200,
      "application/zip",
      "no-store",
    ]);
    expect(first.headers.get("content-disposition")).toBe("attachment; filename=my-data-2026-03-02.zip");
    expect(await copies(person)).toHaveLength(1);
    expect(textOf((await client.get(`${base}/notifications`)).text)).toContain(
      "A copy of all your data was taken.",
    );
    expect(textOf((await client.get(`${base}/privacy/copy`)).text)).toContain(
      "Copies taken so far Mon 2 Mar, 09:00",
    );
    for (let i = 0; i < 2; i += 1) expect((await takeCopy(client, base)).status).toBe(200);
    const refused = await takeCopy(client, base);
    expect([refused.status, textOf(refused.text)]).toEqual([422, expect.stringContaining("as many copies")]);
    expect(await copies(person)).toHaveLength(3);
    kith.clock.set("2026-03-03T09:00:01Z");
    expect((await takeCopy(client, base)).status).toBe(200);
    kith.clock.set("2026-03-02T09:00:00Z");
  });

  test("asks for the password once the session is older than a quarter of an hour, and for a new one where there is none", async () => {
    const person = await kith.person(at.community);
    const client = await kith.signIn(person);
    const { base } = at.community;
    const { db } = kith.platform;
    const account = person.accountId ?? "";
    await sql`update sessions set created_at = now() - interval '16 minutes' where account_id = ${account}`.execute(
      db,
    );
    const refused = await takeCopy(client, base);
    expect([refused.status, textOf(refused.text)]).toEqual([
      422,
      expect.stringContaining("Send me a link to sign in again"),
    ]);
    await db
      .insertInto("credentials")
      .values({
        id: newId(),
        account_id: account,
        provider: "credential",
        provider_account: account,
        password: await hashPassword("a long password"),
      })
      .execute();
    const wrong = await takeCopy(client, base, "another password");
    expect([wrong.status, faultOf(wrong.text, "password")]).toEqual([
      422,
      "This is not your present password.",
    ]);
    expect(await copies(person)).toEqual([]);
    expect((await takeCopy(client, base, "a long password")).status).toBe(200);
    expect(await copies(person)).toHaveLength(1);
    for (let i = 0; i < 9; i += 1) await takeCopy(client, base, "guess");
    expect(faultOf((await takeCopy(client, base, "a long password")).text, "password")).toContain(
      "tried too often",
    );
  });

  test("is for oneself alone, and nobody who does not belong finds it", async () => {
    const elsewhere = await kith.community();
    const outsiders = {
      "a member of another community": await kith.person(elsewhere),
      "a coordinator of another community": await kith.person(elsewhere, { roles: ["coordinator"] }),
    };
    for (const [who, person] of Object.entries(outsiders)) {
      const client = await kith.signIn(person);
      expect((await client.get(`${elsewhere.base}/privacy/copy`)).status, `${who} has one`).toBe(200);
      expect((await client.get(`${at.community.base}/privacy/copy`)).status, who).toBe(404);
      expect((await takeCopy(client, at.community.base)).status, who).toBe(404);
    }
    const visitor = await takeCopy(kith.visitor(), at.community.base);
    expect([visitor.status, visitor.location]).toEqual([303, expect.stringContaining("/sign-in")]);
    // A coordinator's copy is their own: of others they get none, by no address.
    const copy = await copyOf(await twin(at.coordinator));
    expect([...copy.values()].join("\n")).not.toContain("The member writes to Talia.");
    expect(itemsOf(copy, "person")).toMatchObject([{ id: at.coordinator.id }]);
  });

  test("leaves no trace when the person is erased", async () => {
    const person = await kith.person(at.community);
    const client = await kith.signIn(person);
    await takeCopy(client, at.community.base);
    expect(await copies(person)).toHaveLength(1);
    await erase(client, at);
    expect(await copies(person)).toEqual([]);
  });
});
