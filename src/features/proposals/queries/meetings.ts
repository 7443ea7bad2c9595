import { sql } from "kysely";
import { spanSql } from "#platform/database/minutes.ts";
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
    select id, state, ${spanSql()}
    from meetings where proposal_id = ${proposalId} order by starts_at, id`.execute(trx);
  return rows;
}
