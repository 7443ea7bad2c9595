import { newId } from "#platform/ids.ts";
import { asOwner, type Member, type Scene } from "../../tests/faults/scene.ts";

/** Two whom an accepted proposal brought together. */
export interface Pair {
  readonly proposal: string;
  /** Below which they write. */
  readonly path: string;
  readonly member: Member;
  readonly provider: Member;
}

/** Makes pairs of a scene's members, who must be even in number: the second half become providers. */
export async function addPairs(ownerUrl: string, scene: Scene): Promise<Pair[]> {
  const half = scene.members.length / 2;
  const pairs = scene.members.slice(0, half).flatMap((member, i) => {
    const [provider, proposal] = [scene.members[half + i], newId()];
    return provider ? [{ proposal, path: `${scene.base}/proposals/${proposal}`, member, provider }] : [];
  });
  const lists = [
    pairs.map(({ proposal }) => proposal),
    pairs.map(({ member }) => member.id),
    pairs.map(({ provider }) => provider.id),
  ];
  await asOwner(ownerUrl, async (client) => {
    await client.query(`set kith.community = '${scene.communityId}'`);
    await client.query("update people set roles = '{provider}' where id = any($1)", [lists[2]]);
    await client.query(
      "insert into providers (community_id, person_id, zone) select $1, unnest($2::uuid[]), 'UTC'",
      [scene.communityId, lists[2]],
    );
    // A proposal's id serves for its request as well.
    await client.query(
      `insert into support_requests (community_id, id, member_id, subject, description, zone, state, expires_at, created_at, changed_at)
       select $1, x.id, x.member, 'Somebody who has been there', 'It would help to talk.', 'UTC', 'accepted',
         now() + interval '30 days', now(), now()
       from unnest($2::uuid[], $3::uuid[]) as x (id, member)`,
      [scene.communityId, lists[0], lists[1]],
    );
    await client.query(
      `insert into proposals (community_id, id, request_id, provider_id, text, format_id, minutes, currency, state, created_at, changed_at, settled_at)
       select $1, x.id, x.id, x.provider, 'I have been there.', $4, 30, 'USD', 'accepted', now(), now(), now()
       from unnest($2::uuid[], $3::uuid[]) as x (id, provider)`,
      [scene.communityId, lists[0], lists[2], scene.format],
    );
    await client.query("analyze");
  });
  return pairs;
}

/** Lets a pair have written so many messages to each other, in turns and of some lines each. */
export function addTalk(
  ownerUrl: string,
  { communityId }: Scene,
  pair: Pair,
  count: number,
): Promise<unknown> {
  const thread = newId();
  return asOwner(ownerUrl, async (client) => {
    await client.query(`set kith.community = '${communityId}'`);
    await client.query(
      "insert into threads (community_id, id, proposal_id, last_number) values ($1, $2, $3, $4)",
      [communityId, thread, pair.proposal, count],
    );
    await client.query(
      `insert into messages (community_id, thread_id, number, author_id, text, created_at)
       select $1, $2, n, case when n % 2 = 0 then $3::uuid else $4::uuid end,
         'Message ' || n || '. ' || repeat('Something about how the week was. ', 1 + n % 6), now() - make_interval(mins => $5 - n)
       from generate_series(1, $5::int) as n`,
      [communityId, thread, pair.member.id, pair.provider.id, count],
    );
    await client.query("vacuum analyze");
  });
}
