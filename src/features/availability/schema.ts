import { z } from "zod";
import { optionalSpan, span } from "../admin/durations.ts";
import { text } from "../admin/fields.ts";
import { readHours } from "../locations/opening.ts";
import { isZone } from "../visits/visit.ts";

/** Minutes of the day of "09:30", null when it is no time. */
export function readClock(typed: string): number | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(typed) ?? [];
  return hour && minute ? Number(hour) * 60 + Number(minute) : null;
}

const clock = z
  .string()
  .trim()
  .min(1)
  .refine((typed) => readClock(typed) !== null, "fault.clock")
  .transform((typed) => readClock(typed) ?? 0);

/** Midnight, as an end, is the end of the day. */
const endClock = clock.transform((minute) => (minute === 0 ? 1_440 : minute));

const [earliest, latest] = ["2000-01-01", "2099-12-31"];

/** A typed date as days since 1970-01-01. */
export const date = z
  .string()
  .trim()
  .min(1)
  .refine((typed) => readDate(typed) !== null, "fault.date")
  .transform((typed) => readDate(typed) ?? 0);

/** The same, where nothing typed is null. */
export const optionalDate = z
  .string()
  .trim()
  .refine((typed) => typed === "" || readDate(typed) !== null, "fault.date")
  .transform((typed) => (typed === "" ? null : readDate(typed)));

/** Days since 1970-01-01 of "2026-03-02", null when it is no date or too far away to be meant. */
export function readDate(typed: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed) || typed < earliest || typed > latest) return null;
  const days = Date.parse(`${typed}T00:00Z`) / 86_400_000;
  return Number.isInteger(days) && dateText(days) === typed ? days : null;
}

/** "2026-03-02" of days since 1970-01-01. */
export const dateText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const id = z.guid();
const choice = z.union([z.literal("").transform(() => null), id]);

/** Whose hours; the actor's own when it is left out. */
const provider = { providerId: id.optional() };

/** Said after the meetings were shown that a change leaves outside the hours. */
const anyway = { anyway: z.boolean() };

const fields = {
  start: clock,
  end: endClock,
  from: optionalDate,
  until: optionalDate,
  serviceId: choice,
  formatId: choice,
  locationId: choice,
};

const inOrder = ({ start, end }: { start: number; end: number }) => start < end;
const datesInOrder = ({ from, until }: { from: number | null; until: number | null }) =>
  from === null || until === null || from <= until;
const endFault = { message: "fault.end_before_start", path: ["end"] };
const untilFault = { message: "fault.until_before_from", path: ["until"] };

const weekday = z.coerce.number().int().min(0).max(6);

/** The same hours on one or several weekdays; with an id, one entry that is changed. */
export const hoursInput = z
  .object({
    ...provider,
    ...anyway,
    ...fields,
    id: id.optional(),
    days: z.array(weekday).refine((days) => days.length > 0, "fault.weekday"),
  })
  .refine(inOrder, endFault)
  .refine(datesInOrder, untilFault);

const ranges = z.string().transform((typed, context) => {
  const read = readHours(typed);
  if (read && read.length > 0) return read.flat();
  context.addIssue({ code: "custom", message: read ? "fault.required" : "fault.hours" });
  return z.NEVER;
});

const dates = {
  ...provider,
  ...anyway,
  id: id.optional(),
  from: date,
  until: optionalDate,
  note: text(200),
};

/** Time off over dates (both included), or other hours on them; without a last date it is one day. */
export const exceptionInput = z
  .discriminatedUnion("kind", [
    z.object({ ...dates, kind: z.literal("off") }),
    z.object({ ...dates, kind: z.literal("hours"), hours: ranges }),
  ])
  .refine(datesInOrder, untilFault)
  .refine(({ from, until }) => (until ?? from) - from <= 366, {
    message: "fault.too_many_days",
    path: ["until"],
  });

export const entryInput = z.object({ ...provider, ...anyway, id });

export const rulesInput = z.object({
  ...provider,
  ...anyway,
  zone: z.string().trim().refine(isZone, "fault.zone"),
  bufferBefore: span(240),
  bufferAfter: span(240),
  notice: optionalSpan(43_200),
  cap: optionalSpan(10_080),
});

export const pauseInput = z.object({ ...provider, paused: z.boolean() });
