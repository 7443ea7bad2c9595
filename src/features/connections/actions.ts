import { z } from "zod";
import { type Actor, action, belongs, ok, refuse } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { text } from "../admin/fields.ts";
import { lockTimes } from "../meetings/index.ts";
import { notify } from "../notifications/notify.ts";
import { displayName } from "../people/person.ts";
import { findPerson } from "../people/queries.ts";
import * as queries from "./queries.ts";
import { mostAsked, standingOf, wantedBy } from "./rules.ts";

/**
 * Asks somebody to connect. Who asks somebody that asked them says yes; asking again while the other can still answer changes
 * nothing. Refuses: not_found, connect_later when it is too soon to ask the same person again, connect_many when as many as may be
 * can still answer.
 */
export const askToConnect = action({
  name: "connections.ask",
  may: belongs,
  input: z.object({ personId: z.guid(), note: text(500) }),
  async run({ actor, input: { personId, note }, trx, now, jobs }) {
    const { communityId, id: askerId } = actor;
    if (!askerId) return refuse("not_allowed");
    // The two who ask each other, and whoever blocks, come one after the other.
    await lockTimes(trx, [askerId, personId]);
    const other = await queries.askable(trx, actor, personId);
    if (!other) return refuse("not_found");
    const ties = await queries.tiesBetween(trx, askerId, other.id);
    const standing = standingOf(ties, askerId, now);
    if (standing.kind === "connected" || standing.kind === "asked") return ok({ standing: standing.kind });
    const wanted = wantedBy(ties, askerId, now);
    if (wanted) {
      await connect(trx, jobs, { actor, id: wanted.id, otherId: other.id, now });
      return ok({ standing: "connected" as const });
    }
    if (standing.kind === "later") return refuse("connect_later");
    if ((await queries.countAsked(trx, actor, now)) >= mostAsked) return refuse("connect_many");

    await queries.endTiesBetween(trx, { a: askerId, b: other.id, now });
    const id = await queries.insertTie(trx, { communityId, askerId, otherId: other.id, note, now });
    if (!id) return refuse("connect_later");
    await notify(trx, jobs, {
      communityId,
      to: [other.id],
      kind: "connection",
      once: `connections.asked.${id}`,
      message: "connections.asked",
      values: { name: await nameOf(trx, askerId) },
      path: "/connections",
      private: true,
    });
    await touch(trx, { communityId, people: [askerId, other.id], about: ["connections"] });
    return ok({ standing: "asked" as const });
  },
});

const one = z.object({ id: z.guid() });

/** Says yes to who asked. Saying it again changes nothing. Refuses: not_found, connect_over when it can no longer be answered. */
export const acceptConnection = action({
  name: "connections.accept",
  may: belongs,
  input: one,
  async run({ actor, input: { id }, trx, now, jobs }) {
    const tie = await lockTie(trx, actor, id);
    if (!tie || !actor.id || tie.askerId === actor.id) return refuse("not_found");
    if (tie.state === "accepted") return ok(null);
    const asks = standingOf([tie], actor.id, now).kind === "asks";
    if (!asks || !(await queries.askable(trx, actor, tie.otherId))) return refuse("connect_over");
    await connect(trx, jobs, { actor, id, otherId: tie.otherId, now });
    return ok(null);
  },
});

/** Says no to who asked, who is not told. Refuses: not_found, connect_over when there is nothing to answer. */
export const declineConnection = action({
  name: "connections.decline",
  may: belongs,
  input: one,
  async run({ actor, input: { id }, trx, now }) {
    const tie = await lockTie(trx, actor, id);
    if (!tie || tie.askerId === actor.id) return refuse("not_found");
    if (tie.state === "declined") return ok(null);
    if (tie.state !== "asked") return refuse("connect_over");
    await queries.settleTie(trx, id, "declined", now);
    // Not the other one: a page that renews itself would tell.
    await touch(trx, { communityId: actor.communityId, people: [actor.id ?? ""], about: ["connections"] });
    return ok(null);
  },
});

/**
 * Ends a connection, or takes back what one asked; nobody is told. Doing it again changes nothing. Refuses: not_found, also for
 * what the other one asked.
 */
export const endConnection = action({
  name: "connections.end",
  may: belongs,
  input: one,
  async run({ actor, input: { id }, trx, now }) {
    const tie = await lockTie(trx, actor, id);
    if (!tie || !actor.id) return refuse("not_found");
    if (tie.state === "ended") return ok(null);
    if (tie.state !== "accepted" && tie.askerId !== actor.id) return refuse("not_found");
    await queries.settleTie(trx, id, "ended", now);
    await touch(trx, {
      communityId: actor.communityId,
      people: [actor.id, tie.otherId],
      about: ["connections"],
    });
    return ok(null);
  },
});

/** A connection of the actor's as it is once nobody else decides about the two. `otherId` is who is not the actor. */
async function lockTie(trx: Scoped, actor: Actor, id: string): Promise<queries.OwnTie | null> {
  const found = await queries.tieOf(trx, actor, id);
  if (!found) return null;
  await lockTimes(trx, [actor.id, found.otherId]);
  return queries.tieOf(trx, actor, id);
}

interface Connecting {
  actor: Actor;
  /** What the other one asked. */
  id: string;
  otherId: string;
  now: Temporal.Instant;
}

async function connect(trx: Scoped, jobs: Jobs, { actor, id, otherId, now }: Connecting): Promise<void> {
  const { communityId, id: personId } = actor;
  if (!personId) return;
  await queries.endTiesBetween(trx, { a: personId, b: otherId, now, except: id });
  await queries.settleTie(trx, id, "accepted", now);
  await notify(trx, jobs, {
    communityId,
    to: [otherId],
    kind: "connection",
    once: `connections.accepted.${id}`,
    message: "connections.accepted",
    values: { name: await nameOf(trx, personId) },
    path: "/connections",
    private: true,
  });
  await touch(trx, { communityId, people: [personId, otherId], about: ["connections"] });
}

async function nameOf(trx: Scoped, id: string): Promise<string> {
  const person = await findPerson(trx, id);
  return person ? displayName(person) : "";
}
