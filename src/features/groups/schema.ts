import { z } from "zod";
import { isId } from "#platform/ids.ts";
import { asWritten } from "#platform/text.ts";
import { mostWeeks } from "../series/weeks.ts";

/** The longest texts, in characters, and the most people a group takes. */
export const longest = { name: 120, topic: 120, focus: 120, description: 4_000, reason: 500 } as const;
export const mostSeats = 1_000;

const short = z.string().max(60);

/** A line has no line ends, however it was sent. */
const line = (most: number) =>
  z
    .string()
    .transform((text) => asWritten(text).replaceAll(/\s+/g, " "))
    .refine((text) => text.length <= most, "too_big");

const whole = (from: number, to: number, fault: string) =>
  z
    .string()
    .trim()
    .refine((typed) => /^\d{1,4}$/.test(typed) && Number(typed) >= from && Number(typed) <= to, fault)
    .transform(Number);

const https = z
  .string()
  .trim()
  .max(1_000)
  .refine((text) => text === "" || (text.startsWith("https://") && URL.canParse(text)), "groups.link");

/** A group meeting as its form sends it. Date and time are those of its host's clock. */
const groupFields = {
  name: line(longest.name).refine((text) => text.length > 0, "required"),
  topic: line(longest.topic),
  focus: line(longest.focus),
  description: z
    .string()
    .transform(asWritten)
    .refine((text) => text.length <= longest.description, "too_big"),
  /** "" names no experience. */
  experienceId: z.union([z.literal(""), z.guid()]),
  coHosts: z.array(z.guid()).max(20, "groups.coHosts.many"),
  date: short,
  time: short,
  minutes: short,
  /** "room": online in a room of ours; "link": online elsewhere; or the id of a location. */
  where: z.string().refine((text) => text === "room" || text === "link" || isId(text), "required"),
  link: https,
  seats: whole(1, mostSeats, "groups.seats"),
  price: z.string().max(40),
  private: z.boolean(),
  /** Although the community is closed then. */
  anyway: z.boolean(),
};

export const planInput = z.object({
  ...groupFields,
  hostId: z.guid("required"),
  formatId: z.guid("required"),
  /** How many weeks in a row; 1 is once. */
  weeks: whole(1, mostWeeks, "groups.weeks"),
  /** The starts of a series that were seen not to be free and are left out; epoch minutes, separated by commas. */
  without: z
    .string()
    .max(1_000)
    .transform((text) => new Set(text.split(",").flatMap((part) => (part === "" ? [] : [Number(part)])))),
});

export const changeInput = z.object({
  ...groupFields,
  id: z.guid(),
  /** The version that was on the screen. */
  version: z.coerce.number().int(),
  /** Whether what it is about and how it is described changes for those of its series that come after it as well. */
  rest: z.boolean(),
});

export type TypedPlan = z.output<typeof planInput>;
export type TypedChange = z.output<typeof changeInput>;

/** Which of a series: this one alone, this and those after it, or all that are not over. */
export const extents = ["one", "rest", "all"] as const;
export type Extent = (typeof extents)[number];

export const cancelInput = z.object({
  id: z.guid(),
  version: z.coerce.number().int(),
  extent: z.enum(extents),
  reason: z
    .string()
    .transform(asWritten)
    .refine((text) => text.length <= longest.reason, "too_big"),
});
