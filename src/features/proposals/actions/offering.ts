import { type Actor, action, ok, refuse } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { currentCommunity } from "../../communities/load.ts";
import { freeHolds, holdTimes, lockTimes } from "../../meetings/occupancy.ts";
import { lockRequest } from "../../requests/queries.ts";
import { remembered } from "../changes.ts";
import { record } from "../history.ts";
import { heldUntil, type Offer, readOffer } from "../offer.ts";
import * as policy from "../policy.ts";
import { offerable } from "../queries/ground.ts";
import { lockProposal, requestOf, settle } from "../queries/settling.ts";
import {
  type Clash,
  clashesWith,
  insertProposal,
  noteAnswered,
  standingOf,
  updateProposal,
} from "../queries/writing.ts";
import { proposalFor, wholeProposal } from "../queries.ts";
import { whyNot } from "../rules.ts";
import { editInput, proposeInput, settleInput } from "../schema.ts";
import { tellOfOffer, touchRequest } from "../telling.ts";

/**
 * A provider answers a request with a proposal, whose times are held for the member. Gives its id. Refuses: gone, own_request,
 * request_over, paused, declined_before, already_proposed, invalid field by field, and time_taken with `details.clashes`.
 */
export const propose = action({
  name: "proposals.propose",
  may: policy.propose,
  input: proposeInput,
  async run({ actor, input, trx, now, jobs }) {
    const { settings } = await currentCommunity(trx, actor.communityId);
    const request = settings.modules.requests ? await lockRequest(trx, input.requestId) : null;
    const standing = request && (await standingOf(trx, actor.id, request));
    if (!actor.id || !request || !standing || standing.blocked) return refuse("gone");
    if (request.memberId === actor.id) return refuse("own_request");
    if (request.state !== "open") return refuse("request_over");
    if (standing.paused) return refuse("paused");
    if (standing.declined) return refuse("declined_before");
    const read = readOffer(input, await offerable(trx, settings, now));
    if (!read.ok) return refuse("invalid", { fields: read.fields });

    const { offer } = read;
    const id = newId();
    const parties = { communityId: actor.communityId, requestId: request.id, providerId: actor.id };
    const until = heldUntil(offer.times, settings.proposalHoldMinutes, now);
    if (!(await insertProposal(trx, { ...offer, ...parties, id, heldUntil: until, at: now })))
      return refuse("already_proposed"); // the index had the last word
    const clashes = await hold(trx, actor, id, offer, until);
    if (clashes.length > 0) return refuse("time_taken", { details: { clashes } });
    await noteAnswered(trx, request.id);

    const proposal = await wholeProposal(trx, id);
    const detail = remembered(proposal);
    await record(trx, {
      ...parties,
      id: newId(),
      proposalId: id,
      kind: "proposed",
      by: actor.id,
      at: now,
      detail,
    });
    await tellOfOffer(trx, jobs, { communityId: actor.communityId, proposal, now });
    return ok({ proposalId: id });
  },
});

/**
 * A provider changes a proposal that nobody has decided about: it has another version then. Refuses: gone, what was decided
 * (accepted, declined, not_chosen, withdrawn), changed when another version was edited, paused, and as `propose` what was typed.
 */
export const editProposal = action({
  name: "proposals.edit",
  may: policy.propose,
  input: editInput,
  async run({ actor, input, trx, now, jobs }) {
    const locked = await lockOwn(trx, actor, input.proposalId);
    if (!locked) return refuse("gone");
    const { settings } = await currentCommunity(trx, actor.communityId);
    const standing = await standingOf(trx, actor.id, locked.request);
    if (!actor.id || !standing || standing.blocked) return refuse("gone");
    const why = whyNot(locked.proposal, locked.request);
    if (why) return refuse(why);
    if (standing.paused) return refuse("paused");
    if (locked.proposal.version !== input.version) return refuse("changed");
    const read = readOffer(input, await offerable(trx, settings, now));
    if (!read.ok) return refuse("invalid", { fields: read.fields });

    const { offer } = read;
    const { id } = locked.proposal;
    const until = heldUntil(offer.times, settings.proposalHoldMinutes, now);
    const own = { communityId: actor.communityId, id };
    await lockTimes(trx, [actor.id]);
    await freeHolds(trx, [id]);
    await updateProposal(trx, { ...offer, ...own, heldUntil: until, at: now });
    const clashes = await hold(trx, actor, id, offer, until);
    if (clashes.length > 0) return refuse("time_taken", { details: { clashes } });

    const proposal = await wholeProposal(trx, id);
    await record(trx, {
      communityId: actor.communityId,
      requestId: locked.request.id,
      id: newId(),
      proposalId: id,
      kind: "edited",
      by: actor.id,
      at: now,
      detail: remembered(proposal),
    });
    await tellOfOffer(trx, jobs, { communityId: actor.communityId, proposal, now });
    return ok({ proposalId: id });
  },
});

/** A provider takes back a proposal that nobody has decided about; its times are free at once. Refuses as `editProposal`. */
export const withdrawProposal = action({
  name: "proposals.withdraw",
  may: policy.propose,
  input: settleInput,
  async run({ actor, input, trx, now }) {
    const locked = await lockOwn(trx, actor, input.proposalId);
    if (!locked) return refuse("gone");
    const { request, proposal } = locked;
    const why = whyNot(proposal, request);
    if (why) return refuse(why);
    await lockTimes(trx, [proposal.providerId]);
    await freeHolds(trx, [proposal.id]);
    await settle(trx, proposal.id, "withdrawn", now);
    const { communityId, id: by } = actor;
    await record(trx, {
      communityId,
      id: newId(),
      requestId: request.id,
      proposalId: proposal.id,
      kind: "withdrawn",
      by,
      at: now,
    });
    await touchRequest(trx, { communityId, request, proposals: [proposal] });
    return ok({ requestId: request.id });
  },
});

/** The request and the proposal of somebody who wrote it, locked in their order. */
async function lockOwn(trx: Scoped, actor: Actor, proposalId: string) {
  const found = await proposalFor(trx, actor, proposalId);
  if (!found || found.provider.id !== actor.id) return null;
  const requestId = await requestOf(trx, proposalId);
  const request = requestId ? await lockRequest(trx, requestId) : null;
  const proposal = request && (await lockProposal(trx, proposalId));
  return request && proposal ? { request, proposal } : null;
}

/** Holds the offered times; gives what lies there already. */
async function hold(
  trx: Scoped,
  { communityId, id: person }: Actor,
  proposalId: string,
  { times }: Offer,
  until: Temporal.Instant | null,
): Promise<Clash[]> {
  if (!person || times.length === 0) return [];
  const taken = until ? await holdTimes(trx, { communityId, proposalId, person, spans: times }) : times;
  const clashes = await clashesWith(trx, person, proposalId, taken);
  if (!until) return clashes;
  const unnamed = taken.filter(({ start }) => !clashes.some((clash) => clash.start === start));
  return [...clashes, ...unnamed.map(({ start }) => ({ start, kind: "meeting" as const, name: "" }))];
}
