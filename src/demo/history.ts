import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { instantOf, minuteOf } from "#platform/clock.ts";
import { spanSql } from "#platform/database/minutes.ts";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { mondayOf, startOfDate } from "../features/availability/zones.ts";
import { optionsOf } from "../features/options/queries.ts";
import { editableUntil } from "../features/reviews/rules.ts";
import { pastRequests } from "./past/agreed.ts";
import { addAgreed } from "./past/agreed-rows.ts";
import { Diary } from "./past/diary.ts";
import { endOf, type PastMeeting, pastMeetings } from "./past/meetings.ts";
import { addOwn } from "./past/own.ts";
import { answers, stars, words } from "./past/said.ts";
import { pastStudents, type Student } from "./past/students.ts";
import { inParts } from "./past/writing.ts";

export interface Cast {
  readonly communityId: CommunityId;
  /** IANA. */
  readonly zone: string;
  /** In the order of `demoProviders`. */
  readonly providers: readonly string[];
  /** Each provider's own service, in the same order. */
  readonly services: readonly string[];
  /** In which two people meet. */
  readonly format: { readonly id: string; readonly location: string };
  readonly coordinator: string;
  readonly now: Temporal.Instant;
}

/** How many students the past has, and how many weeks it goes back. */
const [count, weeks] = [150, 104];

/**
 * Two years of life: who came and came again, who did not, what was said and paid. The same every time but for the
 * day from which it counts back.
 */
export async function addHistory(trx: Scoped, cast: Cast): Promise<void> {
  const students = pastStudents(count, weeks);
  const ids = await addStudents(trx, cast, students);
  const diary = await diaryOf(trx);
  const free = (who: string | undefined, start: number, minutes: number) =>
    who !== undefined && diary.take(who, start, start + minutes);
  const requests = pastRequests(cast.now, students.length).filter(
    ({ answers: [chosen], student, met }) =>
      !chosen || (free(cast.providers[chosen.host], met, 45) && free(ids[student], met, 45)),
  );
  const meetings = pastMeetings(cast.now, students)
    .filter(({ host, group, start, minutes }) =>
      [host, ...(group?.with ?? [])].every((giver) => free(cast.providers[giver], start, minutes)),
    )
    .map((past) => ({
      ...past,
      id: newId(),
      places: past.places.filter(({ student }) => free(ids[student], past.start, past.minutes)),
    }))
    .filter(({ places }) => places.length > 0);
  await addMeetings(trx, cast, meetings);
  await addPlaces(trx, cast, meetings, ids);
  await addFeedback(trx, cast, meetings, ids);
  await addReviews(trx, cast, meetings, ids);
  await addAgreed(trx, cast, requests, ids);
  await addOwn(trx, cast);
}

/** What the demo's people have around today already. */
async function diaryOf(trx: Scoped): Promise<Diary> {
  const diary = new Diary();
  const { rows } = await sql<{ person: string; start: number; end: number }>`
    select person_id as person, ${spanSql()} from given_meetings where state <> 'cancelled'`.execute(trx);
  for (const { person, start, end } of rows) diary.take(person, start, end);
  return diary;
}

type Dated = PastMeeting & { readonly id: string };

async function addStudents(trx: Scoped, { communityId, now }: Cast, students: readonly Student[]) {
  const own = { community_id: communityId };
  const people = students.map(({ first, last, since }) => ({
    ...own,
    id: newId(),
    email: `${first}.${last}@northgate.example`.toLowerCase(),
    first_name: first,
    last_name: last,
    roles: ["member"],
    created_at: now.subtract({ hours: since * 7 * 24 }),
  }));
  await inParts(people, (rows) => trx.insertInto("people").values(rows).execute());
  const named = async (list: "gender" | "ethnicity" | "region") =>
    new Map((await optionsOf(trx, list)).map(({ id, name }) => [name, id]));
  const [genders, ethnicities, regions] = [
    await named("gender"),
    await named("ethnicity"),
    await named("region"),
  ];
  const idIn = (list: ReadonlyMap<string, string>, name: string | null) => (name && list.get(name)) || null;
  const told = students.flatMap(({ told, since }, i) =>
    told
      ? [
          {
            ...own,
            person_id: people[i]?.id ?? "",
            age: told.age,
            gender_id: idIn(genders, told.gender),
            ethnicity_id: idIn(ethnicities, told.ethnicity),
            region_id: idIn(regions, told.region),
            counted: true,
            changed_at: now.subtract({ hours: since * 7 * 24 }),
          },
        ]
      : [],
  );
  await inParts(told, (rows) => trx.insertInto("demographics").values(rows).execute());
  return people.map(({ id }) => id);
}

