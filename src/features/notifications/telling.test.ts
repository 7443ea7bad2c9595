import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestCommunity, type TestPerson, testApp } from "#support/app.ts";
import { type Notice, type NoticeKind, notify } from "./notify.ts";

let kith: TestApp;
beforeAll(async () => {
  // One of these has no words on purpose, which is written into the log.
  kith = await testApp({ demo: true, env: { LOG_LEVEL: "silent" } });
});
afterAll(() => kith?.end());

const news = (to: readonly TestPerson[], more: Partial<Notice> = {}): Notice => ({
  communityId: to[0]?.community.id ?? "",
  to: to.map(({ id }) => id),
  kind: "booked",
  once: newId(),
  message: "news",
  path: "/meetings",
  ...more,
});

async function told(notice: Notice, community: TestCommunity): Promise<void> {
  await kith.inside(community, (trx) => notify(trx, kith.platform.jobs, notice));
  await kith.drainMail();
}

const bellOf = ({ id, community }: TestPerson) =>
  kith.inside(community, (trx) =>
    trx.selectFrom("notifications").selectAll().where("person_id", "=", id).orderBy("id").execute(),
  );

const mailOf = ({ email, community }: TestPerson) =>
  kith.inside(community, (trx) =>
    trx.selectFrom("mails").selectAll().where("to_address", "=", email).orderBy("id").execute(),
  );

const choose = ({ id, community }: TestPerson, kind: NoticeKind, bell: boolean, mail: boolean) =>
  kith.inside(community, (trx) =>
    trx
      .insertInto("notification_choices")
      .values({ community_id: community.id, person_id: id, kind, bell, mail })
      .execute(),
  );

describe("somebody is told", () => {
  test("in the app and by mail, once of one occasion however often it is said", async () => {
    const community = await kith.community({ name: "Riverside" });
    const ana = await kith.person(community, { firstName: "Ana" });
    const notice = news([ana]);
    await told(notice, community);
    await told(notice, community);
    expect(await bellOf(ana)).toMatchObject([{ kind: "booked", message: "news", path: "/meetings" }]);
    const [letter, ...more] = await mailOf(ana);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ subject: "Something new for you", kind: "booked", state: "sent" });
    expect(letter?.body_text).toContain("Hello Ana,");
    expect(letter?.body_text).toContain(`http://kith.test${community.base}/meetings\n`);
    await told({ ...notice, once: newId() }, community);
    expect(await mailOf(ana)).toHaveLength(2);
  });

  test("in the ways they chose for that kind, and of other kinds as before", async () => {
    const community = await kith.community();
    const [both, bell, mail, none] = await Promise.all(
      Array.from({ length: 4 }, () => kith.person(community)),
    );
    if (!both || !bell || !mail || !none) throw new Error("there are four");
    await choose(bell, "booked", true, false);
    await choose(mail, "booked", false, true);
    await choose(none, "booked", false, false);
    const all = [both, bell, mail, none];
    const counts = () =>
      Promise.all(all.map(async (person) => [(await bellOf(person)).length, (await mailOf(person)).length]));
    await told(news(all), community);
    expect(await counts()).toEqual([
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    await told(news(all, { kind: "changed" }), community);
    expect(await counts()).toEqual([
      [2, 2],
      [2, 1],
      [1, 2],
      [1, 1],
    ]);
  });

  test("only who still belongs, and nobody of another community", async () => {
    const [community, elsewhere] = [await kith.community(), await kith.community()];
    const [stays, left, stranger] = [
      await kith.person(community),
      await kith.person(community),
      await kith.person(elsewhere),
    ];
    await kith.inside(community, (trx) =>
      trx.updateTable("people").set({ archived_at: kith.clock.now() }).where("id", "=", left.id).execute(),
    );
    await told(news([stays, left, stranger]), community);
    expect((await bellOf(stays)).length).toBe(1);
    for (const person of [left, stranger]) {
      expect([...(await bellOf(person)), ...(await mailOf(person))]).toEqual([]);
    }
  });

  test("nothing any more once it is too late", async () => {
    const community = await kith.community();
    const ana = await kith.person(community);
    const minute = Math.floor(kith.clock.now().epochMilliseconds / 60_000);
    await told(news([ana], { until: minute }), community);
    expect([...(await bellOf(ana)), ...(await mailOf(ana))]).toEqual([]);
    await told(news([ana], { until: minute + 1 }), community);
    expect(await bellOf(ana)).toHaveLength(1);
  });

  test("also where there are more than one job takes", async () => {
    const community = await kith.community();
    const rows = Array.from({ length: 230 }, (_, i) => ({
      community_id: community.id,
      id: newId(),
      email: `crowd-${i}@people.example`,
    }));
    await kith.inside(community, (trx) => trx.insertInto("people").values(rows).execute());
    const to = rows.map(({ id }) => id);
    await told({ ...news([]), communityId: community.id, to }, community);
    const counted = await kith.inside(community, (trx) =>
      trx
        .selectFrom("notifications")
        .select((eb) => [
          eb.fn.countAll<string>().as("lines"),
          eb.fn.count<string>("person_id").distinct().as("people"),
        ])
        .executeTakeFirstOrThrow(),
    );
    expect(counted).toEqual({ lines: 230, people: 230 });
  });

  test("less, but something, when the words of a notice are missing or do not fit", async () => {
    const community = await kith.community({ name: "Riverside" });
    const ana = await kith.person(community);
    await told(news([ana], { message: "reminder", values: {} }), community);
    expect(await mailOf(ana)).toMatchObject([{ subject: "Something new for you" }]);
  });
});
