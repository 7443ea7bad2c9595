import { Hono } from "hono";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { zoneName } from "#ui/when.ts";
import { pausedPage } from "../../attendance/pausing.tsx";
import { localMinute } from "../../availability/index.ts";
import {
  type Complete,
  isComplete,
  lastSteps,
  nowhere,
  reviewPath,
  stepPath,
  weeksPath,
} from "../../booking/path.ts";
import { step } from "../../booking/routes.tsx";
import { displayName } from "../../people/person.ts";
import { type CommunityWeb, goOn, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { bookSeries } from "../actions/booking.ts";
import type { Plan } from "../plan.ts";
import { type Found, planFor, weeksAhead } from "../planning.ts";
import { WeeksPage } from "../views/weeks.tsx";
import { fewestWeeks, mostWeeks } from "../weeks.ts";

/** The steps of a booking that are there where a format is given every week: for how long, and taking them all at once. */
export const weekly = new Hono<CommunityWeb>();

weekly.get(
  `${lastSteps}/weeks`,
  step("belongs", async (visit, trx, steps) => {
    if (!isComplete(steps)) return null;
    const { base } = visit.community;
    const next = (weeks: number) => stepPath(base, { ...steps, weeks });
    return weeksPage(visit, trx, steps, { next });
  }),
);

interface Shown {
  /** Where it goes on. */
  readonly next: (weeks: number) => string;
  readonly news?: { text: string; kept: boolean };
}

async function weeksPage(visit: Visit, trx: Scoped, steps: Complete, { next, news }: Shown) {
  const { page, community } = visit;
  const { base } = community;
  const weeks = steps.weeks && steps.weeks <= mostWeeks ? Math.max(steps.weeks, fewestWeeks) : null;
  const found = await planFor(trx, visit, steps, weeks ?? 1);
  if (!found) return null;
  const { plan, minutes } = found;
  const most = Math.max(weeksAhead(visit, steps.at), weeks ?? 0);
  return (
    <WeeksPage
      page={page}
      back={stepPath(base, { ...steps, location: undefined, weeks: undefined })}
      action={weeksPath(base, { ...steps, weeks: undefined, draft: undefined, wait: undefined })}
      hidden={{ draft: steps.draft, wait: steps.wait }}
      choices={Array.from({ length: most - fewestWeeks + 1 }, (_, i) => fewestWeeks + i)}
      result={weeks ? { weeks, minutes, all: plan.all, free: plan.free.length, next: next(weeks) } : null}
      news={news}
      clocks={clocksOf(visit, found)}
      otherTimes={stepPath(base, { ...steps, at: undefined, weeks: undefined, wait: undefined })}
    />
  );
}

/** Said only to a reader on whose clock the meetings are not at one time of day. */
function clocksOf({ zone, now, t }: Visit, { plan, provider }: Found): string | null {
  return changesFor(zone, plan)
    ? t("series.weeks.clocks", {
        name: displayName(provider),
        zone: zoneName(plan.zone, now).replace(/ \(.*/, ""),
      })
    : null;
}

const changesFor = (zone: string, { all }: Plan): boolean =>
  new Set(all.filter(({ skipped }) => !skipped).map(({ start }) => localMinute(zone, start))).size > 1;

weekly.post(
  "/book/weekly",
  submit("belongs", async (visit, form, c) => {
    const platform = c.get("platform");
    const { community, actor, t } = visit;
    const { base } = community;
    const location = form.text("location");
    const steps: Complete = {
      format: form.text("format"),
      service: form.text("service"),
      at: Number(form.text("at")),
      provider: form.text("provider"),
      location,
      weeks: Number(form.text("weeks")),
      draft: form.text("draft") || undefined,
      wait: form.text("wait") || undefined,
    };
    const input = {
      formatId: steps.format,
      serviceId: steps.service,
      providerId: steps.provider,
      locationId: location === nowhere ? null : location,
      at: steps.at,
      weeks: steps.weeks ?? 0,
      starts: form.text("starts").split(" ").map(Number),
      draftId: steps.draft,
      waitId: steps.wait,
    };
    const idempotencyKey = form.text("key") || undefined;
    const booked = await bookSeries(platform, actor, input, { idempotencyKey });
    if (booked.ok) {
      const automatic = community.settings.confirmation === "automatic";
      const path = `${base}/meetings/${booked.value.meetingId}`;
      return goOn(c, path, automatic ? "notice.series.booked" : "notice.series.asked");
    }
    if (booked.reason === "invalid" || booked.reason === "gone") return null;
    if (booked.reason === "unanswered") return c.redirect(stepPath(base, steps), 303);
    if (booked.reason === "paused") {
      c.status(409);
      return pausedPage(visit, booked);
    }
    const text =
      booked.reason === "slot_taken"
        ? takenText(visit, booked.details?.taken)
        : t(`refusal.${booked.reason}`);
    c.status(409);
    const onward = booked.reason === "offer_over" ? { ...steps, wait: undefined } : steps;
    // What is free is looked at anew, after the one who won has committed.
    return inCommunity(platform.db, community.id, (trx) =>
      weeksPage(visit, trx, onward, {
        next: (weeks) => reviewPath(base, { ...onward, weeks }),
        news: { text, kept: steps.draft !== undefined },
      }),
    );
  }),
);

function takenText({ t }: Visit, taken: unknown): string {
  return t("series.weeks.taken", { count: Array.isArray(taken) ? taken.length : 1 });
}
