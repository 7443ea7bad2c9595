import type pg from "pg";
import { asOwner, type Member, type Scene } from "../../tests/faults/scene.ts";

/** How much happened in five years: meetings of one provider and places in them, and places in the whole community. */
export interface Years {
  readonly meetings: number;
  readonly places: number;
  readonly inAll: number;
  /** Different people who came. */
  readonly people: number;
}

/** Those who give the other meetings. */
const others = 200;
/** Places in each of their meetings. */
const seats = 8;
/** Those who come at any one time: each for some months. */
const atATime = 3_000;

/**
 * Makes the scene's last member a provider with five years behind them, in the middle of a community that has five years behind it
 * too. Takes the superuser's address: what follows from the rows is counted once at the end, or two million would take hours.
 */
export async function addYears(
  adminUrl: string,
  scene: Scene,
  { meetings, places, inAll, people }: Years,
): Promise<Member> {
  const giver = scene.members.at(-1);
  if (!giver) throw new Error("the scene has no member");
  const url = new URL(adminUrl);
  url.pathname = "/kith";
  await asOwner(url.href, async (client) => {
    await client.query(`set kith.community = '${scene.communityId}'`);
    await client.query("set session_replication_role = replica");
    await client.query("set synchronous_commit = off");
    const formats = await addFormats(client, scene.communityId);
    await addPeople(client, scene, { giver: giver.id, people });
    const own = { from: 0, count: meetings, giver: giver.id, perMeeting: places / meetings };
    const rest = { from: meetings, count: (inAll - places) / seats, giver: null, perMeeting: seats };
    const indexes = await client.query<{ name: string; definition: string }>(
      "select indexname as name, indexdef as definition from pg_indexes where tablename = 'registrations' and indexname <> 'registrations_pkey'",
    );
    for (const { name } of indexes.rows) await client.query(`drop index ${name}`);
    for (const part of [own, rest]) await addMeetings(client, scene, { ...part, ...formats, people });
    for (const { definition } of indexes.rows) await client.query(definition);
    await addWords(client, scene, giver.id);
    await addTold(client, scene);
    await client.query("select rebuild_figures($1)", [scene.communityId]);
    await client.query("vacuum analyze");
  });
  return giver;
}

async function addFormats(client: pg.Client, communityId: string): Promise<{ group: string; two: string }> {
  const { rows } = await client.query<{ id: string; size: string }>(
    `insert into formats (community_id, id, name, minutes, ways, size)
     select $1, gen_random_uuid(), x.name, 60, '{online}', x.size
     from (values ('Support group', 'group'), ('Talk', 'one_to_one')) as x (name, size) returning id, size`,
    [communityId],
  );
  await client.query(
    `insert into profile_options (community_id, id, list, name, position)
     select $1, gen_random_uuid(), 'experience', 'Experience ' || n, n from generate_series(0, 23) as n`,
    [communityId],
  );
  const idOf = (size: string) => rows.find((row) => row.size === size)?.id ?? "";
  return { group: idOf("group"), two: idOf("one_to_one") };
}

