import { newId } from "#platform/ids.ts";
import type { TestApp, TestPerson } from "./app.ts";
import type { Answer, Client } from "./client.ts";
import { type Programme, programme } from "./programme.ts";

/** What a proposal's form sends. */
export interface Offered {
  text?: string;
  minutes?: string;
  price?: string;
  formatId?: string;
  locationId?: string;
  /** Dates and clock times on the form's zone: `2026-03-05 10:00`. */
  times?: readonly string[];
  zone?: string;
  key?: string;
}

/** A member's open request and some providers who can answer it, each in a browser of theirs. */
export interface Answering {
  readonly scene: Programme;
  readonly request: string;
  readonly member: Client;
  readonly providers: readonly Client[];
  readonly people: readonly TestPerson[];
  readonly base: string;
}

interface Options {
  providers?: number;
  settings?: object;
  zone?: string;
  subject?: string;
}

/** Monday, 2 March 2026, 9:00 in London. */
export async function answering(kith: TestApp, options: Options = {}): Promise<Answering> {
  const { subject = "Somebody who knows what panic is", ...about } = options;
  kith.clock.set("2026-03-02T09:00:00Z");
  const scene = await programme(kith, { providers: 2, ...about });
  const request = await askedFor(kith, scene, { subject });
  const providers: Client[] = [];
  for (const provider of scene.providers) providers.push(await kith.signIn(provider));
  return {
    scene,
    request,
    member: await kith.signIn(scene.member),
    providers,
    people: scene.providers,
    base: scene.community.base,
  };
}

/** An open request of a member, as the form leaves it behind. Gives its id. */
export async function askedFor(
  kith: TestApp,
  scene: Programme,
  { subject = "Somebody who knows what panic is", member = scene.member.id } = {},
): Promise<string> {
  const id = newId();
  const now = kith.clock.now();
  await kith.inside(scene.community, (trx) =>
    trx
      .insertInto("support_requests")
      .values({
        community_id: scene.community.id,
        id,
        member_id: member,
        subject,
        description: "It comes at night, and I would like to talk with somebody who has been there.",
        flexible: true,
        zone: "Europe/London",
        answer_by: now.add({ hours: 48 }),
        expires_at: now.add({ hours: 24 * 30 }),
        created_at: now,
        changed_at: now,
      })
      .execute(),
  );
  return id;
}

/** The fields of a proposal's form, in a programme's format. */
export function offered({ scene }: Pick<Answering, "scene">, what: Offered = {}): Record<string, string> {
  const { text = "I have been there, and found my way.", times = [], ...rest } = what;
  const fields: Record<string, string> = {
    text,
    formatId: scene.format,
    minutes: "",
    price: "",
    locationId: "",
    zone: "Europe/London",
    key: newId(),
    ...rest,
  };
  for (const [index, time] of times.entries()) {
    const [date = "", clock = ""] = time.split(" ");
    fields[`date${index + 1}`] = date;
    fields[`clock${index + 1}`] = clock;
  }
  return fields;
}

/** Submits a proposal. */
export const submit = (client: Client, on: Answering, what: Offered = {}): Promise<Answer> =>
  client.post(`${on.base}/requests/${on.request}/propose`, offered(on, what));

/** Submits a proposal that has to be taken, and gives its id. */
export async function proposed(
  kith: TestApp,
  on: Answering,
  by: number,
  what: Offered = {},
): Promise<string> {
  const [client, person] = [on.providers[by], on.people[by]];
  if (!client || !person) throw new Error("there is no such provider");
  const answer = await submit(client, on, what);
  if (answer.status !== 303) throw new Error(`the proposal was not taken: ${answer.status} ${answer.text}`);
  const { id } = await kith.inside(on.scene.community, (trx) =>
    trx
      .selectFrom("proposals")
      .select("id")
      .where("provider_id", "=", person.id)
      .where("request_id", "=", on.request)
      .where("state", "=", "open")
      .executeTakeFirstOrThrow(),
  );
  return id;
}

export const edit = (
  client: Client,
  on: Answering,
  id: string,
  version: number,
  what: Offered = {},
): Promise<Answer> =>
  client.post(`${on.base}/proposals/${id}/edit`, { ...offered(on, what), version: String(version) });

export const withdraw = (client: Client, on: Answering, id: string): Promise<Answer> =>
  client.post(`${on.base}/proposals/${id}/withdraw`);

export const decline = (client: Client, on: Answering, id: string): Promise<Answer> =>
  client.post(`${on.base}/proposals/${id}/decline`);

/** Accepts a version of a proposal, with an offered start (`2026-03-05T10:00Z`) or without. */
export const accept = (
  client: Client,
  on: Answering,
  id: string,
  { version = 1, start = "" }: { version?: number; start?: string } = {},
): Promise<Answer> =>
  client.post(`${on.base}/proposals/${id}/accept`, {
    version: String(version),
    start: start && String(Temporal.Instant.from(start).epochMilliseconds / 60_000),
    key: newId(),
  });

/** A request and its proposals as they are stored, with what is held of them and what was written down. */
export async function stored(kith: TestApp, on: Answering) {
  return kith.inside(on.scene.community, async (trx) => {
    const of = { request: on.request };
    const request = await trx
      .selectFrom("support_requests")
      .select(["state", "answer_by"])
      .where("id", "=", of.request)
      .executeTakeFirstOrThrow();
    const proposals = await trx
      .selectFrom("proposals")
      .selectAll()
      .where("request_id", "=", of.request)
      .orderBy("created_at")
      .orderBy("id")
      .execute();
    const ids = proposals.map(({ id }) => id);
    const holds = ids.length
      ? await trx.selectFrom("occupancy").selectAll().where("proposal_id", "in", ids).execute()
      : [];
    const meetings = ids.length
      ? await trx.selectFrom("meetings").selectAll().where("proposal_id", "in", ids).execute()
      : [];
    const events = await trx
      .selectFrom("request_events")
      .select(["kind", "proposal_id", "by_person"])
      .where("request_id", "=", of.request)
      .orderBy("id")
      .execute();
    return { request, proposals, holds, meetings, events };
  });
}

/** What the members of these ids are told in the app, oldest first. */
export async function told(kith: TestApp, on: Answering, person: TestPerson): Promise<string[]> {
  await kith.drainMail();
  const rows = await kith.inside(on.scene.community, (trx) =>
    trx
      .selectFrom("notifications")
      .select("message")
      .where("person_id", "=", person.id)
      .orderBy("id")
      .execute(),
  );
  return rows.map(({ message }) => message);
}
