import { newId } from "#platform/ids.ts";
import type { TestApp, TestCommunity, TestPerson } from "./app.ts";
import type { Answer, Client } from "./client.ts";
import { type Programme, programme } from "./programme.ts";

/** Asks somebody to connect as the form does. */
export const askToConnect = (
  client: Client,
  { base }: TestCommunity,
  { id }: Pick<TestPerson, "id">,
  { note = "", key = newId() }: { note?: string; key?: string } = {},
): Promise<Answer> => client.post(`${base}/people/${id}/connect`, { note, key });

/** All connections of a community, the oldest first. */
export const connectionsOf = (kith: TestApp, community: TestCommunity) =>
  kith.inside(community, (trx) =>
    trx
      .selectFrom("connections")
      .select(["id", "asker_id", "other_id", "state", "note"])
      .orderBy("asked_at")
      .orderBy("id")
      .execute(),
  );

/** Two people who are connected, as asking and accepting leave it. */
export async function connected(
  kith: TestApp,
  community: TestCommunity,
  [asker, other]: readonly [Pick<TestPerson, "id">, Pick<TestPerson, "id">],
): Promise<string> {
  const id = newId();
  const at = kith.clock.now();
  await kith.inside(community, (trx) =>
    trx
      .insertInto("connections")
      .values({
        community_id: community.id,
        id,
        asker_id: asker.id,
        other_id: other.id,
        state: "accepted",
        asked_at: at,
        settled_at: at,
      })
      .execute(),
  );
  return id;
}

export interface Strangers extends Programme {
  readonly base: string;
  readonly talia: TestPerson;
  readonly other: TestPerson;
  /** The member's browser, and Talia's. */
  readonly mina: Client;
  readonly provider: Client;
}

/** A programme of two providers, and a member who met neither. */
export async function strangers(kith: TestApp): Promise<Strangers> {
  const made = await programme(kith, { providers: 2 });
  const [talia, other] = made.providers;
  if (!talia || !other) throw new Error("a programme has providers");
  const { community, member } = made;
  const [mina, provider] = [await kith.signIn(member), await kith.signIn(talia)];
  return { ...made, talia, other, base: community.base, mina, provider };
}

/** The first connection of a community. */
export async function tieIn(kith: TestApp, community: TestCommunity) {
  const [tie] = await connectionsOf(kith, community);
  if (!tie) throw new Error("somebody asked");
  return tie;
}

/** Everything somebody was told, in the app and by mail. */
export const toldTo = (kith: TestApp, { id, email, community }: TestPerson) =>
  kith.inside(community, async (trx) => ({
    bell: await trx
      .selectFrom("notifications")
      .select(["message", "path"])
      .where("person_id", "=", id)
      .execute(),
    mail: await trx
      .selectFrom("mails")
      .select(["subject", "body_text"])
      .where("to_address", "=", email)
      .execute(),
  }));
