import { z } from "zod";

const units = { minutes: 1, hours: 60, days: 1_440 } as const;

export type Unit = keyof typeof units;

/** A span as people say it: an amount as typed, and its unit. An empty amount is "none". */
export interface Span {
  readonly amount: string;
  readonly unit: Unit;
}

/** The largest unit up to `largest` that says a span of minutes in whole numbers; `null` is nothing, in hours. */
export function toSpan(minutes: number | null, largest: Unit = "days"): Span {
  if (minutes === null) return { amount: "", unit: "hours" };
  const unit = (["days", "hours"] as const).find(
    (name) => minutes > 0 && minutes % units[name] === 0 && units[name] <= units[largest],
  );
  return { amount: String(minutes / units[unit ?? "minutes"]), unit: unit ?? "minutes" };
}

const typedSpan = z.object({
  amount: z.string().trim(),
  unit: z.string().pipe(z.enum(["minutes", "hours", "days"])),
});

/** Whole minutes of a typed span, NaN when it is none: a decimal point or comma is taken, as long as whole minutes come of it. */
function toMinutes({ amount, unit }: Span): number {
  if (!/^\d{1,6}([.,]\d{1,2})?$/.test(amount)) return Number.NaN;
  const minutes = Number(amount.replace(",", ".")) * units[unit];
  return Math.abs(minutes - Math.round(minutes)) < 1e-6 ? Math.round(minutes) : Number.NaN;
}

/** A span that must be given, in minutes from `min` to `max`. */
export const span = (max: number, min = 0) =>
  typedSpan.transform((typed, context) => {
    const minutes = toMinutes(typed);
    if (typed.amount !== "" && minutes >= min && minutes <= max) return minutes;
    context.addIssue({ code: "custom", message: faultOf(typed, minutes, max) });
    return z.NEVER;
  });

/** The same, where nothing typed means no limit: `null`. */
export const optionalSpan = (max: number, min = 0) =>
  typedSpan.transform((typed, context) => {
    if (typed.amount === "") return null;
    const minutes = toMinutes(typed);
    if (minutes >= min && minutes <= max) return minutes;
    context.addIssue({ code: "custom", message: faultOf(typed, minutes, max) });
    return z.NEVER;
  });

function faultOf({ amount }: Span, minutes: number, max: number): string {
  if (amount === "") return "fault.required";
  if (Number.isNaN(minutes)) return "fault.span";
  return minutes > max ? "fault.span_long" : "fault.span_short";
}
