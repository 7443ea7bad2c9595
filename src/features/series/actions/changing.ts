import { action, belongs, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { currentCommunity } from "../../communities/load.ts";
import { endMeeting } from "../../meetings/ending.ts";
import { meetingFor, record } from "../../meetings/index.ts";
import { refundWhenCancelled } from "../../meetings/rules.ts";
import { announceSeries } from "../announce.ts";
import * as queries from "../queries.ts";
import { cancellable, seenText } from "../rules.ts";
import { cancelInput, confirmInput } from "../schema.ts";

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
