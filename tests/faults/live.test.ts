import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "#platform/database/connection.ts";
import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import { touch } from "#platform/live/touch.ts";
import { Ears } from "#support/ears.ts";
import { build } from "./build.ts";
import { House } from "./house.ts";
import { type Scene, setScene } from "./scene.ts";

let house: House;
let scene: Scene;
beforeAll(async () => {
  await build();
  house = await House.open({ servers: 2 });
  scene = await setScene(house.database.ownerUrl, { members: 2 });
});
afterAll(() => house?.close());

const listen = (origin: string, stamp = "") => {
  const cookie = scene.members[0]?.browser.cookie ?? "";
  return Ears.open({ origin, base: scene.base, cookie, about: ["requests"], stamp });
};

/** Touches the first member, as any process would. */
async function tell(): Promise<void> {
  const db = connect({ url: house.database.appUrl, max: 1 }, () => undefined);
  const [member] = scene.members;
  const change = { communityId: scene.communityId, people: [member?.id ?? ""], about: ["requests"] };
  await inCommunity(db, asCommunityId(scene.communityId), (trx) => touch(trx, change));
  await db.destroy();
}

test("a process that is told to stop does so at once while pages listen, and they go on with another", async () => {
  const [first, second] = house.servers;
  if (!first || !second) throw new Error("the house has two servers");
  const page = await scene.members[0]?.browser.get(first.origin, scene.base);
  const stamp = /data-live-stamp-value="([^"]+)"/.exec(page?.text ?? "")?.[1] ?? "";
  expect(stamp).not.toBe("");
  const ears = await listen(first.origin, stamp);
  await tell();
  await ears.until(1);

  const began = performance.now();
  await first.end("SIGTERM");
  await ears.ended;
  // The queue gives work under way some seconds; pages take none.
  expect(performance.now() - began).toBeLessThan(8_000);

  const there = await listen(second.origin, stamp);
  await there.until(1);
  await tell();
  await there.until(2);
  expect(there.said.at(-1)).toBe("change requests");
  there.close();

  await first.start();
  const back = await listen(first.origin, stamp);
  await back.until(1);
  expect(back.said).toEqual(["change *"]);
  back.close();
});
