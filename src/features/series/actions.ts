import { randomBytes } from "node:crypto";
import { action, belongs, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { askAvailability } from "../availability/index.ts";
import * as policy from "../booking/policy.ts";
import { insertMeeting } from "../booking/queries.ts";
import { readyToBook } from "../booking/ready.ts";
import { firstState } from "../booking/rules.ts";
import { currentCommunity } from "../communities/load.ts";
import { endMeeting } from "../meetings/ending.ts";
import { lockTimes, meetingFor, record } from "../meetings/index.ts";
import { refundWhenCancelled } from "../meetings/rules.ts";
import { settleTaken, takeKept } from "../waits/taking.ts";
import { announceSeries } from "./announce.ts";
import { planOf, reachOf } from "./plan.ts";
import * as queries from "./queries.ts";
import { cancellable, seenText } from "./rules.ts";
import { cancelInput, confirmInput, seriesInput } from "./schema.ts";

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

/**
 * Cancels the rest of a series from one of its meetings on, or all that is still to come of it; what this person may not cancel
 * any more stays. Gives how many are off and how many stay. Refuses: gone, too_late when none may be cancelled, over when there is
 * none, and changed when it is not what was on the screen.
 */
export const cancelSeries = action({
  name: "series.cancel",
  may: belongs,
  input: cancelInput,
  async run({ actor, input, trx, now, jobs }) {
    const meeting = await meetingFor(trx, actor, input.meetingId);
    const community = await currentCommunity(trx, actor.communityId);
    const all = meeting ? await queries.lockSeriesOf(trx, meeting.id) : [];
    const from = all.find(({ id }) => id === meeting?.id);
    if (!meeting || !from) return refuse("gone");
    const { provider, members } = meeting;
    const asked = { from, part: input.part, provider, members, actor, settings: community.settings };
    const { cancels, stays } = cancellable(all, { ...asked, now: minuteOf(now) });
    if (seenText(cancels) !== input.seen) return refuse("changed");
    if (cancels.length === 0) return refuse(stays.length > 0 ? "too_late" : "over");

    const { communityId, id: by } = actor;
    const minute = minuteOf(now);
    // Locked in one order, as everybody does who locks several.
    for (const one of cancels.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const ended = await endMeeting(trx, jobs, {
        communityId,
        meetingId: one.id,
        version: one.version,
        kind: "cancelled",
        by,
        now,
        reason: input.reason,
        refund: refundWhenCancelled({ ...one, provider, members }, actor, community.settings, minute),
        toldTogether: true,
      });
      if (!ended) return refuse("changed");
    }
    await announceSeries(trx, jobs, {
      communityId,
      meetingIds: cancels.map(({ id }) => id),
      happened: "cancelled",
      by,
      once: newId(),
      reason: input.reason,
    });
    return ok({ cancelled: cancels.length, stay: stays.length });
  },
});

/** The provider agrees to everything of a series that waits for it. Gives how many there are. Refuses: gone, not_yours, changed. */
export const confirmSeries = action({
  name: "series.confirm",
  may: belongs,
  input: confirmInput,
  async run({ actor, input, trx, now, jobs }) {
    const meeting = await meetingFor(trx, actor, input.meetingId);
    if (!meeting) return refuse("gone");
    if (meeting.provider.id !== actor.id) return refuse("not_yours");
    const all = await queries.lockSeriesOf(trx, meeting.id);
    const waiting = all.filter(({ state, end }) => state === "pending" && end > minuteOf(now));
    const confirmed = await queries.confirmAll(
      trx,
      waiting.map(({ id }) => id),
    );
    if (confirmed.length === 0) return refuse("changed");
    const { communityId, id: by } = actor;
    for (const meetingId of confirmed)
      await record(trx, { communityId, id: newId(), meetingId, kind: "confirmed", by, at: now });
    const meetingIds = waiting.map(({ id }) => id).filter((id) => confirmed.includes(id));
    await announceSeries(trx, jobs, { communityId, meetingIds, happened: "booked", by, once: newId() });
    return ok({ confirmed: confirmed.length });
  },
});
