import { asOwner, type Scene } from "../../tests/faults/scene.ts";

export interface Spread {
  readonly count: number;
  /** Where the first meeting of everybody lies, in half hours from today's beginning in UTC, and how many further each next one. */
  readonly from: number;
  readonly step: number;
}

/**
 * Adds meetings evenly to a scene's providers and members, who must be as many. Takes the superuser's address: references are
 * not checked and the occupancy constraint is built once at the end, or a million would take an hour.
 */
export async function addMeetings(
  adminUrl: string,
  scene: Scene,
  { count, from, step }: Spread,
): Promise<void> {
  const { communityId, service, format, location, providers, members } = scene;
  const url = new URL(adminUrl);
  url.pathname = "/kith";
  await asOwner(url.href, async (client) => {
    await client.query("set session_replication_role = replica");
    const { rows } = await client.query<{ name: string; definition: string }>(
      "select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = 'occupancy'::regclass and contype = 'x'",
    );
    for (const { name } of rows) await client.query(`alter table occupancy drop constraint ${name}`);
    await client.query(
      `with past as (
         select gen_random_uuid() as id, ($6::uuid[])[1 + n % $8] as provider, ($7::uuid[])[1 + n % $8] as member,
           (current_date::timestamp at time zone 'UTC') + ($9::int + (n / $8) * $10::int) * interval '30 minutes' as starts_at
         from generate_series(0, $5::int - 1) as n),
       met as (
         insert into meetings (community_id, id, service_id, format_id, provider_id, location_id, starts_at, ends_at, state, booked_by)
         select $1::uuid, id, $2::uuid, $3::uuid, provider, $4::uuid, starts_at, starts_at + interval '30 minutes', 'final', member from past),
       registered as (
         insert into registrations (community_id, meeting_id, person_id) select $1::uuid, id, member from past)
       insert into occupancy (community_id, person_id, meeting_id, starts_at, ends_at)
       select $1::uuid, person, id, starts_at, starts_at + interval '30 minutes' from past, unnest(array[provider, member]) as person`,
      [
        communityId,
        service,
        format,
        location,
        count,
        providers,
        members.map(({ id }) => id),
        providers.length,
        from,
        step,
      ],
    );
    for (const { name, definition } of rows) {
      await client.query(`alter table occupancy add constraint ${name} ${definition}`);
    }
    await client.query("vacuum analyze meetings, occupancy, registrations");
  });
}
