import { z } from "zod";
import { isCurrency } from "#platform/money.ts";
import { optionalSpan, span } from "../admin/durations.ts";
import { line, oneOf, text, whole } from "../admin/fields.ts";
import { isZone } from "../visits/visit.ts";

/** The IANA name of a zone the runtime knows. */
export const zone = z.string().trim().refine(isZone, "fault.zone");

const minuteOfHour = z
  .string()
  .regex(/^\d{1,2}$/)
  .transform(Number)
  .pipe(z.number().max(59));

const startMinutes = z
  .array(minuteOfHour)
  .min(1)
  .transform((minutes) => [...new Set(minutes)].sort((a, b) => a - b));

const days = (max: number) =>
  z
    .string()
    .trim()
    .refine((typed) => /^\d{1,4}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= max, "fault.days")
    .transform(Number);

/** How the enrollment changes what members are offered, and where it comes from. */
export const enrollmentEffect = oneOf(["off", "first", "only"]);
export const enrollmentSource = oneOf(["file", "feed"]);

/** Who missed so many meetings within so many days is paused; switched off, what stands in its fields does not matter. */
const noShowRule = z.discriminatedUnion("on", [
  z.object({ on: z.literal(false) }).transform(() => null),
  z
    .object({ on: z.literal(true), times: whole(1, 20), withinDays: days(366), pauseDays: days(366) })
    .transform(({ times, withinDays, pauseDays }) => ({ times, withinDays, pauseDays })),
]);

/** The settings form, in the units people think in. Spans become minutes. What must be held at all is held for five minutes at least. */
export const settingsInput = z.object({
  name: line(120),
  zone,
  visibility: oneOf(["open", "listed"]),
  whoMayBook: oneOf(["everyone", "listed"]),
  leadMinutes: span(43_200),
  horizonDays: days(366),
  startMinutes,
  confirmation: oneOf(["automatic", "provider"]),
  memberDayMinutes: optionalSpan(1_440, 5),
  memberWeekMinutes: optionalSpan(10_080, 5),
  providerWeekMinutes: optionalSpan(10_080, 5),
  changeNoticeMinutes: span(43_200),
  enrollmentEffect,
  membersEditServices: z.boolean(),
  skipSingleChoices: z.boolean(),
  contact: text(500),
  supportEmail: text(254)
    .toLowerCase()
    .refine((typed) => typed === "" || z.email().safeParse(typed).success, "invalid_format"),
  modules: z.object({
    requests: z.boolean(),
    payments: z.boolean(),
    groups: z.boolean(),
    rooms: z.boolean(),
    points: z.boolean(),
  }),
  answerMinutes: span(43_200, 5),
  requestDays: days(366),
  proposalHoldMinutes: span(20_160, 5),
  offerMinutes: span(20_160, 5),
  noShowRule,
  smallestGroup: whole(5, 100),
  currency: z.string().refine(isCurrency, "invalid_value"),
  paymentHoldMinutes: span(20_160, 5),
  refundMinutes: span(43_200),
});

export const enrollmentInput = z.object({ source: enrollmentSource, effect: enrollmentEffect });

const word = z.object({
  one: line(40),
  many: line(40),
  article: oneOf(["", "a", "an"]).transform((article) => article || undefined),
});

/** The language form: one word for each of the four. */
export const wordsInput = z.object({ provider: word, service: word, member: word, meeting: word });
