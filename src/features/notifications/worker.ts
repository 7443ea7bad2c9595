import { createHash } from "node:crypto";
import { minuteOf } from "#platform/clock.ts";
import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { translator } from "../../words/translate.ts";
import { currentCommunity } from "../communities/load.ts";
import { displayName } from "../people/person.ts";
import { closingOf } from "./closing.ts";
import { type Letter, letter } from "./letter.tsx";
import { noticeWords } from "./notice-words.ts";
import { type Notice, privateMail } from "./notify.ts";
import { type Reader, readersOf } from "./queries/readers.ts";
import { type Occasion, tell } from "./telling.ts";

/** Says how notices reach people: all of one in one transaction, so that a job that runs again finds everything or nothing. */
export async function startNotices(platform: Platform): Promise<void> {
  await platform.jobs.work<Notice>("notify", (notice) => tellAll(platform, notice));
}

async function tellAll({ db, jobs, config, clock, log }: Platform, notice: Notice): Promise<void> {
  const now = clock.now();
  if (notice.until !== undefined && minuteOf(now) >= notice.until) return;
  const communityId = asCommunityId(notice.communityId);
  await inCommunity(db, communityId, async (trx) => {
    const occasion = { community: await currentCommunity(trx, communityId), config, now };
    const { kind, message, values, path } = notice;
    for (const reader of await readersOf(trx, notice.to, kind)) {
      await tell(trx, jobs, occasion, {
        reader,
        kind,
        once: nameOf(notice),
        path,
        bell: { message, values },
        letter: () => {
          const written = letterOf(occasion, notice, reader);
          if (!written) log.error({ error: `told.${message}` }, "a notice without words");
          return written ?? plainLetter(occasion, notice, reader);
        },
        ...(notice.private ? { mailKind: privateMail } : {}),
      });
    }
  });
}

/** An occasion's name goes into the head of a letter: there it says nothing. */
const nameOf = ({ once }: Notice): string => createHash("sha256").update(once).digest("hex").slice(0, 32);

/** The letter of a notice; null when a message or a value that it needs is missing. */
function letterOf(occasion: Occasion, notice: Notice, reader: Reader): Letter | null {
  const { community, now } = occasion;
  const t = translator(community.words);
  const zone = reader.zone ?? community.zone;
  const say = (part: "subject" | "text") =>
    noticeWords(t, `told.${notice.message}.${part}`, notice.values ?? {}, { zone, now }, "letter");
  const [subject, text] = [say("subject"), say("text")];
  return subject && text ? framed(occasion, notice, reader, subject, text) : null;
}

function plainLetter(occasion: Occasion, notice: Notice, reader: Reader): Letter {
  const t = translator(occasion.community.words);
  return framed(occasion, notice, reader, t("told.news.subject"), t("told.news.text"));
}

function framed(
  { community, config }: Occasion,
  { path }: Notice,
  reader: Reader,
  subject: string,
  text: string,
): Letter {
  const t = translator(community.words);
  const { first_name: firstName, last_name: lastName, email } = reader;
  return letter({
    t,
    place: community.name,
    subject,
    paragraphs: [
      t("letter.greeting", { name: firstName || displayName({ firstName, lastName, email }) }),
      text,
    ],
    button: { label: t("told.open"), url: `${config.baseUrl}${community.base}${path}` },
    closing: closingOf(t, community, config.baseUrl),
  });
}
