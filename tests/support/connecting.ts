import { newId } from "#platform/ids.ts";
import type { TestApp, TestCommunity, TestPerson } from "./app.ts";
import type { Answer, Client } from "./client.ts";

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
