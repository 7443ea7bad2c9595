import { sql } from "kysely";
import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";
import type { Programme } from "./programme.ts";

interface Met {
  /** When the meeting began to which all of them came. */
  at: string;
  /** So many came. */
  people: number;
  /** What they told, and since when; without it they told nothing. Ids of options. */
  told?: {
    age?: string;
    gender?: string;
    ethnicity?: string;
    region?: string;
    counted?: boolean;
    since?: string;
  };
  /** Who gave it; the programme's first provider by itself. */
  provider?: string;
}

/** New people come to one meeting, in as few statements as many would need. */
export async function met(
  test: TestApp,
  scene: Programme,
  { at, people, told, provider }: Met,
): Promise<void> {
  const { id: community } = scene.community;
  const giver = provider ?? scene.providers[0]?.id ?? "";
  const meeting = newId();
  const mark = newId();
  const { age = null, gender = null, ethnicity = null, region = null, counted = true } = told ?? {};
  await test.inside(scene.community, async (trx) => {
    await sql`
      insert into people (community_id, id, email, first_name, roles)
      select ${community}::uuid, gen_random_uuid(), ${mark}::text || n || '@people.example', 'Somebody', '{member}'
      from generate_series(1, ${people}::int) as n`.execute(trx);
    await sql`
      insert into meetings (community_id, id, state, format_id, provider_id, booked_by, starts_at, ends_at, seats)
      values (${community}, ${meeting}, 'final', ${scene.format}, ${giver}, ${giver},
        ${at}::timestamptz, ${at}::timestamptz + interval '30 minutes', 1000)`.execute(trx);
    await sql`
      insert into registrations (community_id, meeting_id, person_id, attendance, attendance_at)
      select community_id, ${meeting}::uuid, id, 'attended', ${at}::timestamptz from people where email like ${`${mark}%`}`.execute(
      trx,
    );
    if (!told) return;
    await sql`
      insert into demographics (community_id, person_id, age, gender_id, ethnicity_id, region_id, counted, changed_at)
      select community_id, id, ${age}, ${gender}::uuid, ${ethnicity}::uuid, ${region}::uuid, ${counted}::boolean,
        ${told.since ?? "2025-01-01T00:00:00Z"}::timestamptz
      from people where email like ${`${mark}%`}`.execute(trx);
  });
}
