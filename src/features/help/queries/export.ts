import type { Scoped } from "#platform/database/scope.ts";
import { type Message, messagesOf } from "./messages.ts";
import { type OwnQuestion, questionsOf } from "./questions.ts";

/**
 * All that somebody asked for help and was answered, for the export of their data. The pictures are named by their ids; what is in
 * one gives `screenshotOf`.
 */
export async function helpOf(
  trx: Scoped,
  personId: string,
): Promise<(Omit<OwnQuestion, "excerpt"> & { readonly said: readonly Message[] })[]> {
  const all = [];
  for (const { excerpt: _excerpt, ...question } of await questionsOf(trx, personId)) {
    all.push({ ...question, said: await messagesOf(trx, question.id) });
  }
  return all;
}
