import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { displayName } from "../people/person.ts";
import type { Visit } from "../visits/visit.ts";
import { type Meeting, meetingFor } from "./queries.ts";

/** The addresses of a meeting's pages. */
export const pathsOf = (base: string, id: string) => ({
  list: `${base}/meetings`,
  meeting: `${base}/meetings/${id}`,
  calendar: `${base}/meetings/${id}/calendar.ics`,
  cancel: `${base}/meetings/${id}/cancel`,
  move: `${base}/meetings/${id}/move`,
  confirm: `${base}/meetings/${id}/confirm`,
});

/** The meeting of an address, found through the visitor. */
export async function meetingOf(trx: Scoped, visit: Visit, id: string | undefined): Promise<Meeting | null> {
  return id && isId(id) ? meetingFor(trx, visit.actor, id) : null;
}

/** Who else is in it, in one line. */
export function othersOf(meeting: Meeting, personId: string | null): string {
  return [meeting.provider, ...meeting.members]
    .filter(({ id }) => id !== personId)
    .map(({ first_name, last_name, email }) =>
      displayName({ firstName: first_name, lastName: last_name, email }),
    )
    .join(", ");
}
