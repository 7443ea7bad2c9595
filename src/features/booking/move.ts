import { action, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { askAvailability, verdictOn } from "../availability/index.ts";
import { currentCommunity } from "../communities/load.ts";
import { announce, free, lockTimes, mayChange, meetingFor, move, occupy, record } from "../meetings/index.ts";
import { timeFreed } from "../waits/news.ts";
import * as policy from "./policy.ts";
import { moveInput } from "./schema.ts";

/**
 * Gives a meeting another free time with the same people. `at` is the new start in epoch minutes. The time is judged as if the
 * meeting were not there, so that it can be moved by half its length. Refuses as `cancelMeeting`, and slot_taken with the rules.
 */
export const moveMeeting = action({
  name: "booking.move",
  may: policy.book,
  input: moveInput,
  async run({ actor, input, trx, now, jobs }) {
    const meeting = await meetingFor(trx, actor, input.meetingId);
    const member = meeting?.members[0];
    // What was agreed on in a proposal is of no service, and has no free times to move to.
    if (!meeting?.service || !member) return refuse("gone");
    const community = await currentCommunity(trx, actor.communityId);
    const may = mayChange(meeting, actor, community.settings, minuteOf(now));
    if (may !== "may") return refuse(may);

    await lockTimes(trx, [meeting.provider.id, member.id, input.locationId]);
    if (!(await free(trx, meeting.id, input.version, now))) return refuse("changed");
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
    await move(trx, meeting.id, { start: input.at, end, locationId: input.locationId });
    const told = {
      communityId: actor.communityId,
      meetingId: meeting.id,
      by: actor.id,
      version: input.version + 1,
    };
    await record(trx, {
      ...told,
      id: newId(),
      at: now,
      kind: "moved",
      detail: { from: String(meeting.start) },
    });
    await announce(trx, jobs, { ...told, happened: "moved" });
    await timeFreed(trx, jobs, actor.communityId);
    return ok({ meetingId: meeting.id });
  },
});
