import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { TestPerson } from "#support/app.ts";
import type { Ears } from "#support/ears.ts";
import { Processes } from "#support/processes.ts";
import { talk } from "#support/talk.ts";

let processes: Processes;
beforeAll(async () => {
  processes = await Processes.open();
});
afterEach(() => processes.closePages());
afterAll(() => processes?.close());

describe("who may listen", () => {
  test("somebody signed in who belongs; nothing on the way keeps what is sent", async () => {
    const one = await talk(processes.kith);
    const { community } = one.scene;
    const stranger = await processes.listen(processes.kith.visitor(), community, { about: ["bell"] });
    const visitor = await processes.kith.signIn(await processes.kith.account("visitor@people.example"));
    const noMember = await processes.listen(visitor, community, { about: ["bell"] });
    const nowhere = await processes.listen(
      one.member,
      { ...community, base: "/c/nowhere" },
      { about: ["bell"] },
    );
    expect([stranger.status, noMember.status, nowhere.status]).toEqual([401, 204, 204]);
    const ears = await processes.listen(one.member, community, { about: ["bell"] });
    expect(ears.status).toBe(200);
    expect(ears.headers).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
  });

  test("a page nobody is signed in on does not listen", async () => {
    const one = await talk(processes.kith);
    expect(await processes.stampOf(processes.here, processes.kith.visitor(), one.scene.community.base)).toBe(
      "",
    );
    expect(await processes.stampOf(processes.here, one.member, one.scene.community.base)).not.toBe("");
  });

  test("six pages at once; the seventh ends the first, which does not come back", async () => {
    const one = await talk(processes.kith);
    const pages: Ears[] = [];
    for (let i = 0; i < 7; i++)
      pages.push(await processes.listen(one.member, one.scene.community, { about: ["bell"] }));
    await pages[0]?.ended;
    await processes.tell(one.scene.community, { people: [one.scene.member.id], about: ["bell"] });
    await Promise.all(pages.map((each) => each.until(1)));
    expect(pages.map(({ said }) => said)).toEqual([["end crowded"], ...Array(6).fill(["change bell"])]);
  });

  test("a page that is closed is forgotten", async () => {
    const one = await talk(processes.kith);
    await expect.poll(() => processes.there.live.size).toBe(0);
    const ears = await processes.listen(one.member, one.scene.community, { about: ["bell"] });
    expect(processes.there.live.size).toBe(1);
    ears.close();
    await expect.poll(() => processes.there.live.size).toBe(0);
  });

  test("pages hold no connection to the database", async () => {
    const one = await talk(processes.kith);
    const people = await Promise.all(
      Array.from({ length: 5 }, () => processes.kith.person(one.scene.community)),
    );
    const clients = await Promise.all(people.map((person) => processes.kith.signIn(person)));
    const pages = await Promise.all(
      [...clients, ...clients].map((client) =>
        processes.listen(client, one.scene.community, { about: ["bell"] }),
      ),
    );
    expect(pages.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const { rows } = await sql<{ busy: number }>`select count(*)::int as busy from pg_stat_activity
      where application_name = 'kith' and datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`.execute(
      processes.kith.platform.db,
    );
    expect(rows[0]?.busy).toBe(0);
    expect(await processes.stampOf(processes.there, one.member, one.path)).not.toBe("");
  });
});

describe("who may no more is let go", () => {
  const archive = ({ id, community }: TestPerson) =>
    processes.kith.inside(community, (trx) =>
      trx.updateTable("people").set({ archived_at: sql`now()` }).where("id", "=", id).execute(),
    );

  test("at once when it is told", async () => {
    const one = await talk(processes.kith);
    const { community } = one.scene;
    const removed = await processes.listen(one.member, community, { about: ["bell"] });
    const kept = await processes.listen(one.provider, community, { about: ["bell"] });
    await archive(one.scene.member);
    const people = [one.scene.member.id, one.scene.providers[0]?.id ?? ""];
    await processes.tell(one.scene.community, { people, about: ["access"] });
    await removed.ended;
    await processes.tell(one.scene.community, { people, about: ["bell"] });
    await kept.until(1);
    expect([removed.said, kept.said]).toEqual([["end gone"], ["change bell"]]);
  });

  test("within a minute when it is not: a session that ended, a person removed, a role taken away", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const one = await talk(processes.kith);
      const { community } = one.scene;
      const [host] = one.scene.providers;
      const again = await processes.kith.signIn(one.scene.member);
      const gone = await processes.kith.person(one.scene.community);
      const signedOut = await processes.listen(one.member, community, { about: ["bell"] });
      const signedIn = await processes.listen(again, community, { about: ["bell"] });
      const removed = await processes.listen(await processes.kith.signIn(gone), community, {
        about: ["bell"],
      });
      const provider = await processes.listen(one.provider, community, { about: ["requests", "bell"] });
      const token = decodeURIComponent([...one.member.cookies.values()][0] ?? "").split(".")[0] ?? "";
      const { numDeletedRows } = await processes.kith.platform.db
        .deleteFrom("sessions")
        .where("token", "=", token)
        .executeTakeFirstOrThrow();
      expect(numDeletedRows).toBe(1n);
      await archive(gone);
      await processes.kith.inside(one.scene.community, (trx) =>
        trx
          .updateTable("people")
          .set({ roles: ["member"] })
          .where("id", "=", host?.id ?? "")
          .execute(),
      );
      vi.advanceTimersByTime(60_000);
      await Promise.all([signedOut.ended, removed.ended]);
      // The provider's look ends a moment later than theirs: it is asked for until it is over.
      await vi.waitFor(async () => {
        await processes.tell(one.scene.community, { people: [], roles: ["member"], about: ["requests"] });
        await provider.until(1, 300);
      });
      const before = provider.heard.length;
      await processes.tell(one.scene.community, { people: [], roles: ["provider"], about: ["requests"] });
      await processes.tell(one.scene.community, {
        people: [one.scene.member.id, host?.id ?? ""],
        about: ["bell"],
      });
      await provider.until(before + 1);
      await signedIn.until(1);
      expect([signedOut.said, removed.said, signedIn.said]).toEqual([
        ["end gone"],
        ["end gone"],
        ["change bell"],
      ]);
      expect(provider.said.at(-1)).toBe("change bell");
    } finally {
      vi.useRealTimers();
    }
  });
});
