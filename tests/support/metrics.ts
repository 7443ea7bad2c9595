import { sql } from "kysely";
import type { TestApp, TestPerson } from "./app.ts";
import type { Gathering } from "./places.ts";

const bare = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

/** The figures a page of metrics shows, by their names: what stands between a name and what it means. */
export const figuresOn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<dt[^>]*>(.*?)<\/dt>\s*<dd[^>]*>(.*?)<\/dd>/gs)].map(([, name = "", value = ""]) => [
      bare(name),
      bare(value),
    ]),
  );

/** The rows of the table behind a graph, each with its cells; the first row is the head. */
export function tableOf(html: string, graph: string): string[][] {
  const [, figure = ""] = new RegExp(`<figure id="${graph}"(.*?)</figure>`, "s").exec(html) ?? [];
  return [...figure.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => bare(cell)),
  );
}

/** Gives these people sure places in a meeting, and says of each whether they came. */
export async function seat(
  test: TestApp,
  { community, meeting }: Pick<Gathering, "community" | "meeting">,
  people: readonly TestPerson[],
  attendance: "attended" | "no_show" | null = null,
): Promise<void> {
  await test.inside(community, (trx) =>
    sql`insert into registrations (community_id, meeting_id, person_id, state, attendance)
      select ${community.id}::uuid, ${meeting}::uuid, person, 'registered', ${attendance}
      from unnest(${people.map(({ id }) => id)}::uuid[]) as person`.execute(trx),
  );
}

/** Leaves a meeting in this state, whatever led there. */
export async function leave(
  test: TestApp,
  { community, meeting }: Pick<Gathering, "community" | "meeting">,
  state: "final" | "cancelled",
): Promise<void> {
  await test.inside(community, (trx) =>
    sql`update meetings set state = ${state} where id = ${meeting}`.execute(trx),
  );
}
