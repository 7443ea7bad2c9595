import type { ProposalState } from "./queries.ts";

export type Decided =
  | "proposal_accepted"
  | "proposal_declined"
  | "proposal_withdrawn"
  | "proposal_not_chosen"
  | "request_over";

/** Why a proposal can be edited, withdrawn, declined and accepted no more; null while it can. */
export function whyNot(
  { state }: { state: ProposalState },
  request: { state: "open" | "accepted" | "closed" | "expired" },
): Decided | null {
  if (state !== "open") return `proposal_${state}`;
  return request.state === "open" ? null : "request_over";
}

/** Whether their provider can write another one after this: nobody decided against it, and the request is open (again). */
export const canWriteAnew = (
  { state }: { state: ProposalState },
  request: { state: "open" | "accepted" | "closed" | "expired" },
): boolean => request.state === "open" && (state === "withdrawn" || state === "not_chosen");
