import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";
import type { Programme } from "./programme.ts";

interface Meeting {
  /** When it starts: `2026-03-03T10:00Z`. */
  at: string;
  minutes?: number;
  provider?: string;
  member?: string;
  service?: string;
  location?: string | null;
  state?: "pending" | "final" | "cancelled";
}

/** A meeting as a booking leaves it behind, in a programme; of its first provider and its member unless it says otherwise. */
export async function meeting(test: TestApp, scene: Programme, what: Meeting): Promise<string> {
  const { at, minutes = 30, state = "final" } = what;
  const id = newId();
  const own = { community_id: scene.community.id };
  const provider = what.provider ?? scene.providers[0]?.id ?? "";
  const member = what.member ?? scene.member.id;
  const starts_at = Temporal.Instant.from(at);
  const span = { starts_at, ends_at: starts_at.add({ minutes }) };
  await test.inside(scene.community, async (trx) => {
    await trx
      .insertInto("meetings")
      .values({
        ...own,
        ...span,
        id,
        state,
        service_id: what.service ?? scene.generic,
        format_id: scene.format,
        provider_id: provider,
        location_id: what.location === undefined ? scene.location : what.location,
        booked_by: member,
      })
      .execute();
    await trx
      .insertInto("registrations")
      .values({ ...own, meeting_id: id, person_id: member })
      .execute();
    if (state === "cancelled") return;
    const persons = [provider, member].map((person_id) => ({ ...own, ...span, meeting_id: id, person_id }));
    await trx.insertInto("occupancy").values(persons).execute();
  });
  return id;
}
