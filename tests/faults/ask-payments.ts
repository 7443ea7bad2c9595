import { atOnce, type Contest, type Outcome, type Round } from "./ask-round.ts";
import type { Stage } from "./ask-stage.ts";
import { minuteAhead } from "./booking.ts";
import { pause } from "./load.ts";
import type { Reply } from "./visitor.ts";

/** A meeting that waits for its payment, with the card service's page for it open. */
interface Owed {
  readonly meetingId: string;
  readonly sessionId: string;
  readonly version: number;
}

async function owed(stage: Stage, { turn }: Round): Promise<Owed> {
  const { scene, house, pool } = stage;
  const proposalId = await stage.accepted({ price: "45", start: minuteAhead(3, turn * 30) });
  const { rows } = await pool.query<{ id: string; version: number }>(
    "select id, version from meetings where proposal_id = $1",
    [proposalId],
  );
  const [meeting] = rows;
  if (!meeting) throw new Error("an accepted time has a meeting");
  const path = `${scene.base}/meetings/${meeting.id}/pay/card`;
  const answer = await stage.asker.browser.post(house.origin(), path, {});
  const sessionId = /\/pay\/(cs_\w+)/.exec(answer.text)?.[1];
  if (!sessionId) throw new Error(`no page to pay on: ${answer.status}`);
  return { meetingId: meeting.id, sessionId, version: meeting.version };
}

interface Books {
  state: string;
  paid: number;
  back: number;
  /** Written down more than once: that it was paid, ended or given back. */
  most: number;
}

async function booksOf(stage: Stage, meetingId: string): Promise<Books> {
  const { rows } = await stage.pool.query<Books>(
    `select m.state,
       (select count(*)::int from payments p where p.meeting_id = m.id and p.paid_at is not null) as paid,
       (select count(*)::int from payments p where p.meeting_id = m.id and p.refunded_at is not null) as back,
       (select coalesce(max(n), 0)::int from (
          select count(*) as n from payment_events e join payments p on p.id = e.payment_id
          where p.meeting_id = m.id and e.kind in ('paid', 'refunded') group by e.payment_id, e.kind) x) as most
     from meetings m where m.id = $1`,
    [meetingId],
  );
  const [books] = rows;
  if (!books) throw new Error("the meeting is there");
  return books;
}

/** Money and meeting agree: what is final was paid and kept, what is off was given back, once. */
async function agreeing(stage: Stage, { meetingId, sessionId }: Owed): Promise<string[]> {
  const books = await booksOf(stage, meetingId);
  const refunds = stage.stripe.book.refundsOf(stage.stripe.book.session(sessionId).payment_intent ?? "");
  const faults: string[] = [];
  if (books.paid !== 1) faults.push("lost a payment");
  if (books.most > 1 || refunds.length > 1) faults.push("doubled entries or refunds");
  if (books.state === "final" && (books.back > 0 || refunds.length > 0)) faults.push("final and given back");
  if (books.state === "cancelled" && (books.back !== 1 || refunds.length !== 1))
    faults.push("lost a refund: it is off and was kept");
  if (books.state !== "final" && books.state !== "cancelled") faults.push(`the meeting is ${books.state}`);
  return faults;
}

/** Whether a person was told of something about a meeting, in the app. */
async function wasTold(stage: Stage, meetingId: string, personId: string): Promise<boolean> {
  const { rows } = await stage.pool.query(
    "select 1 from notifications where person_id = $1 and path = $2 limit 1",
    [personId, `/meetings/${meetingId}`],
  );
  return rows.length > 0;
}

const paidOf =
  (stage: Stage, { sessionId }: Owed) =>
  async (): Promise<number> => {
    stage.stripe.book.pay(sessionId, "card");
    await stage.stripe.post.rest();
    return 200;
  };

/** Until no job is left to do: about money, and the telling of it. Gives up after two minutes. */
async function settled(stage: Stage): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    await stage.stripe.post.rest();
    const { rows } = await stage.pool.query<{ left: number }>(
      "select count(*)::int as left from jobs.job where name in ('payment.settle', 'notify', 'meeting.announce') and state < 'completed'",
    );
    if (rows[0]?.left === 0) return;
    if (Date.now() > deadline) throw new Error(`${rows[0]?.left} jobs are still to be done`);
    await pause(100);
  }
}

export const payExpire: Contest = {
  name: "pay x expire",
  async play(stage, at): Promise<Outcome> {
    const due = await owed(stage, at);
    await stage.pool.query("update meetings set pay_by = now() where id = $1 and pay_by is not null", [
      due.meetingId,
    ]);
    await atOnce(at.round, paidOf(stage, due), () => stage.expire());
    const { state } = await booksOf(stage, due.meetingId);
    return {
      winner: state === "final" ? "pay" : "expire",
      operations: 2,
      acknowledged: 2,
      judge: async () => [
        ...(await agreeing(stage, due)),
        ...((await wasTold(stage, due.meetingId, stage.asker.id)) ? [] : ["the member was not told"]),
      ],
    };
  },
  settle: settled,
};

export const payCancel: Contest = {
  name: "pay x cancel",
  async play(stage, at): Promise<Outcome> {
    const due = await owed(stage, at);
    const path = `${stage.scene.base}/meetings/${due.meetingId}/cancel`;
    const fields = { version: String(due.version), reason: "" };
    const cancel = (): Promise<Reply> => stage.provider(0).post(stage.house.origin(1), path, fields);
    const [, cancelled] = await atOnce(at.round, paidOf(stage, due), cancel);
    return {
      winner: cancelled.status === 303 ? "cancel" : "pay",
      operations: 2,
      acknowledged: 1 + Number(cancelled.status === 303),
      async judge() {
        const faults = await agreeing(stage, due);
        const { state } = await booksOf(stage, due.meetingId);
        if ((state === "cancelled") !== (cancelled.status === 303))
          faults.push(`lost an answer: ${state} after ${cancelled.status}`);
        if (
          cancelled.status !== 303 &&
          !(cancelled.status === 409 && /Somebody changed this/.test(cancelled.text))
        )
          faults.push(`an answer of ${cancelled.status} without words`);
        if (!(await wasTold(stage, due.meetingId, stage.asker.id))) faults.push("the member was not told");
        return faults;
      },
    };
  },
  settle: settled,
};
