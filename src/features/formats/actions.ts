import { z } from "zod";
import { action, ok, refuse } from "#platform/action.ts";
import { direction, moved, storeOrder } from "../admin/order.ts";
import { coordinate } from "../admin/policy.ts";
import * as queries from "./queries.ts";
import { changedFormat, changedQuestion, newFormat, newQuestion } from "./schema.ts";

const id = z.guid();

/** A coordinator adds a format, last in the list. Gives its id. */
export const addFormat = action({
  name: "formats.add",
  may: coordinate,
  input: newFormat,
  run: async ({ actor, input, trx }) => ok({ id: await queries.insertFormat(trx, actor.communityId, input) }),
});

/** Changes a format for bookings from now on; meetings that are booked keep their length. */
export const changeFormat = action({
  name: "formats.change",
  may: coordinate,
  input: changedFormat,
  async run({ input: { id, ...fields }, trx }) {
    return (await queries.updateFormat(trx, id, fields)) ? ok(null) : refuse("not_found");
  },
});

/** Takes a format off the list members book from, or brings it back. */
export const archiveFormat = action({
  name: "formats.archive",
  may: coordinate,
  input: z.object({ id, archived: z.boolean() }),
  async run({ input, trx }) {
    return (await queries.setFormatArchived(trx, input.id, input.archived)) ? ok(null) : refuse("not_found");
  },
});

export const moveFormat = action({
  name: "formats.move",
  may: coordinate,
  input: z.object({ id, direction }),
  async run({ input, trx }) {
    const ids = (await queries.allFormats(trx))
      .filter((format) => !format.archived)
      .map((format) => format.id);
    if (!ids.includes(input.id)) return refuse("not_found");
    await storeOrder(trx, "formats", moved(ids, input.id, input.direction));
    return ok(null);
  },
});

/** Adds a question to a format, asked last. */
export const addQuestion = action({
  name: "formats.addQuestion",
  may: coordinate,
  input: newQuestion,
  async run({ actor, input, trx }) {
    if (!(await queries.findFormat(trx, input.formatId))) return refuse("not_found");
    await queries.insertQuestion(trx, actor.communityId, input);
    return ok(null);
  },
});

export const changeQuestion = action({
  name: "formats.changeQuestion",
  may: coordinate,
  input: changedQuestion,
  async run({ input: { id, ...fields }, trx }) {
    return (await queries.updateQuestion(trx, id, fields)) ? ok(null) : refuse("not_found");
  },
});

const oneQuestion = z.object({ formatId: id, id });

export const removeQuestion = action({
  name: "formats.removeQuestion",
  may: coordinate,
  input: oneQuestion,
  async run({ input, trx }) {
    return (await queries.archiveQuestion(trx, input.formatId, input.id)) ? ok(null) : refuse("not_found");
  },
});

export const moveQuestion = action({
  name: "formats.moveQuestion",
  may: coordinate,
  input: oneQuestion.extend({ direction }),
  async run({ input, trx }) {
    const question = await queries.findQuestion(trx, input.formatId, input.id);
    if (!question) return refuse("not_found");
    const ids = (await queries.questionsOf(trx, input.formatId, question.purpose)).map(({ id }) => id);
    await storeOrder(trx, "questions", moved(ids, input.id, input.direction));
    return ok(null);
  },
});
