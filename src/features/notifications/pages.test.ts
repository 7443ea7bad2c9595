import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, type TestCommunity, testApp } from "#support/app.ts";
import { TestPostOffice } from "#support/smtp.ts";
import { translator } from "../../words/translate.ts";
import { defaultWords } from "../../words/words.ts";
import { letter, queueMail } from "./index.ts";
import { piecesOf } from "./links.ts";

let office: TestPostOffice;
let t: TestApp;
let demo: TestApp;
beforeAll(async () => {
  office = new TestPostOffice();
  t = await testApp({ env: { SMTP_URL: await office.open() } });
  demo = await testApp({ demo: true });
});
afterAll(async () => {
  await Promise.all([t.end(), demo.end()]);
  await office.close();
});

const written = letter({
  t: translator(defaultWords),
  place: "Riverside",
  subject: "It is booked",
  paragraphs: ["Very private words."],
  button: { label: "Look", url: "http://kith.test/c/riverside/meetings?a=1&b=2" },
});

const queue = (app: TestApp, community: TestCommunity, to: string) =>
  app.inside(community, (trx) =>
    queueMail(trx, app.platform.jobs, {
      ...written,
      communityId: community.id,
      personId: null,
      kind: "test",
      to,
    }),
  );

test("a coordinator sees what failed and why, and has it sent again", async () => {
  const community = await t.community();
  const coordinator = await t.signIn(await t.person(community, { roles: ["coordinator"] }));
  await queue(t, community, "ana@people.example");
  await queue(t, community, "nobody@people.example");
  await t.drainMail();

  const page = await coordinator.get(`${community.base}/admin/mail?state=failed`);
  expect(page.text).toContain("no such mailbox");
  expect(page.text).not.toContain("ana@people.example");
  expect(page.text).not.toContain("Very private words");
  const again = /action="([^"]+\/again)"/.exec(page.text)?.[1] ?? "";

  await t.inside(community, (trx) =>
    trx
      .updateTable("mails")
      .set({ to_address: "now-there@people.example" })
      .where("state", "=", "failed")
      .execute(),
  );
  expect((await coordinator.post(again)).status).toBe(303);
  await t.drainMail();
  expect(office.received.flatMap(({ to }) => to).sort()).toEqual([
    "ana@people.example",
    "now-there@people.example",
  ]);
  expect((await coordinator.get(`${community.base}/admin/mail?q=now-there`)).text).toContain("Sent");
  expect((await coordinator.post(again)).status).toBe(404);
});

test("nobody else sees a community's mail, or has it sent again", async () => {
  const [community, other] = [await t.community(), await t.community()];
  await queue(t, community, "nobody@people.example");
  await t.drainMail();
  const { id } = await t.inside(community, (trx) =>
    trx.selectFrom("mails").select("id").executeTakeFirstOrThrow(),
  );

  const outsiders = [
    await t.signIn(await t.person(community, { roles: ["member", "provider"] })),
    await t.signIn(await t.person(other, { roles: ["coordinator"] })),
  ];
  for (const outsider of outsiders) {
    expect((await outsider.get(`${community.base}/admin/mail`)).status).toBe(404);
    expect((await outsider.post(`${community.base}/admin/mail/${id}/again`)).status).toBe(404);
    expect((await outsider.post(`${other.base}/admin/mail/${id}/again`)).status).toBe(404);
  }
  const { state } = await t.inside(community, (trx) =>
    trx.selectFrom("mails").select("state").executeTakeFirstOrThrow(),
  );
  expect(state).toBe("failed");
});

test("there is no outbox outside the demo", async () => {
  const community = await t.community();
  const coordinator = await t.signIn(await t.person(community, { roles: ["coordinator"] }));
  await queue(t, community, "ben@people.example");
  const { id } = await t.inside(community, (trx) =>
    trx.selectFrom("mails").select("id").executeTakeFirstOrThrow(),
  );
  for (const path of ["/outbox", `/outbox/${community.slug}/${id}`, `/outbox/Accounts/${id}`]) {
    expect((await coordinator.get(path)).status).toBe(404);
  }
});

test("the demo shows every letter, with its links to follow and its markup harmless", async () => {
  const community = await demo.community({ name: "Riverside" });
  await queue(demo, community, "cleo@people.example");
  const visitor = demo.visitor();
  await visitor.post("/sign-in/link", { email: "dana@people.example" });
  await demo.drainMail();

  const list = await visitor.get("/outbox");
  expect(list.text).toContain("cleo@people.example");
  expect(list.text).toContain("dana@people.example");
  const paths = [...list.text.matchAll(/href="(\/outbox\/[^"]+)"/g)].map(([, path]) => path ?? "");
  expect(paths).toHaveLength(2);

  const link = await visitor.get(paths.find((path) => path.includes("Accounts")) ?? "");
  const signIn = /href="(\/sign-in\/link\?[^"]+)"/.exec(link.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
  expect((await visitor.get(signIn)).status).toBe(200);
  expect(link.text).toMatch(/<iframe[^>]* sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  expect(link.text).not.toContain("allow-scripts");

  const { state } = await demo.inside(community, (trx) =>
    trx.selectFrom("mails").select("state").executeTakeFirstOrThrow(),
  );
  expect(state).toBe("sent");
});

test("without a mail server, and outside a demo, mail waits and says why", async () => {
  const bare = await testApp();
  try {
    const community = await bare.community();
    await queue(bare, community, "eli@people.example");
    await bare.startWorkers();
    const mail = () =>
      bare.inside(community, (trx) => trx.selectFrom("mails").selectAll().executeTakeFirstOrThrow());
    await expect.poll(async () => (await mail()).last_error, { timeout: 10_000 }).toBe("SMTP_URL is not set");
    expect((await mail()).state).toBe("queued");
  } finally {
    await bare.end();
  }
});

test("only addresses of this installation become links in a letter's text", () => {
  expect(
    piecesOf(
      "See http://kith.test/a?b=c or http://evil.example/\nhttp://kith.test.evil/",
      "http://kith.test",
    ),
  ).toEqual([
    { kind: "words", text: "See " },
    { kind: "link", text: "http://kith.test/a?b=c", path: "/a?b=c" },
    { kind: "words", text: " or http://evil.example/\nhttp://kith.test.evil/" },
  ]);
});
