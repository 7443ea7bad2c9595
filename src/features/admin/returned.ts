import type { Context } from "hono";
import type { Refusal } from "#platform/action.ts";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import type { FormState } from "#ui/forms.tsx";
import { faultWords } from "../../words/faults.ts";
import { isMessageKey, type Translate } from "../../words/translate.ts";
import type { CommunityWeb } from "../visits/handlers.ts";

/** A form as it is shown: new, or back with what was typed, the faults beside the fields, and a "no" that belongs to no field. */
export interface Returned extends FormState {
  readonly refusal?: string | undefined;
}

/** A form that shows what is stored. */
export const filled = (values: FormState["values"]): Returned => ({ values, faults: {} });

/** A form that was refused, with everything as it was typed. */
export function returned(t: Translate, form: Sent, { reason, fields }: Refusal): Returned {
  const key = `refusal.${reason}`;
  return {
    values: form.values,
    faults: faultWords(t, fields),
    refusal: fields ? undefined : t(isMessageKey(key) ? key : "refusal.invalid"),
  };
}

/** The page of a refused form: status 422, read in a transaction of its own. `null` is "not found". */
export function again<T>(c: Context<CommunityWeb>, view: (trx: Scoped) => Promise<T>): Promise<T> {
  c.status(422);
  return inCommunity(c.get("platform").db, c.get("community").id, view);
}

/** A part of the address that the route's pattern names. */
export const param = (c: Context<CommunityWeb>, name: string): string => c.req.param(name) ?? "";
