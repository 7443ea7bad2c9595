import { randomBytes } from "node:crypto";
import { generateSignedCookie } from "hono/cookie";
import pg from "pg";
import { newId } from "#platform/ids.ts";
import { secret } from "./house.ts";
import { Visitor } from "./visitor.ts";

/** A community that is ready to be booked in: open day and night in UTC, one format with one question, one place. */
export interface Scene {
  readonly communityId: string;
  /** Where its pages begin. */
  readonly base: string;
  readonly format: string;
  readonly question: string;
  readonly location: string;
  /** The service that every provider gives. */
  readonly service: string;
  readonly providers: readonly string[];
  readonly members: readonly Member[];
}

export interface Member {
  readonly id: string;
  readonly browser: Visitor;
}

interface Options {
  members: number;
  providers?: number;
  settings?: object;
}

/** Sets the scene. Takes the address of the owner's role, which row security binds like any other. */
export function setScene(ownerUrl: string, options: Options): Promise<Scene> {
  return asOwner(ownerUrl, async (client) => {
    const { members: memberCount, providers: providerCount = 1, settings = {} } = options;
    const communityId = newId();
    await client.query(`set kith.community = '${communityId}'`);
    const slug = `scene-${communityId.slice(-12)}`;
    await client.query(
      "insert into communities (id, slug, name, zone, settings) values ($1, $2, $3, 'UTC', $4)",
      [communityId, slug, "Riverside", JSON.stringify({ leadMinutes: 0, ...settings })],
    );
    const providers = await addPeople(client, communityId, "provider", providerCount);
    const members = await addPeople(client, communityId, "member", memberCount);
    const ids = { format: newId(), question: newId(), location: newId(), service: newId() };
    await addProgramme(client, communityId, ids);
    // The database does this by itself, a minute after so much was written.
    await client.query("analyze");
    return {
      communityId,
      base: `/c/${slug}`,
      ...ids,
      providers: providers.map(({ id }) => id),
      members: await Promise.all(
        members.map(async ({ id, token }) => ({ id, browser: await browser(token) })),
      ),
    };
  });
}

/** Runs work on a connection of its own, as the role of the address. */
export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function browser(token: string): Promise<Visitor> {
  const line = await generateSignedCookie("kith.session_token", token, secret);
  return new Visitor(line.split(";")[0] ?? "");
}

/** People with accounts in which they are signed in; a provider has hours from midnight to midnight, every day. */
async function addPeople(client: pg.Client, communityId: string, role: "member" | "provider", count: number) {
  const people = Array.from({ length: count }, (_, i) => ({
    id: newId(),
    account_id: newId(),
    session_id: newId(),
    token: randomBytes(24).toString("base64url"),
    email: `${role}-${i}@${communityId.slice(-12)}.example`,
    first_name: role === "provider" ? "Talia" : "Mina",
    last_name: String(i),
  }));
  const rows = JSON.stringify(people);
  const from = `from jsonb_to_recordset($1::jsonb) as x(id uuid, account_id uuid, session_id uuid, token text, email text,
    first_name text, last_name text)`;
  await client.query(
    `insert into accounts (id, email, email_verified, name) select account_id, email, true, first_name ${from}`,
    [rows],
  );
  await client.query(
    `insert into sessions (id, account_id, token, expires_at) select session_id, account_id, token, now() + interval '30 days' ${from}`,
    [rows],
  );
  await client.query(
    `insert into people (community_id, id, account_id, email, first_name, last_name, roles)
     select $2, id, account_id, email, first_name, last_name, array[$3::text] ${from}`,
    [rows, communityId, role],
  );
  if (role === "member") return people;
  await client.query(
    `insert into providers (community_id, person_id, zone) select $2, id, 'UTC' ${from} order by id`,
    [rows, communityId],
  );
  await client.query(
    `insert into weekly_hours (community_id, id, provider_id, day, start_minute, end_minute)
     select $1, gen_random_uuid(), person_id, day, 0, 1440 from providers, generate_series(0, 6) as day`,
    [communityId],
  );
  return people;
}

type Ids = Pick<Scene, "format" | "question" | "location" | "service">;

async function addProgramme(client: pg.Client, communityId: string, ids: Ids): Promise<void> {
  const name = "All available";
  await client.query(
    `insert into services (community_id, id, code, code_key, subject, generic) values ($1, $2, $3, 'allavailable', $3, true)`,
    [communityId, ids.service, name],
  );
  await client.query(
    "insert into listed_codes (community_id, provider_id, code_key, code) select $1, person_id, 'allavailable', $2 from providers",
    [communityId, name],
  );
  await client.query(
    "insert into certifications (community_id, provider_id, service_id) select $1, person_id, $2 from providers",
    [communityId, ids.service],
  );
  await client.query(
    "insert into formats (community_id, id, name, minutes, ways) values ($1, $2, '30 minutes online', 30, '{online}')",
    [communityId, ids.format],
  );
  await client.query(
    `insert into questions (community_id, id, format_id, kind, label, required) values ($1, $2, $3, 'long', 'What is it about?', true)`,
    [communityId, ids.question, ids.format],
  );
  await client.query(
    "insert into locations (community_id, id, name, way) values ($1, $2, 'Video room', 'online')",
    [communityId, ids.location],
  );
}
