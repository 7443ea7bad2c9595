import { retriesAreDue } from "../support/sooner.ts";
import type { Notice } from "../support/stripe/objects.ts";
import { FakeStripe } from "../support/stripe/server.ts";
import { inTurns } from "./booking.ts";
import { build } from "./build.ts";
import { House } from "./house.ts";
import { pause } from "./load.ts";
import { setScene } from "./scene.ts";
import { type Books, booksOf, judge } from "./webhooks-books.ts";
import {
  addMeeting,
  addPlace,
  answered,
  bring,
  cancel,
  endPlace,
  inside,
  openPage,
  openSecondPage,
  providerOf,
  type Stage,
  type What,
} from "./webhooks-stage.ts";

/** What the notices of a run came to. `faults` says in words what should not have been; none is a pass. */
export interface Run {
  readonly name: string;
  readonly operations: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly faults: readonly string[];
}

interface Size {
  /** Of the 720 orders of six notices, so many, spread over all of them. */
  orders: number;
  servers: number;
  say: (line: string) => void;
}

export type When = "never" | "before" | "after";

const contests = (["meeting", "place"] as const).flatMap((what) =>
  (["never", "before", "after"] as const).map((cancelled): [What, When] => [what, cancelled]),
);

/** One meeting, or place in a group, that was paid on two pages, with six notices of it that come in some order. */
export interface Case {
  readonly meetingId: string;
  readonly order: readonly number[];
  readonly cancelled: When;
  /** Of the first page and of the second. */
  readonly intents: readonly [string, string];
  readonly notices: readonly Notice[];
  sent: number;
  taken: number;
}

/**
 * Somebody pays one meeting on two pages: on the first by bank, on the second by card. The six notices of it come in every order,
 * each of them twice, while its provider does not call it off, or did before the first notice, or does after the last. Then the same
 * with a place in a group, which its payer gives up or its host takes away, while somebody else's place beside it is paid.
 */
export async function webhooks({ orders, servers, say }: Size): Promise<Run[]> {
  await build();
  const stripe = await FakeStripe.open();
  const house = await House.open({ servers, settings: stripe.settings });
  try {
    const scene = await setScene(house.database.ownerUrl, { members: 2 });
    const client = inside(house.database.ownerUrl, scene);
    try {
      const stage = { house, stripe, scene, client, provider: await providerOf(client, scene) };
      stripe.post.door = (body, signature) =>
        bring(house.origin(stripe.post.answers.length), body, signature);
      const runs: Run[] = [];
      for (const [what, cancelled] of contests) {
        const run = await play(stage, { what, cancelled, orders });
        say(
          `${run.name}: ${run.operations} operations, ${run.acknowledged} acknowledged, ${run.lost} lost, ` +
            `${run.doubled} doubled`,
        );
        runs.push(run);
      }
      return runs;
    } finally {
      await client.end();
    }
  } finally {
    await house.close();
    await stripe.close();
  }
}

interface Contest {
  readonly what: What;
  readonly cancelled: When;
  readonly orders: number;
}

async function play(stage: Stage, { what, cancelled, orders }: Contest): Promise<Run> {
  const all = permutations([0, 1, 2, 3, 4, 5]);
  const chosen = all.filter(
    (_, i) => Math.floor((i * orders) / all.length) !== Math.floor(((i - 1) * orders) / all.length),
  );
  const cases = await inTurns(chosen, 6, (order, i) => playOne(stage, { what, order, cancelled, index: i }));
  const books = await whenSettled(stage, cases);
  const verdict = judge(cases, books, stage.stripe.book);
  const operations = cases.reduce((sum, { sent }) => sum + sent, 0);
  const acknowledged = cases.reduce((sum, { taken }) => sum + taken, 0);
  const faults = [...verdict.faults];
  if (acknowledged !== operations) faults.push(`${operations - acknowledged} notices were not taken`);
  const name = `${what} called off ${cancelled}`;
  return { name, operations, acknowledged, lost: verdict.lost, doubled: verdict.doubled, faults };
}

