import { newId } from "#platform/ids.ts";
import { type Answering, accept, answering, proposed } from "./answering.ts";
import type { TestApp } from "./app.ts";
import type { Answer, Client } from "./client.ts";

/** Two people whose proposal is accepted, each in a browser of theirs. */
export interface Agreed {
  readonly on: Answering;
  readonly proposal: string;
  readonly provider: Client;
  readonly member: Client;
  readonly base: string;
}

interface Options {
  settings?: object;
  zone?: string;
  subject?: string;
  price?: string;
  times?: readonly string[];
}

/** A programme on Monday, 2 March 2026, 9:00 in London, with a proposal of its first provider that the member accepted. */
export async function agreed(kith: TestApp, options: Options = {}): Promise<Agreed> {
  const { price = "", times = [], ...about } = options;
  const on = await answering(kith, about);
  const proposal = await proposed(kith, on, 0, { price, times });
  const answer = await accept(on.member, on, proposal);
  if (answer.status !== 303) throw new Error(`it was not accepted: ${answer.status} ${answer.text}`);
  const [provider] = on.providers;
  if (!provider) throw new Error("a programme has a provider");
  return { on, proposal, provider, member: on.member, base: on.base };
}

export interface Filled {
  name?: string;
  date?: string;
  time?: string;
  minutes?: string;
  price?: string;
  formatId?: string;
  locationId?: string;
  zone?: string;
  anyway?: string;
  key?: string;
  do?: string;
}

/** The form as the provider sends it: Tuesday, 3 March, 10:00 to 10:30 in London unless it says otherwise. */
export function filled({ on }: Agreed, what: Filled = {}): Record<string, string> {
  return {
    name: "Somebody who knows what panic is",
    date: "2026-03-03",
    time: "10:00",
    minutes: "30",
    price: "",
    formatId: on.scene.format,
    locationId: on.scene.location,
    zone: "Europe/London",
    key: newId(),
    ...what,
  };
}

export const schedule = (pair: Agreed, what: Filled = {}, client = pair.provider): Promise<Answer> =>
  client.post(`${pair.base}/proposals/${pair.proposal}/schedule`, filled(pair, what));

/** Schedules, which has to be taken, and gives the meeting's id. */
export async function scheduled(pair: Agreed, what: Filled = {}): Promise<string> {
  const answer = await schedule(pair, what);
  const id = answer.location.split("/").at(-1);
  if (answer.status !== 303 || !id) throw new Error(`it was not taken: ${answer.status} ${answer.text}`);
  return id;
}

/** Moves a meeting of the two, seen in a version of it. */
export const reschedule = (
  pair: Agreed,
  meeting: string,
  version: number,
  what: Filled = {},
): Promise<Answer> =>
  pair.provider.post(`${pair.base}/meetings/${meeting}/reschedule`, {
    ...filled(pair, what),
    version: String(version),
  });

/** A meeting as it is stored, with whose time it takes. */
export async function storedMeeting(kith: TestApp, { on }: Pick<Agreed, "on">, id: string) {
  return kith.inside(on.scene.community, async (trx) => {
    const meeting = await trx
      .selectFrom("meetings")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    const occupied = await trx.selectFrom("occupancy").selectAll().where("meeting_id", "=", id).execute();
    const events = await trx
      .selectFrom("meeting_events")
      .select(["kind", "by_person", "detail"])
      .where("meeting_id", "=", id)
      .orderBy("at")
      .orderBy("id")
      .execute();
    return { meeting, occupied, events };
  });
}

/** What a page says, as it is read: without marks, and with single spaces. */
export const textOf = ({ text }: Answer): string =>
  text
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
