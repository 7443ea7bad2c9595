import { z } from "zod";
import { line, oneOf, text, whole } from "../admin/fields.ts";

export const ways = ["in_person", "online", "phone", "chat"] as const;
export const sizes = ["one_to_one", "group"] as const;
export const rhythms = ["single", "weekly"] as const;
export const questionKinds = ["short", "long", "choice", "checklist", "url"] as const;

/** When a question is asked: before it is booked, or when it is over. */
export const purposes = ["booking", "feedback"] as const;

export type Way = (typeof ways)[number];
export type Purpose = (typeof purposes)[number];
export type QuestionKind = (typeof questionKinds)[number];

const id = z.guid();

const formatFields = z.object({
  name: line(80),
  description: text(500),
  minutes: whole(5, 480),
  ways: z.array(oneOf(ways)).min(1),
  size: oneOf(sizes),
  rhythm: oneOf(rhythms),
});

export const newFormat = formatFields;
export const changedFormat = formatFields.extend({ id });

/** One answer a line; blank lines and repeats are left out. */
const options = text(10_000).transform((typed) => [
  ...new Set(
    typed
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
]);

const questionFields = z.object({
  formatId: id,
  kind: oneOf(questionKinds),
  label: line(200),
  help: text(500),
  options,
  required: z.boolean(),
});

interface Asked {
  kind: QuestionKind;
  options: readonly string[];
}

const offers = ({ kind }: Asked) => kind === "choice" || kind === "checklist";

/** A choice needs something to choose from; the other kinds keep no answers. */
const enough = (question: Asked) => !offers(question) || question.options.length >= 2;
const fewEnough = (question: Asked) => question.options.every((option) => option.length <= 200);
const tidied = <Question extends Asked>(question: Question): Question =>
  offers(question) ? question : { ...question, options: [] };

export const newQuestion = questionFields
  .extend({ purpose: oneOf(purposes) })
  .refine(enough, { message: "fault.options", path: ["options"] })
  .refine(fewEnough, { message: "fault.option_long", path: ["options"] })
  .transform(tidied);

export const changedQuestion = questionFields
  .extend({ id })
  .refine(enough, { message: "fault.options", path: ["options"] })
  .refine(fewEnough, { message: "fault.option_long", path: ["options"] })
  .transform(tidied);
