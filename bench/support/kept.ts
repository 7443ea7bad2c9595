import type pg from "pg";
import { newId } from "#platform/ids.ts";
import { asOwner, type Scene } from "../../tests/faults/scene.ts";
import { median } from "./clients.ts";

/** Milliseconds of something written, with the figures that follow from it kept and without. */
export interface Writing {
  readonly what: string;
  readonly kept: number;
  readonly bare: number;
}

/** So often the figures are left out and kept again; the first few of each block make plans. */
const blocks = 6;
const warmUp = 6;
const perBlock = 12;
const tables = ["meetings", "registrations", "feedback"];

/** What writing costs for somebody with years behind them. The tables' owner can leave the figures out, and takes everything back. */
export function withAndWithoutFigures(ownerUrl: string, scene: Scene, giver: string): Promise<Writing[]> {
  return asOwner(ownerUrl, async (client) => {
    await client.query(`set kith.community = '${scene.communityId}'`);
    const { rows } = await client.query<{ id: string }>(
      `select m.id from meetings m where m.provider_id = $1 and m.state = 'final' and m.ends_at < now()
       order by m.starts_at desc limit $2`,
      [giver, warmUp + perBlock],
    );
    const took = new Map<string, { enable: number[]; disable: number[] }>();
    for (let block = 0; block < 2 * blocks; block++) {
      const turn = block % 2 === 0 ? "enable" : "disable";
      for (const table of tables) await client.query(`alter table ${table} ${turn} trigger user`);
      for (const [what, write] of Object.entries(writings(scene, giver))) {
        const figures = took.get(what) ?? { enable: [], disable: [] };
        took.set(what, figures);
        for (const [i, { id }] of rows.entries()) {
          await client.query("begin");
          const began = performance.now();
          await write(client, id);
          if (i >= warmUp) figures[turn].push(performance.now() - began);
          await client.query("rollback");
        }
      }
    }
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
    return [...took].map(([what, { enable, disable }]) => ({
      what,
      kept: median(enable),
      bare: median(disable),
    }));
  });
}

type Write = (client: pg.Client, meeting: string) => Promise<unknown>;

const writings = (
  { communityId, service, format, members }: Scene,
  giver: string,
): Readonly<Record<string, Write>> => ({
  "a booking's meeting and place": async (client) => {
    const id = newId();
    await client.query({
      name: "meeting",
      text: `insert into meetings (community_id, id, service_id, format_id, provider_id, starts_at, ends_at, state, booked_by)
       values ($1, $2, $3, $4, $5, now() + interval '90 days', now() + interval '90 days 1 hour', 'final', $6)`,
      values: [communityId, id, service, format, giver, members[0]?.id],
    });
    await client.query({
      name: "place",
      text: "insert into registrations (community_id, meeting_id, person_id) values ($1, $2, $3)",
      values: [communityId, id, members[0]?.id],
    });
  },
  "saying of everybody in a meeting who came": (client, meeting) =>
    client.query({
      name: "say",
      text: `update registrations set attendance = case when attendance = 'attended' then 'no_show' else 'attended' end
       where meeting_id = $1 and state = 'registered'`,
      values: [meeting],
    }),
});
