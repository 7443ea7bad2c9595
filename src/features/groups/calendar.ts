import { instantOf } from "#platform/clock.ts";
import type { Config } from "#platform/config.ts";
import type { Community } from "../communities/community.ts";
import type { CalendarEntry, CalendarParty } from "../notifications/index.ts";
import { nameOf } from "../people/person.ts";
import { groupPath } from "./paths.ts";
import type { Group } from "./queries.ts";

interface Wanted {
  readonly group: Group;
  readonly community: Pick<Community, "name" | "base">;
  readonly config: Pick<Config, "baseUrl">;
  /** Whose calendar it is for, when it is sent to somebody: the one attendee that is ever named. */
  readonly reader?: CalendarParty;
}

/** A group meeting as a calendar's entry. Of those who come it names nobody but the one whose calendar it is for. */
export function groupEntry({ group, community, config, reader }: Wanted): CalendarEntry {
  return {
    meetingId: group.id,
    version: group.version,
    startsAt: instantOf(group.start),
    endsAt: instantOf(group.end),
    state: group.state,
    summary: group.name,
    description: community.name,
    location: group.location?.name,
    url: `${config.baseUrl}${groupPath(community.base, group.id)}`,
    organizer: { name: nameOf(group.host), email: group.host.email },
    attendees: reader ? [reader] : [],
  };
}
