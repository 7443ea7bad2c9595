import { instantOf } from "#platform/clock.ts";
import { span, zoneName } from "#ui/when.ts";
import { type Translate, translator } from "../../words/translate.ts";
import type { Community } from "../communities/community.ts";
import { closingOf, type Letter, letter } from "../notifications/index.ts";
import { nameOf } from "../people/person.ts";
import type { Announcement } from "./announce.ts";
import type { Meeting, MeetingPerson } from "./queries.ts";

interface Occasion {
  meeting: Meeting;
  community: Community;
  announcement: Announcement;
  baseUrl: string;
  now: Temporal.Instant;
}

/** What one person of a meeting is written about what happened to it, in their own time zone. */
export function letterFor(person: MeetingPerson, occasion: Occasion): Letter {
  const { meeting, community, announcement, baseUrl } = occasion;
  const t = translator(community.words);
  const { happened } = announcement;
  const own = announcement.by === person.id;
  const others = [meeting.provider, ...meeting.members].filter(({ id }) => id !== person.id).map(nameOf);
  const values = { when: whenFor(person, occasion), others: others.join(", ") };
  const reason =
    happened === "cancelled"
      ? meeting.events.findLast(({ kind }) => kind === "cancelled")?.detail.reason
      : "";
  return letter({
    t,
    place: community.name,
    subject: t(`letter.${happened}.subject`, values),
    paragraphs: [
      t("letter.greeting", { name: person.first_name || nameOf(person) }),
      t(own ? `letter.${happened}.own` : `letter.${happened}.other`, values),
      ...(reason ? [`“${reason}”`] : []),
      ...(happened === "cancelled" ? [] : placeLines(t, meeting)),
    ],
    button: { label: t("letter.open"), url: `${baseUrl}${community.base}/meetings/${meeting.id}` },
    closing: closingOf(t, community, baseUrl),
  });
}

function whenFor(person: MeetingPerson, { meeting, community, now }: Occasion): string {
  const zone = person.zone ?? community.zone;
  const start = instantOf(meeting.start);
  return `${span(start, instantOf(meeting.end), zone, now)}, ${zoneName(zone, start)}`;
}

function placeLines(t: Translate, { location }: Meeting): string[] {
  if (!location) return [];
  const line = t("letter.place", { place: location.name });
  return [location.details ? `${line}\n${location.details}` : line];
}
