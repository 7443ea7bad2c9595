import { randomBytes } from "node:crypto";
import { generateSignedCookie } from "hono/cookie";
import pg from "pg";
import { systemClock } from "#platform/clock.ts";
import { readConfig } from "#platform/config.ts";
import { connect } from "#platform/database/connection.ts";
import { asCommunityId } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { newId } from "#platform/ids.ts";
import { openJobs } from "#platform/jobs/jobs.ts";
import { openLive } from "#platform/live/live.ts";
import { openLog } from "#platform/log.ts";
import { endUnpaid } from "../../src/features/meetings/expiry.ts";
import { FakeStripe } from "../support/stripe/server.ts";
import { atText } from "./booking.ts";
import { build } from "./build.ts";
import { House, secret } from "./house.ts";
import { type Member, type Scene, setScene } from "./scene.ts";
import { type Reply, Visitor } from "./visitor.ts";

/** A member who asks, two providers who answer, somebody who books, a card service, and server processes that share it all. */
export class Stage {
  readonly scene: Scene;
  readonly house: House;
  readonly stripe: FakeStripe;
  readonly pool: pg.Pool;
  readonly providers: readonly Visitor[];
  readonly #keeping: Platform;

  private constructor(
    parts: Pick<Stage, "scene" | "house" | "stripe" | "pool" | "providers">,
    keeping: Platform,
  ) {
    this.scene = parts.scene;
    this.house = parts.house;
    this.stripe = parts.stripe;
    this.pool = parts.pool;
    this.providers = parts.providers;
    this.#keeping = keeping;
  }

  static async open(servers: number): Promise<Stage> {
    await build();
    const stripe = await FakeStripe.open();
    const house = await House.open({ servers, settings: stripe.settings });
    const { ownerUrl, appUrl } = house.database;
    const scene = await setScene(ownerUrl, { members: 2, providers: 2 });
    const options = `-c kith.community=${scene.communityId}`;
    const pool = new pg.Pool({ connectionString: ownerUrl, max: 6, options });
    pool.on("error", () => undefined);
    const providers = [];
    for (const id of scene.providers) providers.push(await signedIn(pool, id));
    const keeping = await platformOn(appUrl);
    const stage = new Stage({ scene, house, stripe, pool, providers }, keeping);
    stripe.post.door = (body, signature) => stage.#bring(body, signature);
    return stage;
  }

  async close(): Promise<void> {
    await this.#keeping.jobs.stop();
    await this.#keeping.db.destroy();
    await this.pool.end();
    await this.house.close();
    await this.stripe.close();
  }

  get asker(): Member {
    return this.#member(0);
  }

  get booker(): Member {
    return this.#member(1);
  }

  #member(place: number): Member {
    const member = this.scene.members[place];
    if (!member) throw new Error("a scene has its members");
    return member;
  }

  provider(place: number): Visitor {
    const visitor = this.providers[place];
    if (!visitor) throw new Error("a scene has its providers");
    return visitor;
  }

  /** The asker's open request. */
  async request(): Promise<string> {
    const id = newId();
    await this.pool.query(
      `insert into support_requests (community_id, id, member_id, subject, description, flexible, zone, expires_at, created_at, changed_at)
       values ($1, $2, $3, 'Somebody who knows', 'What it is like.', true, 'UTC', now() + interval '30 days', now(), now())`,
      [this.scene.communityId, id, this.asker.id],
    );
    return id;
  }

  /** A provider's proposal on a request, through the form. Gives its id. */
  async proposal(
    requestId: string,
    place: number,
    offer: { price?: string; start?: number } = {},
  ): Promise<string> {
    const answer = await this.provider(place).post(
      this.house.origin(place),
      `${this.scene.base}/requests/${requestId}/propose`,
      this.offer(offer),
    );
    if (answer.status !== 303)
      throw new Error(`the proposal was answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    const { rows } = await this.pool.query<{ id: string }>(
      "select id from proposals where request_id = $1 and provider_id = $2 and state = 'open'",
      [requestId, this.scene.providers[place]],
    );
    const [row] = rows;
    if (!row) throw new Error("a proposal that was taken is there");
    return row.id;
  }

  /** The fields of a proposal's form. `start` in epoch minutes. */
  offer({ price = "", start }: { price?: string; start?: number }): Record<string, string> {
    const [date = "", clock = ""] = start === undefined ? [] : atText(start).slice(0, 16).split("T");
    const { format: formatId, location: locationId } = this.scene;
    const fixed = { text: "I have been there.", minutes: "", zone: "UTC", key: newId() };
    return { ...fixed, formatId, locationId, price, date1: date, clock1: clock };
  }

  accept(origin: string, proposalId: string, start?: number): Promise<Reply> {
    const fields = { version: "1", start: start === undefined ? "" : String(start), key: newId() };
    return this.asker.browser.post(origin, `${this.scene.base}/proposals/${proposalId}/accept`, fields);
  }

  /** An accepted proposal, with a meeting that waits for its payment when a start is given. */
  async accepted(offer: { price?: string; start?: number } = {}): Promise<string> {
    const id = await this.proposal(await this.request(), 0, offer);
    const answer = await this.accept(this.house.origin(), id, offer.start);
    if (answer.status !== 303) throw new Error(`it was not accepted: ${answer.status}`);
    return id;
  }

  /** Ends what was not paid in time, as every process does each minute. */
  expire(): Promise<void> {
    return endUnpaid(this.#keeping, asCommunityId(this.scene.communityId));
  }

  async #bring(body: string, signature: string): Promise<number> {
    const headers = { "stripe-signature": signature, "content-type": "application/json" };
    const origin = this.house.origin(this.stripe.post.answers.length);
    const answer = await fetch(`${origin}/payments/stripe`, { method: "POST", body, headers });
    await answer.arrayBuffer();
    return answer.status;
  }
}

async function signedIn(pool: pg.Pool, personId: string): Promise<Visitor> {
  const token = randomBytes(24).toString("base64url");
  await pool.query(
    `insert into sessions (id, account_id, token, expires_at)
     select $1, account_id, $2, now() + interval '30 days' from people where id = $3`,
    [newId(), token, personId],
  );
  const line = await generateSignedCookie("kith.session_token", token, secret);
  return new Visitor(line.split(";")[0] ?? "");
}

/** What a deadline is kept with, beside the servers. */
export async function platformOn(appUrl: string): Promise<Platform> {
  const read = readConfig({ LOG_LEVEL: "error" });
  if (!read.ok) throw new Error(read.faults.join("\n"));
  const log = openLog("error");
  const jobs = openJobs({ appUrl, log });
  await jobs.start();
  const db = connect({ url: appUrl, max: 2 }, () => undefined);
  const live = openLive({ url: appUrl, log });
  return { config: read.config, log, db, jobs, live, clock: systemClock, secret, demo: false };
}
