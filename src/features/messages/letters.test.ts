import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { picture, share, type Talk, talk, write } from "#support/talk.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ demo: true });
});
afterAll(() => kith.end());

const letters = async ({ scene }: Talk) => {
  await kith.drainMail();
  return kith.inside(scene.community, (trx) =>
    trx
      .selectFrom("mails")
      .select(["to_address", "subject", "body_text", "body_html"])
      .orderBy("id")
      .execute(),
  );
};

describe("the other one gets a letter", () => {
  test("that says nothing of what was written, and one only until they look", async () => {
    const here = await talk(kith);
    await write(here.member, here, "My deepest secret");
    await write(here.member, here, "And another");
    const [first, ...more] = await letters(here);
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      to_address: here.scene.providers[0]?.email,
      subject: "Something new from Mina Alvarez",
    });
    expect(first?.body_text).toContain(`http://kith.test${here.path}`);
    expect(`${first?.body_text}${first?.body_html}`).not.toMatch(/secret|another/);

    await write(here.member, here, "Still unread");
    expect(await letters(here)).toHaveLength(1);

    await here.provider.get(here.path);
    expect(await letters(here)).toHaveLength(1);
    await write(here.member, here, "After they looked");
    expect(await letters(here)).toHaveLength(2);
  });

  test("looking at earlier pages is not having seen the latest", async () => {
    const here = await talk(kith);
    await write(here.member, here, "One");
    await here.provider.get(`${here.path}?before=1`);
    await write(here.member, here, "Two");
    expect(await letters(here)).toHaveLength(1);
  });

  test("who wrote gets none, and an answer is a letter to the first", async () => {
    const here = await talk(kith);
    await write(here.member, here, "Hello");
    await kith.drainMail();
    await here.provider.get(here.path);
    await write(here.provider, here, "Hello back");
    const sent = await letters(here);
    expect(sent.map(({ to_address }) => to_address)).toEqual([
      here.scene.providers[0]?.email,
      here.scene.member.email,
    ]);
  });

  test("what was refused, and the same job twice, write none", async () => {
    const here = await talk(kith);
    await write(here.member, here, "");
    expect(await letters(here)).toEqual([]);
    await write(here.member, here, "Hello");
    const { id: threadId } = await kith.inside(here.scene.community, (trx) =>
      trx.selectFrom("threads").select("id").executeTakeFirstOrThrow(),
    );
    const news = { threadId, number: 1, by: here.scene.member.id };
    await kith.inside(here.scene.community, (trx) =>
      kith.platform.jobs.send(trx, "thread.announce", { ...news, communityId: here.scene.community.id }),
    );
    expect(await letters(here)).toHaveLength(1);
  });

  test("a file is told of like a message, without its name", async () => {
    const here = await talk(kith);
    await share(here.member, here, "my diagnosis.png", picture());
    await write(here.member, here, "I shared something");
    const [first, ...more] = await letters(here);
    expect(more).toEqual([]);
    expect(first?.to_address).toBe(here.scene.providers[0]?.email);
    expect(`${first?.body_text}${first?.body_html}`).not.toContain("diagnosis");
  });
});
