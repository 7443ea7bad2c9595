import { newId } from "#platform/ids.ts";
import type { ReportKind } from "../../src/features/reports/kinds.ts";
import { type Acquainted, acquainted, asking } from "./acquainted.ts";
import { proposed } from "./answering.ts";
import type { TestApp, TestPerson } from "./app.ts";
import type { Answer, Client } from "./client.ts";
import { meeting } from "./meetings.ts";

export interface Reporting extends Acquainted {
  readonly member: TestPerson;
  readonly coordinator: TestPerson;
  /** What can be reported by the member, by its kind. */
  readonly things: Readonly<Record<ReportKind, string>>;
  readonly thread: string;
}

/** Somebody who can report one of each, most of it Talia's, and a coordinator. */
export async function reporting(kith: TestApp): Promise<Reporting> {
  kith.clock.set("2026-03-02T09:00:00Z");
  const at = await acquainted(kith);
  const { community, talia, member } = at;
  const coordinator = await kith.person(community, {
    roles: ["coordinator"],
    firstName: "Cora",
    lastName: "Vale",
  });
  const own = { community_id: community.id };
  const id = await meeting(kith, at, { at: "2026-03-03T10:00Z" });
  const proposal = await proposed(kith, await asking(kith, at), 0);
  const [thread, room, roomThread, file, review] = [newId(), newId(), newId(), newId(), newId()];
  const created_at = kith.clock.now();
  await kith.inside(community, async (trx) => {
    await trx
      .insertInto("threads")
      .values({ ...own, id: thread, meeting_id: id, last_number: 21 })
      .execute();
    for (let number = 1; number <= 20; number += 1)
      await trx
        .insertInto("messages")
        .values({
          ...own,
          thread_id: thread,
          number,
          author_id: number % 2 ? member.id : talia.id,
          text: `Line ${number}.`,
          created_at,
        })
        .execute();
    await trx
      .insertInto("files")
      .values({
        ...own,
        id: file,
        thread_id: thread,
        number: 21,
        shared_by: talia.id,
        name: "leaflet.txt",
        type: "text/plain",
        size: 5,
        sha256: Buffer.from("x"),
        content: Buffer.from("Words"),
        created_at,
      })
      .execute();
    await trx
      .insertInto("rooms")
      .values({ ...own, id: room, name: "Kitchen", by_person: coordinator.id, created_at, private: true })
      .execute();
    await trx
      .insertInto("threads")
      .values({ ...own, id: roomThread, room_id: room, last_number: 1 })
      .execute();
    for (const [person_id, name] of [
      [member.id, "Fern"],
      [talia.id, "Moss"],
    ] as const)
      await trx
        .insertInto("room_members")
        .values({ ...own, room_id: room, person_id, name, state: "in", joined_at: created_at })
        .execute();
    await trx
      .insertInto("messages")
      .values({
        ...own,
        thread_id: roomThread,
        number: 1,
        author_id: talia.id,
        text: "In the room.",
        created_at,
      })
      .execute();
    await trx
      .insertInto("reviews")
      .values({
        ...own,
        id: review,
        provider_id: talia.id,
        author_id: at.other.id,
        stars: 1,
        text: "Unkind words.",
        alias: 7,
        created_at,
        changed_at: created_at,
        editable_until: created_at,
        published_at: created_at,
      })
      .execute();
  });
  const things = { person: talia.id, meeting: id, proposal, message: `${thread}.12`, file, review, room };
  return { ...at, coordinator, things, thread };
}

/** Sends the form of a report. */
export const report = (
  client: Client,
  { community }: Reporting,
  kind: ReportKind,
  id: string,
  more: object = {},
): Promise<Answer> =>
  client.post(`${community.base}/report/${kind}/${id}`, {
    reason: "harassment",
    words: "",
    key: newId(),
    ...more,
  });

/** Everything of `reports` as it is stored. */
export const stored = (kith: TestApp, { community }: Reporting) =>
  kith.inside(community, (trx) => trx.selectFrom("reports").selectAll().orderBy("id").execute());
