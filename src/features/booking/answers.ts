import type { TypedAnswers } from "./schema.ts";

export interface Question {
  readonly id: string;
  readonly kind: "short" | "long" | "choice" | "checklist" | "url";
  readonly label: string;
  readonly help: string;
  readonly options: readonly string[];
  readonly required: boolean;
}

/** Longest answer of each kind, in characters. */
const longest = { short: 200, long: 5_000, choice: 200, checklist: 200, url: 2_000 } as const;

/** The name of a question's field in a form. */
export const fieldOf = (question: { id: string }): string => `answer-${question.id}`;

/** What is wrong with the answers, by field name, as keys of the language files. Nothing wrong: an empty object. */
export function faultsOf(questions: readonly Question[], answers: TypedAnswers): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const question of questions) {
    const fault = faultOf(question, given(question, answers));
    if (fault) faults[fieldOf(question)] = fault;
  }
  return faults;
}

/** The answers that count: trimmed, blank ones left out. */
export const given = (question: Question, answers: TypedAnswers): string[] =>
  (answers[question.id] ?? []).map((text) => text.trim()).filter((text) => text !== "");

function faultOf(question: Question, answer: string[]): string | null {
  if (answer.length === 0) return question.required ? "fault.required" : null;
  if (answer.some((text) => text.length > longest[question.kind])) return "fault.too_big";
  const closed = question.kind === "choice" || question.kind === "checklist";
  if (closed && answer.some((text) => !question.options.includes(text))) return "fault.invalid_value";
  if (question.kind !== "checklist" && answer.length > 1) return "fault.invalid_value";
  if (question.kind === "url" && !isWebAddress(answer[0] ?? "")) return "booking.fault.url";
  return null;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
