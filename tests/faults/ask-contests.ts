import { newId } from "#platform/ids.ts";
import { payCancel, payExpire } from "./ask-payments.ts";
import { atOnce, type Contest, type Round } from "./ask-round.ts";
import type { Stage } from "./ask-stage.ts";
import { minuteAhead, prepare } from "./booking.ts";
import { confirmed } from "./ledger.ts";
import type { Reply } from "./visitor.ts";

/** A start of its own for every round of every race, in epoch minutes. */
export const startOf = ({ turn }: Round): number => minuteAhead(3, turn * 30);

const took = ({ status }: Reply): number => Number(status === 303);
const told = (reply: Reply, words: RegExp, statuses: readonly number[] = [409]): string[] =>
  reply.status === 303 || (statuses.includes(reply.status) && words.test(reply.text))
    ? []
    : [`an answer of ${reply.status} without the words ${words.source}`];

const one = async <Row extends object>(stage: Stage, text: string, values: unknown[]): Promise<Row> => {
  const { rows } = await stage.pool.query<Row>(text, values);
  const [row] = rows;
  if (!row) throw new Error("there is a row");
  return row;
};

interface Stored {
  state: string;
  accepted: string[];
  open: number;
  meetings: number;
  holds: number;
  events: number;
  version: number;
  price: number;
}

const storedOf = (stage: Stage, requestId: string): Promise<Stored> =>
  one(
    stage,
    `select r.state,
       array(select id::text from proposals p where p.request_id = r.id and p.state = 'accepted') as accepted,
       (select count(*)::int from proposals p where p.request_id = r.id and p.state = 'open') as open,
       (select count(*)::int from meetings m join proposals p on p.id = m.proposal_id where p.request_id = r.id) as meetings,
       (select count(*)::int from occupancy o join proposals p on p.id = o.proposal_id where p.request_id = r.id) as holds,
       (select count(*)::int from request_events e where e.request_id = r.id and e.kind = 'accepted') as events,
       (select max(version) from proposals p where p.request_id = r.id) as version,
       (select max(price)::int from proposals p where p.request_id = r.id) as price
     from support_requests r where r.id = $1`,
    [requestId],
  );

/** What holds of a request that was accepted, or not, whoever won. */
function consistent(stored: Stored, accepted: string | null): string[] {
  const faults: string[] = [];
  if (accepted && !stored.accepted.includes(accepted)) faults.push("lost an acceptance");
  if (stored.accepted.length > 1 || stored.events > 1) faults.push("doubled acceptances");
  if (!accepted && stored.accepted.length > 0) faults.push("accepted, and nobody was told");
  if ((stored.state === "accepted") !== (stored.accepted.length === 1))
    faults.push(`request ${stored.state}`);
  if (accepted && (stored.open > 0 || stored.holds > 0)) faults.push("something is left open");
  return faults;
}

const acceptAccept: Contest = {
  name: "accept x accept",
  async play(stage, { round }) {
    const request = await stage.request();
    const ids = [await stage.proposal(request, 0), await stage.proposal(request, 1)] as const;
    const replies = await atOnce(
      round,
      () => stage.accept(stage.house.origin(0), ids[0]),
      () => stage.accept(stage.house.origin(1), ids[1]),
    );
    const won = replies.map(took);
    const winner = won[0] === 1 ? 0 : 1;
    return {
      winner: ["first", "second"][winner] ?? "",
      operations: 2,
      acknowledged: (won[0] ?? 0) + (won[1] ?? 0),
      async judge() {
        const stored = await storedOf(stage, request);
        const faults = consistent(stored, ids[winner] ?? null);
        if (won[0] === won[1]) faults.push(won[0] === 1 ? "doubled answers" : "nobody won");
        return [...faults, ...replies.flatMap((reply) => told(reply, /You have accepted another proposal/))];
      },
    };
  },
};

