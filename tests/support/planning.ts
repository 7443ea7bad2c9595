import { sql } from "kysely";
import { newId } from "#platform/ids.ts";
import { addStartingFormats } from "../../src/features/formats/starting.ts";
import type { TestApp, TestPerson } from "./app.ts";
import type { Answer, Client } from "./client.ts";
import { type Programme, programme } from "./programme.ts";

/** A programme whose providers can give groups, with its first provider, its member and a coordinator signed in. */
export interface Gathering {
  readonly scene: Programme;
  readonly base: string;
  readonly formatId: string;
  readonly host: TestPerson;
  readonly second: TestPerson;
  readonly asHost: Client;
  readonly asSecond: Client;
  readonly asMember: Client;
  readonly coordinator: TestPerson;
  readonly asCoordinator: Client;
}

export async function gathering(
  test: TestApp,
  options: { settings?: object; zone?: string } = {},
): Promise<Gathering> {
  const scene = await programme(test, { providers: 3, ...options });
  const { community, providers, member } = scene;
  const [host, second] = providers;
  if (!host || !second) throw new Error("a programme without providers");
  const coordinator = await test.person(community, { firstName: "Cora", roles: ["coordinator"] });
  const { rows } = await test.inside(community, async (trx) => {
    await addStartingFormats(trx, community.id);
    return sql<{ id: string }>`select id from formats where size = 'group'`.execute(trx);
  });
  return {
    scene,
    base: community.base,
    formatId: rows[0]?.id ?? "",
    host,
    second,
    asHost: await test.signIn(host),
    asSecond: await test.signIn(second),
    asMember: await test.signIn(member),
    coordinator,
    asCoordinator: await test.signIn(coordinator),
  };
}

/** What a host types to plan a group; `fields` in the place of the usual. */
export const planned = (
  { formatId }: Pick<Gathering, "formatId">,
  fields: Record<string, string | readonly string[]> = {},
) => ({
  name: "Finding your feet",
  description: "For everybody who is new.",
  experienceId: "",
  topic: "First term",
  focus: "Listening",
  date: "2026-03-10",
  time: "18:00",
  minutes: "60",
  weeks: "1",
  where: "room",
  link: "",
  seats: "8",
  price: "",
  private: "",
  formatId,
  key: newId(),
  ...fields,
});

/** Sends the form that plans a group. */
export const sendPlan = (
  client: Client,
  here: Pick<Gathering, "base" | "formatId">,
  fields: Record<string, string | readonly string[]> = {},
): Promise<Answer> => client.post(`${here.base}/groups/new`, planned(here, fields));

/** Plans a group as its host and gives its id. */
export async function plan(
  here: Gathering,
  fields: Record<string, string | readonly string[]> = {},
): Promise<string> {
  const answer = await sendPlan(here.asHost, here, fields);
  const id = /groups\/([0-9a-f-]{36})$/.exec(answer.location)?.[1];
  if (!id) throw new Error(`not planned: ${answer.status} ${answer.text.slice(-2_000)}`);
  return id;
}

/** Takes a place in a group over HTTP. */
export async function register(
  client: Client,
  { base }: Pick<Gathering, "base">,
  id: string,
): Promise<Answer> {
  return client.post(`${base}/groups/${id}/register`, { key: newId() });
}

/** What the form of a group holds, to be sent again with some of it changed. */
export async function editFields(
  client: Client,
  { base }: Pick<Gathering, "base">,
  id: string,
): Promise<Record<string, string | readonly string[]>> {
  const { text } = await client.get(`${base}/groups/${id}/edit`);
  const value = (name: string) =>
    new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(text)?.[1] ??
    new RegExp(`<input[^>]*value="([^"]*)"[^>]*name="${name}"`).exec(text)?.[1] ??
    "";
  const chosen = (name: string) =>
    new RegExp(`<select[^>]*name="${name}"[\\s\\S]*?<option value="([^"]*)" selected`).exec(text)?.[1] ?? "";
  const area = /<textarea[^>]*name="description"[^>]*>([\s\S]*?)<\/textarea>/.exec(text)?.[1] ?? "";
  const coHosts = [...text.matchAll(/name="coHosts" value="([^"]+)" checked/g)].map(([, one]) => one ?? "");
  return {
    ...Object.fromEntries(
      ["name", "topic", "focus", "date", "time", "minutes", "link", "seats", "price", "version"].map(
        (name) => [name, value(name)],
      ),
    ),
    description: area,
    experienceId: chosen("experienceId"),
    where: chosen("where"),
    private: /name="private" value="on" checked/.test(text) ? "on" : "",
    coHosts,
  };
}

/** Changes a group as somebody who sees it in its form. */
export async function edit(
  client: Client,
  here: Pick<Gathering, "base">,
  id: string,
  fields: Record<string, string | readonly string[]>,
): Promise<Answer> {
  const shown = await editFields(client, here, id);
  return client.post(`${here.base}/groups/${id}/edit`, { ...shown, ...fields });
}

export interface StoredGroup {
  name: string;
  state: string;
  /** "03-10 18:00" in UTC. */
  starts: string;
  seats: number;
  price: number;
  version: number;
  /** Ids of those whose time it takes. */
  occupied: string[];
  /** "registered 1", "waiting", ... */
  states: string[];
}

/** A group meeting as it is stored. */
export async function storedGroup(
  test: TestApp,
  { scene }: Pick<Gathering, "scene">,
  id: string,
): Promise<StoredGroup | undefined> {
  const { rows } = await test.inside(scene.community, (trx) =>
    sql<StoredGroup>`
      select m.name, m.state, m.seats, m.price::int as price, m.version,
        to_char(m.starts_at at time zone 'UTC', 'MM-DD HH24:MI') as starts,
        array(select o.person_id from occupancy o where o.meeting_id = m.id and o.starts_at = m.starts_at order by 1) as occupied,
        array(select r.state || coalesce(' ' || r.seat, '') from registrations r where r.meeting_id = m.id
          order by r.seat, r.turn) as states
      from meetings m where m.id = ${id}`.execute(trx),
  );
  return rows[0];
}
