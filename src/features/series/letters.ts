import { instantOf } from "#platform/clock.ts";
import { span, zoneName } from "#ui/when.ts";
import { translator } from "../../words/translate.ts";
import type { Community } from "../communities/community.ts";
import type { Meeting, MeetingPerson } from "../meetings/queries.ts";
import { closingOf, type Letter, letter } from "../notifications/index.ts";
import { nameOf } from "../people/person.ts";
import type { SeriesNews } from "./announce.ts";

interface Occasion {
  /** The first of the meetings. */
  readonly meeting: Meeting;
  /** All that the letter is about, first to last, in epoch minutes. */
  readonly dates: readonly { readonly start: number; readonly end: number }[];
  readonly community: Community;
  readonly news: SeriesNews;
  readonly baseUrl: string;
  readonly now: Temporal.Instant;
}

/** What one of the two people of a series is written about what happened to its meetings, with every date in their own time zone. */
export function letterFor(person: MeetingPerson, occasion: Occasion): Letter {
  const { meeting, dates, community, news, baseUrl, now } = occasion;
  const t = translator(community.words);
  const zone = person.zone ?? community.zone;
  const others = [meeting.provider, ...meeting.members].filter(({ id }) => id !== person.id).map(nameOf);
  const lines = dates.map(
    ({ start, end }) =>
      `${span(instantOf(start), instantOf(end), zone, now)}, ${zoneName(zone, instantOf(start))}`,
  );
  const values = { others: others.join(", "), count: dates.length, when: lines[0] ?? "" };
  const whose = news.by === person.id ? "own" : "other";
  const { location } = meeting;
  return letter({
    t,
    place: community.name,
    subject: t(`letter.series.${news.happened}.subject`, values),
    paragraphs: [
      t("letter.greeting", { name: person.first_name || nameOf(person) }),
      t(`letter.series.${news.happened}.${whose}`, values),
      lines.join("\n"),
      ...(news.reason ? [`“${news.reason}”`] : []),
      ...(location && news.happened !== "cancelled" ? [t("letter.place", { place: location.name })] : []),
    ],
    button: { label: t("letter.open"), url: `${baseUrl}${community.base}/meetings/${meeting.id}` },
    closing: closingOf(t, community, baseUrl),
  });
}
