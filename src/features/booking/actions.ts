import { randomBytes } from "node:crypto";
import { action, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { askAvailability, verdictOn } from "../availability/index.ts";
import { currentCommunity } from "../communities/load.ts";
import { announce, lockFreeTimes } from "../meetings/index.ts";
import { settleTaken, takeKept } from "../waits/taking.ts";
import { faultsOf } from "./answers.ts";
import * as policy from "./policy.ts";
import { addOwnService, removeOwnService } from "./queries/services.ts";
import * as queries from "./queries.ts";
import { readyToBook } from "./ready.ts";
import { firstState } from "./rules.ts";
import { bookingInput, draftInput, ownListInput } from "./schema.ts";

/**
 * Keeps a member's answers until the time is booked. Gives the draft's id. Refuses answers that the questions do not allow,
 * field by field, and a draft that is somebody else's or booked already.
 */
export const saveDraft = action({
  name: "booking.draft",
  may: policy.book,
  input: draftInput,
  async run({ actor, input, trx }) {
    const chosen = await queries.chosen(trx, actor, { format: input.formatId, service: input.serviceId });
    if (!chosen?.service || !actor.id) return refuse("gone");
    const fields = faultsOf(chosen.questions, input.answers);
    if (Object.keys(fields).length > 0) return refuse("invalid", { fields });

    const id = input.draftId ?? newId();
    const draft = { id, communityId: actor.communityId, personId: actor.id, answers: input.answers };
    const saved = await queries.saveDraft(trx, {
      ...draft,
      formatId: input.formatId,
      serviceId: input.serviceId,
    });
    return saved ? ok({ draftId: id }) : refuse("gone");
  },
});

/**
 * A member takes a free time with a provider. Gives the meeting's id. `at` is the start in epoch minutes.
 * Refuses: gone (format, service or draft), not_assigned, unanswered, self, paused, slot_taken with the rules that forbid the time,
 * and offer_over when it is kept no more for the wait that is named.
 */
export const bookMeeting = action({
  name: "booking.book",
  may: policy.book,
  input: bookingInput,
  async run({ actor, input, trx, now, jobs }) {
    const ready = await readyToBook(trx, actor, input, now);
    if (!ready.ok) return ready;
    const { memberId, community, format, service } = ready.value;

    // Until the end of the transaction nobody else decides about these two and this place; only then are the times read.
    const wanted = { person: input.providerId, start: input.at, end: input.at + format.minutes };
    if (input.waitId) {
      const kept = { ...input, waitId: input.waitId, memberId, start: input.at, now };
      if (!(await takeKept(trx, kept))) return refuse("offer_over");
    } else if (!(await lockFreeTimes(trx, [memberId, input.providerId, input.locationId], wanted)))
      return refuse("slot_taken", { details: { rules: ["busy"] } });
    const availability = await askAvailability(trx, {
      community,
      format,
      serviceId: service.id,
      providerIds: [input.providerId],
      memberId,
      from: input.at,
      to: input.at + 1,
      now: minuteOf(now),
    });
    if (!availability) return refuse("gone");
    const verdict = verdictOn(availability, input.providerId, input.at, input.locationId);
    if (!verdict.free) return refuse("slot_taken", { details: { rules: verdict.rules } });

    const meeting: queries.NewMeeting = {
      id: newId(),
      communityId: community.id,
      serviceId: service.id,
      formatId: format.id,
      providerId: input.providerId,
      memberId,
      locationId: input.locationId,
      start: input.at,
      end: wanted.end,
      state: firstState(community.settings),
      room: randomBytes(16).toString("hex"),
      bookedBy: memberId,
      eventId: newId(),
      at: now,
      draftId: ready.value.draftId,
      answers: ready.value.answers,
    };
    // The occupancy constraint has the last word, whoever else writes.
    if (!(await queries.insertMeeting(trx, meeting)))
      return refuse("slot_taken", { details: { rules: ["busy"] } });
    if (input.waitId) await settleTaken(trx, { ...meeting, waitId: input.waitId, meetingId: meeting.id });
    const happened = meeting.state === "final" ? "booked" : "asked";
    await announce(trx, jobs, {
      communityId: community.id,
      meetingId: meeting.id,
      happened,
      by: memberId,
      version: 1,
    });
    return ok({ meetingId: meeting.id });
  },
});

/** A member edits the own list of services. Refuses switched_off where the coordinator closed it. */
export const editOwnList = action({
  name: "booking.ownList",
  may: policy.book,
  input: ownListInput,
  async run({ actor, input, trx }) {
    if (!actor.id) return refuse("gone");
    const { settings } = await currentCommunity(trx, actor.communityId);
    if (!settings.membersEditServices) return refuse("switched_off");
    if (input.to === "add") await addOwnService(trx, actor.communityId, actor.id, input.serviceId);
    else await removeOwnService(trx, actor.id, input.serviceId);
    return ok({});
  },
});
