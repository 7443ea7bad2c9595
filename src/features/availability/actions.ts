import { action, type Call, ok, type Refusal, refuse } from "#platform/action.ts";
import { newId } from "#platform/ids.ts";
import { timeFreed } from "../waits/news.ts";
import { outsideHours } from "./outside.ts";
import { onSameDates, overlapping } from "./overlap.ts";
import * as policy from "./policy.ts";
import * as changes from "./queries/changes.ts";
import { bookedOf, type Hours, type Schedule, scheduleOf } from "./queries/schedule.ts";
import { entryInput, exceptionInput, hoursInput, pauseInput, rulesInput } from "./schema.ts";

type Reason = "not_found" | "locked" | "overlaps" | "invalid" | "leaves_outside";

/**
 * Keeps weekly hours: adds them on each of the days, or changes the one entry with `id`. Refuses: not_found, locked, overlaps
 * (with the hours in the way), and leaves_outside until it is said `anyway` (with the ids of the meetings).
 */
export const keepWeeklyHours = action({
  name: "availability.hours",
  may: policy.keepHours,
  input: hoursInput,
  run: (call) =>
    changeSchedule(call, async (schedule) => {
      const { id, days, start, end, from, until, serviceId, formatId, locationId } = call.input;
      if (id && !schedule.hours.some((kept) => kept.id === id)) return refuse("not_found");
      const scope = { serviceId, formatId, locationId };
      const unknown = unknownChoice(schedule, scope);
      if (unknown) return refuse("invalid", { fields: { [unknown]: "fault.invalid_value" } });

      const others = schedule.hours.filter((kept) => kept.id !== id);
      const wanted = (id ? days.slice(0, 1) : [...new Set(days)]).map(
        (day): Hours => ({ id: id ?? newId(), day, start, end, from, until, ...scope }),
      );
      const kept = wanted.map((hours) => overlapping(others, hours)).find((found) => found);
      if (kept) return refuse("overlaps", { fields: { start: "fault.hours_overlap" }, details: { kept } });

      await changes.saveHours(call.trx, call.actor.communityId, schedule.provider.id, wanted);
      return null;
    }),
});

export const removeWeeklyHours = action({
  name: "availability.hours.remove",
  may: policy.keepHours,
  input: entryInput,
  run: (call) =>
    changeSchedule(call, async ({ provider, hours }) => {
      if (!hours.some((kept) => kept.id === call.input.id)) return refuse("not_found");
      await changes.removeHours(call.trx, provider.id, call.input.id);
      return null;
    }),
});

/** Keeps time off or other hours on some dates; refuses as weekly hours do. Two entries never share a date. */
export const keepException = action({
  name: "availability.exception",
  may: policy.keepHours,
  input: exceptionInput,
  run: (call) =>
    changeSchedule(call, async ({ provider, exceptions }) => {
      const { input } = call;
      if (input.id && !exceptions.some((kept) => kept.id === input.id)) return refuse("not_found");
      const dates = { from: input.from, until: input.until ?? input.from };
      const kept = onSameDates(
        exceptions.filter(({ id }) => id !== input.id),
        dates,
      );
      if (kept) return refuse("overlaps", { fields: { from: "fault.dates_overlap" }, details: { kept } });

      const ranges = input.kind === "hours" ? input.hours : [];
      const entry = { id: input.id, ...dates, ranges, note: input.note };
      await changes.saveException(call.trx, call.actor.communityId, provider.id, entry);
      return null;
    }),
});

export const removeException = action({
  name: "availability.exception.remove",
  may: policy.keepHours,
  input: entryInput,
  run: (call) =>
    changeSchedule(call, async ({ provider, exceptions }) => {
      if (!exceptions.some((kept) => kept.id === call.input.id)) return refuse("not_found");
      await changes.removeException(call.trx, provider.id, call.input.id);
      return null;
    }),
});

/** Sets buffers, notice, weekly cap and zone; the hours keep their times of day in the new zone. */
export const setRules = action({
  name: "availability.rules",
  may: policy.keepHours,
  input: rulesInput,
  run: (call) =>
    changeSchedule(call, async ({ provider }) => {
      await changes.saveRules(call.trx, provider.id, call.input);
      return null;
    }),
});

/** Takes no new meetings for now, or takes them again. What is booked stays. */
export const pause = action({
  name: "availability.pause",
  may: policy.keepHours,
  input: pauseInput,
  run: (call) =>
    changeSchedule({ ...call, input: { ...call.input, anyway: true } }, async ({ provider }) => {
      await changes.savePause(call.trx, provider.id, call.input.paused);
      return null;
    }),
});

interface About {
  readonly providerId?: string | undefined;
  readonly anyway: boolean;
}

/**
 * The one way to a change: finds the schedule through the actor, one change at a time, asks whether it is locked, changes it, and
 * looks which meetings the change left outside the hours. Unless it was said `anyway`, those refuse it, and it is rolled back.
 */
async function changeSchedule<Input extends About>(
  { actor, input, trx, now, jobs }: Call<Input>,
  change: (schedule: Schedule) => Promise<Refusal<Reason> | null>,
): Promise<{ ok: true; value: null } | Refusal<Reason>> {
  const id = policy.subjectOf(actor, input.providerId);
  if (!id) return refuse("not_found");
  await changes.lockSchedule(trx, id);
  const before = await scheduleOf(trx, id);
  if (!before) return refuse("not_found");
  if (!policy.mayChange(actor, before.provider)) return refuse("locked");

  const refusal = await change(before);
  if (refusal) return refusal;
  const after = await scheduleOf(trx, id);
  const booked = await bookedOf(trx, { providerId: id, reader: actor.id }, now, null);
  const already = new Set(outsideHours(before, booked).map((meeting) => meeting.id));
  const left = after ? outsideHours(after, booked).filter((meeting) => !already.has(meeting.id)) : [];
  const ids = left.map((meeting) => meeting.id);
  if (left.length > 0 && !input.anyway) return refuse("leaves_outside", { details: { ids } });
  await timeFreed(trx, jobs, actor.communityId);
  return ok(null);
}

function unknownChoice(
  { services, formats, locations }: Schedule,
  scope: Pick<Hours, "serviceId" | "formatId" | "locationId">,
) {
  const choices = { serviceId: services, formatId: formats, locationId: locations };
  return (["serviceId", "formatId", "locationId"] as const).find(
    (name) => scope[name] !== null && !choices[name].some(({ id }) => id === scope[name]),
  );
}
