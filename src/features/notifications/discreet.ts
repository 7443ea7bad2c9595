import type { CommunityId } from "#platform/database/scope.ts";
import { translator } from "../../words/translate.ts";
import { defaultWords } from "../../words/words.ts";
import type { CalendarEntry } from "./calendar.ts";
import { type Letter, letter } from "./letter.tsx";
import type { NoticeKind } from "./notify.ts";

/** Not the community's own words: they would say what it is about. */
const t = translator(defaultWords);

interface Wanted {
  readonly kind: NoticeKind;
  /** Absolute; one that says nothing itself. */
  readonly url: string;
}

/** Says that something waits, and no more: who else reads this mailbox learns neither where nor what. */
export function discreetLetter({ kind, url }: Wanted): Letter {
  const reminds = kind === "reminder";
  return letter({
    t,
    place: t("app.name"),
    subject: t(reminds ? "discreet.reminder.subject" : "discreet.subject"),
    paragraphs: [t(reminds ? "discreet.reminder.text" : "discreet.text"), t("discreet.private")],
    button: { label: t("discreet.open"), url },
  });
}

interface Place {
  readonly baseUrl: string;
  readonly communityId: CommunityId;
  /** Below the community's base. */
  readonly path: string;
}

/** The address of a page that names neither the community nor what the page is. */
export const discreetLink = ({ baseUrl, communityId, path }: Place): string =>
  `${baseUrl}/open/${communityId}/${Buffer.from(path).toString("base64url")}`;

/** The path that `discreetLink` was given; null for what is none. */
export function pathBehind(code: string): string | null {
  const path = Buffer.from(code, "base64url").toString();
  return /^\/[\w/?=&#.-]*$/.test(path) && !path.includes("..") ? path : null;
}

interface Neutral {
  readonly url: string;
  /** Who sends discreet mail. */
  readonly sender: { readonly name: string; readonly address: string };
  readonly reader: { readonly email: string };
}

/** A meeting in a calendar that others may see: that the time is taken, and nothing else. */
export function discreetEntry(entry: CalendarEntry, { url, sender, reader }: Neutral): CalendarEntry {
  const { meetingId, version, startsAt, endsAt, state, attendees = [] } = entry;
  return {
    meetingId,
    version,
    startsAt,
    endsAt,
    state,
    summary: t("discreet.appointment"),
    url,
    organizer: { name: sender.name, email: sender.address },
    // A published file has no attendees, and an invitation the reader alone.
    attendees: attendees.length === 0 ? [] : [{ name: reader.email, email: reader.email }],
  };
}
