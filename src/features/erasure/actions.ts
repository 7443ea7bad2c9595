import { z } from "zod";
import { type Actor, action, belongs, type Call, ok, refuse } from "#platform/action.ts";
import { coordinate } from "../admin/policy.ts";
import { anotherCoordinator, findPerson, lockPerson } from "../people/queries.ts";
import type { Eraser } from "./eraser.ts";

const sure = z.string().refine((typed) => typed === "on", "fault.erasure.sure");

/** What somebody, or a coordinator for them, can do with the list of all that forgets them. */
export function erasureActions(erasers: readonly Eraser[]) {
  /** Takes somebody out of the community for good, in one transaction; again it finds nothing more to do. */
  async function erase(
    { actor, trx, jobs, now }: Pick<Call<unknown>, "actor" | "trx" | "jobs" | "now">,
    personId: string,
  ) {
    const person = await findPerson(trx, personId);
    if (!person) return refuse("not_found");
    const last = person.roles.includes("coordinator") && !(await anotherCoordinator(trx, personId));
    if (last) return refuse("last_coordinator");
    // Twice at the same time comes one after the other.
    await lockPerson(trx, personId);
    for (const each of erasers) await each(trx, jobs, { communityId: actor.communityId, personId, now });
    return ok(null);
  }

  return {
    /** Somebody erases themself. Refuses: last_coordinator, and without the box being ticked. */
    eraseSelf: action({
      name: "erasure.self",
      may: belongs,
      input: z.object({ sure }),
      run: (call) => erase(call, idOf(call.actor)),
    }),
    /** A coordinator does it for somebody. Refuses: not_found, last_coordinator, and without the box being ticked. */
    eraseOther: action({
      name: "erasure.other",
      may: coordinate,
      input: z.object({ sure, personId: z.guid() }),
      run: (call) => erase(call, call.input.personId),
    }),
  };
}

const idOf = ({ id }: Actor): string => id ?? "";
