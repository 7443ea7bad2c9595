import { instantOf } from "#platform/clock.ts";
import type { Config } from "#platform/config.ts";
import { translator } from "../../words/translate.ts";
import type { Community } from "../communities/community.ts";
import type { CalendarEntry, CalendarMethod, CalendarParty } from "../notifications/index.ts";
import { nameOf } from "../people/person.ts";
import type { Meeting, MeetingPerson } from "./queries.ts";

const party = (person: MeetingPerson): CalendarParty => ({ name: nameOf(person), email: person.email });

interface Wanted {
  meeting: Meeting;
  community: Community;
  method: CalendarMethod;
  config: Pick<Config, "baseUrl">;
}

/** A meeting as a calendar's entry. What was written about it stays out: calendars are shared more easily than people think. */
export function entryOf({ meeting, community, method, config }: Wanted): CalendarEntry {
  const t = translator(community.words);
  const provider = party(meeting.provider);
  return {
    meetingId: meeting.id,
    version: meeting.version,
    startsAt: instantOf(meeting.start),
    endsAt: instantOf(meeting.end),
    state: meeting.state === "unpaid" ? "pending" : meeting.state,
    summary: t("meetings.title", { name: provider.name }),
    description: community.name,
    location: meeting.location?.name,
    url: `${config.baseUrl}${community.base}/meetings/${meeting.id}`,
    organizer: provider,
    attendees: method === "PUBLISH" ? [] : meeting.members.map(party),
  };
}
