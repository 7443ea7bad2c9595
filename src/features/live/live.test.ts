import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { touch } from "#platform/live/touch.ts";
import { anotherProcess, Processes } from "#support/processes.ts";
import { talk, write } from "#support/talk.ts";

let processes: Processes;
beforeAll(async () => {
  processes = await Processes.open();
});
afterEach(() => processes.closePages());
afterAll(() => processes?.close());

describe("a message shows on the other one's page", () => {
  test("whichever process holds it, and is announced to nobody else who asks for the same", async () => {
    const one = await talk(processes.kith);
    const { community } = one.scene;
    const about = [`meeting:${one.id}`];
    const outsider = await processes.kith.person(community);
    const staff = await processes.kith.person(community, { roles: ["coordinator"] });
    const other = await talk(processes.kith);
    const clients = [
      one.provider,
      one.member,
      await processes.kith.signIn(outsider),
      await processes.kith.signIn(staff),
    ];
    const ears = await Promise.all(clients.map((client) => processes.listen(client, community, { about })));
    const away = await processes.listen(other.provider, other.scene.community, { about });

    expect((await write(one.member, one, "Hello")).status).toBe(303);
    const [provider, ...others] = ears;
    await provider?.until(1);
    // What is told last arrives last: until then they would have heard.
    const people = [one.scene.member.id, outsider.id, staff.id];
    await processes.tell(one.scene.community, { people, about });
    await processes.tell(other.scene.community, { people: other.scene.providers.map(({ id }) => id), about });
    await Promise.all([...others, away].map((each) => each.until(1)));
    expect([...ears, away].map(({ said }) => said)).toEqual(Array(5).fill([`change meeting:${one.id}`]));
  });

  test("a file shared and a file taken back are announced as well", async () => {
    const one = await talk(processes.kith);
    const ears = await processes.listen(one.provider, one.scene.community, { about: [`meeting:${one.id}`] });
    const file = new File([new Uint8Array(Buffer.from("Notes"))], "notes.txt");
    await one.member.post(`${one.path}/files`, { key: newId(), file });
    await ears.until(1);
    const page = await one.member.get(one.path);
    const link = /action="([^"]+\/files\/[0-9a-f-]+\/remove)"/.exec(page.text)?.[1] ?? "";
    expect((await one.member.post(link)).status).toBe(303);
    await ears.until(2);
  });

  test("only when it is committed", async () => {
    const one = await talk(processes.kith);
    const [host] = one.scene.providers;
    const ears = await processes.listen(one.provider, one.scene.community, { about: ["bell", "requests"] });
    const failing = (trx: Scoped) =>
      touch(trx, { communityId: one.scene.community.id, people: [host?.id ?? ""], about: ["requests"] }).then(
        () => {
          throw new Error("something else went wrong");
        },
      );
    await expect(processes.kith.inside(one.scene.community, failing)).rejects.toThrow("went wrong");
    await processes.tell(one.scene.community, { people: [host?.id ?? ""], about: ["bell"] });
    await ears.until(1);
    expect(ears.said).toEqual(["change bell"]);
  });

  test("a touch may name a thousand people, and everybody with a role", async () => {
    const one = await talk(processes.kith);
    const { community } = one.scene;
    const ears = await Promise.all(
      [one.provider, one.member].map((client) =>
        processes.listen(client, community, { about: ["requests", "bell"] }),
      ),
    );
    const crowd = Array.from({ length: 1_000 }, () => newId());
    await processes.tell(one.scene.community, {
      people: [...crowd, one.scene.member.id],
      roles: ["provider"],
      about: ["requests"],
    });
    await Promise.all(ears.map((each) => each.until(1)));
    const people = [one.scene.member.id, one.scene.providers[0]?.id ?? ""];
    await processes.tell(one.scene.community, { people, about: ["bell"] });
    await Promise.all(ears.map((each) => each.until(2)));
    expect(ears.map(({ said }) => said)).toEqual(Array(2).fill(["change requests", "change bell"]));
  });
});

describe("nothing is missed", () => {
  test("between a page and its listening, on the process that made it and on another", async () => {
    const one = await talk(processes.kith);
    const about = [`meeting:${one.id}`];
    const { community } = one.scene;
    const stamp = await processes.stampOf(processes.here, one.provider, one.path);
    expect(stamp).not.toBe("");
    const unchanged = await processes.listen(one.provider, community, { at: processes.here, about, stamp });
    await write(one.member, one, "Just after the page");
    await unchanged.until(1);
    for (const at of [processes.here, processes.there]) {
      const ears = await processes.listen(one.provider, community, { at, about, stamp });
      expect((await ears.until(1)).length).toBe(1);
    }
    const fresh = await processes.listen(one.provider, community, {
      at: processes.here,
      about,
      stamp: await processes.stampOf(processes.here, one.provider, one.path),
    });
    await write(one.member, one, "Another");
    await fresh.until(1);
    expect([unchanged.said.length, fresh.said.length]).toEqual([2, 1]);
  });

  test("while the process was deaf: every page asks again once it hears", async () => {
    const one = await talk(processes.kith);
    const about = [`meeting:${one.id}`];
    const ears = await processes.listen(one.provider, one.scene.community, { about });
    const deaf = await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'kith live' and datname = current_database()`.execute(
      processes.kith.platform.db,
    );
    expect(deaf.rows).toHaveLength(2);
    await write(one.member, one, "Nobody hears this");
    await ears.until(1);
    expect(ears.said).toEqual(["change *"]);
    await write(one.member, one, "But this");
    await ears.until(2);
    expect(ears.said[1]).toBe(`change meeting:${one.id}`);
  });
});

test("a process that stops ends its pages at once and hears no more", async () => {
  const one = await talk(processes.kith);
  const third = await anotherProcess(processes.kith);
  const ears = await processes.listen(one.member, one.scene.community, { at: third, about: ["bell"] });
  const began = performance.now();
  await third.close();
  await ears.ended;
  expect(performance.now() - began).toBeLessThan(2_000);
  expect([ears.said, third.live.size]).toEqual([[], 0]);
});
