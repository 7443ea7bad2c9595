import { asOwner, type Scene } from "../../tests/faults/scene.ts";

/** How many different words each of a message's words is one of: from what everybody says to what is said once a day. */
const kinds = [5, 50, 500, 5_000];

/** The words of a message by its number, as SQL. */
const wordsOf = `array(select 'w' || size || 'x' || (n * 7919 + place * 31) % size
  from unnest(array[${kinds.join(", ")}]) with ordinality as k (size, place))`;

/** Lets the first two of a scene have said so much in a room. Its last words have been seen by both. */
export function addRoomTalk(
  ownerUrl: string,
  { communityId, members }: Scene,
  thread: string,
  count: number,
): Promise<void> {
  const [one, other] = members;
  return asOwner(ownerUrl, async (client) => {
    await client.query(`set kith.community = '${communityId}'`);
    await client.query("update threads set last_number = $2 where id = $1", [thread, count]);
    await client.query(
      `insert into messages (community_id, thread_id, number, author_id, text, created_at)
       select $1, $2, n, case when n % 3 = 0 then $3::uuid else $4::uuid end,
         'Message ' || n || ' of ' || array_to_string(${wordsOf}, ' '), now() - make_interval(secs => ($5 - n) * 20)
       from generate_series(1, $5::int) as n`,
      [communityId, thread, one?.id, other?.id, count],
    );
    await client.query(
      `insert into message_words (community_id, thread_id, word, number)
       select $1, $2, word, n from generate_series(1, $3::int) as n,
         unnest(${wordsOf} || array['message', 'of', n::text]) as word`,
      [communityId, thread, count],
    );
    await client.query(
      `insert into thread_readers (community_id, thread_id, person_id, seen) select $1, $2, person, $4 from unnest($3::uuid[]) as person`,
      [communityId, thread, members.map(({ id }) => id), count],
    );
    await client.query("vacuum analyze");
  });
}
