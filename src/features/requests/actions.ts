import { action, ok, refuse } from "#platform/action.ts";
import { newId } from "#platform/ids.ts";
import { recordLook } from "../admin/looks.ts";
import { coordinate } from "../admin/policy.ts";
import { currentCommunity } from "../communities/load.ts";
import { notify } from "../notifications/notify.ts";
import { endProposals } from "../proposals/ending.ts";
import { record } from "./history.ts";
import { announce, deadlines, mostOpen, touchLists } from "./opening.ts";
import * as policy from "./policy.ts";
import * as queries from "./queries.ts";
import { read } from "./reading.ts";
import { changeInput, oneRequest, requestInput } from "./schema.ts";
import { isWaiting } from "./staff.ts";

/**
 * A member asks for support; the providers whom it suits best are told. Gives the request's id. Refuses: too_many_requests when
 * as many as may be are open, and invalid with the fields.
 */
export const askForSupport = action({
  name: "requests.ask",
  may: policy.ask,
  input: requestInput,
  async run({ actor, input, trx, now, jobs }) {
    const { communityId, id: memberId } = actor;
    if (!memberId) return refuse("not_allowed");
    const written = await read(trx, input, { requestId: null, now });
    if (!written.ok) return written;
    if ((await queries.countOpen(trx, memberId)) >= mostOpen) return refuse("too_many_requests");
    const community = await currentCommunity(trx, communityId);
    const id = newId();
    const opening = { id, communityId, memberId, now, ...deadlines(community, now) };
    await queries.insertRequest(trx, opening, written.value);
    await announce(trx, jobs, { community, memberId, id, kind: "asked", version: 1, now });
    return ok({ id });
  },
});

/**
 * A member changes what they ask for; who has a proposal on it is told. Refuses: not_found, request_over, changed when it is not the
 * version that was on the screen, and invalid with the fields.
 */
export const changeRequest = action({
  name: "requests.change",
  may: policy.ask,
  input: changeInput,
  async run({ actor, input, trx, now, jobs }) {
    const { communityId } = actor;
    const request = await queries.lockRequest(trx, input.id);
    if (!request || request.memberId !== actor.id) return refuse("not_found");
    const { id, memberId } = request;
    if (request.state !== "open") return refuse("request_over");
    if (request.version !== input.version) return refuse("changed");
    const written = await read(trx, input, { requestId: id, now });
    if (!written.ok) return written;
    const version = await queries.updateRequest(trx, { id, communityId, now }, written.value);
    await record(trx, {
      communityId,
      requestId: id,
      kind: "changed",
      by: memberId,
      at: now,
      detail: { version },
    });
    await notify(trx, jobs, {
      communityId,
      to: await queries.proposersOf(trx, id),
      kind: "request",
      once: `requests.changed.${id}.${version}`,
      message: "requests.changed",
      path: `/requests/${id}`,
    });
    await touchLists(trx, { communityId, memberId, id });
    return ok({ version });
  },
});

/** A member closes a request: open proposals end kindly. Closing a closed one changes nothing. Refuses: not_found, request_over. */
export const closeRequest = action({
  name: "requests.close",
  may: policy.ask,
  input: oneRequest,
  async run({ actor, input, trx, now, jobs }) {
    const { communityId } = actor;
    const request = await queries.lockRequest(trx, input.id);
    if (!request || request.memberId !== actor.id) return refuse("not_found");
    const { id, memberId } = request;
    if (request.state === "closed") return ok(null);
    if (request.state !== "open") return refuse("request_over");
    await queries.endRequest(trx, id, "closed", now);
    await record(trx, { communityId, requestId: id, kind: "closed", by: memberId, at: now });
    await endProposals(trx, jobs, { communityId, requestId: id, to: "not_chosen", now, by: memberId });
    await touchLists(trx, { communityId, memberId, id });
    return ok(null);
  },
});

/**
 * A member opens a closed or expired request again, as if it were new. Opening an open one changes nothing. Refuses: not_found,
 * request_accepted when a proposal was, too_many_requests.
 */
export const reopenRequest = action({
  name: "requests.reopen",
  may: policy.ask,
  input: oneRequest,
  async run({ actor, input, trx, now, jobs }) {
    const request = await queries.lockRequest(trx, input.id);
    if (!request || request.memberId !== actor.id) return refuse("not_found");
    const { id, memberId } = request;
    if (request.state === "open") return ok(null);
    if (request.state === "accepted") return refuse("request_accepted");
    if ((await queries.countOpen(trx, memberId)) >= mostOpen) return refuse("too_many_requests");
    const community = await currentCommunity(trx, actor.communityId);
    const version = await queries.reopenRequest(trx, { id, now, ...deadlines(community, now) });
    await announce(trx, jobs, { community, memberId, id, kind: "reopened", version, now });
    return ok(null);
  },
});

/** A coordinator looks at what a member wrote, which is written down. Refuses: not_found. */
export const lookAtRequest = action({
  name: "requests.look",
  may: coordinate,
  input: oneRequest,
  async run({ actor, input, trx, now }) {
    if (!actor.id) return refuse("not_allowed");
    if (!(await isWaiting(trx, input.id))) return refuse("not_found");
    const { communityId, id: personId } = actor;
    await recordLook(trx, { communityId, personId, kind: "request", recordId: input.id, at: now });
    return ok(null);
  },
});
