import { sql } from "kysely";
import { newId } from "#platform/ids.ts";
import type { TestApp, TestCommunity, TestPerson } from "./app.ts";
import type { Client } from "./client.ts";

/** A group meeting with its host, as planning leaves it behind. */
export interface Gathering {
  readonly community: TestCommunity;
  readonly host: TestPerson;
  readonly meeting: string;
  readonly format: string;
  /** Where its page is. */
  readonly path: string;
}

interface Options {
  seats?: number;
  /** Minor units. */
  price?: number;
  /** When it starts; it lasts an hour. */
  at?: string;
  private?: boolean;
  coHosts?: readonly TestPerson[];
  settings?: object;
  /** An own one when left out. */
  community?: TestCommunity;
}

/** On Monday, 2 March 2026, 9:00: a community in London with one group meeting: "Beginning again", Wednesday, 4 March 2026, 10:00 to 11:00 unless it says otherwise. */
export async function gathering(test: TestApp, options: Options = {}): Promise<Gathering> {
  test.clock.set("2026-03-02T09:00:00Z");
  const community = options.community ?? (await test.community({ settings: options.settings ?? {} }));
  const host = await test.person(community, { roles: ["provider"], firstName: "Hanna", lastName: "Host" });
  const format = newId();
  await test.inside(community, (trx) =>
    trx
      .insertInto("formats")
      .values({
        community_id: community.id,
        id: format,
        name: "Support group",
        minutes: 60,
        ways: ["online"],
        size: "group",
      })
      .execute(),
  );
  return another(test, { community, host, format }, options);
}

/** One more group meeting of the same host. */
export async function another(
  test: TestApp,
  { community, host, format }: Pick<Gathering, "community" | "host" | "format">,
  options: Options = {},
): Promise<Gathering> {
  const { seats = 2, price = 0, at = "2026-03-04T10:00Z", coHosts = [] } = options;
  const meeting = newId();
  const starts_at = Temporal.Instant.from(at);
  const span = { starts_at, ends_at: starts_at.add({ minutes: 60 }) };
  const own = { community_id: community.id };
  await test.inside(community, async (trx) => {
    await trx
      .insertInto("meetings")
      .values({
        ...own,
        ...span,
        id: meeting,
        name: "Beginning again",
        state: "final",
        seats,
        price,
        currency: "USD",
        private: options.private ?? false,
        format_id: format,
        provider_id: host.id,
        booked_by: host.id,
        room: newId(),
      })
      .execute();
    for (const { id } of coHosts)
      await trx
        .insertInto("co_hosts")
        .values({ ...own, meeting_id: meeting, person_id: id })
        .execute();
    const persons = [host, ...coHosts].map(({ id }) => ({
      ...own,
      ...span,
      meeting_id: meeting,
      person_id: id,
    }));
    await trx.insertInto("occupancy").values(persons).execute();
  });
  return { community, host, format, meeting, path: `${community.base}/groups/${meeting}` };
}

export interface Guest {
  readonly person: TestPerson;
  readonly client: Client;
}

/** So many people of the community, each in a browser of theirs: "Guest0 G" and so on. */
export async function guestsOf(
  test: TestApp,
  { community }: Pick<Gathering, "community">,
  count: number,
): Promise<Guest[]> {
  const all: Guest[] = [];
  for (let i = 0; i < count; i++) {
    const person = await test.person(community, { firstName: `Guest${i}`, lastName: "G" });
    all.push({ person, client: await test.signIn(person) });
  }
  return all;
}

export interface StoredPlace {
  readonly state: string;
  readonly seat: number | null;
  readonly turn: number | null;
  /** Whether their time is taken for it. */
  readonly busy: boolean;
}

/** How people stand with a group meeting, as it is stored: by person, those who never asked left out. */
export function placesOf(
  test: TestApp,
  { community, meeting }: Pick<Gathering, "community" | "meeting">,
): Promise<Record<string, StoredPlace>> {
  return test.inside(community, async (trx) => {
    const { rows } = await sql<StoredPlace & { id: string }>`
      select r.person_id as id, r.state, r.seat, r.turn,
        exists (select from occupancy o where o.meeting_id = r.meeting_id and o.person_id = r.person_id) as busy
      from registrations r where r.meeting_id = ${meeting}`.execute(trx);
    return Object.fromEntries(rows.map(({ id, ...place }) => [id, place]));
  });
}

/** The kinds of what happened to a person's registration, in their order. */
export function happenedTo(
  test: TestApp,
  { community, meeting }: Pick<Gathering, "community" | "meeting">,
  personId: string,
): Promise<{ kind: string; by: string | null; detail: Record<string, unknown> }[]> {
  return test.inside(community, async (trx) => {
    const { rows } = await sql<{ kind: string; by: string | null; detail: Record<string, unknown> }>`
      select kind, by_person as by, detail from registration_events
      where meeting_id = ${meeting} and person_id = ${personId} order by at, id`.execute(trx);
    return rows;
  });
}

/** A deed at a group meeting, with a key of its own. */
export const ask = (
  client: Client,
  at: Gathering,
  deed: "register" | "wait" | "accept",
  key: string = newId(),
) => client.post(`${at.path}/${deed}`, { key });

/** Gives up what the page said they have. */
export const giveUp = (client: Client, at: Gathering, seen: string, money = "") =>
  client.post(`${at.path}/leave`, { seen, money });
