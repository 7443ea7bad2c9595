import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";
import type { Programme } from "./programme.ts";

interface Offer {
  provider: string;
  member?: string;
  state?: "open" | "withdrawn" | "declined" | "accepted" | "not_chosen";
  /** A time that is held for the member, such as `2026-03-04T10:00Z`. */
  held?: string;
}

/** A member's request in a programme. Gives its id. */
export async function supportRequest(
  test: TestApp,
  { community }: Pick<Programme, "community">,
  member: string,
  state: "open" | "accepted" = "open",
): Promise<string> {
  const id = newId();
  const now = test.clock.now();
  const row = {
    community_id: community.id,
    id,
    member_id: member,
    subject: "Somebody who knows",
    description: "What it is like to begin again.",
    zone: "Europe/London",
    state,
    expires_at: now.add({ hours: 24 * 30 }),
    created_at: now,
    changed_at: now,
  };
  await test.inside(community, (trx) => trx.insertInto("support_requests").values(row).execute());
  return id;
}

/** A member's request in a programme, with a provider's proposal on it. Gives the ids of both. */
export async function proposal(
  test: TestApp,
  scene: Programme,
  { provider, member = scene.member.id, state = "open", held }: Offer,
): Promise<{ request: string; proposal: string }> {
  const request = await supportRequest(test, scene, member, state === "accepted" ? state : "open");
  const ids = { request, proposal: newId() };
  const own = { community_id: scene.community.id };
  const now = test.clock.now();
  await test.inside(scene.community, async (trx) => {
    await trx
      .insertInto("proposals")
      .values({
        ...own,
        id: ids.proposal,
        request_id: ids.request,
        provider_id: provider,
        text: "I began again, too.",
        format_id: scene.format,
        minutes: 30,
        currency: "USD",
        state,
        held_until: held ? now.add({ hours: 24 }) : null,
        created_at: now,
        changed_at: now,
      })
      .execute();
    if (!held) return;
    const span = {
      starts_at: Temporal.Instant.from(held),
      ends_at: Temporal.Instant.from(held).add({ minutes: 30 }),
    };
    await trx
      .insertInto("proposal_times")
      .values({ ...own, ...span, proposal_id: ids.proposal })
      .execute();
    await trx
      .insertInto("occupancy")
      .values({ ...own, ...span, proposal_id: ids.proposal, person_id: provider })
      .execute();
  });
  return ids;
}
