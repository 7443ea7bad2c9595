import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { answering, proposed } from "#support/answering.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { textOf } from "#support/panel.ts";
import type { Programme } from "#support/programme.ts";
import { agreed } from "#support/scheduling.ts";
import { share } from "#support/talk.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith.end());

interface Pair {
  readonly scene: Programme;
  readonly id: string;
  readonly path: string;
  readonly provider: Client;
  readonly member: Client;
}

/** Two who found each other on 2 March 2026 at 9:00, and the page on which they write. */
async function pair(): Promise<Pair> {
  const { on, proposal, provider, member } = await agreed(kith);
  return { scene: on.scene, id: proposal, path: `${on.base}/proposals/${proposal}`, provider, member };
}

const write = (client: Client, { path }: Pick<Pair, "path">, text: string) =>
  client.post(`${path}/messages`, { text, key: newId() });

const stored = ({ scene }: Pick<Pair, "scene">) =>
  kith.inside(scene.community, (trx) => trx.selectFrom("messages").selectAll().orderBy("number").execute());

const linesOf = (html: string) =>
  [...html.matchAll(/<li id="message-\d+"[^>]*>([\s\S]*?)<\/li>/g)].map(([, line = ""]) => textOf(line));

/** A meeting that the two agreed on. */
async function met(here: Pair, at: string, state: "final" | "cancelled" = "final"): Promise<string> {
  const id = await meeting(kith, here.scene, { at, state });
  await kith.inside(here.scene.community, (trx) =>
    trx.updateTable("meetings").set({ proposal_id: here.id, private: true }).where("id", "=", id).execute(),
  );
  return id;
}

const block = ({ scene: { community } }: Pair, person: string, blocked: string) =>
  kith.inside(community, (trx) =>
    trx
      .insertInto("blocks")
      .values({ community_id: community.id, person_id: person, blocked_id: blocked, at: kith.clock.now() })
      .execute(),
  );

describe("the two of an accepted proposal write to each other", () => {
  test("on its page, and are told so by letter that leads there", async () => {
    const here = await pair();
    expect(await write(here.member, here, "Thank you for taking me on.")).toMatchObject({
      status: 303,
      location: `${here.path}#messages`,
    });
    await kith.drainMail();
    await write(here.provider, here, "Gladly.");
    expect(linesOf((await here.provider.get(here.path)).text)).toEqual([
      expect.stringMatching(/^Mina Alvarez .* Thank you for taking me on\.$/),
      expect.stringMatching(/^You .* Gladly\.$/),
    ]);
    const letters = await kith.inside(here.scene.community, (trx) =>
      trx.selectFrom("mails").selectAll().orderBy("id").execute(),
    );
    const letter = letters.findLast(({ subject }) => subject === "Something new from Mina Alvarez");
    expect(letter?.body_text).toContain(`http://kith.test${here.path}#messages`);
    expect(`${letter?.body_text}${letter?.body_html}`).not.toContain("taking me on");
  });

  test("and share files, which can be taken back there", async () => {
    const here = await pair();
    expect((await share(here.member, here, "notes.txt", Buffer.from("Notes"))).location).toBe(
      `${here.path}#files`,
    );
    const page = await here.provider.get(here.path);
    const link = /href="([^"]+\/files\/[0-9a-f-]{36})"/.exec(page.text)?.[1] ?? "";
    expect((await here.provider.get(link)).text).toBe("Notes");
    expect((await here.provider.post(`${link}/remove`)).status).toBe(404);
    expect((await here.member.post(`${link}/remove`)).location).toBe(`${here.path}#files`);
    expect((await here.provider.get(link)).status).toBe(404);
  });

  test("nobody before it is accepted", async () => {
    const on = await answering(kith);
    const [provider] = on.providers;
    const path = `${on.base}/proposals/${await proposed(kith, on, 0)}`;
    const here = { scene: on.scene, path };
    for (const client of [on.member, provider].filter((one) => one !== undefined)) {
      const page = await client.get(here.path);
      expect([page.status, page.text.includes('id="messages"')]).toEqual([200, false]);
      expect((await write(client, here, "Too early")).status).toBe(404);
    }
    expect(await stored(here)).toEqual([]);
  });

  test("what was seen on the page is no news under the bell any more", async () => {
    const here = await pair();
    await write(here.member, here, "Hello");
    await kith.drainMail();
    const unread = () =>
      kith.inside(here.scene.community, (trx) =>
        trx
          .selectFrom("notifications")
          .select("person_id")
          .where("read_at", "is", null)
          .where("kind", "=", "message")
          .execute(),
      );
    expect(await unread()).toEqual([{ person_id: here.scene.providers[0]?.id }]);
    await here.provider.get(here.path);
    expect(await unread()).toEqual([]);
  });
});

