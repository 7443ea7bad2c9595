import { sql } from "kysely";
import { newId } from "#platform/ids.ts";
import type { TestApp, TestCommunity, TestPerson } from "./app.ts";

export interface Programme {
  readonly community: TestCommunity;
  readonly providers: readonly TestPerson[];
  /** One own service per provider, in their order. */
  readonly services: readonly string[];
  /** The service that every provider gives. */
  readonly generic: string;
  /** 30 minutes, online. */
  readonly format: string;
  /** Long and required. */
  readonly question: string;
  readonly location: string;
  readonly member: TestPerson;
}

interface Options {
  providers?: number;
  settings?: object;
  words?: object;
  zone?: string;
  /** [day, start, end] of every provider; without it every day from 9 to 17. */
  hours?: readonly (readonly [number, number, number])[];
}

const everyDay = [0, 1, 2, 3, 4, 5, 6].map((day) => [day, 9 * 60, 17 * 60] as const);

/** A community that is ready to be booked in: providers with hours, their services, a format with a question, a place, a member. */
export async function programme(test: TestApp, options: Options = {}): Promise<Programme> {
  const { providers: count = 1, hours = everyDay, ...about } = options;
  const community = await test.community(about);
  const names = Array.from({ length: count }, (_, i) => ({
    firstName: i === 0 ? "Talia" : `Provider${i}`,
    lastName: "K",
  }));
  const providers: TestPerson[] = [];
  for (const name of names) providers.push(await test.person(community, { ...name, roles: ["provider"] }));
  const member = await test.person(community, { firstName: "Mina", lastName: "Alvarez" });
  const ids = {
    services: providers.map(() => newId()),
    generic: newId(),
    format: newId(),
    question: newId(),
    location: newId(),
  };
  const own = { community_id: community.id };
  await test.inside(community, async (trx) => {
    const services = [
      { id: ids.generic, code: "All available Peer Mentoring", owner_id: null, generic: true },
      ...providers.map((provider, i) => ({
        id: ids.services[i] ?? "",
        code: `Peer Mentoring with ${names[i]?.firstName} K`,
        owner_id: provider.id,
        generic: false,
      })),
    ].map((row) => ({
      ...own,
      ...row,
      subject: row.code,
      code_key: row.code.toLowerCase().replace(/\s+/g, ""),
    }));
    await trx.insertInto("services").values(services).execute();
    await sql`
      insert into listed_codes (community_id, provider_id, code_key, code)
      select s.community_id, p.person_id, s.code_key, s.code
      from providers p join services s on s.generic or s.owner_id = p.person_id`.execute(trx);
    await sql`
      insert into certifications (community_id, provider_id, service_id)
      select s.community_id, p.person_id, s.id
      from providers p join services s on s.generic or s.owner_id = p.person_id`.execute(trx);
    const weekly = providers.flatMap(({ id }) =>
      hours.map(([day, start, end]) => ({
        ...own,
        id: newId(),
        provider_id: id,
        day,
        start_minute: start,
        end_minute: end,
      })),
    );
    await trx.insertInto("weekly_hours").values(weekly).execute();
    const format = { ...own, id: ids.format, name: "30 minutes online", minutes: 30, ways: ["online"] };
    await trx.insertInto("formats").values(format).execute();
    const question = {
      ...own,
      id: ids.question,
      format_id: ids.format,
      kind: "long",
      label: "What is it about?",
      required: true,
    };
    await trx.insertInto("questions").values(question).execute();
    await trx
      .insertInto("locations")
      .values({ ...own, id: ids.location, name: "Video room", way: "online" })
      .execute();
  });
  return { community, providers, member, ...ids };
}
