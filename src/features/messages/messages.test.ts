import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { type Talk, talk, write } from "#support/talk.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

const stored = ({ scene }: Talk) =>
  kith.inside(scene.community, (trx) => trx.selectFrom("messages").selectAll().orderBy("number").execute());

/** The messages on a page, each as "author, time: text". */
const linesOf = (html: string) =>
  [...html.matchAll(/<li id="message-\d+"[^>]*>([\s\S]*?)<\/li>/g)].map(([, line = ""]) => textOf(line));

describe("the people of a meeting write to each other", () => {
  test("both see who wrote what and when, the newest last", async () => {
    const here = await talk(kith);
    const sent = await write(here.member, here, "Can we talk about\r\nmy first week?");
    expect(sent).toMatchObject({ status: 303, location: `${here.path}#messages` });
    kith.clock.set("2026-03-02T10:30:00Z");
    await write(here.provider, here, "Of course.");

    const seen = await here.member.get(here.path);
    expect(linesOf(seen.text)).toEqual([
      "You Mon 2 Mar, 09:00 Can we talk about my first week?",
      "Talia K Mon 2 Mar, 10:30 Report Talia K Of course.",
    ]);
    expect(seen.text).toContain("Only you and Talia K can read this.");
    const other = await here.provider.get(here.path);
    expect(linesOf(other.text)[0]).toContain("Mina Alvarez");
    expect(other.text).toContain("Only you and Mina Alvarez can read this.");
    expect((await stored(here)).map(({ text, number }) => [number, text])).toEqual([
      [1, "Can we talk about\nmy first week?"],
      [2, "Of course."],
    ]);
  });

  test("times are the reader's", async () => {
    const here = await talk(kith);
    await write(here.member, here, "Good morning");
    await kith.platform.db
      .updateTable("accounts")
      .set({ zone: "America/New_York" })
      .where("id", "=", here.scene.member.accountId)
      .execute();
    expect(linesOf((await here.member.get(here.path)).text)[0]).toContain("Mon 2 Mar, 04:00");
    expect(linesOf((await here.provider.get(here.path)).text)[0]).toContain("Mon 2 Mar, 09:00");
  });

  test("what is written is shown as it is and is no markup", async () => {
    const here = await talk(kith);
    const words = `<script>alert(1)</script> <img src=x onerror=alert(2)> =HYPERLINK("http://x") & "quotes"`;
    await write(here.member, here, words);
    const { text } = await here.provider.get(here.path);
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<img src=x");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect((await stored(here))[0]?.text).toBe(words);
  });

  test("a second click writes nothing twice, also while the first is on its way", async () => {
    const here = await talk(kith);
    const key = newId();
    const clicks = await Promise.all([1, 2, 3].map(() => write(here.member, here, "Once", key)));
    expect(clicks.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await stored(here)).toHaveLength(1);
  });

  test("two who write at the same moment both are kept, each with a number", async () => {
    const here = await talk(kith);
    const both = Array.from({ length: 10 }, (_, i) =>
      write(i % 2 ? here.member : here.provider, here, `Message ${i}`),
    );
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual(both.map(() => 303));
    expect((await stored(here)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("an empty message is asked for again beside its field", async () => {
    const here = await talk(kith);
    const answer = await write(here.member, here, " \r\n ");
    expect(answer.status).toBe(422);
    expect(faultOf(answer.text, "text")).toBe("Please write something first.");
    expect(await stored(here)).toEqual([]);
  });

  test("5,000 characters are taken, one more comes back with everything typed", async () => {
    const here = await talk(kith);
    const most = `${"a".repeat(2_499)}\r\n${"ü".repeat(2_500)}`;
    expect((await write(here.member, here, most)).status).toBe(303);
    const more = `${"b".repeat(5_000)}c`;
    const answer = await write(here.member, here, more);
    expect(answer.status).toBe(422);
    expect(faultOf(answer.text, "text")).toContain("5,000");
    expect(answer.text).toContain(`>${more}</textarea>`);
    expect((await stored(here)).map(({ text }) => text.length)).toEqual([5_000]);
  });

  test("a zero character does no harm", async () => {
    const here = await talk(kith);
    expect((await write(here.member, here, "before\0after")).status).toBe(303);
    expect((await stored(here))[0]?.text).toBe("beforeafter");
  });

  test("a long talk is shown a page at a time", async () => {
    const here = await talk(kith);
    await write(here.member, here, "Message 1");
    await kith.inside(here.scene.community, async (trx) => {
      const first = await trx.selectFrom("messages").selectAll().executeTakeFirstOrThrow();
      const rows = Array.from({ length: 149 }, (_, i) => ({
        ...first,
        number: i + 2,
        text: `Message ${i + 2}`,
      }));
      await trx.insertInto("messages").values(rows).execute();
      await trx.updateTable("threads").set({ last_number: 150 }).execute();
    });
    const latest = await here.member.get(here.path);
    expect([linesOf(latest.text).length, linesOf(latest.text).at(-1)]).toEqual([
      100,
      expect.stringContaining("Message 150"),
    ]);
    const earlier = /href="([^"]+\?before=\d+)#messages"/.exec(latest.text)?.[1] ?? "";
    const page = await here.member.get(earlier);
    expect(linesOf(page.text)).toHaveLength(50);
    expect(linesOf(page.text)[0]).toContain("Message 1");
    expect(page.text).toContain("Back to the latest messages");
  });
});

describe("nobody else reads or writes it", () => {
  const secret = "Something only for two";

  test("another member, a coordinator, another community and a stranger", async () => {
    const here = await talk(kith);
    expect((await write(here.member, here, secret)).status).toBe(303);
    expect((await here.provider.get(here.path)).text).toContain(secret);
    const { community } = here.scene;

    const outsider = await kith.signIn(await kith.person(community));
    expect((await outsider.get(here.path)).status).toBe(404);
    expect((await write(outsider, here, "Me too")).status).toBe(404);

    const coordinator = await kith.signIn(await kith.person(community, { roles: ["coordinator"] }));
    const page = await coordinator.get(here.path);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(secret);
    expect(page.text).not.toContain('id="messages"');
    expect((await write(coordinator, here, "Me too")).status).toBe(404);
    expect((await write(coordinator, here, "")).status).toBe(404);

    const elsewhere = await talk(kith);
    const away = `${elsewhere.scene.community.base}/meetings/${here.id}`;
    expect((await elsewhere.member.get(away)).status).toBe(404);
    expect((await elsewhere.member.post(`${away}/messages`, { text: "Me too" })).status).toBe(404);
    expect((await elsewhere.member.get(here.path)).status).toBe(404);

    const stranger = kith.visitor();
    expect((await stranger.get(here.path)).location).toContain("/sign-in");
    expect((await write(stranger, here, "Me too")).location).toContain("/sign-in");
    expect(await stored(here)).toHaveLength(1);
  });

  test("a coordinator who is in it is one of its people", async () => {
    const here = await talk(kith);
    const both = await kith.person(here.scene.community, { roles: ["member", "coordinator"] });
    const at = "2026-03-04T10:00Z";
    const own = { ...here, id: await meeting(kith, here.scene, { at, member: both.id }) };
    const path = `${here.scene.community.base}/meetings/${own.id}`;
    const client = await kith.signIn(both);
    expect((await client.post(`${path}/messages`, { text: "Hello" })).status).toBe(303);
    expect((await client.get(path)).text).toContain("Only you and Talia K can read this.");
  });

  test("what is no id, or of no meeting, is not found", async () => {
    const here = await talk(kith);
    const { base } = here.scene.community;
    for (const id of ["nothing", newId()]) {
      expect((await here.member.post(`${base}/meetings/${id}/messages`, { text: "Hello" })).status).toBe(404);
    }
  });
});

describe("how long it stays open", () => {
  test("until 14 days after the end; then it can be read and no more", async () => {
    const here = await talk(kith);
    kith.clock.set("2026-03-17T10:29:59Z");
    expect((await write(here.member, here, "In time")).status).toBe(303);
    kith.clock.set("2026-03-17T10:30:00Z");
    const late = await write(here.member, here, "A minute too late");
    expect(late.status).toBe(422);
    expect(late.text).toContain("Nothing more can be added");
    expect(late.text).toContain(">A minute too late</textarea>");
    const page = await here.member.get(here.path);
    expect(page.text).toContain("In time");
    expect(page.text).not.toContain("<textarea");
    expect(await stored(here)).toHaveLength(1);
  });

  test("a cancelled meeting keeps what was written, and more can be", async () => {
    const here = await talk(kith);
    await write(here.member, here, "Before it was cancelled");
    const cancelled = await here.provider.post(`${here.path}/cancel`, { version: "1", reason: "" });
    expect(cancelled.status).toBe(303);
    expect((await write(here.provider, here, "Sorry, I am ill")).status).toBe(303);
    expect(linesOf((await here.member.get(here.path)).text)).toHaveLength(2);
  });
});
