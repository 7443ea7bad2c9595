import { type Actor, action, type Outcome, ok, refuse } from "#platform/action.ts";
import type { Config } from "#platform/config.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { currentCommunity } from "../../communities/load.ts";
import { freeHolds, lockTimes } from "../../meetings/occupancy.ts";
import { notify } from "../../notifications/notify.ts";
import { nameOf } from "../../people/person.ts";
import { lockRequest } from "../../requests/queries.ts";
import { agreeOn } from "../../scheduling/agree.ts";
import { endProposals } from "../ending.ts";
import { record } from "../history.ts";
import * as policy from "../policy.ts";
import { lockProposal, lockProposals, settle, settleRequest } from "../queries/settling.ts";
import { standingOf } from "../queries/writing.ts";
import { type Proposal, proposalFor, wholeProposal } from "../queries.ts";
import { whyNot } from "../rules.ts";
import { acceptInput, settleInput } from "../schema.ts";
import { touchRequest } from "../telling.ts";

/**
 * A member accepts the version of a proposal that they saw, with one of the times it offers or with none: then the others are
 * told kindly, and the two can write to each other. Gives the proposal's id, and the meeting's when a time was taken. Refuses:
 * gone, chosen_already when another one is accepted, what was decided about it otherwise, changed, time_taken (the provider's),
 * time_busy (the member's) and time_past; then nothing is accepted.
 */
export const acceptProposal = action({
  name: "proposals.accept",
  may: policy.answer,
  input: acceptInput,
  async run({ actor, input, trx, now, jobs, config }) {
    const found = await proposalFor(trx, actor, input.proposalId);
    if (!found || found.member.id !== actor.id) return refuse("gone");
    const request = await lockRequest(trx, found.request.id);
    if (!request) return refuse("gone");
    const locked = await lockProposals(trx, request.id, found.id);
    const chosen = locked.find(({ id }) => id === found.id);
    if (!chosen) return refuse("gone");
    if (request.state === "accepted" && chosen.state !== "accepted") return refuse("chosen_already");
    const why = whyNot(chosen, request);
    if (why) return refuse(why);
    const standing = await standingOf(trx, chosen.providerId, request);
    if (!standing || standing.blocked) return refuse("gone");
    if (chosen.version !== input.version) return refuse("changed");

    // All at once and before anything is freed, so that nobody who has one of them waits for another of them.
    await lockTimes(trx, [actor.id, chosen.locationId, ...locked.map(({ providerId }) => providerId)]);
    const { communityId } = actor;
    await settle(trx, chosen.id, "accepted", now);
    await settleRequest(trx, request.id, now);
    const proposal = await wholeProposal(trx, chosen.id);
    const agreed = await agree({ trx, jobs, actor, config, now, proposal }, input.start);
    if (!agreed.ok) return agreed;
    const { start } = input;
    const detail = start === null ? { version: input.version } : { version: input.version, start };
    await record(trx, {
      communityId,
      id: newId(),
      requestId: request.id,
      proposalId: chosen.id,
      kind: "accepted",
      by: actor.id,
      at: now,
      detail,
    });
    await endProposals(trx, jobs, {
      communityId,
      requestId: request.id,
      to: "not_chosen",
      now,
      by: actor.id,
      except: chosen.id,
    });
    await notify(trx, jobs, {
      communityId,
      to: [chosen.providerId],
      kind: "accepted",
      once: `proposal.${chosen.id}.accepted`,
      message: "proposals.accepted",
      values: { name: nameOf(proposal.member), subject: request.subject },
      path: `/proposals/${chosen.id}`,
      private: true,
    });
    await touchRequest(trx, { communityId, request, proposals: locked });
    return ok({ proposalId: chosen.id, meetingId: agreed.value.meetingId });
  },
});

interface Acceptance {
  trx: Scoped;
  jobs: Jobs;
  actor: Actor;
  config: Config;
  now: Temporal.Instant;
  proposal: Proposal;
}

/** Makes the meeting at one of the offered times; without one the held times are free again. */
async function agree(
  { trx, jobs, actor, config, now, proposal }: Acceptance,
  start: number | null,
): Promise<
  Outcome<{ meetingId: string | null }, "gone" | "time_gone" | "time_taken" | "time_busy" | "time_past">
> {
  if (start === null) {
    await freeHolds(trx, [proposal.id]);
    return ok({ meetingId: null });
  }
  const offered = proposal.times.find((time) => time.start === start);
  if (!offered) return refuse("time_gone");
  const outcome = await agreeOn(trx, jobs, {
    community: await currentCommunity(trx, actor.communityId),
    config,
    now,
    proposalId: proposal.id,
    providerId: proposal.provider.id,
    memberId: proposal.member.id,
    formatId: proposal.format.id,
    locationId: proposal.location?.id ?? null,
    name: proposal.request.subject,
    start,
    minutes: offered.end - offered.start,
    price: proposal.price,
    by: proposal.member.id,
  });
  if (outcome.ok) return ok({ meetingId: outcome.value.meetingId });
  if (outcome.reason === "past") return refuse("time_past");
  if (outcome.reason === "blocked") return refuse("gone");
  return refuse(outcome.details?.whose === "member" ? "time_busy" : "time_taken");
}

/** A member declines one proposal; the request stays open, and its provider is told kindly. Refuses: gone, and what was decided. */
export const declineProposal = action({
  name: "proposals.decline",
  may: policy.answer,
  input: settleInput,
  async run({ actor, input, trx, now, jobs }) {
    const found = await proposalFor(trx, actor, input.proposalId);
    if (!found || found.member.id !== actor.id) return refuse("gone");
    const request = await lockRequest(trx, found.request.id);
    const proposal = request && (await lockProposal(trx, found.id));
    if (!proposal) return refuse("gone");
    const why = whyNot(proposal, request);
    if (why) return refuse(why);
    await lockTimes(trx, [proposal.providerId]);
    await freeHolds(trx, [proposal.id]);
    await settle(trx, proposal.id, "declined", now);
    const { communityId, id: by } = actor;
    await record(trx, {
      communityId,
      id: newId(),
      requestId: request.id,
      proposalId: proposal.id,
      kind: "declined",
      by,
      at: now,
    });
    await notify(trx, jobs, {
      communityId,
      to: [proposal.providerId],
      kind: "proposal",
      once: `proposal.${proposal.id}.declined`,
      message: "proposals.declined",
      values: { subject: request.subject },
      path: `/proposals/${proposal.id}`,
      private: true,
    });
    await touchRequest(trx, { communityId, request, proposals: [proposal] });
    return ok({ requestId: request.id });
  },
});
