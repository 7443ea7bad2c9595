import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { erase } from "#support/erasing.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { statementsDuring } from "#support/statements.ts";
import { keepHouse } from "../housekeeping/jobs.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());

let scene: Programme;
let client: Client;
beforeEach(async () => {
  kith.clock.set("2026-03-02T09:00:00Z");
  scene = await programme(kith, { providers: 2 });
  await pause(true);
  client = await kith.signIn(scene.member);
});

/** While providers pause there is no time with anybody. */
const pause = (paused: boolean) =>
  kith.inside(scene.community, (trx) =>
    sql`update providers set paused_at = ${paused ? kith.clock.now() : null}`.execute(trx),
  );

const timesOf = (service: string | undefined, more = "") =>
  `${scene.community.base}/book/${scene.format}/${service}${more}`;

const written = () =>
  kith.inside(scene.community, async (trx) => {
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(e) as row from empty_searches e order by service_id, wished_hour nulls first`.execute(
      trx,
    );
    return rows.map(({ row }) => row);
  });

/** Waits until so many are written, and a little longer, so that one too many would show. */
async function writtenAre(count: number): Promise<Record<string, unknown>[]> {
  await expect.poll(async () => (await written()).length).toBe(count);
  await new Promise((resolve) => setTimeout(resolve, 60));
  const rows = await written();
  expect(rows.length).toBe(count);
  return rows;
}

const open = async (path: string, who = client, headers: Record<string, string> = {}) =>
  (await who.get(path, headers)).status;

test("reloads of one person on one day count once, and no row tells whose it is or which of them belong together", async () => {
  const other = await kith.person(scene.community);
  const [asOther, [own, generic]] = [await kith.signIn(other), [scene.services[0], scene.generic]];
  for (const path of [timesOf(own), timesOf(own), timesOf(own, "?view=list"), timesOf(own, "?month=2026-04")])
    expect(await open(path)).toBe(200);
  expect(await open(timesOf(own), asOther)).toBe(200);
  expect(await open(timesOf(generic))).toBe(200);
  await writtenAre(3);
  kith.clock.set("2026-03-03T09:00:00Z");
  expect(await open(timesOf(own))).toBe(200);
  const rows = await writtenAre(4);

  const text = JSON.stringify(rows);
  for (const { id, email, accountId } of [scene.member, other])
    for (const mark of [id, email, accountId ?? ""]) expect(text).not.toContain(mark);
  expect(new Set(rows.map(({ once }) => once)).size).toBe(4);
  for (const row of rows) {
    expect(Object.keys(row).toSorted()).toEqual(
      [
        "community_id",
        "format_id",
        "id",
        "on_day",
        "once",
        "provider_id",
        "service_id",
        "wished_hour",
      ].toSorted(),
    );
    expect(row.id, "an id that tells no time").toMatch(/^.{14}4/);
  }
  expect(rows.map((row) => [row.on_day, row.provider_id === null]).toSorted()).toEqual([
    ["2026-03-02", false],
    ["2026-03-02", false],
    ["2026-03-02", true],
    ["2026-03-03", false],
  ]);
});

test("who chose a time that somebody else has taken by now is counted with the hour of the week, on the community's clock", async () => {
  await pause(false);
  kith.clock.set("2026-06-01T09:00:00Z");
  const someone = await kith.person(scene.community);
  await meeting(kith, scene, { at: "2026-06-02T10:00Z", member: someone.id });
  const answer = await client.get(timesOf(scene.services[0], "/2026-06-02T10:00Z"));
  expect(answer.status).toBe(303);
  const [row] = await writtenAre(1);
  // Tuesday at 11:00, since it is summer in London.
  expect(row).toMatchObject({ service_id: scene.services[0], wished_hour: 24 + 11, on_day: "2026-06-01" });
});

test("a page with times, one fetched ahead, a meeting that moves and a time that is over are not counted", async () => {
  const id = await meeting(kith, scene, { at: "2026-03-05T10:00Z", service: scene.services[0] ?? "" });
  expect(await open(`${scene.community.base}/meetings/${id}/move`)).toBe(200);
  expect(await open(timesOf(scene.generic), client, { "Sec-Purpose": "prefetch" })).toBe(200);
  await pause(false);
  const asked = await statementsDuring(() => open(timesOf(scene.generic)));
  expect(asked.filter((text) => text.includes("empty_searches"))).toEqual([]);
  expect((await client.get(timesOf(scene.generic, "/2026-03-01T10:00Z"))).status).toBe(303);
  await writtenAre(0);
});

test("a page of times does not fail, nor wait, when nothing can be written down", async () => {
  const warn = vi.spyOn(kith.platform.log, "warn").mockReturnValue(undefined);
  await sql`alter table empty_searches rename to elsewhere`.execute(kith.owner);
  try {
    expect(await open(timesOf(scene.services[0]))).toBe(200);
    await expect.poll(() => warn.mock.calls.length).toBe(1);
  } finally {
    await sql`alter table elsewhere rename to empty_searches`.execute(kith.owner);
    warn.mockRestore();
  }
  expect(await open(timesOf(scene.services[0]))).toBe(200);
  await writtenAre(1);
});

test("they go after 13 months, and what told reloads apart when the day is over; with whom goes when that person does", async () => {
  const [provider] = scene.providers;
  await kith.inside(scene.community, (trx) =>
    sql`
      insert into empty_searches (community_id, on_day, once, service_id, format_id, provider_id)
      select current_community(), (now() - age)::date, decode(md5(age::text), 'hex'), ${scene.generic}, ${scene.format}, ${provider?.id}
      from unnest(array['14 months', '12 months', '3 days', '0 days']::interval[]) age`.execute(trx),
  );
  await keepHouse(kith.platform);
  expect((await written()).map(({ once }) => once !== null).toSorted()).toEqual([false, false, true]);
  const client = await kith.signIn(provider ?? scene.member);
  expect((await erase(client, scene)).status).toBe(303);
  expect((await written()).map(({ provider_id }) => provider_id)).toEqual([null, null, null]);
});
