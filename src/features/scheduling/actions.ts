import { action, belongs, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { touch } from "#platform/live/touch.ts";
import { currentCommunity } from "../communities/load.ts";
import { announce, free, lockTimes, mayChange, meetingFor, occupy, record } from "../meetings/index.ts";
import { acceptedProposalFor } from "../proposals/queries.ts";
import { timeFreed } from "../waits/news.ts";
import { agreeOn, payableUntil } from "./agree.ts";
import { choicesFor } from "./choices.ts";
import { faultsOf, obstaclesTo } from "./obstacles.ts";
import { tellOfPayment } from "./owed.ts";
import * as queries from "./queries.ts";
import { readSchedule, readTimeOf } from "./reading.ts";
import { rescheduleInput, scheduleInput } from "./schema.ts";

/**
 * The provider of an accepted proposal sets the time of the meeting. Gives the meeting's id and whether it is final or waits for
 * its payment. Refuses: gone, scheduled already (one coming meeting a proposal, `details.meetingId`), invalid with what is wrong
 * field by field, past, blocked and slot_taken.
 */
export const scheduleMeeting = action({
  name: "scheduling.schedule",
  may: belongs,
  input: scheduleInput,
  async run({ actor, input, trx, now, jobs, config }) {
    const proposal = await acceptedProposalFor(trx, actor, input.proposalId);
    if (!proposal || proposal.provider.id !== actor.id) return refuse("gone");
    const community = await currentCommunity(trx, actor.communityId);
    const choices = await choicesFor(trx, community, proposal);
    const read = readSchedule(input, choices, minuteOf(now));
    if (!read.ok) return refuse("invalid", { fields: read.fields });

    const { wish } = read;
    const [provider, member] = [proposal.provider.id, proposal.member.id];
    await queries.lockProposal(trx, proposal.id);
    const coming = await queries.comingMeeting(trx, proposal.id, now);
    if (coming) return refuse("scheduled", { details: { meetingId: coming } });
    await lockTimes(trx, [provider, member, wish.locationId]);
    const pair = { community, provider, member, proposalId: proposal.id };
    const fields = faultsOf(await obstaclesTo(trx, pair, wish), input.anyway);
    if (Object.keys(fields).length > 0) return refuse("invalid", { fields });

    return agreeOn(trx, jobs, {
      community,
      config,
      now,
      proposalId: proposal.id,
      providerId: provider,
      memberId: member,
      formatId: wish.formatId,
      locationId: wish.locationId,
      name: wish.name,
      start: wish.start,
      minutes: wish.end - wish.start,
      price: wish.price,
      by: provider,
    });
  },
});

/**
 * The provider gives a meeting that was agreed on in a proposal another time or place; what is paid stays paid. Refuses: gone,
 * over, cancelled, changed, invalid with what is wrong field by field, and slot_taken.
 */
export const rescheduleMeeting = action({
  name: "scheduling.reschedule",
  may: belongs,
  input: rescheduleInput,
  async run({ actor, input, trx, now, jobs, config }) {
    const meeting = await meetingFor(trx, actor, input.meetingId);
    const member = meeting?.members[0];
    if (!meeting?.proposal || !member || meeting.provider.id !== actor.id) return refuse("gone");
    const community = await currentCommunity(trx, actor.communityId);
    const may = mayChange(meeting, actor, community.settings, minuteOf(now));
    if (may !== "may") return refuse(may);
    const read = readTimeOf(input, await choicesFor(trx, community, meeting), minuteOf(now));
    if (!read.ok) return refuse("invalid", { fields: read.fields });

    const { wish } = read;
    const persons = [meeting.provider.id, member.id];
    await lockTimes(trx, [...persons, wish.locationId]);
    if (!(await free(trx, meeting.id, input.version, now))) return refuse("changed");
    const fields = faultsOf(
      await obstaclesTo(
        trx,
        {
          community,
          provider: meeting.provider.id,
          member: member.id,
          proposalId: meeting.proposal.id,
          movedMeetingId: meeting.id,
        },
        wish,
      ),
      input.anyway,
    );
    if (Object.keys(fields).length > 0) return refuse("invalid", { fields });
    const { communityId } = actor;
    const span = { communityId, meetingId: meeting.id, persons, start: wish.start, end: wish.end };
    if (!(await occupy(trx, span))) return refuse("slot_taken");

    const waits = meeting.state === "unpaid" ? meeting.price : null;
    const payBy = waits && payableUntil({ price: waits, start: wish.start, now, community, config });
    await queries.moveAgreed(trx, meeting.id, { ...wish, payBy });
    const told = { communityId, meetingId: meeting.id, by: actor.id, version: input.version + 1 };
    const detail = { from: String(meeting.start) };
    await record(trx, { ...told, id: newId(), kind: "moved", at: now, detail });
    if (waits && payBy)
      await tellOfPayment(trx, jobs, { ...told, ...wish, to: member.id, price: waits, payBy });
    else await announce(trx, jobs, { ...told, happened: "moved" });
    await timeFreed(trx, jobs, communityId);
    const about = [`meeting:${meeting.id}`, `proposal:${meeting.proposal.id}`];
    await touch(trx, { communityId, people: persons, about });
    return ok({ meetingId: meeting.id });
  },
});
