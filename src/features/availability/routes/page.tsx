import { Hono } from "hono";
import { instantOf, minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Community } from "../../communities/community.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import { pause } from "../actions.ts";
import { closingSpans } from "../closings.ts";
import { at } from "../desk.ts";
import { outsideHours } from "../outside.ts";
import { bookedOf, closingsWithin } from "../queries/schedule.ts";
import { readDate } from "../schema.ts";
import { AvailabilityPage } from "../views/page.tsx";
import { weekAround } from "../week.ts";
import { localDate, mondayOf, startOfDate } from "../zones.ts";
import { deskOf, openDesk } from "./desk.ts";

/** When a provider can be met: the page they look at, and the pause. */
export const page = new Hono<CommunityWeb>();

page.get(
  "/availability",
  show("belongs", async (visit, trx, c) => {
    const { actor, community, now } = visit;
    const opened = await openDesk(visit, trx, c);
    if (!opened) {
      const choosing = actor.roles.has("coordinator") && !c.req.query("provider");
      return choosing ? c.redirect(`${community.base}/admin/providers`) : null;
    }
    const { schedule, today } = opened;
    const { zone, id } = schedule.provider;
    const asked = readDate(c.req.query("week") ?? "") ?? today;
    const noon = startOfDate(zone, asked) + 720;
    const [begin, end] = [
      startOfDate(zone, mondayOf(zone, noon)),
      startOfDate(zone, mondayOf(zone, noon) + 7),
    ];
    // What is outside the hours is looked for in all that is to come, and the week may be long past.
    const booked = await bookedOf(
      trx,
      { providerId: id, reader: actor.id },
      instantOf(Math.min(begin, minuteOf(now))),
      null,
    );
    const week = weekAround(noon, {
      schedule,
      booked: booked.filter((meeting) => meeting.start < end && begin < meeting.end),
      closings: await closingsOf(trx, community, begin, end),
    });
    const coming = booked.filter((meeting) => meeting.end > minuteOf(now));
    return (
      <AvailabilityPage page={visit.page} {...opened} week={week} outside={outsideHours(schedule, coming)} />
    );
  }),
);

async function closingsOf(trx: Scoped, { zone }: Community, from: number, to: number) {
  const found = await closingsWithin(trx, localDate(zone, from), localDate(zone, to));
  return found.map((closing) => ({
    name: closing.name,
    spans: closingSpans([[closing.from, closing.until]], { zone, from, to }),
  }));
}

page.post(
  "/availability/pause",
  submit("belongs", async (visit, form, c) => {
    const desk = deskOf(visit, c);
    const paused = form.text("paused") === "on";
    const outcome = await pause(c.get("platform"), visit.actor, { providerId: desk.providerId, paused });
    if (!outcome.ok) return null;
    return goOn(c, at(desk), paused ? "notice.availability.paused" : "notice.availability.resumed");
  }),
);
