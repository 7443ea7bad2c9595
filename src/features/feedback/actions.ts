import { action, belongs, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { touch } from "#platform/live/touch.ts";
import { faultsOf, given } from "../booking/answers.ts";
import * as queries from "./queries.ts";
import { mayGiveFeedback } from "./rules.ts";
import { feedbackInput, noteInput } from "./schema.ts";

/**
 * A member says how a meeting was, or says it anew. Refuses: gone (not theirs, or nothing is asked), feedback_too_early,
 * feedback_missed, feedback_settled (14 days after it was first said), feedback_empty, and answers that the questions do not allow,
 * field by field.
 */
export const giveFeedback = action({
  name: "feedback.give",
  may: belongs,
  input: feedbackInput,
  async run({ actor, input, trx, now }) {
    const asked = await queries.askedOf(trx, actor, input.meetingId);
    if (!asked || !actor.id || asked.questions.length === 0) return refuse("gone");
    const verdict = mayGiveFeedback(asked, minuteOf(now));
    if (verdict === "not_yours") return refuse("gone");
    if (verdict !== "may") return refuse(`feedback_${verdict}`);
    const fields = faultsOf(asked.questions, input.answers);
    if (Object.keys(fields).length > 0) return refuse("invalid", { fields });
    const answers = asked.questions
      .map((question) => ({
        question: question.id,
        label: question.label,
        answer: given(question, input.answers),
      }))
      .filter(({ answer }) => answer.length > 0);
    if (answers.length === 0) return refuse("feedback_empty");
    const { communityId } = actor;
    await queries.storeFeedback(trx, {
      communityId,
      meetingId: input.meetingId,
      personId: actor.id,
      answers,
      now,
    });
    await touch(trx, {
      communityId,
      people: [actor.id, ...asked.hosts.map(({ id }) => id)],
      about: [`meeting:${input.meetingId}`],
    });
    return ok(null);
  },
});

/** Who gives a meeting writes down what only they will read. Refuses: gone, and changed when it was written over elsewhere meanwhile. */
export const writeNote = action({
  name: "feedback.note",
  may: belongs,
  input: noteInput,
  async run({ actor, input, trx, now }) {
    const note = await queries.noteOn(trx, actor, input.meetingId);
    if (!note || !actor.id) return refuse("gone");
    if (input.version === 0 && input.text === "" && note.version === 0) return ok(null);
    const { communityId } = actor;
    const stored = await queries.storeNote(trx, { communityId, personId: actor.id, now, ...input });
    return stored ? ok(null) : refuse("note_changed");
  },
});
