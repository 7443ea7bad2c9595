import type { Scoped } from "#platform/database/scope.ts";

export type ProposalEvent = "proposed" | "edited" | "withdrawn" | "declined" | "accepted" | "not_chosen";

interface Entry {
  communityId: string;
  id: string;
  requestId: string;
  proposalId: string;
  kind: ProposalEvent;
  /** null when time did it. */
  by: string | null;
  at: Temporal.Instant;
  detail?: object;
}

/** Writes down what happened to a proposal, and who did it. */
export async function record(trx: Scoped, entry: Entry): Promise<void> {
  await trx
    .insertInto("request_events")
    .values({
      community_id: entry.communityId,
      id: entry.id,
      request_id: entry.requestId,
      proposal_id: entry.proposalId,
      kind: entry.kind,
      by_person: entry.by,
      detail: JSON.stringify(entry.detail ?? {}),
      at: entry.at,
    })
    .execute();
}
