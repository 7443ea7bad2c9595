import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { nameOf } from "../people/person.ts";
import type { SupportRequest } from "../requests/request.ts";
import { ratingOf } from "../reviews/summary.ts";
import type { Visit } from "../visits/visit.ts";
import { reasonsOf } from "./fitting.ts";
import { ownProposals, proposalsOn } from "./queries.ts";
import { ProposalsSection } from "./views/compare.tsx";
import { OwnProposal } from "./views/own.tsx";

/**
 * The proposals on a request beside each other, for its member, with what they can do: accept, with a time or without, and
 * decline. Of the others' requests it shows nothing. The page has to listen for `request:<id>`.
 */
export async function proposalsSection(visit: Visit, trx: Scoped, request: SupportRequest) {
  const { page, actor, community, now } = visit;
  if (!request.own) return null;
  const proposals = await proposalsOn(trx, actor, request.id);
  const providerIds = proposals.map(({ provider }) => provider.id);
  const reasons = await reasonsOf(trx, community, request, providerIds, now);
  const ratings = await ratingOf(trx, providerIds);
  return (
    <ProposalsSection
      page={page}
      open={request.state === "open"}
      wished={request.windows.length}
      proposals={proposals.map((proposal) => ({
        proposal,
        name: nameOf(proposal.provider),
        rating: ratings.get(proposal.provider.id),
        reasons: reasons.get(proposal.provider.id) ?? null,
        idempotencyKey: newId(),
      }))}
    />
  );
}

/** What a provider has on a request: their own proposal in place, or the way to write one. */
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
