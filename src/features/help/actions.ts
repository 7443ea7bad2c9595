import { action, belongs, ok, refuse } from "#platform/action.ts";
import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { touch } from "#platform/live/touch.ts";
import { coordinate } from "../admin/policy.ts";
import { notify } from "../notifications/index.ts";
import { attachScreenshot, insertMessage, insertScreenshot } from "./queries/messages.ts";
import { countOpen, findQuestion, insertQuestion } from "./queries/questions.ts";
import { mostOpen } from "./rules.ts";
import { answerInput, moreInput, pictureInput, questionInput } from "./schema.ts";
import { tellStaff } from "./telling.ts";

/** Keeps a picture of somebody's, made by `cleanScreenshot`, until they send the message it belongs to. Gives its id. */
export const keepScreenshot = action({
  name: "help.picture",
  may: belongs,
  input: pictureInput,
  async run({ actor: { communityId, id: personId }, input, trx, now }) {
    if (!personId) return refuse("not_found");
    return ok({ id: await insertScreenshot(trx, { ...input, communityId, personId, at: now }) });
  },
});

interface Said {
  readonly communityId: CommunityId;
  readonly questionId: string;
  readonly authorId: string;
  readonly text: string;
  /** Of a picture that was kept; "" without one. */
  readonly screenshot: string;
  readonly at: Temporal.Instant;
}

/** Adds what the asker says, with its picture. Null when the picture is no longer there. */
async function say(trx: Scoped, { screenshot, ...said }: Said): Promise<number | null> {
  const { questionId, authorId: personId } = said;
  const number = await insertMessage(trx, { ...said, answer: false });
  if (!screenshot) return number;
  return (await attachScreenshot(trx, { id: screenshot, personId, questionId, number })) ? number : null;
}

const pictureGone = () => refuse("invalid", { fields: { file: "fault.help.gone" } });

/**
 * Somebody asks the people who run their community. They are told, the support address is written to, and the question has a number.
 * Refuses: help_many (as many wait already as one may), and a picture that is no longer kept.
 */
export const askForHelp = action({
  name: "help.ask",
  may: belongs,
  input: questionInput,
  async run({ actor, input: { text, screenshot, file: _file, ...about }, trx, now, jobs, config }) {
    const { communityId, id: personId } = actor;
    if (!personId) return refuse("not_found");
    if ((await countOpen(trx, personId)) >= mostOpen) return refuse("help_many");
    const question = await insertQuestion(trx, { ...about, communityId, personId, at: now });
    const said = { communityId, questionId: question.id, authorId: personId, text, screenshot, at: now };
    const message = await say(trx, said);
    if (message === null) return pictureGone();
    await tellStaff(trx, jobs, config, communityId, { question, message, text, now });
    return ok({ number: question.number });
  },
});

/** The one who asked says something more: the question waits again. Refuses: not_found, also to everybody else. */
export const writeMore = action({
  name: "help.more",
  may: belongs,
  input: moreInput,
  async run({ actor, input: { number, text, screenshot }, trx, now, jobs, config }) {
    const { communityId, id: personId } = actor;
    const question = personId && (await findQuestion(trx, number, { personId }, { change: true }));
    if (!question) return refuse("not_found");
    const said = { communityId, questionId: question.id, authorId: personId, text, screenshot, at: now };
    const message = await say(trx, said);
    if (message === null) return pictureGone();
    await tellStaff(trx, jobs, config, communityId, { question, message, text, now });
    return ok(null);
  },
});

/**
 * A coordinator answers; the one who asked is told. Refuses: not_found, help_changed (something was written in it after they opened
 * it, and they shall read that first).
 */
export const answerQuestion = action({
  name: "help.answer",
  may: coordinate,
  input: answerInput,
  async run({ actor, input: { number, text, seen }, trx, now, jobs }) {
    const { communityId, id: authorId } = actor;
    const question = await findQuestion(trx, number, "everybody", { change: true });
    if (!question || !authorId) return refuse("not_found");
    if (question.messages !== seen) return refuse("help_changed");
    const said = { communityId, questionId: question.id, authorId, answer: true, text, at: now };
    const message = await insertMessage(trx, said);
    if (question.personId !== authorId) {
      await notify(trx, jobs, {
        communityId,
        to: [question.personId],
        kind: "help",
        once: `${question.id}.${message}`,
        message: "help.answered",
        values: { number },
        path: `/help/${number}`,
      });
    }
    await touch(trx, {
      communityId,
      people: [question.personId],
      roles: ["coordinator"],
      about: ["help", `help:${question.id}`],
    });
    return ok(null);
  },
});
