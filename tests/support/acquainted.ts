import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { type Answering, askedFor } from "./answering.ts";
import type { TestApp, TestPerson } from "./app.ts";
import type { Answer, Client } from "./client.ts";
import { meeting } from "./meetings.ts";
import { type Programme, programme } from "./programme.ts";

export interface Acquainted extends Programme {
  /** The first provider, whom the member knows from a meeting that was. */
  readonly talia: TestPerson;
  readonly other: TestPerson;
}

/** A programme of two providers on Monday, 2 March 2026; its member and one of them have met. */
export async function acquainted(kith: TestApp): Promise<Acquainted> {
  const made = await programme(kith, { providers: 2 });
  const [talia, other] = made.providers;
  if (!talia || !other) throw new Error("a programme has providers");
  await meeting(kith, made, { at: "2026-02-20T10:00Z" });
  return { ...made, talia, other };
}

/** Blocks somebody as the button does. */
export const block = (client: Client, { community }: Programme, { id }: TestPerson): Promise<Answer> =>
  client.post(`${community.base}/people/${id}/block`);

/** A new request of the member, or of somebody else, and those who can answer it. */
export async function asking(kith: TestApp, at: Acquainted, by = at.member): Promise<Answering> {
  const providers = [await kith.signIn(at.talia), await kith.signIn(at.other)];
  const request = await askedFor(kith, at, { member: by.id });
  const member = await kith.signIn(by);
  return { scene: at, request, member, providers, people: at.providers, base: at.community.base };
}

/** What became of a programme's meetings and proposals, and when anybody is taken. */
export const states = (kith: TestApp, { community }: Programme) =>
  kith.inside(community, async (trx) => ({
    meetings: Object.fromEntries(
      (await trx.selectFrom("meetings").select(["id", "state"]).execute()).map(({ id, state }) => [
        id,
        state,
      ]),
    ),
    proposals: Object.fromEntries(
      (await trx.selectFrom("proposals").select(["id", "state"]).execute()).map(({ id, state }) => [
        id,
        state,
      ]),
    ),
    occupied: (await trx.selectFrom("occupancy").select("starts_at").execute()).map(({ starts_at }) =>
      starts_at.toString(),
    ),
  }));

/** Whoever is to meet from now on. */
export const stillToCome = (kith: TestApp, { community }: Programme) =>
  kith.inside(community, (trx) =>
    trx
      .selectFrom("meetings")
      .select("state")
      .where("starts_at", ">", kith.clock.now())
      .where("state", "<>", "cancelled")
      .execute(),
  );

/** Fills in the topic of a booking with the first provider, and gives what the button on the last page sends. */
export async function fillIn(
  client: Client,
  { community, format, generic, talia, location, question }: Acquainted,
  { service = generic, at = "2026-03-03T10:00Z" } = {},
): Promise<() => Promise<Answer>> {
  const topic = `${community.base}/book/${format}/${service}/${at}/${talia.id}/${location}`;
  const filled = await client.post(topic, { [`answer-${question}`]: "Starting over" });
  const draft = new URL(filled.location || topic, "http://kith.test").searchParams.get("draft") ?? "";
  const minute = minuteOf(Temporal.Instant.from(at));
  const form = { format, service, at: String(minute), provider: talia.id, location, draft };
  return () => client.post(`${community.base}/book`, { ...form, key: draft || newId() });
}
