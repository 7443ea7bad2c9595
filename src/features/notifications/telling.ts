import type { Config } from "#platform/config.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { discreetSender } from "#platform/mail/sender.ts";
import type { Community } from "../communities/community.ts";
import { type CalendarEntry, type CalendarMethod, calendarFile } from "./calendar.ts";
import { discreetEntry, discreetLetter, discreetLink } from "./discreet.ts";
import type { Letter } from "./letter.tsx";
import type { BellMessage, NoticeKind, NoticeValues } from "./notify.ts";
import { queueMail } from "./outgoing.ts";
import { insertNotification } from "./queries/notifications.ts";
import type { Reader } from "./queries/readers.ts";

/** Where and when somebody is told. */
export interface Occasion {
  readonly community: Community;
  readonly config: Config;
  readonly now: Temporal.Instant;
}

export interface Telling {
  /** From `readersOf`, asked for the same kind. */
  readonly reader: Reader;
  readonly kind: NoticeKind;
  /** Names the occasion for good: the same person is told of it once, however often this runs. */
  readonly once: string;
  /** Below the community's base. */
  readonly path: string;
  /** The line in the app; left out for what the reader has just done. */
  readonly bell?: { readonly message: BellMessage; readonly values?: NoticeValues | undefined } | undefined;
  /** Written only when it is sent. */
  readonly letter: () => Letter;
  /** What the panel of sent mail calls it; the kind when left out. */
  readonly mailKind?: string;
  readonly calendar?: Calendar | undefined;
}

interface Calendar {
  readonly method: CalendarMethod;
  readonly entry: CalendarEntry;
  /** Further meetings that the same letter tells of. */
  readonly more?: readonly CalendarEntry[];
}

interface CalendarTelling {
  readonly reader: Pick<Reader, "email" | "discreet">;
  readonly path: string;
  readonly calendar: Calendar;
}

/** Tells one person one thing in the ways they chose; a discreet one without saying what it is. */
export async function tell(trx: Scoped, jobs: Jobs, occasion: Occasion, telling: Telling): Promise<void> {
  const { community, now } = occasion;
  const { reader, bell, once, kind, path } = telling;
  if (bell && reader.bell) {
    const rung = await insertNotification(trx, {
      communityId: community.id,
      personId: reader.id,
      kind,
      once,
      message: bell.message,
      values: bell.values ?? {},
      path,
      now,
    });
    if (rung) await touch(trx, { communityId: community.id, people: [reader.id], about: ["bell"] });
  }
  if (!reader.mail) return;
  const { calendar } = telling;
  const letter = reader.discreet ? discreetLetter({ kind, url: linkTo(occasion, path) }) : telling.letter();
  const file = calendar && {
    calendar: calendarFor(occasion, { reader, path, calendar }),
    calendarMethod: calendar.method,
  };
  await queueMail(trx, jobs, {
    ...letter,
    ...file,
    communityId: community.id,
    personId: reader.id,
    kind: telling.mailKind ?? kind,
    to: reader.email,
    discreet: reader.discreet,
    once: `${once}.${reader.id}`,
  });
}

/** A meeting's calendar file for one reader; a discreet one's says that the time is taken, and no more. */
export function calendarFor(
  { community, config, now }: Occasion,
  { reader, path, calendar: { method, entry, more = [] } }: CalendarTelling,
): string {
  const entries = [entry, ...more];
  if (!reader.discreet) return calendarFile({ method, entries, now });
  const url = linkTo({ community, config }, path);
  const neutral = entries.map((one) => discreetEntry(one, { url, sender: discreetSender(config), reader }));
  return calendarFile({ method, entries: neutral, now });
}

const linkTo = ({ community, config }: Pick<Occasion, "community" | "config">, path: string): string =>
  discreetLink({ baseUrl: config.baseUrl, communityId: community.id, path });