const acceptEdit: Contest = {
  name: "accept x edit",
  async play(stage, { round }) {
    const request = await stage.request();
    const id = await stage.proposal(request, 0, { price: "10" });
    const path = `${stage.scene.base}/proposals/${id}/edit`;
    const fields = { ...stage.offer({ price: "99" }), version: "1" };
    const [accepted, edited] = await atOnce(
      round,
      () => stage.accept(stage.house.origin(0), id),
      () => stage.provider(0).post(stage.house.origin(1), path, fields),
    );
    return {
      winner: took(accepted) ? "accept" : "edit",
      operations: 2,
      acknowledged: took(accepted) + took(edited),
      async judge() {
        const stored = await storedOf(stage, request);
        const faults = consistent(stored, took(accepted) ? id : null);
        if (took(accepted) === took(edited)) faults.push(took(edited) ? "doubled answers" : "nobody won");
        if (took(accepted) && (stored.version !== 1 || stored.price !== 1000)) faults.push("accepted unseen");
        if (took(edited) && (stored.version !== 2 || stored.price !== 9900)) faults.push("lost an edit");
        return [
          ...faults,
          ...told(accepted, /The price: \$99\.00 instead of \$10\.00/),
          ...told(edited, /This proposal is accepted/),
        ];
      },
    };
  },
};

const acceptWithdraw: Contest = {
  name: "accept x withdraw",
  async play(stage, at) {
    const start = startOf(at);
    const request = await stage.request();
    const id = await stage.proposal(request, 0, { start });
    const path = `${stage.scene.base}/proposals/${id}/withdraw`;
    const [accepted, withdrawn] = await atOnce(
      at.round,
      () => stage.accept(stage.house.origin(0), id, start),
      () => stage.provider(0).post(stage.house.origin(1), path, {}),
    );
    return {
      winner: took(accepted) ? "accept" : "withdraw",
      operations: 2,
      acknowledged: took(accepted) + took(withdrawn),
      async judge() {
        const stored = await storedOf(stage, request);
        const faults = consistent(stored, took(accepted) ? id : null);
        if (took(accepted) === took(withdrawn))
          faults.push(took(withdrawn) ? "doubled answers" : "nobody won");
        if (stored.meetings !== took(accepted)) faults.push(`${stored.meetings} meetings`);
        if (took(withdrawn) && (stored.open > 0 || stored.holds > 0)) faults.push("lost a withdrawal");
        return [
          ...faults,
          ...told(accepted, /withdrawn a moment ago/),
          ...told(withdrawn, /This proposal is accepted/),
        ];
      },
    };
  },
};

const scheduleBook: Contest = {
  name: "schedule x book",
  async play(stage, at) {
    const start = startOf(at);
    const { scene, house } = stage;
    const id = await stage.accepted();
    const booking = await prepare(house.origin(), scene, { member: stage.booker, at: start });
    const { date1: date = "", clock1: time = "" } = stage.offer({ start });
    const fields = {
      ...{ name: "A first talk", formatId: scene.format, locationId: scene.location, minutes: "30" },
      ...{ price: "", zone: "UTC", date, time, key: newId() },
    };
    const [scheduled, booked] = await atOnce(
      at.round,
      () => stage.provider(0).post(house.origin(0), `${scene.base}/proposals/${id}/schedule`, fields),
      () => booking.click(house.origin(1)),
    );
    const won = [took(scheduled), Number(confirmed(scene, booked) !== null)] as const;
    return {
      winner: won[0] ? "schedule" : "book",
      operations: 2,
      acknowledged: won[0] + won[1],
      async judge() {
        const { taken, agreed } = await one<{ taken: number; agreed: number }>(
          stage,
          `select count(*)::int as taken, (count(*) filter (where proposal_id = $2))::int as agreed from meetings
           where provider_id = $1 and starts_at = to_timestamp($3) and state <> 'cancelled'`,
          [scene.providers[0], id, start * 60],
        );
        const faults: string[] = [];
        if (won[0] === won[1]) faults.push(won[0] === 1 ? "doubled answers" : "nobody won");
        if (taken > 1) faults.push("doubled meetings");
        if (taken < 1 || agreed !== won[0]) faults.push("lost a meeting");
        return [
          ...faults,
          // It may find the other's meeting before it writes, or only then.
          ...told(scheduled, /You have “30 minutes online”/, [409, 422]),
          ...told(booked, /That time (was just taken|is not free any more)/),
        ];
      },
    };
  },
};

export const contests: readonly Contest[] = [
  acceptAccept,
  acceptEdit,
  acceptWithdraw,
  scheduleBook,
  payExpire,
  payCancel,
];
