import { randomBytes } from "node:crypto";
import { generateSignedCookie } from "hono/cookie";
import pg from "pg";
import { newId } from "#platform/ids.ts";
import type { FakeStripe } from "../support/stripe/server.ts";
import { type House, secret } from "./house.ts";
import { pause } from "./load.ts";
import type { Scene } from "./scene.ts";
import { Visitor } from "./visitor.ts";

/** Where notices are played: the first member pays, the second has a place of their own that was paid before. */
export interface Stage {
  readonly house: House;
  readonly stripe: FakeStripe;
  readonly scene: Scene;
  readonly client: pg.Pool;
  readonly provider: Visitor;
}

/** What is paid for: a meeting of two, or a place in a group. */
export type What = "meeting" | "place";

/** As the owner's role, in the scene's community. */
export function inside(connectionString: string, { communityId }: Scene): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 6, options: `-c kith.community=${communityId}` });
  pool.on("error", () => undefined);
  return pool;
}

/** The provider's own browser. */
export async function providerOf(client: pg.Pool, { providers }: Scene): Promise<Visitor> {
  const token = randomBytes(24).toString("base64url");
  await client.query(
    `insert into sessions (id, account_id, token, expires_at)
     select $1, account_id, $2, now() + interval '30 days' from people where id = $3`,
    [newId(), token, providers[0]],
  );
  const line = await generateSignedCookie("kith.session_token", token, secret);
  return new Visitor(line.split(";")[0] ?? "");
}

/** Takes a notice to one of the servers; gives the status it answered. */
export async function bring(origin: string, body: string, signature: string): Promise<number> {
  const headers = { "stripe-signature": signature, "content-type": "application/json" };
  const answer = await fetch(`${origin}/payments/stripe`, { method: "POST", body, headers });
  await answer.arrayBuffer();
  return answer.status;
}

const times = "now() + interval '3 days', now() + interval '3 days 30 minutes'";

/** A private meeting in three days that waits for its payment. */
export async function addMeeting({ client, scene }: Stage): Promise<string> {
  const id = newId();
  await client.query(
    `insert into meetings (community_id, id, state, private, name, format_id, provider_id, location_id, starts_at, ends_at,
       price, currency, pay_by, booked_by)
     values ($1, $2, 'unpaid', true, 'A meeting', $3, $4, $5, ${times}, 4500, 'USD', now() + interval '2 days', $4)`,
    [scene.communityId, id, scene.format, scene.providers[0], scene.location],
  );
  await client.query("insert into registrations (community_id, meeting_id, person_id) values ($1, $2, $3)", [
    scene.communityId,
    id,
    payer(scene).id,
  ]);
  return id;
}

/** A group meeting in three days with two places: one waits for its payment, the other was paid by somebody else. */
export async function addPlace({ client, scene }: Stage): Promise<string> {
  const id = newId();
  const { communityId } = scene;
  await client.query(
    `insert into meetings (community_id, id, state, seats, name, format_id, provider_id, location_id, starts_at, ends_at,
       price, currency, booked_by)
     values ($1, $2, 'final', 2, 'A group', $3, $4, $5, ${times}, 4500, 'USD', $4)`,
    [communityId, id, scene.format, scene.providers[0], scene.location],
  );
  const neighbour = scene.members[1]?.id;
  await client.query(
    `insert into registrations (community_id, meeting_id, person_id, state, seat, pay_by)
     values ($1, $2, $3, 'unpaid', 1, now() + interval '2 days'), ($1, $2, $4, 'registered', 2, null)`,
    [communityId, id, payer(scene).id, neighbour],
  );
  await client.query(
    `insert into payments (community_id, id, meeting_id, payer_id, payee_id, method, reference, amount, currency, intent_id, paid_at, fee, created_at)
     values ($1, $2, $3, $4, $6, 'card', $5, 4500, 'USD', $5, now(), 161, now())`,
    [communityId, newId(), id, neighbour, `of another ${id}`, scene.providers[0]],
  );
  return id;
}

function payer({ members }: Scene): Scene["members"][number] {
  const [member] = members;
  if (!member) throw new Error("a scene has a member");
  return member;
}

/** The payer goes to the card payment; gives the id of the page that was opened at the card service. */
export async function openPage({ scene }: Stage, origin: string, meetingId: string): Promise<string> {
  const path = `${scene.base}/meetings/${meetingId}/pay/card`;
  const answer = await answered(() => payer(scene).browser.post(origin, path, {}));
  const id = /\/pay\/(cs_\w+)/.exec(answer.text)?.[1];
  if (answer.status !== 200 || !id) throw new Error(`no page was opened: ${answer.status}`);
  return id;
}

/** A further page, as when the first one's time was nearly over. */
export async function openSecondPage(stage: Stage, origin: string, meetingId: string): Promise<string> {
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

/** Its provider calls a meeting off. */
export function cancel({ provider, scene, client }: Stage, origin: string, meetingId: string): Promise<void> {
  return untilDone(async () => {
    const { rows } = await client.query<{ version: number }>("select version from meetings where id = $1", [
      meetingId,
    ]);
    const version = String(rows[0]?.version ?? 0);
    return provider.post(origin, `${scene.base}/meetings/${meetingId}/cancel`, { version, reason: "" });
  });
}

/** The payer gives their place in a group up, or its host takes it away: by turns. */
export function endPlace(stage: Stage, origin: string, meetingId: string, index: number): Promise<void> {
  const { provider, scene, client } = stage;
  const { id, browser } = payer(scene);
  const path = `${scene.base}/groups/${meetingId}`;
  return untilDone(async () => {
    if (index % 4 < 2) return provider.post(origin, `${path}/places/${id}/remove`, {});
    const { rows } = await client.query<{ state: string }>(
      "select state from registrations where meeting_id = $1 and person_id = $2",
      [meetingId, id],
    );
    const seen = rows[0]?.state ?? "";
    return browser.post(origin, `${path}/leave`, { seen, money: seen === "registered" ? "back" : "" });
  });
}

/** A notice on its way may change things in between: then the page is simply opened again. */
async function untilDone(ask: () => Promise<{ status: number }>): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    const { status } = await answered(ask);
    if (status === 303) return;
    if (status !== 409) throw new Error(`not called off: ${status}`);
  }
  throw new Error("not called off");
}

/** What a server answers. A line that it closed because nobody used it is opened again; everything here may be asked twice. */
export async function answered<T>(ask: () => Promise<T>): Promise<T> {
  for (let turn = 0; turn < 4; turn += 1) {
    try {
      return await ask();
    } catch {
      await pause(50);
    }
  }
  return ask();
}
