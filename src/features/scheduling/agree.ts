import { randomBytes } from "node:crypto";
import { type Outcome, ok, type Refusal, refuse } from "#platform/action.ts";
import { instantOf, minuteOf } from "#platform/clock.ts";
import type { Config } from "#platform/config.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import type { Money } from "#platform/money.ts";
import type { Community } from "../communities/community.ts";
import { announce } from "../meetings/announce.ts";
import { freeHolds, lockTimes } from "../meetings/occupancy.ts";
import { tellOfPayment } from "./owed.ts";
import * as queries from "./queries.ts";

/** What two people agreed on, of an accepted proposal. */
export interface Agreement {
  readonly community: Community;
  /** Decides until when a priced meeting waits for its payment. */
  readonly config: Pick<Config, "STRIPE_SECRET_KEY">;
  readonly now: Temporal.Instant;
  readonly proposalId: string;
  readonly providerId: string;
  readonly memberId: string;
  readonly formatId: string;
  readonly locationId: string | null;
  /** What it is about: the request's subject, mostly. */
  readonly name: string;
  /** Epoch minutes. */
  readonly start: number;
  readonly minutes: number;
  readonly price: Money;
  /** Id of the person who does it. */
  readonly by: string;
}

type AgreedState = "final" | "unpaid";

/**
 * Makes the meeting of a proposal, which its two people alone can see. It frees the times the proposal holds, takes the time of
 * both, and is final at once when it costs nothing; otherwise it keeps its time until it is paid or the hold ends. Refuses: past,
 * blocked, and slot_taken with `details.whose` ("provider" or "member"). After a refusal the transaction must be rolled back.
 */
export async function agreeOn(
  trx: Scoped,
  jobs: Jobs,
  agreement: Agreement,
): Promise<Outcome<{ meetingId: string; state: AgreedState }, "past" | "blocked" | "slot_taken">> {
  const { community, proposalId, providerId, memberId, start, now } = agreement;
  const end = start + agreement.minutes;
  if (start <= minuteOf(now)) return refuse("past");
  await lockTimes(trx, [providerId, memberId, agreement.locationId]);
  if (await queries.areBlocked(trx, providerId, memberId)) return refuse("blocked");
  await freeHolds(trx, [proposalId]);
  const taken = await queries.takenIn(trx, [providerId, memberId], { start, end });
  if (taken.size > 0) return slotTaken(taken.has(providerId));

  const payBy = payableUntil(agreement);
  const meetingId = newId();
  const got = await queries.insertAgreed(trx, {
    id: meetingId,
    eventId: newId(),
    communityId: community.id,
    proposalId,
    providerId,
    memberId,
    formatId: agreement.formatId,
    locationId: agreement.locationId,
    name: agreement.name,
    start,
    end,
    price: agreement.price,
    payBy,
    room: randomBytes(16).toString("hex"),
    by: agreement.by,
    at: now,
  });
  // The occupancy constraint had the last word, whoever else writes.
  if (got.size < 2) return slotTaken(!got.has(providerId));
  await tell(trx, jobs, agreement, meetingId, payBy);
  return ok({ meetingId, state: payBy ? "unpaid" : "final" });
}

const slotTaken = (providers: boolean): Refusal<"slot_taken"> =>
  refuse("slot_taken", { details: { whose: providers ? "provider" : "member" } });

/**
 * Until when this waits for its payment, null when it costs nothing: as long as the community lets it, and to its start at most.
 * Where no card can be taken it is paid at the desk, which can be done until it begins.
 */
export function payableUntil({
  price,
  start,
  now,
  community,
  config,
}: Pick<Agreement, "price" | "start" | "now" | "community" | "config">): Temporal.Instant | null {
  if (price.minor === 0) return null;
  const begins = instantOf(start);
  if (!config.STRIPE_SECRET_KEY) return begins;
  const held = now.add({ minutes: community.settings.paymentHoldMinutes });
  return Temporal.Instant.compare(held, begins) < 0 ? held : begins;
}

async function tell(
  trx: Scoped,
  jobs: Jobs,
  { community, proposalId, providerId, memberId, price, start, minutes, by }: Agreement,
  meetingId: string,
  payBy: Temporal.Instant | null,
): Promise<void> {
  const communityId = community.id;
  if (payBy) {
    const end = start + minutes;
    await tellOfPayment(trx, jobs, {
      communityId,
      meetingId,
      version: 1,
      to: memberId,
      price,
      start,
      end,
      payBy,
    });
  } else {
    await announce(trx, jobs, { communityId, meetingId, happened: "booked", by, version: 1 });
  }
  await touch(trx, {
    communityId,
    people: [providerId, memberId],
    about: [`proposal:${proposalId}`, `meeting:${meetingId}`],
  });
}
