import { z } from "zod";
import { action, belongs, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { currentCommunity } from "../communities/load.ts";
import { announce } from "./announce.ts";
import { endMeeting } from "./ending.ts";
import * as queries from "./queries.ts";
import { mayChange, refundWhenCancelled } from "./rules.ts";

const id = z.guid();
const version = z.coerce.number().int();

/** Ends a meeting and frees everybody's time. Refuses: gone, over, cancelled, too_late (the notice members keep), changed. */
export const cancelMeeting = action({
  name: "meetings.cancel",
  may: belongs,
  input: z.object({ meetingId: id, version, reason: z.string().trim().max(500) }),
  async run({ actor, input, trx, now, jobs }) {
    const meeting = await queries.meetingFor(trx, actor, input.meetingId);
    if (!meeting) return refuse("gone");
    const community = await currentCommunity(trx, actor.communityId);
    const minute = minuteOf(now);
    const verdict = mayChange(meeting, actor, community.settings, minute);
    if (verdict !== "may") return refuse(verdict);

    const ended = await endMeeting(trx, jobs, {
      communityId: actor.communityId,
      meetingId: meeting.id,
      version: input.version,
      kind: "cancelled",
      by: actor.id,
      now,
      reason: input.reason,
      refund: refundWhenCancelled(meeting, actor, community.settings, minute),
    });
    if (!ended) return refuse("changed");
    return ok({ meetingId: meeting.id });
  },
});

/** The provider agrees to a meeting that was asked for. Refuses: gone, changed, and not_yours to anybody but the provider. */
export const confirmMeeting = action({
  name: "meetings.confirm",
  may: belongs,
  input: z.object({ meetingId: id, version }),
  async run({ actor, input, trx, now, jobs }) {
    const meeting = await queries.meetingFor(trx, actor, input.meetingId);
    if (!meeting) return refuse("gone");
    if (meeting.provider.id !== actor.id) return refuse("not_yours");
    if (!(await queries.confirm(trx, meeting.id, input.version))) return refuse("changed");
    const told = {
      communityId: actor.communityId,
      meetingId: meeting.id,
      by: actor.id,
      version: input.version + 1,
    };
    await queries.record(trx, { ...told, id: newId(), at: now, kind: "confirmed" });
    await announce(trx, jobs, { ...told, happened: "booked" });
    return ok({ meetingId: meeting.id });
  },
});
