import { Hono } from "hono";
import { minuteOf } from "#platform/clock.ts";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import type { FormState } from "#ui/forms.tsx";
import { faultWords } from "../../../words/faults.ts";
import { readDate } from "../../availability/schema.ts";
import { stepPath } from "../../booking/path.ts";
import { mayBookService } from "../../booking/rules.ts";
import { displayName } from "../../people/person.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { startWaiting } from "../actions.ts";
import { waitPaths } from "../paths.ts";
import { readWindow } from "../reading.ts";
import { availabilityOf } from "../suiting.ts";
import { NewWaitPage } from "../views/new.tsx";

/** Saying what one waits for. */
export const wishing = new Hono<CommunityWeb>();

/** A wish as a form has it. */
interface Wish {
  format: string;
  service: string;
  provider: string;
  which: string;
  at: string;
  from: string;
  until: string;
}

/** Reads a wish out of an address or a form. What is no start, in epoch minutes, is none. */
const wishIn = (field: (name: string) => string): Wish => ({
  format: field("format"),
  service: field("service"),
  provider: field("provider"),
  which: field("which") || "days",
  at: /^\d{1,9}$/.test(field("at")) ? field("at") : "",
  from: field("from"),
  until: field("until"),
});

wishing.get(
  "/waits/new",
  show("belongs", (visit, trx, c) => {
    const wish = wishIn((name) => c.req.query(name) ?? "");
    const which = wish.at ? "exact" : "days";
    return newPage(visit, trx, { ...wish, which, ...daysFor(visit, wish) });
  }),
);

/** The days to begin with: that of the time that is gone, those that were looked at, or the next two weeks. */
function daysFor({ zone, now }: Visit, { at, from, until }: Pick<Wish, "at" | "from" | "until">) {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  if (!at && readDate(from) !== null && readDate(until) !== null && until >= today.toString())
    return { from: from < today.toString() ? today.toString() : from, until };
  if (!at) return { from: today.toString(), until: today.add({ days: 13 }).toString() };
  const day = Temporal.Instant.fromEpochMilliseconds(Number(at) * 60_000)
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  return { from: day.toString(), until: day.toString() };
}

interface Again {
  faults?: FormState["faults"];
  refusal?: string;
  /** Starts that are free already, in epoch minutes. */
  free?: readonly number[];
}

async function newPage(
  visit: Visit,
  trx: Scoped,
  wish: Wish,
  { faults = {}, refusal, free = [] }: Again = {},
) {
  const { page, community, actor, now } = visit;
  if (!isId(wish.format) || !isId(wish.service)) return null;
  const today = { from: minuteOf(now), until: minuteOf(now) + 1 };
  const asked = { formatId: wish.format, serviceId: wish.service, providerId: null, ...today };
  const availability = await availabilityOf({ trx, community, now }, asked, actor.id);
  if (!availability || !mayBookService(community.settings, availability.service)) return null;
  const { format, service, providers } = availability;
  const steps = { format: format.id, service: service.id };
  const { provider, ...hidden } = { ...steps, at: wish.at, provider: wish.provider };
  return (
    <NewWaitPage
      page={page}
      back={stepPath(community.base, steps)}
      action={waitPaths(community.base).list}
      what={{ format: format.name, service: service.code }}
      minutes={format.minutes}
      providers={providers.map((one) => ({ id: one.id, name: displayName(one) }))}
      hidden={providers.length > 1 ? hidden : { ...hidden, provider }}
      at={wish.at ? Number(wish.at) : null}
      form={{ values: { ...wish }, faults }}
      refusal={refusal}
      free={free.map((at) => ({
        at,
        path: stepPath(community.base, { ...steps, at, ...(wish.provider && { provider: wish.provider }) }),
      }))}
      offerMinutes={community.settings.offerMinutes}
    />
  );
}

wishing.post(
  "/waits",
  submit("belongs", async (visit, form, c) => {
    const platform = c.get("platform");
    const { community, actor, t, zone } = visit;
    const wish = wishIn(form.text);
    const again = (more: Again) => {
      c.status(422);
      return inCommunity(platform.db, community.id, (trx) => newPage(visit, trx, wish, more));
    };
    const read = readWindow(wish, zone);
    if (!read.ok) return again({ faults: faultWords(t, read.fields) });
    const input = {
      formatId: wish.format,
      serviceId: wish.service,
      providerId: wish.provider || null,
      ...read.window,
    };
    const started = await startWaiting(platform, actor, input);
    if (started.ok)
      return goOn(c, waitPaths(community.base).wait(started.value.waitId), "notice.waits.started");
    const { reason, fields, details } = started;
    if (reason === "gone" || reason === "not_allowed") return null;
    if (reason === "invalid") return again({ faults: faultWords(t, fields) });
    const free = Array.isArray(details?.starts) ? details.starts.map(Number) : [];
    return again({ refusal: t(`refusal.${reason}`), free });
  }),
);
