import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";

export interface AgreedMeeting {
  id: string;
  state: "pending" | "unpaid" | "final" | "cancelled";
  /** Epoch minutes. */
  start: number;
  end: number;
}

/** The meetings that were agreed on in a proposal, first to last. Its two people alone may see them. */
export async function meetingsAgreed(trx: Scoped, proposalId: string): Promise<AgreedMeeting[]> {
  const { rows } = await sql<AgreedMeeting>`
    select id, state, (extract(epoch from starts_at) / 60)::int as start, (extract(epoch from ends_at) / 60)::int as "end"
    from meetings where proposal_id = ${proposalId} order by starts_at, id`.execute(trx);
  return rows;
}
