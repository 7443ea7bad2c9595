import { randomBytes } from "node:crypto";
import { action, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { askAvailability } from "../../availability/index.ts";
import * as policy from "../../booking/policy.ts";
import { insertMeeting } from "../../booking/queries.ts";
import { readyToBook } from "../../booking/ready.ts";
import { firstState } from "../../booking/rules.ts";
import { lockTimes } from "../../meetings/index.ts";
import { settleTaken, takeKept } from "../../waits/taking.ts";
import { announceSeries } from "../announce.ts";
import { planOf, reachOf } from "../plan.ts";
import * as queries from "../queries.ts";
import { seriesInput } from "../schema.ts";

/**
 * A member takes the same time with a provider for several weeks: exactly the starts that were on the screen, all of them or none.
 * Gives the first meeting's id and how many there are. Refuses as `bookMeeting`, and slot_taken with `details.taken`, the starts
 * that are not free any more.
 */
export const bookSeries = action({
  name: "series.book",
  may: policy.book,
  input: seriesInput,
  async run({ actor, input, trx, now, jobs }) {
    const ready = await readyToBook(trx, actor, input, now);
    if (!ready.ok) return ready;
    const { memberId, community, format, service } = ready.value;
    if (format.rhythm !== "weekly") return refuse("gone");
    const { providerId, locationId, weeks } = input;

    // Until the end of the transaction nobody else decides about these two and this place; only then are the times read.
    if (input.waitId) {
      const kept = { ...input, waitId: input.waitId, memberId, start: input.at, now };
      if (!(await takeKept(trx, kept))) return refuse("offer_over");
    } else await lockTimes(trx, [memberId, providerId, locationId]);
    const availability = await askAvailability(trx, {
      community,
      format,
      serviceId: service.id,
      providerIds: [providerId],
      memberId,
      ...reachOf(input.at, weeks),
      now: minuteOf(now),
    });
    const plan = availability && planOf(availability, { providerId, locationId, first: input.at, weeks });
    if (!plan) return refuse("gone");
    const taken = input.starts.filter((start) => !plan.free.includes(start));
    if (taken.length > 0) return refuse("slot_taken", { details: { taken } });

    const starts = plan.free.filter((start) => input.starts.includes(start));
    const seriesId = newId();
    const { id: communityId } = community;
    await queries.insertSeries(trx, {
      communityId,
      id: seriesId,
      zone: plan.zone,
      weeks,
      by: memberId,
      at: now,
    });
    const state = firstState(community.settings);
    const meetingIds: string[] = [];
    for (const [place, start] of starts.entries()) {
      const id = newId();
      const booked = await insertMeeting(trx, {
        id,
        communityId,
        seriesId,
        serviceId: service.id,
        formatId: format.id,
        providerId,
        memberId,
        locationId,
        start,
        end: start + format.minutes,
        state,
        room: randomBytes(16).toString("hex"),
        bookedBy: memberId,
        eventId: newId(),
        at: now,
        draftId: place === 0 ? ready.value.draftId : null,
        answers: ready.value.answers,
      });
      // The occupancy constraint has the last word, whoever else writes.
      if (!booked) return refuse("slot_taken", { details: { taken: [start] } });
      meetingIds.push(id);
    }
    const [meetingId] = meetingIds;
    if (!meetingId) return refuse("gone");
    if (input.waitId) await settleTaken(trx, { communityId, waitId: input.waitId, memberId, meetingId });
    const happened = state === "final" ? "booked" : "asked";
    await announceSeries(trx, jobs, {
      communityId,
      meetingIds,
      happened,
      by: memberId,
      once: `${seriesId}.1`,
    });
    return ok({ meetingId, count: meetingIds.length });
  },
});
