import { newId } from "#platform/ids.ts";
import { minuteAhead } from "../../tests/faults/booking.ts";
import { asOwner, type Member, type Scene } from "../../tests/faults/scene.ts";
import type { Reply } from "../../tests/faults/visitor.ts";

/** A booking that lacks only the last click, as the topic page leaves it behind. */
export interface Planned {
  readonly member: Member;
  readonly provider: string;
  /** Start, in epoch minutes. */
  readonly at: number;
  readonly draft: string;
  click(origin: string): Promise<Reply>;
}

interface Wish {
  member: Member;
  provider: string;
  at: number;
}

/** The n-th half hour from the day after tomorrow on: 2,700 of them lie within what may be booked ahead. */
export const halfHour = (n: number): number => minuteAhead(2, n * 30);

/** Writes a draft for every wish. */
export async function plan(ownerUrl: string, scene: Scene, wishes: readonly Wish[]): Promise<Planned[]> {
  const { base, format, service, location, question, communityId } = scene;
  const planned = wishes.map(({ member, provider, at }): Planned => {
    const draft = newId();
    const fields = { format, service, at: String(at), provider, location, draft, key: draft };
    const click = (origin: string) => member.browser.post(origin, `${base}/book`, fields);
    return { member, provider, at, draft, click };
  });
  await asOwner(ownerUrl, async (client) => {
    await client.query(`set kith.community = '${communityId}'`);
    await client.query(
      `insert into booking_drafts (community_id, id, person_id, format_id, service_id, answers)
       select $1, d.id, d.person, $2, $3, $4 from unnest($5::uuid[], $6::uuid[]) as d(id, person)`,
      [
        communityId,
        format,
        service,
        JSON.stringify({ [question]: ["Starting over"] }),
        planned.map(({ draft }) => draft),
        planned.map(({ member }) => member.id),
      ],
    );
  });
  return planned;
}

/** Lets no worker take up what a booking leaves to be done, since the letters are work of their own. */
export const holdJobs = (ownerUrl: string): Promise<unknown> =>
  asOwner(ownerUrl, (client) =>
    client.query(`
      create function hold_job() returns trigger language plpgsql as
        $$ begin new.start_after := now() + interval '1 day'; return new; end $$;
      create trigger hold_job before insert on jobs.job_common for each row execute function hold_job()`),
  );
