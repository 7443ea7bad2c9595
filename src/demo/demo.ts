import { sql } from "kysely";
import { asCommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { newId } from "#platform/ids.ts";
import { demoPassword, demoSignIns } from "../features/accounts/demo.ts";
import { createAccount } from "../features/accounts/index.ts";
import { giveStart } from "../features/founding/start.ts";
import { addComing } from "./coming.ts";
import { addConnections } from "./connections.ts";
import { addGroups } from "./groups.ts";
import { addHelp } from "./help.ts";
import { addHistory } from "./history.ts";
import { addMeetings } from "./meetings.ts";
import { demoFormats, demoLocations, demoMembers, demoProviders } from "./people.ts";
import { addProfiles } from "./profiles.ts";
import { addRequests } from "./requests.ts";
import { addReviews } from "./reviews.ts";
import { addRooms } from "./rooms.ts";

const slug = "northgate";
const generic = "All available Peer Mentoring";

/**
 * Fills an empty installation with a community to look around in, and says so in its row. Does nothing where there is a
 * community already; two processes that start together do it once, since the address of a community is unique and all is one
 * transaction.
 */
export async function fillDemo(platform: Platform): Promise<void> {
  const { db } = platform;
  const any = await db.selectFrom("communities").select("id").limit(1).executeTakeFirst();
  if (any) return;
  const accounts = new Map<string, string>();
  for (const { email, name } of Object.values(demoSignIns)) {
    const { id } = await createAccount(platform, { email, name, password: demoPassword, verified: true });
    accounts.set(email, id);
  }
  const communityId = asCommunityId(newId());
  await inCommunity(db, communityId, async (trx) => {
    const first = await foundCommunity(trx, communityId);
    if (!first) return;
    await giveStart(trx, communityId);
    const people = await addPeople(trx, communityId, accounts);
    const services = await addServices(trx, communityId, people.providers);
    await addEnrollment(trx, communityId, people.members, services);
    const format = await addFormats(trx, communityId);
    const location = await addLocations(trx, communityId);
    await addMeetings(trx, {
      communityId,
      providers: people.providers.map(({ id }) => id),
      members: people.members,
      services: services.slice(1),
      format: { ...format, location },
      now: platform.clock.now(),
    });
    await addComing(trx, {
      communityId,
      providers: people.providers.map(({ id }) => id),
      format,
      now: platform.clock.now(),
    });
    await addRequests(trx, {
      communityId,
      members: people.members,
      providers: people.providers.map(({ id }) => id),
      format,
      now: platform.clock.now(),
    });
    await addGroups(trx, {
      communityId,
      providers: people.providers.map(({ id }) => id),
      members: people.members,
      now: platform.clock.now(),
    });
    await addRooms(trx, {
      communityId,
      providers: people.providers.map(({ id }) => id),
      members: people.members,
      by: people.members[1] ?? "",
      now: platform.clock.now(),
    });
    await addReviews(trx, {
      communityId,
      zone: "America/New_York",
      providers: people.providers.map(({ id }) => id),
      members: people.members,
      now: platform.clock.now(),
    });
    await addConnections(trx, {
      communityId,
      providers: people.providers.map(({ id }) => id),
      members: people.members,
      now: platform.clock.now(),
    });
    await addHelp(trx, {
      communityId,
      providers: people.providers.map(({ id }) => id),
      members: people.members,
      // After the one member with an account.
      coordinator: people.members[1] ?? "",
      now: platform.clock.now(),
    });
    await addHistory(trx, {
      communityId,
      zone: "America/New_York",
      providers: people.providers.map(({ id }) => id),
      services: services.slice(1),
      format: { ...format, location },
      coordinator: people.members[1] ?? "",
      now: platform.clock.now(),
    });
    await trx.updateTable("installation").set({ demo: true }).execute();
  });
}

async function foundCommunity(trx: Scoped, id: string): Promise<boolean> {
  const words = {
    provider: { one: "Peer Mentor", many: "Peer Mentors" },
    service: { one: "Peer Mentor", many: "Peer Mentors" },
    member: { one: "Student", many: "Students" },
    meeting: { one: "Meeting", many: "Meetings" },
  };
  const settings = {
    contact: "Write to mentoring@northgate.example, or ask at the desk of the Student Centre.",
    noShowRule: { times: 3, withinDays: 30, pauseDays: 14 },
  };
  const made = await trx
    .insertInto("communities")
    .values({
      id,
      slug,
      name: "Northgate Peer Mentoring",
      zone: "America/New_York",
      words: JSON.stringify(words),
      settings: JSON.stringify(settings),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return made !== undefined;
}

interface People {
  providers: { id: string; name: string }[];
  members: string[];
}

async function addPeople(
  trx: Scoped,
  communityId: string,
  accounts: ReadonlyMap<string, string>,
): Promise<People> {
  const { member, provider, coordinator } = demoSignIns;
  const person = (first: string, last: string, roles: string[], email = addressOf(first, last)) => ({
    community_id: communityId,
    id: newId(),
    account_id: accounts.get(email) ?? null,
    email,
    first_name: first,
    last_name: last,
    roles,
  });
  const providers = demoProviders.map(({ first, last }) =>
    person(first, last, ["provider"], first === "Talia" ? provider.email : addressOf(first, last)),
  );
  const members = demoMembers.map((name) => {
    const [first = "", last = ""] = name.split(" ");
    return person(first, last, ["member"]);
  });
  const own = [
    person("Sam", "Rivera", ["member"], member.email),
    person("Robin", "Ashe", ["coordinator", "member"], coordinator.email),
  ];
  await trx
    .insertInto("people")
    .values([...providers, ...own, ...members])
    .execute();

  const details = demoProviders.map(({ zone }, i) => ({
    community_id: communityId,
    person_id: providers[i]?.id ?? "",
    zone,
    buffer_after: 10,
  }));
  await trx.insertInto("providers").values(details).execute();
  const hours = demoProviders.flatMap((demo, i) =>
    demo.hours.map(([day, start, end]) => ({
      community_id: communityId,
      id: newId(),
      provider_id: providers[i]?.id ?? "",
      day,
      start_minute: start,
      end_minute: end,
    })),
  );
  await trx.insertInto("weekly_hours").values(hours).execute();
  await addProfiles(
    trx,
    communityId,
    providers.map(({ id }) => id),
  );
  return {
    providers: providers.map(({ id, first_name, last_name }) => ({ id, name: `${first_name} ${last_name}` })),
    members: [...own, ...members].map(({ id }) => id),
  };
}

const addressOf = (first: string, last: string): string =>
  `${first}.${last}@northgate.example`
    .normalize("NFD")
    .replace(/[^\w.@-]/g, "")
    .toLowerCase();

async function addServices(
  trx: Scoped,
  communityId: string,
  providers: People["providers"],
): Promise<string[]> {
  const own = providers.map(({ id, name }) => ({ owner: id, code: `Peer Mentoring with ${name}` }));
  const services = [{ owner: null, code: generic }, ...own].map(({ owner, code }) => ({
    community_id: communityId,
    id: newId(),
    code,
    code_key: code.normalize("NFC").toLowerCase().replace(/\s+/g, ""),
    subject: code,
    owner_id: owner,
    generic: owner === null,
  }));
  await trx.insertInto("services").values(services).execute();
  await sql`
    insert into listed_codes (community_id, provider_id, code_key, code, position)
    select s.community_id, p.person_id, s.code_key, s.code, (s.generic)::int
    from providers p join services s on s.generic or s.owner_id = p.person_id
  `.execute(trx);
  await sql`
    insert into certifications (community_id, provider_id, service_id)
    select s.community_id, p.person_id, s.id from providers p join services s on s.generic or s.owner_id = p.person_id
  `.execute(trx);
  return services.map(({ id }) => id);
}

/** Everybody is assigned to one own service, in turn, and to the generic one. */
async function addEnrollment(
  trx: Scoped,
  communityId: string,
  members: string[],
  services: string[],
): Promise<void> {
  const [all, ...own] = services;
  const pairs = members.flatMap((person, i) =>
    [own[i % own.length], all].map((service) => ({ person, service })),
  );
  await sql`
    insert into enrollments (community_id, person_id, code_key, code, service_id)
    select ${communityId}::uuid, e.person, s.code_key, s.code, s.id
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as e(person uuid, service uuid)
    join services s on s.id = e.service
  `.execute(trx);
}

/** Gives the first one. */
async function addFormats(trx: Scoped, communityId: string): Promise<{ id: string; minutes: number }> {
  const ids = demoFormats.map(() => newId());
  for (const [position, format] of demoFormats.entries()) {
    const id = ids[position] ?? "";
    const { name, description, minutes, ways, questions } = format;
    const rhythm = "rhythm" in format ? format.rhythm : "single";
    await trx
      .insertInto("formats")
      .values({
        community_id: communityId,
        id,
        name,
        description,
        minutes,
        ways: [...ways],
        rhythm,
        position,
      })
      .execute();
    const rows = questions.map((question, place) => ({
      ...question,
      community_id: communityId,
      id: newId(),
      format_id: id,
      options: [...question.options],
      position: place,
    }));
    await trx.insertInto("questions").values(rows).execute();
  }
  return { id: ids[0] ?? "", minutes: demoFormats[0].minutes };
}

/** Gives the first one. */
async function addLocations(trx: Scoped, communityId: string): Promise<string> {
  const rows = demoLocations.map(({ opening, ...location }, position) => ({
    ...location,
    community_id: communityId,
    id: newId(),
    opening: opening && JSON.stringify(opening),
    position,
  }));
  await trx.insertInto("locations").values(rows).execute();
  return rows[0]?.id ?? "";
}
