import { newId } from "#platform/ids.ts";
import type { TestApp, TestPerson } from "./app.ts";
import type { Client } from "./client.ts";
import { meeting } from "./meetings.ts";
import { type Gathering, type Guest, gathering, guestsOf } from "./places.ts";
import { type Programme, programme } from "./programme.ts";

export interface Appointment {
  readonly scene: Programme;
  readonly host: TestPerson;
  readonly id: string;
  readonly path: string;
  /** The name of its room. */
  readonly room: string;
  readonly provider: Client;
  readonly member: Client;
  readonly coordinator: Client;
  readonly coordinatorId: string;
}

/** On Monday, 2 March 2026, 9:00 in London: an online meeting of two on Tuesday, 10:00 to 10:30, and a coordinator. */
export async function appointment(kith: TestApp, options: { settings?: object } = {}): Promise<Appointment> {
  kith.clock.set("2026-03-02T09:00:00Z");
  const scene = await programme(kith, options);
  const [host] = scene.providers;
  if (!host) throw new Error("a programme has a provider");
  const staff = await kith.person(scene.community, {
    roles: ["coordinator"],
    firstName: "Cora",
    lastName: "N",
  });
  const { id, room } = await onlineMeeting(kith, scene, "2026-03-03T10:00Z");
  return {
    scene,
    host,
    id,
    room,
    path: `${scene.community.base}/meetings/${id}`,
    provider: await kith.signIn(host),
    member: await kith.signIn(scene.member),
    coordinator: await kith.signIn(staff),
    coordinatorId: staff.id,
  };
}

/** A meeting of the two with a room of its own. */
export async function onlineMeeting(
  kith: TestApp,
  scene: Programme,
  at: string,
): Promise<{ id: string; room: string }> {
  const id = await meeting(kith, scene, { at });
  const room = newId().replaceAll("-", "");
  await kith.inside(scene.community, (trx) =>
    trx.updateTable("meetings").set({ room }).where("id", "=", id).execute(),
  );
  return { id, room };
}

export interface Circle extends Gathering {
  readonly room: string;
  readonly hosting: Client;
  /** Below which its door and its attendance are. */
  readonly door: string;
  readonly guests: readonly Guest[];
}

/** A group meeting of Wednesday, 4 March 2026, 10:00 to 11:00, in which these many people have a place. */
export async function circle(
  kith: TestApp,
  guests: number,
  options: { settings?: object; private?: boolean; coHosts?: readonly TestPerson[] } = {},
): Promise<Circle> {
  const made = await gathering(kith, { seats: guests + 1, ...options });
  const people = await guestsOf(kith, made, guests);
  const room = await kith.inside(made.community, async (trx) => {
    for (const [i, { person }] of people.entries()) {
      await trx
        .insertInto("registrations")
        .values({
          community_id: made.community.id,
          meeting_id: made.meeting,
          person_id: person.id,
          seat: i + 1,
        })
        .execute();
    }
    const found = await trx
      .selectFrom("meetings")
      .select("room")
      .where("id", "=", made.meeting)
      .executeTakeFirst();
    return found?.room ?? "";
  });
  const hosting = await kith.signIn(made.host);
  const door = `${made.community.base}/meetings/${made.meeting}`;
  return { ...made, room, hosting, door, guests: people };
}

/** What is known of everybody's coming to a meeting, by person. */
export function comingOf(
  kith: TestApp,
  { community }: { community: Programme["community"] },
  meetingId: string,
) {
  return kith.inside(community, async (trx) => {
    const rows = await trx
      .selectFrom("registrations")
      .select(["person_id", "joined_at", "left_at", "attendance", "attendance_by"])
      .where("meeting_id", "=", meetingId)
      .execute();
    return new Map(
      rows.map(({ person_id, joined_at, left_at, attendance, attendance_by: by }) => [
        person_id,
        { joined: joined_at?.toString() ?? null, left: left_at?.toString() ?? null, attendance, by },
      ]),
    );
  });
}

/** What happened at the door and what was said of who came, in its order. */
export function eventsOf(
  kith: TestApp,
  { community }: { community: Programme["community"] },
  meetingId: string,
) {
  return kith.inside(community, (trx) =>
    trx
      .selectFrom("registration_events")
      .select(["person_id", "kind", "by_person"])
      .where("meeting_id", "=", meetingId)
      .orderBy("at")
      .orderBy("id")
      .execute(),
  );
}

/** The form of who came, as it is sent for some people. */
export const marks = (
  said: Readonly<Record<string, readonly [was: string, is: string]>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(said).flatMap(([id, [was, is]]) => [
      [`was-${id}`, was],
      [`came-${id}`, is],
    ]),
  );
