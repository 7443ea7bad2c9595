import type { Context } from "hono";
import { z } from "zod";
import type { Refusal } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { inCommunity } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import { type Returned, returned } from "../../admin/index.ts";
import type { CommunityWeb } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { rangeText } from "../clock.ts";
import { datesText } from "../dates.ts";
import { at, type Desk } from "../desk.ts";
import * as policy from "../policy.ts";
import { type Booked, bookedOf, type Schedule, scheduleOf } from "../queries/schedule.ts";
import type { HoursFormProps } from "../views/form-frame.tsx";
import { localDate } from "../zones.ts";

/** A provider's availability, found through who asks. */
export interface Opened {
  readonly desk: Desk;
  readonly schedule: Schedule;
  readonly mine: boolean;
  readonly mayChange: boolean;
  /** Days since 1970-01-01, in the provider's zone. */
  readonly today: number;
  readonly meetingPath: (id: string) => string;
}

/** Whose availability an address is about; `null` when it is nobody's, or none of the visitor's business. */
export async function openDesk(visit: Visit, trx: Scoped, c: Context<CommunityWeb>): Promise<Opened | null> {
  const { actor, community, now } = visit;
  const id = policy.subjectOf(actor, c.req.query("provider"));
  const schedule = id ? await scheduleOf(trx, id) : null;
  if (!schedule) return null;
  return {
    schedule,
    desk: deskOf(visit, c),
    mine: id === actor.id,
    mayChange: policy.mayChange(actor, schedule.provider),
    today: localDate(schedule.provider.zone, minuteOf(now)),
    meetingPath: (meeting) => `${community.base}/meetings/${meeting}`,
  };
}

/** The desk an address is about, whether or not there is such a provider. */
export function deskOf({ actor, community }: Visit, c: Context<CommunityWeb>): Desk {
  const asked = c.req.query("provider");
  return {
    root: `${community.base}/availability`,
    providerId: asked && asked !== actor.id ? asked : undefined,
  };
}

/** What every form of the desk is shown with. */
export function formProps(
  visit: Visit,
  { desk, schedule, meetingPath }: Opened,
  action: string,
): Omit<HoursFormProps, "form"> {
  return {
    page: visit.page,
    action: at(desk, action),
    back: at(desk),
    idempotencyKey: newId(),
    leaves: [],
    zone: schedule.provider.zone,
    meetingPath,
  };
}

/** A refused form, read again in a transaction of its own: what was typed, what is wrong, and the meetings it would leave outside. */
export function refusedForm<T>(
  visit: Visit,
  c: Context<CommunityWeb>,
  form: Sent,
  refusal: Refusal,
  view: (opened: Opened, form: Returned, leaves: readonly Booked[]) => T,
): Promise<T | null> {
  c.status(422);
  return inCommunity(c.get("platform").db, visit.community.id, async (trx) => {
    const opened = await openDesk(visit, trx, c);
    if (!opened) return null;
    const ids = leftOutside.safeParse(refusal.details).data?.ids ?? [];
    const about = { providerId: opened.schedule.provider.id, reader: visit.actor.id };
    const booked = ids.length > 0 ? await bookedOf(trx, about, visit.now, null) : [];
    const leaves = booked.filter(({ id }) => ids.includes(id));
    return view(opened, withOverlap(visit, opened, returned(visit.t, form, refusal), refusal), leaves);
  });
}

const leftOutside = z.object({ ids: z.array(z.string()) });
const weekday = z.literal([0, 1, 2, 3, 4, 5, 6]);
const keptHours = z.object({ kept: z.object({ day: weekday, start: z.number(), end: z.number() }) });
const keptDates = z.object({ kept: z.object({ from: z.number(), until: z.number() }) });

/** Says which entry is in the way, beside the field. */
function withOverlap(
  { t }: Visit,
  { today }: Opened,
  form: Returned,
  { reason, details }: Refusal,
): Returned {
  if (reason !== "overlaps") return form;
  const hours = keptHours.safeParse(details).data?.kept;
  const dates = keptDates.safeParse(details).data?.kept;
  const faults = {
    ...(hours && {
      start: t("availability.fault.hours", {
        day: t(`day.${hours.day}`),
        time: rangeText(hours.start, hours.end),
      }),
    }),
    ...(dates && {
      from: t("availability.fault.dates", { dates: datesText(dates.from, dates.until, today) }),
    }),
  };
  return { ...form, faults };
}
