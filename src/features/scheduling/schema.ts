import { z } from "zod";
import { isZone } from "../visits/visit.ts";

const short = z.string().max(40);

/** When and where, as a form sends it: what it means depends on the zone beside it. */
const timeFields = {
  date: short,
  time: short,
  minutes: short,
  /** null: no place is named. */
  locationId: z.guid().nullable(),
  /** IANA zone on whose clock date and time are. */
  zone: z.string().max(60).refine(isZone, "fault.zone"),
  /** Although the community is closed then. */
  anyway: z.boolean(),
};

export const scheduleInput = z.object({
  proposalId: z.guid(),
  name: z.string().trim().min(1, "required").max(120),
  formatId: z.guid("required"),
  price: short,
  ...timeFields,
});

export const rescheduleInput = z.object({
  meetingId: z.guid(),
  /** The version of the meeting that was on the screen. */
  version: z.coerce.number().int(),
  ...timeFields,
});

export type TypedTime = Omit<z.output<typeof rescheduleInput>, "meetingId" | "version">;
export type TypedSchedule = Omit<z.output<typeof scheduleInput>, "proposalId">;
