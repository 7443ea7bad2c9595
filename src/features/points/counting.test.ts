import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import { type Programme, programme } from "#support/programme.ts";
import { recounted } from "#support/recounting.ts";
import { optionsOf } from "../options/queries.ts";
import { countsOf } from "./queries.ts";
import { rules } from "./rules.ts";

const now = Temporal.Instant.from("2026-06-17T12:00:00Z");
const zones = [
  "Europe/London",
  "America/New_York",
  "Pacific/Auckland",
  "America/Havana",
  "Asia/Kathmandu",
] as const;

let kith: TestApp;
let scene: Programme;
let others: TestPerson[];
let options: { experience: string; language: string };
beforeAll(async () => {
  kith = await testApp({ now: now.toString() });
  scene = await programme(kith, { providers: 2 });
  others = await Promise.all(Array.from({ length: 14 }, () => kith.person(scene.community)));
  const first = (list: "experience" | "language") =>
    kith.inside(scene.community, async (trx) => (await optionsOf(trx, list))[0]?.id ?? "");
  options = { experience: await first("experience"), language: await first("language") };
});
afterAll(() => kith?.end());

/** A moment within the last years, or somewhat to come; often near a Monday's midnight, and then in weeks whose clocks change. */
const moment = fc
  .record({
    week: fc.oneof(fc.integer({ min: -230, max: 1 }), fc.integer({ min: -20, max: 1 })),
    minute: fc.oneof(fc.integer({ min: -840, max: 840 }), fc.integer({ min: 0, max: 10_080 })),
  })
  .map(({ week, minute }) =>
    Temporal.Instant.from("2026-06-15T00:00Z").add({ minutes: week * 10_080 + minute }),
  );