describe("nobody else reads or writes it", () => {
  const secret = "Something only for two";

  test("another provider, another member, a coordinator, another community, a stranger", async () => {
    const here = await pair();
    const { community } = here.scene;
    expect((await write(here.member, here, secret)).status).toBe(303);
    expect((await here.provider.get(here.path)).text).toContain(secret);
    await share(here.member, here, "secret.txt", Buffer.from(secret));
    const link =
      /href="([^"]+\/files\/[0-9a-f-]{36})"/.exec((await here.provider.get(here.path)).text)?.[1] ?? "";
    expect((await here.provider.get(link)).status).toBe(200);
    const elsewhere = await pair();
    const others = [
      await kith.signIn(await kith.person(community)),
      await kith.signIn(await kith.person(community, { roles: ["provider"] })),
      await kith.signIn(await kith.person(community, { roles: ["coordinator"] })),
      elsewhere.member,
      elsewhere.provider,
    ];
    for (const client of others) {
      expect((await client.get(here.path)).text).not.toContain(secret);
      expect((await client.get(link)).status).toBe(404);
      expect((await write(client, here, "Me too")).status).toBe(404);
    }
    expect((await write(kith.visitor(), here, "Me too")).location).toContain("/sign-in");
    expect(await stored(here)).toHaveLength(1);
  });
});

describe("after a block", () => {
  test.each(["member", "provider"] as const)("by the %s both can read and neither can write", async (by) => {
    const here = await pair();
    const [host] = here.scene.providers;
    await write(here.member, here, "Before the block");
    const two = [here.scene.member.id, host?.id ?? ""] as const;
    await block(here, ...(by === "member" ? two : ([two[1], two[0]] as const)));
    const answers = [];
    for (const client of [here.member, here.provider]) {
      const page = await client.get(here.path);
      expect(page.text).toContain("Before the block");
      expect(page.text).not.toContain("<textarea");
      const refused = await write(client, here, "After it");
      answers.push([refused.status, refused.text.includes("Nothing more can be added")]);
    }
    // The same words for both: nothing says who it was.
    expect(answers).toEqual([
      [422, true],
      [422, true],
    ]);
    expect(await stored(here)).toHaveLength(1);
  });

  test("also on the page of a meeting they had", async () => {
    const here = await pair();
    const [host] = here.scene.providers;
    const id = await meeting(kith, here.scene, { at: "2026-03-03T10:00Z" });
    const path = `${here.scene.community.base}/meetings/${id}`;
    expect((await write(here.member, { path }, "Before the block")).status).toBe(303);
    await block(here, host?.id ?? "", here.scene.member.id);
    expect((await write(here.member, { path }, "After it")).status).toBe(422);
  });

  test("nobody is told any more of what was written just before", async () => {
    const here = await pair();
    const { community, member, providers } = here.scene;
    await write(here.member, here, "Hello");
    await kith.drainMail();
    const told = () =>
      kith.inside(community, (trx) =>
        trx.selectFrom("notifications").select("id").where("kind", "=", "message").execute(),
      );
    const before = await told();
    expect(before).toHaveLength(1);
    await here.provider.get(here.path);
    await block(here, providers[0]?.id ?? "", member.id);
    await kith.inside(community, async (trx) => {
      const { id: threadId } = await trx.selectFrom("threads").select("id").executeTakeFirstOrThrow();
      const news = { communityId: community.id, threadId, number: 2, by: member.id };
      await kith.platform.jobs.send(trx, "thread.announce", news);
    });
    await kith.drainMail();
    expect(await told()).toEqual(before);
  });
});

describe("how long it stays open", () => {
  const at = async (here: Pair, moment: string) => {
    kith.clock.set(moment);
    return (await write(here.member, here, moment)).status;
  };

  test("90 days after acceptance while there is no meeting", async () => {
    const here = await pair();
    expect(await at(here, "2026-05-31T08:59:59Z")).toBe(303);
    expect(await at(here, "2026-05-31T09:00:00Z")).toBe(422);
    expect((await here.provider.get(here.path)).text).toContain("2026-05-31T08:59:59Z");
  });

  test("30 days after the last meeting that was not cancelled", async () => {
    const here = await pair();
    await met(here, "2026-03-03T10:00Z");
    await met(here, "2026-03-10T10:00Z");
    await met(here, "2026-03-17T10:00Z", "cancelled");
    expect(await at(here, "2026-04-09T10:29:59Z")).toBe(303);
    expect(await at(here, "2026-04-09T10:30:00Z")).toBe(422);
    await met(here, "2026-05-05T10:00Z");
    expect(await at(here, "2026-05-06T10:00:00Z")).toBe(303);
  });

  test("a meeting that a proposal led to has no second place to write", async () => {
    const here = await pair();
    const id = await met(here, "2026-03-03T10:00Z");
    const path = `${here.scene.community.base}/meetings/${id}`;
    expect((await here.member.get(path)).status).toBe(200);
    expect((await write(here.member, { path }, "Here?")).status).toBe(404);
    expect(await stored(here)).toEqual([]);
  });
});

test("two who write at the same moment as each other are both kept in order", async () => {
  const here = await pair();
  const both = Array.from({ length: 10 }, (_, i) =>
    write(i % 2 ? here.member : here.provider, here, `Both ${i}`),
  );
  expect((await Promise.all(both)).map(({ status }) => status)).toEqual(both.map(() => 303));
  expect((await stored(here)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const { rows } = await kith.inside(here.scene.community, (trx) =>
    sql`select 1 from threads where proposal_id = ${here.id}`.execute(trx),
  );
  expect(rows).toHaveLength(1);
});
