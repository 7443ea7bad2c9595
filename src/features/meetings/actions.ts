import { z } from "zod";
import { type Actor, action, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { askAvailability, verdictOn } from "../availability/index.ts";
import { lockTimes, occupy } from "../booking/times.ts";
import { currentCommunity } from "../communities/load.ts";
import { announce } from "./announce.ts";
import * as queries from "./queries.ts";
import { mayChange } from "./rules.ts";

const belongs = (actor: Actor): boolean => actor.id !== null;
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
    const verdict = mayChange(meeting, actor, community.settings, minuteOf(now));
    if (verdict !== "may") return refuse(verdict);

    if (!(await queries.cancel(trx, meeting.id, input.version, now))) return refuse("changed");
    const told = {
      communityId: actor.communityId,
      meetingId: meeting.id,
      by: actor.id,
      version: input.version + 1,
    };
    await queries.record(trx, { ...told, id: newId(), kind: "cancelled", detail: { reason: input.reason } });
    await announce(trx, jobs, { ...told, happened: "cancelled" });
    return ok({ meetingId: meeting.id });
  },
});

/**
 * Gives a meeting another free time with the same people. `at` is the new start in epoch minutes. The time is judged as if the
 * meeting were not there, so that it can be moved by half its length. Refuses as `cancelMeeting`, and slot_taken with the rules.
 */
export const moveMeeting = action({
  name: "meetings.move",
  may: belongs,
  input: z.object({ meetingId: id, version, at: z.number().int(), locationId: id.nullable() }),
  async run({ actor, input, trx, now, jobs }) {
    const meeting = await queries.meetingFor(trx, actor, input.meetingId);
    const member = meeting?.members[0];
    if (!meeting || !member) return refuse("gone");
    const community = await currentCommunity(trx, actor.communityId);
    const may = mayChange(meeting, actor, community.settings, minuteOf(now));
    if (may !== "may") return refuse(may);

    await lockTimes(trx, [meeting.provider.id, member.id, input.locationId]);
    if (!(await queries.free(trx, meeting.id, input.version, now))) return refuse("changed");
    const availability = await askAvailability(trx, {
      community,
      format: meeting.format,
      serviceId: meeting.service.id,
      providerIds: [meeting.provider.id],
      memberId: member.id,
      from: input.at,
      to: input.at + 1,
      now: minuteOf(now),
      movedMeetingId: meeting.id,
    });
    if (!availability) return refuse("gone");
    const verdict = verdictOn(availability, meeting.provider.id, input.at, input.locationId);
    if (!verdict.free) return refuse("slot_taken", { details: { rules: verdict.rules } });

    const end = input.at + (meeting.end - meeting.start);
    const persons = [meeting.provider.id, member.id];
    const taken = await occupy(trx, {
      communityId: actor.communityId,
      meetingId: meeting.id,
      persons,
      start: input.at,
      end,
    });
    if (!taken) return refuse("slot_taken", { details: { rules: ["busy"] } });
    await queries.move(trx, meeting.id, { start: input.at, end, locationId: input.locationId });
    const told = {
      communityId: actor.communityId,
      meetingId: meeting.id,
      by: actor.id,
      version: input.version + 1,
    };
    await queries.record(trx, {
      ...told,
      id: newId(),
      kind: "moved",
      detail: { from: String(meeting.start) },
    });
    await announce(trx, jobs, { ...told, happened: "moved" });
    return ok({ meetingId: meeting.id });
  },
});

/** The provider agrees to a meeting that was asked for. Refuses: gone, changed, and not_yours to anybody but the provider. */
export const confirmMeeting = action({
  name: "meetings.confirm",
  may: belongs,
  input: z.object({ meetingId: id, version }),
  async run({ actor, input, trx, jobs }) {
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
    await queries.record(trx, { ...told, id: newId(), kind: "confirmed" });
    await announce(trx, jobs, { ...told, happened: "booked" });
    return ok({ meetingId: meeting.id });
  },
});
