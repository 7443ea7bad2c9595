import { sql } from "kysely";
import type { Config } from "#platform/config.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { translator } from "../../words/translate.ts";
import type { Community } from "../communities/community.ts";
import { currentCommunity } from "../communities/load.ts";
import { closingOf, letter, queueMail, readersOf, tell } from "../notifications/index.ts";
import { nameOf } from "../people/person.ts";
import type { Question } from "./queries/questions.ts";

interface Asked {
  readonly question: Question;
  /** Which message of it is new. */
  readonly message: number;
  readonly text: string;
  readonly now: Temporal.Instant;
}

/** Names the letter to the support address: by it the letter's words are found when the writer is forgotten. */
const supportLetter = (question: string, message: number): string => `${question}.${message}.support`;

/**
 * Tells those who answer that somebody waits. With a support address the question goes there, and coordinators hear of it in the app;
 * without one they get a letter too. Their letters have no words of the question.
 */
export async function tellStaff(
  trx: Scoped,
  jobs: Jobs,
  config: Config,
  communityId: Community["id"],
  asked: Asked,
): Promise<void> {
  const community = await currentCommunity(trx, communityId);
  const { question, message, now } = asked;
  const support = community.settings.supportEmail;
  const readers = await readersOf(trx, await coordinatorsBut(trx, question.personId), "help");
  const t = translator(community.words);
  const about = message === 1 ? "help.asked" : "help.more";
  const path = `/admin/help/${question.number}`;
  for (const reader of readers) {
    const occasion = { community, config, now };
    await tell(trx, jobs, occasion, {
      reader: support ? { ...reader, mail: false } : reader,
      kind: "help",
      once: `${question.id}.${message}`,
      path,
      bell: { message: about, values: { number: question.number } },
      letter: () =>
        letter({
          t,
          place: community.name,
          subject: t(`told.${about}.subject`, { number: question.number }),
          paragraphs: [
            t("letter.greeting", { name: reader.first_name || nameOf(reader) }),
            t(`told.${about}.text`, { number: question.number }),
          ],
          button: { label: t("told.open"), url: `${config.baseUrl}${community.base}${path}` },
          closing: closingOf(t, community, config.baseUrl),
        }),
    });
  }
  if (support) await writeToSupport(trx, jobs, { community, config, support }, asked);
  await touch(trx, {
    communityId,
    people: [question.personId],
    roles: ["coordinator"],
    about: ["help", `help:${question.id}`],
  });
}

/** The letter that carries the question. A picture stays here: mail is kept and passed on where nobody can delete it. */
async function writeToSupport(
  trx: Scoped,
  jobs: Jobs,
  { community, config, support }: { community: Community; config: Config; support: string },
  { question, message, text }: Asked,
): Promise<void> {
  const t = translator(community.words);
  const { number, name, email, phone, browser, device, id } = question;
  const facts = [
    t("help.letter.from", { name, email }),
    phone && t("help.letter.phone", { phone }),
    (browser || device) && t("help.letter.with", { device: [browser, device].filter(Boolean).join(", ") }),
  ];
  const written = letter({
    t,
    place: community.name,
    subject: t(message === 1 ? "told.help.asked.subject" : "told.help.more.subject", { number }),
    paragraphs: [...text.split(/\n{2,}/), facts.filter(Boolean).join(" ")],
    button: {
      label: t("help.letter.answer"),
      url: `${config.baseUrl}${community.base}/admin/help/${number}`,
    },
    closing: [t("help.letter.how")],
  });
  await queueMail(trx, jobs, {
    ...written,
    communityId: community.id,
    personId: null,
    kind: "help.question",
    to: support,
    once: supportLetter(id, message),
  });
}

async function coordinatorsBut(trx: Scoped, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from people where community_id = current_community()
      and archived_at is null and 'coordinator' = any(roles) and id <> ${personId} order by id`.execute(trx);
  return rows.map(({ id }) => id);
}