async function addMeetings(trx: Scoped, cast: Cast, meetings: readonly Dated[]): Promise<void> {
  const { communityId, providers, services, format } = cast;
  const groupFormat = await trx
    .selectFrom("formats")
    .select("id")
    .where("size", "=", "group")
    .executeTakeFirst();
  const experiences = new Map((await optionsOf(trx, "experience")).map(({ id, name }) => [name, id]));
  const rows = meetings.map((past) => {
    const { id, host, start, off, group } = past;
    const common = {
      community_id: communityId,
      id,
      provider_id: providers[host] ?? "",
      starts_at: instantOf(start),
      ends_at: endOf(past),
      state: off ? "cancelled" : "final",
      room: randomBytes(16).toString("hex"),
      created_at: instantOf(start).subtract({ hours: 24 * 9 }),
      booked_by: providers[host] ?? "",
    };
    const two = { service_id: services[host] ?? null, format_id: format.id, location_id: format.location };
    if (!group)
      return {
        ...common,
        ...two,
        name: "",
        topic: "",
        focus: "",
        price: 0,
        currency: null,
        seats: null,
        experience_id: null,
      };
    const { name, topic, focus, seats, price = 0 } = group;
    const about = {
      name,
      topic,
      focus,
      seats,
      price,
      currency: "USD",
      experience_id: experiences.get(group.experience) ?? null,
    };
    return {
      ...common,
      ...about,
      service_id: null,
      format_id: groupFormat?.id ?? format.id,
      location_id: null,
    };
  });
  await inParts(rows, (part) => trx.insertInto("meetings").values(part).execute());
  const together = meetings.flatMap(({ id, group }) =>
    (group?.with ?? []).map((host) => ({
      community_id: communityId,
      meeting_id: id,
      person_id: providers[host] ?? "",
    })),
  );
  await inParts(together, (part) => trx.insertInto("co_hosts").values(part).execute());
}

async function addPlaces(
  trx: Scoped,
  cast: Cast,
  meetings: readonly Dated[],
  ids: readonly string[],
): Promise<void> {
  const { communityId } = cast;
  const rows = meetings.flatMap((past) =>
    past.places.map(({ student, came }, place) => {
      const starts = instantOf(past.start);
      const seen = came === "attended" && !past.off;
      return {
        community_id: communityId,
        meeting_id: past.id,
        person_id: ids[student] ?? "",
        state: past.off ? "cancelled" : "registered",
        seat: past.group && !past.off ? place + 1 : null,
        created_at: starts.subtract({ hours: 30 + ((place * 29) % 150) }),
        joined_at: seen ? starts.subtract({ minutes: place % 4 }) : null,
        left_at: seen ? endOf(past) : null,
        attendance: past.off ? null : came,
        attendance_at: past.off || !came ? null : endOf(past),
      };
    }),
  );
  await inParts(rows, (part) => trx.insertInto("registrations").values(part).execute());
}

async function addFeedback(
  trx: Scoped,
  cast: Cast,
  meetings: readonly Dated[],
  ids: readonly string[],
): Promise<void> {
  const questions = await trx
    .selectFrom("questions")
    .select(["id", "label"])
    .where("purpose", "=", "feedback")
    .where("format_id", "=", cast.format.id)
    .orderBy("position")
    .execute();
  const rows = meetings
    .filter(({ group, off }) => !group && !off)
    .flatMap((past, i) => {
      const place = past.places.find(({ came }) => came === "attended");
      if (!place || i % 3 === 0) return [];
      const said = answers[i % answers.length] ?? [];
      const filled = questions.flatMap(({ id, label }, n) =>
        said[n] ? [{ question: id, label, answer: [said[n]] }] : [],
      );
      const at = endOf(past).add({ hours: 2 + (i % 30) });
      return [
        {
          community_id: cast.communityId,
          meeting_id: past.id,
          person_id: ids[place.student] ?? "",
          answers: JSON.stringify(filled),
          created_at: at,
          changed_at: at,
        },
      ];
    });
  await inParts(rows, (part) => trx.insertInto("feedback").values(part).execute());
}

/** One of three of those who came to somebody says something of them, and three and more are published together. */
async function addReviews(
  trx: Scoped,
  cast: Cast,
  meetings: readonly Dated[],
  ids: readonly string[],
): Promise<void> {
  const { communityId, zone, providers, now } = cast;
  for (const [host, providerId] of providers.entries()) {
    const writers = new Map<number, Temporal.Instant>();
    for (const past of meetings) {
      if (past.host !== host || past.off) continue;
      for (const { student, came } of past.places)
        if (came === "attended" && (student + host) % 3 === 0 && !writers.has(student))
          writers.set(student, endOf(past));
    }
    const written = [...writers].map(([student, met]) => ({ student, at: met.add({ hours: 20 + student }) }));
    const ready = written.filter(
      ({ at }) => Temporal.Instant.compare(editableUntil(at).add({ hours: 24 * 21 }), now) < 0,
    );
    const batches = ready.length - (ready.length % 4);
    const rows = ready.slice(0, batches).map(({ student, at }, i) => {
      const last = ready[i - (i % 4) + 3]?.at ?? at;
      const monday = mondayOf(zone, minuteOf(editableUntil(last).add({ hours: 24 * 7 })));
      return {
        community_id: communityId,
        id: randomUUID(),
        provider_id: providerId,
        author_id: ids[student] ?? "",
        stars: stars[(student + i) % stars.length] ?? 5,
        text: words[(student + host) % words.length] ?? "",
        alias: 1_009 + host * 977 + student * 31,
        created_at: at,
        changed_at: at,
        editable_until: editableUntil(at),
        published_at: instantOf(startOfDate(zone, monday)),
      };
    });
    if (rows.length > 0) await trx.insertInto("reviews").values(rows).execute();
  }
  await sql`update reviews set reply = 'Thank you. I am glad it helped.', replied_at = published_at + interval '2 days'
    where provider_id = ${providers[0]} and reply = '' and alias % 5 = 0`.execute(trx);
}
