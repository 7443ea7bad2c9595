import type { z } from "zod";
import { fieldsOf } from "#platform/action.ts";
import type { Sent } from "#platform/http/form.ts";
import type { FormState } from "#ui/forms.tsx";
import { faultWords } from "../../words/faults.ts";
import type { Translate } from "../../words/translate.ts";

export type Read<T> = { ok: true; value: T } | { ok: false; form: FormState };

/** What a form says, or the form again: what was typed and what is wrong, in words. */
export function readForm<Schema extends z.ZodType>(
  schema: Schema,
  sent: Sent,
  t: Translate,
): Read<z.output<Schema>> {
  const parsed = schema.safeParse(sent.values);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, form: { values: sent.values, faults: faultWords(t, fieldsOf(parsed.error)) } };
}
