import { isMessageKey, type Translate } from "./translate.ts";

/**
 * The words beside each field of a form that came back. A fault is the code of a zod issue (`too_big`), or the key of a message
 * that says more (`fault.email_taken`); one that nobody wrote words for says that the field needs another look.
 */
export function faultWords(
  t: Translate,
  fields: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).map(([field, fault]) => [field, words(t, fault)]));
}

function words(t: Translate, fault: string): string {
  const coded = `fault.${fault}`;
  if (isMessageKey(coded)) return t(coded);
  return isMessageKey(fault) ? t(fault) : t("fault.invalid");
}
