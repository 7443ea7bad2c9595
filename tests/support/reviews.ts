import { keepDeadlines } from "../../src/deadlines.ts";
import type { TestApp, TestPerson } from "./app.ts";
import type { Answer, Client } from "./client.ts";
import { meeting } from "./meetings.ts";
import { type Programme, programme } from "./programme.ts";

export interface Reviewing extends Programme {
  readonly talia: TestPerson;
  /** People who met her, and their browsers. */
  readonly people: readonly TestPerson[];
  readonly clients: readonly Client[];
}

/** A community of 2 March 2026 whose provider met some people in the week before. */
export async function reviewing(kith: TestApp, people = 3): Promise<Reviewing> {
  kith.clock.set("2026-03-02T09:00:00Z");
  const made = await programme(kith);
  const [talia] = made.providers;
  if (!talia) throw new Error("a programme has a provider");
  const met: TestPerson[] = [];
  for (let i = 0; i < people; i += 1) {
    const person = await kith.person(made.community, { firstName: `Writer${i}`, lastName: "Unseen" });
    await meet(kith, made, person, `2026-02-2${4 + (i % 4)}T1${Math.floor(i / 4)}:00Z`);
    met.push(person);
  }
  const clients = await Promise.all(met.map((person) => kith.signIn(person)));
  return { ...made, talia, people: met, clients };
}

/** Somebody met the first provider, or another; or was to and did not come. Gives the meeting's id. */
export async function meet(
  kith: TestApp,
  scene: Programme,
  person: TestPerson,
  at: string,
  {
    attendance = "attended",
    provider,
  }: { attendance?: "attended" | "no_show" | null; provider?: string } = {},
): Promise<string> {
  const id = await meeting(kith, scene, { at, member: person.id, ...(provider && { provider }) });
  await kith.inside(scene.community, (trx) =>
    trx.updateTable("registrations").set({ attendance }).where("meeting_id", "=", id).execute(),
  );
  return id;
}

/** Sends the form of a review. */
export const review = (
  client: Client | undefined,
  { community, talia }: Reviewing,
  { stars = "5", text = "" }: { stars?: string; text?: string } = {},
): Promise<Answer> => {
  if (!client) throw new Error("nobody is there to write");
  return client.post(`${community.base}/providers/${talia.id}/review`, { stars, said: text });
};

/** Everything of `reviews` as it is stored. */
export const stored = (kith: TestApp, { community }: Programme) =>
  kith.inside(community, (trx) => trx.selectFrom("reviews").selectAll().orderBy("created_at").execute());

/** Lets time pass, and what is due then be done. */
export async function at(kith: TestApp, instant: string): Promise<void> {
  kith.clock.set(instant);
  await keepDeadlines(kith.platform);
}

/** Everybody writes, and what they wrote is published: on Monday, 23 March. Gives the texts. */
export async function published(kith: TestApp, scene: Reviewing): Promise<string[]> {
  const texts = scene.clients.map((_, i) => `Words number ${i}`);
  for (const [i, client] of scene.clients.entries())
    await review(client, scene, { stars: String(5 - (i % 3)), text: texts[i] ?? "" });
  await at(kith, "2026-03-23T09:00:00Z");
  return texts;
}
