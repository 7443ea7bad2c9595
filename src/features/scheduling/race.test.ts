import { afterAll, beforeAll, expect, test } from "vitest";
import { accept, askedFor, proposed } from "#support/answering.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { type Agreed, agreed, schedule, textOf } from "#support/scheduling.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());

const rounds = 30;
const start = Temporal.Instant.from("2026-03-03T10:00Z");

/** Another accepted proposal of the same two, for the next round. */
async function another(pair: Agreed): Promise<Agreed> {
  const on = { ...pair.on, request: await askedFor(kith, pair.on.scene) };
  const proposal = await proposed(kith, on, 0);
  await accept(on.member, on, proposal);
  return { ...pair, on, proposal };
}

test("of who schedules and who books the same time one has it, and the other is told", async () => {
  let pair = await agreed(kith);
  const { scene, people } = pair.on;
  const rival = await kith.signIn(await kith.person(scene.community));
  const wins = { scheduled: 0, booked: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const at = start.add({ hours: 24 * (round % 15), minutes: 30 * Math.floor(round / 15) });
    const time = { date: at.toString().slice(0, 10), time: at.toString().slice(11, 16) };
    const path = `${pair.base}/book/${scene.format}/${scene.generic}/${at.toString().slice(0, 16)}Z/${people[0]?.id}/${scene.location}`;
    const topic = await rival.post(path, { [`answer-${scene.question}`]: "A talk" });
    const review = await rival.get(topic.location);
    const hidden = Object.fromEntries(
      [...review.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
        .map(([, name = "", value = ""]) => [name, value])
        .filter(([name]) => name !== "back"),
    );
    const [set, booked] = await Promise.all([schedule(pair, time), rival.post(`${pair.base}/book`, hidden)]);
    const rows = await kith.inside(scene.community, (trx) =>
      trx.selectFrom("occupancy").select(["meeting_id", "person_id"]).where("starts_at", "=", at).execute(),
    );
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(({ meeting_id }) => meeting_id)).size).toBe(1);
    expect([set.status === 303, booked.status === 303].filter(Boolean)).toHaveLength(1);
    if (set.status === 303) {
      wins.scheduled += 1;
      expect(textOf(booked)).toContain("That time was just taken");
      pair = await another(pair);
    } else {
      wins.booked += 1;
      expect(textOf(set)).toContain("then");
    }
  }
  expect(wins.scheduled + wins.booked).toBe(rounds);
}, 120_000);
