import { action, belongs, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { touch } from "#platform/live/touch.ts";
import { localDate, startOfDate } from "../availability/index.ts";
import { mayBookService } from "../booking/rules.ts";
import { currentCommunity } from "../communities/load.ts";
import { lockTimes } from "../meetings/occupancy.ts";
import { endOffer, endWaiting, keptBy } from "./line.ts";
import { timeFreed } from "./news.ts";
import { insertWait, openWaits, waitFor } from "./queries.ts";
import { mostWaits } from "./rules.ts";
import { endInput, waitInput } from "./schema.ts";
import { availabilityOf, offerableStarts } from "./suiting.ts";

/**
 * A member waits until a time becomes free, at the end of the line. Gives the wait's id; the same wish twice is one wait. Refuses:
 * gone (format, service, or somebody who does not give it), not_assigned, invalid (a window that is over or too far ahead),
 * too_many_waits, and free_now with the starts that are free already.
 */
export const startWaiting = action({
  name: "waits.start",
  may: belongs,
  input: waitInput,
  async run({ actor, input, trx, now }) {
    const { communityId, id: personId } = actor;
    if (!personId) return refuse("gone");
    const community = await currentCommunity(trx, communityId);
    const { zone, settings } = community;
    const furthest = startOfDate(zone, localDate(zone, minuteOf(now)) + settings.horizonDays + 1);
    const until = Math.min(input.until, furthest);
    if (input.from >= until || until <= minuteOf(now))
      return refuse("invalid", { fields: { until: input.from >= furthest ? "waits.far" : "waits.past" } });
    await lockTimes(trx, [personId]);
    const wait = { ...input, until, personId };
    const availability = await availabilityOf({ trx, community, now }, wait, personId);
    if (!availability) return refuse("gone");
    if (!mayBookService(settings, availability.service)) return refuse("not_assigned");
    if (input.providerId && availability.providers.length === 0) return refuse("gone");
    const starts = offerableStarts(availability);
    if (starts.length > 0) return refuse("free_now", { details: { starts: starts.slice(0, 6) } });

    const open = await openWaits(trx, wait);
    if (open.same) return ok({ waitId: open.same });
    if (open.count >= mostWaits) return refuse("too_many_waits");
    const waitId = newId();
    await insertWait(trx, { ...wait, id: waitId, communityId, at: now });
    await touch(trx, { communityId, people: [personId], about: ["waits"] });
    return ok({ waitId });
  },
});

/** Who waits does so no more, or lets the time go that is kept for them: it goes to the next. Refuses: gone, changed. */
export const endWait = action({
  name: "waits.end",
  may: belongs,
  input: endInput,
  async run({ actor, input: { waitId }, trx, jobs }) {
    const { communityId, id: personId } = actor;
    const wait = await waitFor(trx, actor, waitId);
    if (!personId || !wait) return refuse("gone");
    const provider = await keptBy(trx, wait.id);
    if (provider) await lockTimes(trx, [provider]);
    const ended = provider
      ? (await endOffer(trx, waitId, { overdue: null })) !== null
      : await endWaiting(trx, waitId);
    // It was offered, taken or over at this very moment.
    if (!ended) return refuse("changed");
    if (provider) await timeFreed(trx, jobs, communityId);
    await touch(trx, { communityId, people: [personId], about: ["waits", `wait:${waitId}`] });
    return ok({ kept: provider !== null });
  },
});
