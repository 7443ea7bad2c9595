import { type Outcome, ok, refuse } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { choosable, type WrittenRequest } from "./queries.ts";
import type { RequestInput } from "./schema.ts";
import { readTimes } from "./windows.ts";

/**
 * What a form says, with its times as instants and its choices looked up; `requestId` is the request that is changed, null for
 * a new one. Refuses: invalid, with `times.<row>`, `experiences` or `gender` as the field.
 */
export async function read(
  trx: Scoped,
  input: RequestInput,
  { requestId, now }: { requestId: string | null; now: Temporal.Instant },
): Promise<Outcome<WrittenRequest, "invalid">> {
  const flexible = input.when === "flexible";
  const times = readTimes(flexible ? [] : input.times, input.zone, now);
  if (!times.ok) {
    const faults = [...times.faults].map(([row, fault]) => [`times.${row}`, fault]);
    return refuse("invalid", { fields: Object.fromEntries(faults) });
  }
  if (!flexible && times.windows.length === 0) {
    return refuse("invalid", { fields: { "times.0": "fault.requests.noTime" } });
  }
  const experiences = await choosable(trx, "experience", input.experiences, requestId);
  if (input.experiences.some((id) => !experiences.has(id))) {
    return refuse("invalid", { fields: { experiences: "invalid_value" } });
  }
  const gender = input.gender || null;
  if (gender && !(await choosable(trx, "gender", [gender], requestId)).has(gender)) {
    return refuse("invalid", { fields: { gender: "invalid_value" } });
  }
  return ok({
    subject: input.subject,
    description: input.description,
    flexible,
    windows: times.windows,
    zone: input.zone,
    timeNote: input.timeNote,
    experiences: [...experiences],
    gender,
    age: input.age,
  });
}
