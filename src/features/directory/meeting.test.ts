import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { block } from "#support/acquainted.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { textOf } from "#support/panel.ts";
import { type Looking, looking } from "#support/profiles.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

const scene = (options: Parameters<typeof looking>[1] = {}): Promise<Looking> => looking(kith, options);

test("from a provider's page one comes to their own times alone, and on to booking with them", async () => {
  const at = await scene();
  const { text } = await at.mina.get(`${at.base}/providers/${at.talia.id}`);
  const times = `${at.base}/providers/${at.talia.id}/times/${at.format}/${at.services[0]}`;
  expect(text, "their own service comes without asking").toContain(`href="${times}"`);
  const page = await at.mina.get(times);
  expect(textOf(page.text)).toContain("Times with Talia K");
  const step = `${at.base}/book/${at.format}/${at.services[0]}/2026-03-02T11:00Z/${at.talia.id}`;
  expect(page.text).toContain(`href="${step}"`);
  const booking = await at.mina.follow(await at.mina.get(step));
  expect([booking.status, textOf(booking.text).includes("Video room")]).toEqual([200, true]);

  expect((await at.mina.get(times.replace(at.services[0] ?? "", at.services[1] ?? ""))).status).toBe(404);
  expect((await at.mina.get(times.replace(at.format, newId()))).status).toBe(404);
  expect((await at.mina.get(times.replace(at.format, "soon"))).status).toBe(404);
  const own = await (await kith.signIn(at.talia)).get(times);
  expect(own.status, "nobody books themself").toBe(404);
});

test("who gives several services is booked for one of them; a paused one for none", async () => {
  const at = await scene();
  await kith.inside(at.community, (trx) =>
    trx.updateTable("services").set({ owner_id: null }).where("owner_id", "is not", null).execute(),
  );
  await kith.inside(at.community, (trx) =>
    trx
      .insertInto("certifications")
      .values({ community_id: at.community.id, provider_id: at.talia.id, service_id: at.services[1] ?? "" })
      .execute(),
  );
  const path = `${at.base}/providers/${at.talia.id}`;
  const choose = `${path}/times/${at.format}`;
  expect((await at.mina.get(path)).text).toContain(`href="${choose}"`);
  const page = await at.mina.get(choose);
  for (const service of [at.generic, at.services[0], at.services[1]])
    expect(page.text).toContain(`${choose}/${service}"`);
  expect(page.text).not.toContain(`${choose}/${at.services[2]}`);
  await kith.inside(at.community, (trx) =>
    trx
      .updateTable("providers")
      .set({ paused_at: kith.clock.now() })
      .where("person_id", "=", at.talia.id)
      .execute(),
  );
  expect((await at.mina.get(choose)).status).toBe(404);
  expect(textOf((await at.mina.get(path)).text)).toContain("They take no new Meetings at present.");
});

test("a provider's page shows the public groups they give, and no private one", async () => {
  const at = await scene();
  const group = async (name: string, more: { private?: boolean; state?: "cancelled"; at?: string }) => {
    const starts = Temporal.Instant.from(more.at ?? "2026-03-05T18:00Z");
    const id = newId();
    await kith.inside(at.community, async (trx) => {
      await trx
        .insertInto("meetings")
        .values({
          community_id: at.community.id,
          id,
          format_id: at.format,
          provider_id: at.other.id,
          starts_at: starts,
          ends_at: starts.add({ hours: 1 }),
          state: more.state ?? "final",
          seats: 5,
          private: more.private ?? false,
          name,
          booked_by: at.other.id,
        })
        .execute();
      await trx
        .insertInto("co_hosts")
        .values({ community_id: at.community.id, meeting_id: id, person_id: at.talia.id })
        .execute();
    });
  };
  await group("Finding your feet", {});
  await group("Behind closed doors", { private: true });
  await group("Called off", { state: "cancelled" });
  await group("Long ago", { at: "2026-02-01T10:00Z" });
  for (const { id } of [at.talia, at.other]) {
    const { text } = await at.mina.get(`${at.base}/providers/${id}`);
    expect(text).toContain("Finding your feet");
    for (const hidden of ["Behind closed doors", "Called off", "Long ago"])
      expect(text).not.toContain(hidden);
  }
  expect((await block(at.mina, at, at.other)).status).toBe(303);
  expect((await at.mina.get(`${at.base}/providers/${at.talia.id}`)).text).not.toContain("Finding your feet");
});