/** What is written is written already. */
const notLater = (at: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(at, now) > 0 ? now : at;

const most = <T>(one: fc.Arbitrary<T>, maxLength: number) => fc.array(one, { maxLength, size: "max" });

const history = fc.record({
  zone: fc.constantFrom(...zones),
  told: fc.record({
    greeting: fc.boolean(),
    bio: fc.boolean(),
    qualification: fc.boolean(),
    experiences: fc.boolean(),
    languages: fc.boolean(),
    preferences: fc.constantFrom("none", "empty", "ages", "options", "note"),
    hours: fc.boolean(),
  }),
  meetings: most(
    fc.record({
      at: moment,
      host: fc.constantFrom("me", "me", "beside", "other"),
      group: fc.boolean(),
      state: fc.constantFrom("final", "final", "final", "pending", "cancelled"),
      note: fc.constantFrom("none", "none", "none", "empty", "some"),
      places: fc.array(
        fc.record({
          state: fc.constantFrom("registered", "registered", "cancelled"),
          attendance: fc.constantFrom("attended", "no_show", null),
        }),
        { maxLength: 3 },
      ),
    }),
    60,
  ),
  rooms: most(
    fc.record({
      archived: fc.boolean(),
      role: fc.constantFrom("member", "moderator"),
      state: fc.constantFrom("in", "left", "removed", "invited", null),
      messages: most(fc.record({ at: moment.map(notLater), mine: fc.boolean(), removed: fc.boolean() }), 40),
    }),
    3,
  ),
  reviews: most(
    fc.record({ mine: fc.boolean(), published: fc.boolean(), reply: fc.boolean(), hidden: fc.boolean() }),
    30,
  ),
  connections: fc.array(
    fc.record({
      asked: fc.boolean(),
      state: fc.constantFrom("accepted", "accepted", "accepted", "asked", "declined", "ended"),
      archived: fc.boolean(),
      block: fc.constantFrom("none", "none", "mine", "theirs"),
    }),
    { maxLength: 14, size: "max" },
  ),
});

type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

class Undone extends Error {}

/** Writes a history down, gives both counts, and takes it back. */
async function counts(told: History) {
  const me = scene.providers[0]?.id ?? "";
  let found: [unknown, unknown] | undefined;
  await kith
    .inside(scene.community, async (trx) => {
      await write(trx, me, told);
      const counting = { zone: told.zone, now };
      found = [await countsOf(trx, { ...counting, personId: me }), await recounted(trx, { ...counting, me })];
      throw new Undone();
    })
    .catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
  if (!found) throw new Error("nothing was counted");
  return { counted: found[0], slowly: found[1] };
}

async function write(trx: Scoped, me: string, told: History): Promise<void> {
  await tellAbout(trx, me, told.told);
  await meet(trx, me, told.meetings);
  for (const room of told.rooms) await talk(trx, me, room);
  const own = { community_id: scene.community.id };
  const other = scene.providers[1]?.id ?? "";
  const reviews = told.reviews.map(({ mine, published, reply, hidden }) => ({
    ...own,
    id: newId(),
    provider_id: mine ? me : other,
    stars: 1,
    alias: 1,
    created_at: now,
    changed_at: now,
    editable_until: now,
    published_at: published ? now : null,
    reply: reply ? "Thank you" : "",
    hidden_at: hidden ? now : null,
  }));
  if (reviews.length > 0) await trx.insertInto("reviews").values(reviews).execute();
  for (const [i, tie] of told.connections.entries()) {
    const person = others[i]?.id ?? "";
    const [asker_id, other_id] = tie.asked ? [me, person] : [person, me];
    const { state } = tie;
    await trx
      .insertInto("connections")
      .values({ ...own, id: newId(), asker_id, other_id, state, asked_at: now })
      .execute();
    if (tie.archived)
      await trx.updateTable("people").set({ archived_at: now }).where("id", "=", person).execute();
    if (tie.block === "none") continue;
    const [person_id, blocked_id] = tie.block === "mine" ? [me, person] : [person, me];
    await trx
      .insertInto("blocks")
      .values({ ...own, person_id, blocked_id, at: now })
      .execute();
  }
}

async function tellAbout(trx: Scoped, me: string, told: History["told"]): Promise<void> {
  const own = { community_id: scene.community.id, provider_id: me };
  const words = (said: boolean) => (said ? "Words" : "");
  await trx
    .updateTable("providers")
    .set({ greeting: words(told.greeting), bio: words(told.bio), qualification: words(told.qualification) })
    .where("person_id", "=", me)
    .execute();
  if (told.experiences)
    await trx
      .insertInto("provider_experiences")
      .values({ ...own, option_id: options.experience })
      .execute();
  if (told.languages)
    await trx
      .insertInto("provider_languages")
      .values({ ...own, option_id: options.language })
      .execute();
  if (told.preferences !== "none")
    await trx
      .insertInto("provider_audience")
      .values({
        ...own,
        ages: told.preferences === "ages" ? ["18_24"] : [],
        options: told.preferences === "options" ? [options.experience] : [],
        note: words(told.preferences === "note"),
      })
      .execute();
  if (!told.hours) await trx.deleteFrom("weekly_hours").where("provider_id", "=", me).execute();
}

async function meet(trx: Scoped, me: string, told: History["meetings"]): Promise<void> {
  if (told.length === 0) return;
  const own = { community_id: scene.community.id };
  const other = scene.providers[1]?.id ?? "";
  const made = told.map((meeting) => ({ ...meeting, id: newId() }));
  await trx
    .insertInto("meetings")
    .values(
      made.map(({ id, at, host, group, state }) => ({
        ...own,
        id,
        state: group && state === "pending" ? "final" : state,
        service_id: scene.generic,
        format_id: scene.format,
        provider_id: host === "me" ? me : other,
        seats: group ? 9 : null,
        starts_at: at,
        ends_at: at.add({ minutes: 30 }),
        booked_by: scene.member.id,
      })),
    )
    .execute();
  const beside = made.filter(({ host, group }) => host === "beside" && group);
  if (beside.length > 0)
    await trx
      .insertInto("co_hosts")
      .values(beside.map(({ id }) => ({ ...own, meeting_id: id, person_id: me })))
      .execute();
  const places = made.flatMap(({ id, places: taken }) =>
    taken.map((place, i) => ({ ...own, ...place, meeting_id: id, person_id: others[i]?.id ?? "" })),
  );
  if (places.length > 0) await trx.insertInto("registrations").values(places).execute();
  const notes = made
    .filter(({ note }) => note !== "none")
    .map(({ id, note, host }) => ({
      ...own,
      meeting_id: id,
      person_id: host === "other" ? other : me,
      text: note === "some" ? "Words" : "",
      changed_at: now,
    }));
  if (notes.length > 0) await trx.insertInto("session_notes").values(notes).execute();
}

async function talk(trx: Scoped, me: string, told: History["rooms"][number]): Promise<void> {
  const own = { community_id: scene.community.id };
  const [room_id, thread_id] = [newId(), newId()];
  await trx
    .insertInto("rooms")
    .values({
      ...own,
      id: room_id,
      name: room_id,
      by_person: me,
      created_at: now,
      archived_at: told.archived ? now : null,
    })
    .execute();
  if (told.state !== null)
    await trx
      .insertInto("room_members")
      .values({ ...own, room_id, person_id: me, name: "Me", role: told.role, state: told.state })
      .execute();
  await trx
    .insertInto("threads")
    .values({ ...own, id: thread_id, room_id, last_number: told.messages.length })
    .execute();
  if (told.messages.length > 0)
    await trx
      .insertInto("messages")
      .values(
        told.messages.map(({ at, mine, removed }, i) => ({
          ...own,
          thread_id,
          number: i + 1,
          author_id: mine ? me : scene.member.id,
          text: removed ? "" : "Words",
          created_at: at,
          removed_at: removed ? now : null,
        })),
      )
      .execute();
}

/** More of everything than any rule counts. */
const everything: History = {
  zone: "Europe/London",
  told: {
    greeting: true,
    bio: true,
    qualification: true,
    experiences: true,
    languages: true,
    preferences: "note",
    hours: true,
  },
  meetings: Array.from({ length: 50 }, (_, i) => ({
    at: now.subtract({ hours: 24 * 7 * (1 + (i % 25)) }),
    host: "me",
    group: i >= 25,
    state: "final",
    note: "some",
    places: [{ state: "registered", attendance: "no_show" }],
  })),
  rooms: [
    {
      archived: false,
      role: "moderator",
      state: "in",
      messages: Array.from({ length: 25 }, (_, i) => ({
        at: now.subtract({ hours: 24 * 7 * i }),
        mine: true,
        removed: false,
      })),
    },
  ],
  reviews: Array.from({ length: 12 }, () => ({ mine: true, published: true, reply: true, hidden: false })),
  connections: Array.from({ length: 14 }, (_, i) => ({
    asked: i % 2 === 0,
    state: "accepted",
    archived: false,
    block: "none",
  })),
};

test("the one statement counts each rule as a slow and obvious recount does", {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(history, async (told) => {
      const { counted, slowly } = await counts(told);
      expect(counted).toEqual(slowly);
    }),
    { numRuns: 30, examples: [[everything]] },
  );
});

test("of more than any rule counts each has its most", async () => {
  const { counted } = await counts(everything);
  expect(counted).toEqual(Object.fromEntries(rules.map(({ key, most: limit }) => [key, limit])));
});
