import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type Acquainted, acquainted, asking, block, states, stillToCome } from "#support/acquainted.ts";
import { accept, offered, proposed } from "#support/answering.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

/** How many notices there are when all are out, and what happened to requests. */
async function told({ community }: Acquainted) {
  await kith.drainMail();
  return kith.inside(community, async (trx) => ({
    notices: (await trx.selectFrom("notifications").select("id").execute()).length,
    events: await trx.selectFrom("request_events").select(["kind", "by_person"]).orderBy("id").execute(),
  }));
}

test.each([
  ["provider", "withdrawn"],
  ["member", "not_chosen"],
] as const)(
  "two who are kept apart have no open proposal left and the times it held are free, when the %s blocked; others keep theirs",
  async (who, state) => {
    const at = await acquainted(kith);
    const [first, second] = [await asking(kith, at), await asking(kith, at)];
    const open = await proposed(kith, first, 0, { times: ["2026-03-04 10:00"] });
    const kept = await proposed(kith, first, 1, { times: ["2026-03-04 11:00"] });
    const chosen = await proposed(kith, second, 0);
    expect((await accept(first.member, second, chosen)).status).toBe(303);
    expect((await states(kith, at)).occupied).toContain("2026-03-04T10:00:00Z");
    const before = await told(at);

    if (who === "provider") await block(await kith.signIn(at.talia), at, at.member);
    else await block(first.member, at, at.talia);
    const after = await states(kith, at);
    expect(after.proposals).toEqual({ [open]: state, [kept]: "open", [chosen]: "accepted" });
    expect(after.occupied).not.toContain("2026-03-04T10:00:00Z");
    expect(after.occupied).toContain("2026-03-04T11:00:00Z");
    expect((await told(at)).notices, "nobody is told").toBe(before.notices);
    expect((await told(at)).events.slice(before.events.length)).toEqual([{ kind: state, by_person: null }]);
    const page = async (client: Client | undefined, id: string) =>
      (await client?.get(`${first.base}/proposals/${id}`))?.status;
    expect([await page(first.member, open), await page(first.providers[0], open)]).toEqual([404, 404]);
    expect([await page(first.member, kept), await page(first.providers[1], kept)]).toEqual([200, 200]);
  },
);

test("two who are kept apart write nothing more to each other, and what they wrote stays", async () => {
  const at = await acquainted(kith);
  const on = await asking(kith, at);
  const id = await proposed(kith, on, 0);
  await accept(on.member, on, id);
  const say = (client: Client | undefined, text: string) =>
    client?.post(`${on.base}/proposals/${id}/messages`, { text, key: newId() });
  expect((await say(on.member, "Hello Talia"))?.status).toBe(303);
  await block(on.member, at, at.talia);
  for (const client of [on.member, on.providers[0]]) {
    expect((await say(client, "One more thing"))?.status).not.toBe(303);
    expect((await client?.get(`${on.base}/proposals/${id}`))?.text).toContain("Hello Talia");
  }
  const written = await kith.inside(at.community, (trx) =>
    trx.selectFrom("messages").select("text").execute(),
  );
  expect(written).toEqual([{ text: "Hello Talia" }]);
});

test("two who are kept apart neither read nor answer each other's requests, and others do", async () => {
  const at = await acquainted(kith);
  const on = await asking(kith, at);
  const [talia, other] = on.providers;
  const page = async (client: Client | undefined) =>
    (await client?.get(`${on.base}/requests/${on.request}`))?.status;
  const listed = async (client: Client | undefined) =>
    (await client?.get(`${on.base}/requests`))?.text.includes(on.request);
  const answer = async (client: Client | undefined) =>
    (await client?.post(`${on.base}/requests/${on.request}/propose`, offered(on)))?.status;
  expect([await page(talia), await listed(talia)]).toEqual([200, true]);
  await block(on.member, at, at.talia);
  expect([await page(talia), await listed(talia), await answer(talia)]).toEqual([404, false, 404]);
  expect([await page(other), await listed(other), await answer(other)]).toEqual([200, true, 303]);
  expect(Object.values((await states(kith, at)).proposals)).toEqual(["open"]);
});

test("two who are kept apart stay apart when one proposes or accepts while the other blocks, whoever comes first", async () => {
  const at = await acquainted(kith);
  for (let round = 0; round < 8; round += 1) {
    const person = await kith.person(at.community);
    const earlier = Temporal.Instant.from("2026-02-01T12:00Z").add({ hours: 24 * round });
    await meeting(kith, at, { at: earlier.toString(), member: person.id });
    const on = await asking(kith, at, person);
    const { member, providers, request } = on;
    const id = round % 2 === 0 ? await proposed(kith, on, 0, { times: ["2026-03-05 10:00"] }) : null;
    const [, stopped] = await Promise.all([
      id
        ? accept(member, on, id, { start: "2026-03-05T10:00Z" })
        : providers[0]?.post(`${on.base}/requests/${request}/propose`, offered(on)),
      id ? block(await kith.signIn(at.talia), at, person) : block(member, at, at.talia),
    ]);
    expect(stopped.status).toBe(303);
    const { proposals } = await states(kith, at);
    expect(Object.values(proposals)).not.toContain("open");
    expect(await stillToCome(kith, at)).toEqual([]);
  }
});
