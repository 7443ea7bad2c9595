import type pg from "pg";
import { newId } from "#platform/ids.ts";
import { asOwner, type Member, type Scene } from "../../tests/faults/scene.ts";

/** Lived experiences a community chooses from; of five of them the provider knows. */
const experiences = 24;
const genders = 3;

/** Makes the scene's last member a provider with office hours, who told of five lived experiences and a gender. */
export async function addReader(ownerUrl: string, scene: Scene): Promise<Member> {
  const reader = scene.members.at(-1);
  if (!reader) throw new Error("the scene has no member");
  await inScene(ownerUrl, scene, async (client) => {
    for (const [list, count] of Object.entries({ experience: experiences, gender: genders })) {
      const ids = Array.from({ length: count }, () => newId());
      await client.query(
        `insert into profile_options (community_id, id, list, name, position)
         select $1, o.id, $2, $2 || ' ' || o.place, o.place from unnest($3::uuid[]) with ordinality as o (id, place)`,
        [scene.communityId, list, ids],
      );
    }
    await client.query("update people set roles = '{provider}' where id = $1", [reader.id]);
    await client.query(
      `insert into providers (community_id, person_id, zone, gender_id)
       select $1, $2, 'Europe/London', id from profile_options where list = 'gender' and position = 1`,
      [scene.communityId, reader.id],
    );
    await client.query(
      `insert into provider_experiences (community_id, provider_id, option_id)
       select $1, $2, id from profile_options where list = 'experience' and position <= 5`,
      [scene.communityId, reader.id],
    );
    await client.query(
      `insert into weekly_hours (community_id, id, provider_id, day, start_minute, end_minute)
       select $1, gen_random_uuid(), $2, day, 540, 1020 from generate_series(1, 5) as day`,
      [scene.communityId, reader.id],
    );
  });
  return reader;
}

/**
 * Adds open requests of the other members: each seeks up to three lived experiences, every third prefers a gender, every fourth
 * is flexible, and the others name one to five times within the next six weeks.
 */
export async function addRequests(ownerUrl: string, scene: Scene, count: number): Promise<void> {
  const members = scene.members.slice(0, -1).map(({ id }) => id);
  const ids = Array.from({ length: count }, () => newId());
  await inScene(ownerUrl, scene, async (client) => {
    await client.query(
      `insert into support_requests (community_id, id, member_id, subject, description, flexible, windows, zone, gender_id, age,
         expires_at, created_at, changed_at)
       select $1, r.id, ($3::uuid[])[1 + r.place % cardinality($3::uuid[])], 'Request ' || r.place,
         repeat('Somebody who has been there, and can listen for a while. ', 3 + (r.place % 20)::int), r.place % 4 = 0,
         case when r.place % 4 = 0 then '{}' else (
           select range_agg(tstzrange(s, s + interval '2 hours')) from generate_series(1, 1 + (r.place % 5)::int) w,
             lateral (select date_trunc('day', now()) + make_interval(days => 1 + ((r.place * 7 + w * 11) % 42)::int,
               hours => ((r.place + w * 5) % 24)::int) as s) x) end,
         'Europe/London',
         case when r.place % 3 = 0 then (
           select id from profile_options where list = 'gender' and position = 1 + r.place % 2) end,
         18 + r.place % 50, now() + interval '30 days', now(), now()
       from unnest($2::uuid[]) with ordinality as r (id, place)`,
      [scene.communityId, ids, members],
    );
    await client.query(
      `insert into request_experiences (community_id, request_id, option_id)
       select distinct $1::uuid, r.id, o.id from unnest($2::uuid[]) with ordinality as r (id, place)
       cross join generate_series(1, 3) as n
       join profile_options o on o.list = 'experience' and o.position = 1 + (r.place * n * 5) % $3
       where n <= r.place % 4`,
      [scene.communityId, ids, experiences],
    );
    await client.query("vacuum analyze");
  });
}

const inScene = (
  ownerUrl: string,
  { communityId }: Scene,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> =>
  asOwner(ownerUrl, async (client) => {
    await client.query(`set kith.community = '${communityId}'`);
    await work(client);
  });