/** Ids follow from numbers, so that rows are found again without being asked for. */
const personId = (n: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const meetingId = (n: string) => `('00000000-0000-7000-9000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

async function addPeople(
  client: pg.Client,
  { communityId }: Scene,
  { giver, people }: { giver: string; people: number },
): Promise<void> {
  await client.query(
    `insert into people (community_id, id, email, first_name, last_name, roles)
     select $1, ${personId("n")}, 'person-' || n || '@years.example', 'Person' || n, 'Y' || n % 997,
       case when n < ${others} then '{provider}'::text[] else '{member}' end
     from generate_series(0, $2::int - 1) as n`,
    [communityId, people],
  );
  await client.query("update people set roles = '{provider}' where community_id = $1 and id = $2", [
    communityId,
    giver,
  ]);
  await client.query(
    `insert into providers (community_id, person_id, zone)
     select $1, id, 'Europe/London' from people where community_id = $1 and (id = $2 or roles = '{provider}')
     on conflict do nothing`,
    [communityId, giver],
  );
}

interface Part {
  /** The number of the first meeting. */
  readonly from: number;
  readonly count: number;
  /** null: the others, in turns. */
  readonly giver: string | null;
  readonly perMeeting: number;
  readonly people: number;
  readonly group: string;
  readonly two: string;
}

/**
 * Meetings evenly over five years and the month to come, three of four of them groups; one of 33 called off; every fifth is paid for.
 * Of those who had a place in one that is over, four of five came.
 */
async function addMeetings(client: pg.Client, { communityId, service }: Scene, part: Part): Promise<void> {
  const { from, count, giver, perMeeting, people, group, two } = part;
  await client.query(
    `insert into meetings (community_id, id, service_id, format_id, provider_id, starts_at, ends_at, state, seats, price, currency,
       name, topic, focus, experience_id, booked_by, created_at)
     select $1, ${meetingId("n")}, $2, case when n % 4 = 0 then $4 else $3 end::uuid, m.giver, m.at, m.at + interval '1 hour',
       case when n % 33 = 7 then 'cancelled' else 'final' end, case when n % 4 = 0 then null else 12 end,
       case when n % 5 = 0 then 2500 else 0 end, 'USD',
       (array['Beginning again', 'Finding your feet', 'Nights without sleep', 'A place to talk'])[1 + n % 4] || ' ' || n % 900,
       'Topic ' || n % 40, 'Focus ' || n % 12,
       (select id from profile_options where community_id = $1 and list = 'experience' and position = n % 24), m.giver, m.at - interval '3 days'
     from generate_series($5::int, $5::int + $6::int - 1) as n
     cross join lateral (select coalesce($7::uuid, ${personId(`n % ${others}`)}) as giver,
       date_trunc('hour', now()) - interval '5 years' + (interval '1857 days' / $6::int) * (n - $5::int) as at) m`,
    [communityId, service, group, two, from, count, giver],
  );
  await client.query(
    `insert into registrations (community_id, meeting_id, person_id, state, seat, attendance, attendance_at, created_at)
     select $1, m.id, ${personId("w.person")}, case when m.state = 'cancelled' then 'cancelled' else 'registered' end,
       case when m.seats is null or m.state = 'cancelled' then null else k end,
       case when m.state = 'final' and m.ends_at < now() then (array['attended', 'attended', 'attended', 'attended', 'no_show', null,
         'attended', 'attended', 'attended', 'attended'])[1 + (n * 7 + k * 3) % 10] end,
       case when m.state = 'final' and m.ends_at < now() then m.ends_at end, m.created_at
     from generate_series($2::int, $2::int + $3::int - 1) as n join meetings m on m.community_id = $1 and m.id = ${meetingId("n")}
     cross join generate_series(1, $4::int) as k
     cross join lateral (select ${others} + (n - $2::int)::bigint * ($5::int - ${others} - ${atATime}) / $3::int
       + (n::bigint * 7919 + k * 331) % ${atATime} as person) w`,
    [communityId, from, count, perMeeting, people],
  );
  await client.query(
    `insert into payments (community_id, id, meeting_id, payer_id, payee_id, method, reference, amount, currency, paid_at, fee,
       refund_wanted_at, refund_amount, refund_reason, refunded_at, created_at)
     select $1, gen_random_uuid(), r.meeting_id, r.person_id, m.provider_id, 'card', r.meeting_id || '-' || r.person_id, 2500, 'USD', r.created_at, 103,
       case when r.state = 'cancelled' then r.created_at end, case when r.state = 'cancelled' then 2500 end,
       case when r.state = 'cancelled' then 'cancelled' end, case when r.state = 'cancelled' then r.created_at end, r.created_at
     from registrations r join meetings m on m.community_id = $1 and m.id = r.meeting_id
     where r.community_id = $1 and m.price > 0 and m.provider_id = $2`,
    [communityId, giver],
  );
}

/** What was said of the giver's meetings, and of the giver. */
async function addWords(client: pg.Client, { communityId }: Scene, giver: string): Promise<void> {
  await client.query(
    `insert into feedback (community_id, meeting_id, person_id, answers, created_at, changed_at)
     select $1, r.meeting_id, r.person_id, '[{"question": "how", "label": "How was it?", "answer": ["It helped"]}]', m.ends_at, m.ends_at
     from registrations r join meetings m on m.community_id = $1 and m.id = r.meeting_id
     where r.community_id = $1 and m.provider_id = $2 and r.attendance = 'attended' and r.seat % 4 = 1`,
    [communityId, giver],
  );
  await client.query(
    `insert into reviews (community_id, id, provider_id, author_id, stars, text, alias, created_at, changed_at,
       editable_until, published_at)
     select $1, gen_random_uuid(), $2, ${personId("n")}, 3 + n % 3, 'It helped me to talk.', n, now() - interval '60 days',
       now() - interval '60 days', now() - interval '46 days', now() - interval '30 days' from generate_series(${others}, ${others} + 2999) as n`,
    [communityId, giver],
  );
}

/** What three of five tell of themselves, nine of ten of them to be counted. */
async function addTold(client: pg.Client, { communityId }: Scene): Promise<void> {
  await client.query(
    `insert into profile_options (community_id, id, list, name, position)
     select $1, gen_random_uuid(), list, list || ' ' || n, n from unnest(array['gender', 'ethnicity', 'region']) as list,
       generate_series(0, 5) as n`,
    [communityId],
  );
  await client.query(
    `insert into demographics (community_id, person_id, age, gender_id, ethnicity_id, region_id, counted, changed_at)
     select $1, p.id, (array['18_24', '25_34', '35_44', '45_54', '55_64', '65_up'])[1 + x.n % 6],
       ${["gender", "ethnicity", "region"].map((list, i) => `(array(select id from profile_options where community_id = $1 and list = '${list}' order by position))[1 + x.n / ${7 + i} % 6]`).join(", ")},
       x.n % 10 > 0, now() - interval '5 years'
     from (select id, (row_number() over (order by id))::int as n from people where community_id = $1) x
     join people p on p.community_id = $1 and p.id = x.id where x.n % 5 < 3`,
    [communityId],
  );
}
