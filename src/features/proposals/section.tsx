import type { Scoped } from "#platform/database/scope.ts";
import type { Visit } from "../visits/visit.ts";
import { ownProposals, proposalsOn } from "./queries.ts";
import { ProposalsSection } from "./views/compare.tsx";
import { OwnProposal } from "./views/own.tsx";

/**
 * The proposals on a request beside each other, for its member, with what they can do: accept, with a time or without, and
 * decline. Shows nothing to anybody else.
 */
export async function proposalsSection(visit: Visit, trx: Scoped, request: { id: string }) {
  const proposals = await proposalsOn(trx, visit.actor, request.id);
  return <ProposalsSection page={visit.page} proposals={proposals} />;
}

/** What a provider has on a request: their own proposal in place, or the way to write one. For one request. */
export async function ownProposal(visit: Visit, trx: Scoped, requestId: string) {
  const own = await ownProposalsOn(visit, trx, [requestId]);
  return own(requestId);
}

/** The same for all requests of a list with one statement: gives what to show for the id of each. */
export async function ownProposalsOn(visit: Visit, trx: Scoped, requestIds: readonly string[]) {
  const proposals = await ownProposals(trx, visit.actor, requestIds);
  const byRequest = new Map(proposals.map((proposal) => [proposal.request.id, proposal]));
  return (requestId: string) => (
    <OwnProposal page={visit.page} requestId={requestId} proposal={byRequest.get(requestId) ?? null} />
  );
}
