import { newId } from "#platform/ids.ts";
import type { TestApp, TestCommunity, TestPerson } from "./app.ts";
import type { Answer, Client } from "./client.ts";

/** What a request's form sends besides its times. */
export interface Asked {
  subject?: string;
  description?: string;
  when?: "times" | "flexible";
  /** Lines of a day and two clock times: `2026-03-05 10:00 12:00`. */
  times?: readonly string[];
  zone?: string;
  timeNote?: string;
  experiences?: readonly string[];
  gender?: string;
  age?: string;
  key?: string;
}

/** The fields of the form as a browser sends them. */
export function asked(what: Asked = {}): Record<string, string | readonly string[]> {
  const { times = [], experiences = [], ...rest } = what;
  const fields: Record<string, string | readonly string[]> = {
    subject: "Finding my feet",
    description: "The first term was hard, and I would like to talk to somebody who has been there.",
    when: times.length > 0 ? "times" : "flexible",
    rows: String(Math.max(1, times.length)),
    zone: "Europe/London",
    timeNote: "",
    gender: "",
    age: "",
    key: newId(),
    experiences,
    ...rest,
  };
  for (const [row, time] of times.entries()) {
    const [date = "", from = "", to = ""] = time.split(" ");
    Object.assign(fields, { [`date-${row}`]: date, [`from-${row}`]: from, [`to-${row}`]: to });
  }
  return fields;
}

export const ask = (client: Client, base: string, what: Asked = {}): Promise<Answer> =>
  client.post(`${base}/requests/new`, asked(what));

/** Asks for support, which has to be taken, and gives the request's id. */
export async function opened(client: Client, base: string, what: Asked = {}): Promise<string> {
  const answer = await ask(client, base, what);
  const id = answer.location.split("/").at(-1);
  if (answer.status !== 303 || !id) throw new Error(`it was not taken: ${answer.status} ${answer.text}`);
  return id;
}

/** The ids of some of a community's options, by their names. */
export async function optionIds(
  kith: TestApp,
  community: TestCommunity,
  ...names: string[]
): Promise<string[]> {
  const rows = await kith.inside(community, (trx) =>
    trx.selectFrom("profile_options").select(["id", "name"]).where("name", "in", names).execute(),
  );
  return names.map((name) => {
    const found = rows.find((row) => row.name === name);
    if (!found) throw new Error(`there is no option ${name}`);
    return found.id;
  });
}

/** Writes what a provider told about themself. */
export async function tells(
  kith: TestApp,
  provider: TestPerson,
  { experiences = [], gender = null }: { experiences?: readonly string[]; gender?: string | null },
): Promise<void> {
  await kith.inside(provider.community, async (trx) => {
    await trx
      .updateTable("providers")
      .set({ gender_id: gender })
      .where("person_id", "=", provider.id)
      .execute();
    for (const option_id of experiences) {
      const row = { community_id: provider.community.id, provider_id: provider.id, option_id };
      await trx.insertInto("provider_experiences").values(row).execute();
    }
  });
}

/** A request as it is stored. */
export const storedRequest = (kith: TestApp, community: TestCommunity, id: string) =>
  kith.inside(community, (trx) =>
    trx.selectFrom("support_requests").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
  );

/** What happened to a request, oldest first. */
export const eventsOf = (kith: TestApp, community: TestCommunity, id: string) =>
  kith.inside(community, (trx) =>
    trx
      .selectFrom("request_events")
      .select(["kind", "by_person", "detail"])
      .where("request_id", "=", id)
      .orderBy("id")
      .execute(),
  );

/** Whom the app told of what, as `<message> <path>`, oldest first. */
export async function toldOf(kith: TestApp, person: TestPerson): Promise<string[]> {
  await kith.drainMail();
  const rows = await kith.inside(person.community, (trx) =>
    trx
      .selectFrom("notifications")
      .select(["message", "path"])
      .where("person_id", "=", person.id)
      .orderBy("id")
      .execute(),
  );
  return rows.map(({ message, path }) => `${message} ${path}`);
}
