import { randomBytes } from "node:crypto";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { optionsOf } from "../../features/options/queries.ts";
import type { Cast } from "../history.ts";
import { type PastRequest, spanOf } from "./agreed.ts";
import { inParts } from "./writing.ts";

/** What was asked for in the past, answered, agreed on, paid, and now and then given back. */
export async function addAgreed(
  trx: Scoped,
  cast: Cast,
  requests: readonly PastRequest[],
  students: readonly string[],
): Promise<void> {
  const asked = requests.map((past) => ({
    ...past,
    id: newId(),
    proposalId: newId(),
    meetingId: newId(),
    paymentId: newId(),
  }));
  const agreed = asked.filter(({ answers }) => answers.length > 0);
  await addRequests(trx, cast, asked, students);
  await addProposals(trx, cast, agreed);
  await addMeetings(trx, cast, agreed, students);
  await addPayments(trx, cast, agreed, students);
}

type Dated = PastRequest & {
  readonly id: string;
  readonly proposalId: string;
  readonly meetingId: string;
  readonly paymentId: string;
};

const hostOf = ({ answers }: PastRequest, { providers }: Cast): string =>
  providers[answers[0]?.host ?? 0] ?? "";

async function addRequests(
  trx: Scoped,
  cast: Cast,
  asked: readonly Dated[],
  students: readonly string[],
): Promise<void> {
  const own = { community_id: cast.communityId };
  const rows = asked.map((past) => ({
    ...own,
    id: past.id,
    member_id: students[past.student] ?? "",
    subject: past.subject,
    description: past.description,
    flexible: true,
    zone: cast.zone,
    state: past.answers.length > 0 ? "accepted" : "expired",
    expires_at: past.asked.add({ hours: 24 * 30 }),
    created_at: past.asked,
    changed_at: past.asked.add({ hours: 50 }),
  }));
  await inParts(rows, (part) => trx.insertInto("support_requests").values(part).execute());
  const experiences = new Map((await optionsOf(trx, "experience")).map(({ id, name }) => [name, id]));
  const sought = asked.flatMap(({ id, experience }) => {
    const option = experiences.get(experience);
    return option ? [{ ...own, request_id: id, option_id: option }] : [];
  });
  await inParts(sought, (part) => trx.insertInto("request_experiences").values(part).execute());
}

async function addProposals(trx: Scoped, cast: Cast, agreed: readonly Dated[]): Promise<void> {
  const rows = agreed.flatMap((past) =>
    past.answers.map(({ host, after }, i) => ({
      community_id: cast.communityId,
      id: i === 0 ? past.proposalId : newId(),
      request_id: past.id,
      provider_id: cast.providers[host] ?? "",
      text: "I know a little of this from my own life, and I have time for you this week.",
      format_id: cast.format.id,
      minutes: 45,
      price: past.price,
      currency: "USD",
      state: i === 0 ? "accepted" : "not_chosen",
      created_at: past.asked.add({ hours: after }),
      changed_at: past.asked.add({ hours: after }),
      settled_at: past.asked.add({ hours: 50 }),
    })),
  );
  await inParts(rows, (part) => trx.insertInto("proposals").values(part).execute());
}

async function addMeetings(
  trx: Scoped,
  cast: Cast,
  agreed: readonly Dated[],
  students: readonly string[],
): Promise<void> {
  const own = { community_id: cast.communityId };
  const meetings = agreed.map((past) => ({
    ...own,
    ...spanOf(past),
    id: past.meetingId,
    private: true,
    proposal_id: past.proposalId,
    name: past.subject,
    format_id: cast.format.id,
    provider_id: hostOf(past, cast),
    location_id: cast.format.location,
    state: past.off ? "cancelled" : "final",
    price: past.price,
    currency: "USD",
    room: randomBytes(16).toString("hex"),
    booked_by: hostOf(past, cast),
    created_at: past.asked.add({ hours: 52 }),
  }));
  await inParts(meetings, (part) => trx.insertInto("meetings").values(part).execute());
  const places = agreed.map((past) => ({
    ...own,
    meeting_id: past.meetingId,
    person_id: students[past.student] ?? "",
    state: past.off ? "cancelled" : "registered",
    created_at: past.asked.add({ hours: 52 }),
    attendance: past.off ? null : past.came,
    attendance_at: past.off ? null : spanOf(past).ends_at,
  }));
  await inParts(places, (part) => trx.insertInto("registrations").values(part).execute());
}

/** What the card service keeps of an amount. */
const feeOf = (amount: number): number => Math.round(amount * 0.029) + 30;

async function addPayments(
  trx: Scoped,
  cast: Cast,
  agreed: readonly Dated[],
  students: readonly string[],
): Promise<void> {
  const rows = agreed
    .filter(({ price }) => price > 0)
    .map((past, i) => {
      const byCard = i % 4 !== 0;
      const paid = past.asked.add({ hours: 56 });
      return {
        community_id: cast.communityId,
        id: past.paymentId,
        meeting_id: past.meetingId,
        payer_id: students[past.student] ?? "",
        payee_id: hostOf(past, cast),
        method: byCard ? "card" : "desk",
        reference: `P${String(1000 + i)}`,
        amount: past.price,
        currency: "USD",
        fee: byCard ? feeOf(past.price) : null,
        recorded_by: byCard ? null : cast.coordinator,
        paid_at: paid,
        refund_wanted_at: past.off ? paid.add({ hours: 20 }) : null,
        refund_amount: past.off ? past.price : null,
        refund_reason: past.off ? "off" : null,
        refunded_at: past.off ? paid.add({ hours: 21 }) : null,
        created_at: paid.subtract({ minutes: 5 }),
      };
    });
  await inParts(rows, (part) => trx.insertInto("payments").values(part).execute());
}
