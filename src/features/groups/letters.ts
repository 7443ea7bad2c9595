import { whenOf } from "#ui/when.ts";
import { type Translate, translator } from "../../words/translate.ts";
import type { Community } from "../communities/community.ts";
import { closingOf, type Letter, letter } from "../notifications/index.ts";
import { nameOf } from "../people/person.ts";
import type { GroupHappening } from "./announce.ts";
import { groupPath } from "./paths.ts";
import type { Group } from "./queries.ts";

interface Reader {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly zone: string | null;
}

interface Occasion {
  readonly group: Group;
  readonly happened: GroupHappening;
  /** How many there are of a series, 1 for one alone. */
  readonly weeks: number;
  readonly by: string | null;
  readonly community: Community;
  readonly baseUrl: string;
  readonly now: Temporal.Instant;
}

/** What one person is written about what happened to a group meeting, in their own time zone. */
export function groupLetter(reader: Reader, occasion: Occasion): Letter {
  const { group, happened, weeks, by, community, baseUrl, now } = occasion;
  const t = translator(community.words);
  const zone = reader.zone ?? community.zone;
  const values = {
    name: group.name,
    when: whenOf({ zone, now }, group.start, group.end - group.start),
    hosts: [group.host, ...group.coHosts].map(nameOf).join(", "),
    weeks,
    own: by === reader.id ? "yes" : "no",
  };
  const reason =
    happened === "cancelled" ? group.events.findLast(({ kind }) => kind === "cancelled")?.detail.reason : "";
  const ended = ["cancelled", "left", "removed", "unhosted"].includes(happened);
  return letter({
    t,
    place: community.name,
    subject: t(`letter.group.${happened}.subject`, values),
    paragraphs: [
      t("letter.greeting", { name: reader.first_name || nameOf(reader) }),
      t(`letter.group.${happened}`, values),
      ...(reason ? [`“${reason}”`] : []),
      ...(ended ? [] : placeLines(t, group)),
    ],
    button: { label: t("letter.group.open"), url: `${baseUrl}${groupPath(community.base, group.id)}` },
    closing: closingOf(t, community, baseUrl),
  });
}

/** Where it is; an address to join is on the page alone, for those who have a place. */
function placeLines(t: Translate, { location }: Group): string[] {
  const line = t("letter.place", { place: location?.name ?? t("groups.where.online") });
  return [location?.details ? `${line}\n${location.details}` : line];
}
