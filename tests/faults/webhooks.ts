import { randomBytes } from "node:crypto";
import { generateSignedCookie } from "hono/cookie";
import pg from "pg";
import { newId } from "#platform/ids.ts";
import type { Notice } from "../support/stripe/objects.ts";
import { FakeStripe } from "../support/stripe/server.ts";
import { inTurns } from "./booking.ts";
import { build } from "./build.ts";
import { House, secret } from "./house.ts";
import { pause } from "./load.ts";
import { type Member, type Scene, setScene } from "./scene.ts";
import { Visitor } from "./visitor.ts";
import { type Books, booksOf, judge } from "./webhooks-books.ts";

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

/** One meeting that was paid on two pages, with six notices of it that come in some order. */
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
 * each of them twice, while its provider does not call it off, or did before the first notice, or does after the last.
 */
export async function webhooks({ orders, servers, say }: Size): Promise<Run[]> {
  await build();
  const stripe = await FakeStripe.open();
  const house = await House.open({ servers, settings: stripe.settings });
  try {
    const scene = await setScene(house.database.ownerUrl, { members: 1 });
    const client = inside(house.database.ownerUrl, scene);
    try {
      const stage = { house, stripe, scene, client, provider: await providerOf(client, scene) };
      stripe.post.door = (body, signature) =>
        bring(house.origin(stripe.post.answers.length), body, signature);
      const runs: Run[] = [];
      for (const cancelled of ["never", "before", "after"] as const) {
        const run = await play(stage, cancelled, orders);
        say(
          `called off ${cancelled}: ${run.operations} operations, ${run.acknowledged} acknowledged, ${run.lost} lost, ` +
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

/** As the owner's role, in the scene's community. */
function inside(connectionString: string, { communityId }: Scene): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 6, options: `-c kith.community=${communityId}` });
  pool.on("error", () => undefined);
  return pool;
}

interface Stage {
  readonly house: House;
  readonly stripe: FakeStripe;
  readonly scene: Scene;
  readonly client: pg.Pool;
  readonly provider: Visitor;
}

async function play(stage: Stage, cancelled: When, orders: number): Promise<Run> {
  const all = permutations([0, 1, 2, 3, 4, 5]);
  const chosen = all.filter(
    (_, i) => Math.floor((i * orders) / all.length) !== Math.floor(((i - 1) * orders) / all.length),
  );
  const cases = await inTurns(chosen, 6, (order, i) => playOne(stage, { order, cancelled, index: i }));
  const books = await whenSettled(stage, cases);
  const verdict = judge(cases, books, stage.stripe.book);
  const operations = cases.reduce((sum, { sent }) => sum + sent, 0);
  const acknowledged = cases.reduce((sum, { taken }) => sum + taken, 0);
  const faults = [...verdict.faults];
  if (acknowledged !== operations) faults.push(`${operations - acknowledged} notices were not taken`);
  return { name: cancelled, operations, acknowledged, lost: verdict.lost, doubled: verdict.doubled, faults };
}

async function playOne(
  stage: Stage,
  { order, cancelled, index }: { order: readonly number[]; cancelled: When; index: number },
): Promise<Case> {
  const { stripe, house } = stage;
  const origin = house.origin(index);
  const meetingId = await addMeeting(stage);
  const pages = [
    await openPage(stage, origin, meetingId),
    await openSecondPage(stage, origin, meetingId),
  ] as const;
  const { intents, notices } = payBoth(stripe, pages, index);
  const played: Case = { meetingId, order, cancelled, intents, notices, sent: 0, taken: 0 };
  if (cancelled === "before") await cancel(stage, origin, meetingId);
  // Every other one comes again at once, the rest when all have come.
  const comesAgainAtOnce = (place: number) => (place + index) % 2 === 0;
  for (const place of order) {
    await send(stage, played, notices[place]);
    if (comesAgainAtOnce(place)) await send(stage, played, notices[place]);
  }
  if (cancelled === "after") await cancel(stage, origin, meetingId);
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

async function bring(origin: string, body: string, signature: string): Promise<number> {
  const headers = { "stripe-signature": signature, "content-type": "application/json" };
  const answer = await fetch(`${origin}/payments/stripe`, { method: "POST", body, headers });
  await answer.arrayBuffer();
  return answer.status;
}

/** A private meeting in three days that waits for its payment. */
async function addMeeting({ client, scene }: Stage): Promise<string> {
  const id = newId();
  const [member] = scene.members;
  await client.query(
    `insert into meetings (community_id, id, state, private, name, format_id, provider_id, location_id, starts_at, ends_at,
       price, currency, pay_by, booked_by)
     values ($1, $2, 'unpaid', true, 'A meeting', $3, $4, $5, now() + interval '3 days', now() + interval '3 days 30 minutes',
       4500, 'USD', now() + interval '2 days', $4)`,
    [scene.communityId, id, scene.format, scene.providers[0], scene.location],
  );
  await client.query("insert into registrations (community_id, meeting_id, person_id) values ($1, $2, $3)", [
    scene.communityId,
    id,
    member?.id,
  ]);
  return id;
}

async function openPage({ scene }: Stage, origin: string, meetingId: string): Promise<string> {
  const [member] = scene.members;
  const path = `${scene.base}/meetings/${meetingId}/pay/card`;
  const answer = await answered(() => payerOf(member).post(origin, path, {}));
  const id = /\/pay\/(cs_\w+)/.exec(answer.text)?.[1];
  if (answer.status !== 200 || !id) throw new Error(`no page was opened: ${answer.status}`);
  return id;
}

function payerOf(member: Member | undefined): Visitor {
  if (!member) throw new Error("a scene has a member");
  return member.browser;
}

/** A further page, as when the first one's time was nearly over. */
async function openSecondPage(stage: Stage, origin: string, meetingId: string): Promise<string> {
  const ends = (when: string) =>
    stage.client.query(
      `update payments set session_ends_at = now() + interval '${when}' where meeting_id = $1 and session_id is not null`,
      [meetingId],
    );
  await ends("1 minute");
  const second = await openPage(stage, origin, meetingId);
  await ends("23 hours");
  return second;
}

async function cancel({ provider, scene, client }: Stage, origin: string, meetingId: string): Promise<void> {
  // A notice on its way may change the meeting in between: then its page is simply opened again.
  for (let turn = 0; turn < 20; turn += 1) {
    const { rows } = await client.query<{ version: number }>("select version from meetings where id = $1", [
      meetingId,
    ]);
    const version = String(rows[0]?.version ?? 0);
    const path = `${scene.base}/meetings/${meetingId}/cancel`;
    const { status } = await answered(() => provider.post(origin, path, { version, reason: "" }));
    if (status === 303) return;
    if (status !== 409) throw new Error(`not cancelled: ${status}`);
  }
  throw new Error("not cancelled");
}

/** What a server answers. A line that it closed because nobody used it is opened again; everything here may be asked twice. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  for (let turn = 0; turn < 4; turn += 1) {
    try {
      return await ask();
    } catch {
      await pause(50);
    }
  }
  return ask();
}

/** The provider's own browser. */
async function providerOf(client: pg.Pool, { providers }: Scene): Promise<Visitor> {
  const token = randomBytes(24).toString("base64url");
  await client.query(
    `insert into sessions (id, account_id, token, expires_at)
     select $1, account_id, $2, now() + interval '30 days' from people where id = $3`,
    [newId(), token, providers[0]],
  );
  const line = await generateSignedCookie("kith.session_token", token, secret);
  return new Visitor(line.split(";")[0] ?? "");
}

/** The books, when no job about money is left to do; gives up after two minutes. */
async function whenSettled({ client, scene, stripe }: Stage, cases: readonly Case[]): Promise<Books> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    await stripe.post.rest();
    const { rows } = await client.query<{ left: number }>(
      "select count(*)::int as left from jobs.job where name = 'payment.settle' and state < 'completed'",
    );
    if (rows[0]?.left === 0) return booksOf(client, cases);
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
