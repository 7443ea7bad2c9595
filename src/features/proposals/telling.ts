import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { notify } from "../notifications/notify.ts";
import { nameOf } from "../people/person.ts";
import type { Proposal } from "./queries.ts";

/**
 * Tells the member of a new proposal, or of another version: of those once an hour at most, since people correct themselves.
 * Shows it on every page that lists the request.
 */
export async function tellOfOffer(
  trx: Scoped,
  jobs: Jobs,
  { communityId, proposal, now }: { communityId: string; proposal: Proposal; now: Temporal.Instant },
): Promise<void> {
  const { id, version, request, member, provider } = proposal;
  const hour = Math.floor(now.epochMilliseconds / 3_600_000);
  await notify(trx, jobs, {
    communityId,
    to: [member.id],
    kind: "proposal",
    once: version === 1 ? `proposal.${id}` : `proposal.${id}.edited.${hour}`,
    message: version === 1 ? "proposals.new" : "proposals.edited",
    values: { name: nameOf(provider), subject: request.subject },
    path: `/requests/${request.id}`,
    private: true,
  });
  await touchRequest(trx, {
    communityId,
    request: { id: request.id, memberId: member.id },
    proposals: [{ id, providerId: provider.id }],
  });
}

interface Touched {
  communityId: string;
  request: { id: string; memberId: string };
  proposals: readonly { id: string; providerId: string }[];
}

/** Shows a change of proposals to those who see them, and of their number to everybody who sees the request. */
export async function touchRequest(trx: Scoped, { communityId, request, proposals }: Touched): Promise<void> {
  await touch(trx, {
    communityId,
    people: [request.memberId, ...proposals.map(({ providerId }) => providerId)],
    roles: ["provider"],
    about: ["requests", `request:${request.id}`, ...proposals.map(({ id }) => `proposal:${id}`)],
  });
}
