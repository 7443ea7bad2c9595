import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { recordLook } from "../admin/looks.ts";
import { nameOf } from "../people/person.ts";
import type { Visit } from "../visits/visit.ts";
import { type Meeting, meetingFor } from "./queries.ts";
import { isIn } from "./rules.ts";

/** The addresses of a meeting's pages. */
export const pathsOf = (base: string, id: string) => ({
  list: `${base}/meetings`,
  meeting: `${base}/meetings/${id}`,
  calendar: `${base}/meetings/${id}/calendar.ics`,
  cancel: `${base}/meetings/${id}/cancel`,
  move: `${base}/meetings/${id}/move`,
  reschedule: `${base}/meetings/${id}/reschedule`,
  confirm: `${base}/meetings/${id}/confirm`,
  pay: `${base}/meetings/${id}/pay`,
});

/**
 * The meeting of an address, found through the visitor. A coordinator finds a private one too, by its address alone, and that is
 * written down for the two to see.
 */
export async function meetingOf(trx: Scoped, visit: Visit, id: string | undefined): Promise<Meeting | null> {
  const { actor, now } = visit;
  const meeting = id && isId(id) ? await meetingFor(trx, actor, id) : null;
  if (meeting?.private && actor.id && !isIn(meeting, actor.id)) {
    await recordLook(trx, {
      communityId: actor.communityId,
      personId: actor.id,
      kind: "meeting",
      recordId: meeting.id,
      at: now,
    });
  }
  return meeting;
}

/** Who else is in it, in one line. */
export function othersOf(meeting: Meeting, personId: string | null): string {
  return [meeting.provider, ...meeting.members]
    .filter(({ id }) => id !== personId)
    .map(nameOf)
    .join(", ");
}
