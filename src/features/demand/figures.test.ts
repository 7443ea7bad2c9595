import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { rowsOf, textOf } from "#support/panel.ts";
import { type Programme, programme } from "#support/programme.ts";
import { optionIds } from "#support/requests.ts";
import { files } from "./paths.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-30T09:00:00Z" });
});
afterAll(() => kith?.end());

interface Scene extends Programme {
  readonly coordinator: Client;
  readonly root: string;
}

async function scene(): Promise<Scene> {
  const made = await programme(kith, { providers: 1, hours: [[2, 540, 1_020]] });
  const coordinator = await kith.signIn(await kith.person(made.community, { roles: ["coordinator"] }));
  return { ...made, coordinator, root: `${made.community.base}/admin/figures` };
}

const pages = ["", "?map=booked", "?map=open", "?map=wished", "/unmet", "/no-shows"];
const downloads = files.map((file) => `/${file}.csv?period=12w`);

const page = async ({ coordinator, root }: Scene, path: string) => {
  const answer = await coordinator.get(`${root}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text;
};

/** Requests of a day that ask for an experience, from as many people. */
async function requests({ community, member }: Programme, count: number, experience: string): Promise<void> {
  await kith.inside(community, async (trx) => {
    await sql`
      insert into support_requests (community_id, id, member_id, subject, description, flexible, zone, expires_at, created_at, changed_at)
      select current_community(), gen_random_uuid(), ${member.id}, 'S', 'D', true, 'UTC', '2026-05-01', '2026-03-20T10:00Z', now()
      from generate_series(1, ${count}::int)`.execute(trx);
    await sql`
      insert into request_experiences (community_id, request_id, option_id)
      select community_id, id, ${experience} from support_requests on conflict do nothing`.execute(trx);
  });
}

test("a coordinator reads the reports; to everybody else of this or another community there is nothing there", async () => {
  const here = await scene();
  const away = await scene();
  const outsiders = {
    "a member": await kith.signIn(here.member),
    "a provider": await kith.signIn(here.providers[0] ?? here.member),
    "a coordinator elsewhere": away.coordinator,
  };
  for (const path of [...pages, ...downloads]) {
    expect([path, (await here.coordinator.get(`${here.root}${path}`)).status]).toEqual([path, 200]);
    for (const [who, client] of Object.entries(outsiders))
      expect([who, path, (await client.get(`${here.root}${path}`)).status]).toEqual([who, path, 404]);
    expect((await kith.visitor().get(`${here.root}${path}`)).location).toContain("/sign-in");
  }
});

test("hours, bookings and how much is taken stand in the tables", async () => {
  const here = await scene();
  await meeting(kith, here, { at: "2026-03-10T10:00Z", minutes: 60 });
  await meeting(kith, here, { at: "2026-03-17T10:30Z", minutes: 60 });
  await meeting(kith, here, { at: "2026-03-11T10:00Z", minutes: 60 });
  await meeting(kith, here, { at: "2026-03-24T10:00Z", state: "cancelled" });
  const rows = rowsOf(await page(here, ""));
  expect(rows.length).toBe(24);
  // Four Tuesdays from 9 to 17; at ten o'clock an hour and a half of four.
  expect(rows[10]).toEqual(["10:00", "–", "38", "–", "–", "–", "–", "–"]);
  expect(rows[11]).toEqual(["11:00", "–", "13", "–", "–", "–", "–", "–"]);
  expect(rowsOf(await page(here, "?map=booked"))[10]).toEqual(["10:00", "0", "1.5", "1", "0", "0", "0", "0"]);
  const text = textOf(await page(here, ""));
  expect(text).toContain("Open hours 32 h 6% taken");
  expect(text).toContain("Meetings booked 4 1 of them cancelled");
  const csv = await here.coordinator.get(`${here.root}/services.csv?period=4w`);
  expect(csv.headers.get("content-disposition")).toContain("services-2026-03-03-2026-03-30.csv");
  expect(csv.text).toContain("All available Peer Mentoring,4,1,3,32,2,");
});

test("private meetings and private groups change no figure and no file", async () => {
  const here = await scene();
  await meeting(kith, here, { at: "2026-03-10T10:00Z" });
  const seen = async () => {
    const all = new Map<string, string>();
    for (const path of [...pages, ...downloads]) all.set(path, textOf(await page(here, path)));
    return all;
  };
  const before = await seen();
  const secret = (at: string, seats: number | null) =>
    kith.inside(here.community, async (trx) => {
      const [id, own] = [newId(), { community_id: here.community.id }];
      const starts_at = Temporal.Instant.from(at);
      const span = { starts_at, ends_at: starts_at.add({ hours: 1 }) };
      await trx
        .insertInto("meetings")
        .values({
          ...own,
          ...span,
          id,
          state: "final",
          private: true,
          seats,
          format_id: here.format,
          provider_id: here.providers[0]?.id ?? "",
          booked_by: here.member.id,
        })
        .execute();
      await trx
        .insertInto("registrations")
        .values({ ...own, meeting_id: id, person_id: here.member.id, attendance: "no_show" })
        .execute();
    });
  await secret("2026-03-10T12:00Z", null);
  await secret("2026-03-17T12:00Z", 20);
  expect(await seen()).toEqual(before);
  await meeting(kith, here, { at: "2026-03-24T12:00Z" });
  expect((await seen()).get(""), "one that is not private does").not.toBe(before.get(""));
});

test("ten who ask for something are told as nobody is, and no sum tells more", async () => {
  const here = await scene();
  const [anxiety = ""] = await optionIds(kith, here.community, "Anxiety");
  const nobody = textOf(await page(here, "?period=range&from=2026-01-01&until=2026-03-30"));
  await requests(here, 10, anxiety);
  const path = "?period=range&from=2026-01-01&until=2026-03-30";
  expect(textOf(await page(here, path))).toBe(nobody);
  await requests(here, 1, anxiety);
  const told = textOf(await page(here, path));
  expect(told).toContain("Support requests 11–21");
  expect(told).toContain("Anxiety 11–21 under 11 0 –");
  // Elsewhere in the year it is worked out from both ends.
  expect(textOf(await page(here, "?period=4w"))).toContain("Support requests under 22");
  expect(textOf(await page(here, "/unmet"))).toContain("Waiting 11 Longer than 2 days 11");
});

test("a range that cannot be read is said beside its field, and stays as it was typed", async () => {
  const here = await scene();
  for (const [from, until, fault] of [
    ["2026-03-09", "2026-03-02", "before"],
    ["2025-01-01", "2026-03-02", "At most 366 days."],
    ["2026-13-09", "2026-03-02", "date"],
  ]) {
    const answer = await here.coordinator.get(`${here.root}?period=range&from=${from}&until=${until}`);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`value="${from}"`);
    expect(textOf(answer.text)).toContain(fault);
  }
});

test("what a file holds opens safely in a spreadsheet", async () => {
  const here = await scene();
  await kith.inside(here.community, (trx) =>
    sql`update services set code = '=cmd()' where generic`.execute(trx),
  );
  const { text } = await here.coordinator.get(`${here.root}/services.csv`);
  expect(text).toContain("'=cmd()");
});