async function playOne(
  stage: Stage,
  { what, order, cancelled, index }: { what: What; order: readonly number[]; cancelled: When; index: number },
): Promise<Case> {
  const { stripe, house } = stage;
  const origin = house.origin(index);
  const meetingId = await (what === "meeting" ? addMeeting(stage) : addPlace(stage));
  const callOff = () =>
    what === "meeting" ? cancel(stage, origin, meetingId) : endPlace(stage, origin, meetingId, index);
  const pages = [
    await openPage(stage, origin, meetingId),
    await openSecondPage(stage, origin, meetingId),
  ] as const;
  const { intents, notices } = payBoth(stripe, pages, index);
  const played: Case = { meetingId, order, cancelled, intents, notices, sent: 0, taken: 0 };
  if (cancelled === "before") await callOff();
  // Every other one comes again at once, the rest when all have come.
  const comesAgainAtOnce = (place: number) => (place + index) % 2 === 0;
  for (const place of order) {
    await send(stage, played, notices[place]);
    if (comesAgainAtOnce(place)) await send(stage, played, notices[place]);
  }
  if (cancelled === "after") await callOff();
  for (const place of order.toReversed()) {
    if (!comesAgainAtOnce(place)) await send(stage, played, notices[place]);
  }
  return played;
}

async function send({ stripe }: Stage, played: Case, notice: Notice | undefined): Promise<void> {
  if (!notice) throw new Error("six notices were made");
  played.sent += 1;
  if ((await answered(() => stripe.post.bring(notice))) === 200) played.taken += 1;
}

/** Pays on both pages while the post is held. In every other case somebody gives the second payment back by hand at once. */
function payBoth({ book, post }: FakeStripe, [one, two]: readonly [string, string], index: number) {
  post.held = true;
  const third = book.openSession("", {
    ...{ amount: 4500, currency: "usd", product: "", reference: null, description: null, expiresAt: null },
    ...{ metadata: book.session(two).metadata, intentMetadata: {}, successUrl: "", cancelUrl: "" },
  });
  book.pay(one, "bank");
  book.bankSays(one, "yes");
  book.pay(two, "card");
  const intents = [one, two].map((id) => book.session(id).payment_intent ?? "");
  if (index % 2 === 0) book.refund(intents[1] ?? "", null);
  else book.expire(third.id);
  post.held = false;
  const made = post.waiting.splice(0);
  const wanted = [
    ["checkout.session.completed", one],
    ["checkout.session.async_payment_succeeded", one],
    ["payment_intent.succeeded", intents[0]],
    ["checkout.session.completed", two],
    ["payment_intent.succeeded", intents[1]],
    index % 2 === 0 ? ["charge.refunded"] : ["checkout.session.expired", third.id],
  ];
  const notices = wanted.flatMap(
    ([type, id]) => made.find((notice) => notice.type === type && (!id || idIn(notice) === id)) ?? [],
  );
  return { intents: [intents[0] ?? "", intents[1] ?? ""] as const, notices };
}

const idIn = ({ data: { object } }: Notice): unknown => ("id" in object ? object.id : null);

/** The books, when no job about money is left to do; gives up after two minutes. */
async function whenSettled({ client, scene, stripe }: Stage, cases: readonly Case[]): Promise<Books> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    await stripe.post.rest();
    const { rows } = await client.query<{ left: number }>(
      "select count(*)::int as left from jobs.job where name = 'payment.settle' and state < 'completed'",
    );
    if (rows[0]?.left === 0) return booksOf(client, cases, scene.members[0]?.id ?? "");
    await client.query(retriesAreDue);
    if (Date.now() > deadline) throw new Error(`${rows[0]?.left} jobs are still to be done in ${scene.base}`);
    await pause(100);
  }
}

function permutations(things: readonly number[]): number[][] {
  if (things.length === 0) return [[]];
  return things.flatMap((thing) =>
    permutations(things.filter((other) => other !== thing)).map((rest) => [thing, ...rest]),
  );
}
