import { randomBytes } from "node:crypto";
import type { Hono } from "hono";
import { generateSignedCookie } from "hono/cookie";
import { sql } from "kysely";
import type { Role } from "#platform/action.ts";
import { fixedClock } from "#platform/clock.ts";
import { readConfig } from "#platform/config.ts";
import { connect, type Database } from "#platform/database/connection.ts";
import { asCommunityId, type CommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Platform, Web } from "#platform/http/web.ts";
import { newId } from "#platform/ids.ts";
import { type Jobs, openJobs } from "#platform/jobs/jobs.ts";
import { openLive } from "#platform/live/live.ts";
import { openLog } from "#platform/log.ts";
import { createApp } from "../../src/app.tsx";
import { addStartingOptions } from "../../src/features/options/queries.ts";
import { sessionCookie } from "../../src/features/visits/session.ts";
import { startWorkers } from "../../src/workers.ts";
import { Client } from "./client.ts";
import { testDatabase } from "./database.ts";
import { retriesAreDue } from "./sooner.ts";

export interface TestCommunity {
  readonly id: CommunityId;
  readonly slug: string;
  /** Where its pages begin: `/c/<slug>`. */
  readonly base: string;
}

export interface TestPerson {
  readonly id: string;
  readonly community: TestCommunity;
  readonly email: string;
  /** null: on the list, and never signed in yet. */
  readonly accountId: string | null;
}

interface Options {
  /** What the clock says; it stands still until a test sets it. */
  now?: string;
  demo?: boolean;
  /** Settings beside the usual ones, such as SMTP_URL. */
  env?: Record<string, string>;
}

interface CommunityOptions {
  name?: string;
  zone?: string;
  settings?: object;
  words?: object;
}

interface PersonOptions {
  roles?: readonly Role[];
  email?: string;
  firstName?: string;
  lastName?: string;
  /** false leaves out the account: somebody a list named and who has not come yet. */
  account?: boolean;
}

/** The whole application on a database of its own, with real jobs, and what a test needs to set a scene. */
export class TestApp {
  readonly app: Hono<Web>;
  readonly platform: Platform;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly ownerUrl: string;
  /** As the application itself signs in. */
  readonly appUrl: string;
  /** As the tables' owner: still bound by row-level security. */
  readonly owner: Database;
  readonly #end: () => Promise<void>;
  #working: Promise<void> | undefined;
  #count = 0;

  constructor(
    parts: Pick<TestApp, "platform" | "clock" | "ownerUrl" | "appUrl" | "owner"> & {
      end: () => Promise<void>;
    },
  ) {
    this.platform = parts.platform;
    this.clock = parts.clock;
    this.ownerUrl = parts.ownerUrl;
    this.appUrl = parts.appUrl;
    this.owner = parts.owner;
    this.#end = parts.end;
    this.app = createApp(parts.platform);
  }

  /** Asks the database as the app does, inside one community. */
  inside<T>(community: TestCommunity, work: (trx: Scoped) => Promise<T>): Promise<T> {
    return inCommunity(this.platform.db, community.id, work);
  }

  async community(options: CommunityOptions = {}): Promise<TestCommunity> {
    const { name = "Riverside", zone = "Europe/London", settings = {}, words = {} } = options;
    this.#count += 1;
    const id = asCommunityId(newId());
    const slug = `community-${this.#count}`;
    const row = {
      id,
      slug,
      name,
      zone,
      settings: JSON.stringify(settings),
      words: JSON.stringify(words),
    };
    await inCommunity(this.platform.db, id, async (trx) => {
      await trx.insertInto("communities").values(row).execute();
      await addStartingOptions(trx, id);
    });
    return { id, slug, base: `/c/${slug}` };
  }

  /** Somebody of a community; a provider has a provider's row too, in the community's zone. */
  async person(community: TestCommunity, options: PersonOptions = {}): Promise<TestPerson> {
    this.#count += 1;
    const {
      roles = ["member"],
      firstName = "Person",
      lastName = String(this.#count),
      account = true,
    } = options;
    const email = options.email ?? `person-${this.#count}@people.example`;
    const accountId = account ? await this.account(email, `${firstName} ${lastName}`) : null;
    const id = newId();
    await this.inside(community, async (trx) => {
      const row = {
        community_id: community.id,
        id,
        email,
        first_name: firstName,
        last_name: lastName,
        account_id: accountId,
        roles: [...roles],
      };
      await trx.insertInto("people").values(row).execute();
      if (!roles.includes("provider")) return;
      const { zone } = await trx
        .selectFrom("communities")
        .select("zone")
        .where("id", "=", community.id)
        .executeTakeFirstOrThrow();
      await trx.insertInto("providers").values({ community_id: community.id, person_id: id, zone }).execute();
    });
    return { id, community, email, accountId };
  }

  /** An account with a proven address and no password. */
  async account(email: string, name = "Somebody"): Promise<string> {
    const id = newId();
    await this.platform.db.insertInto("accounts").values({ id, email, name, email_verified: true }).execute();
    return id;
  }

  visitor(): Client {
    return new Client(this.app, this.platform.config.baseUrl);
  }

  /** A browser in which this person, or the account with this id, is signed in. */
  async signIn(who: TestPerson | string): Promise<Client> {
    const accountId = typeof who === "string" ? who : who.accountId;
    if (!accountId) throw new Error("who has no account cannot be signed in");
    const token = randomBytes(24).toString("base64url");
    await this.platform.db
      .insertInto("sessions")
      .values({ id: newId(), account_id: accountId, token, expires_at: sql`now() + interval '30 days'` })
      .execute();
    const line = await generateSignedCookie(sessionCookie, token, this.platform.secret);
    const client = this.visitor();
    client.cookies.set(sessionCookie, line.slice(line.indexOf("=") + 1).split(";")[0] ?? "");
    return client;
  }

  /** Starts the workers, once. */
  startWorkers(): Promise<void> {
    this.#working ??= startWorkers(this.platform);
    return this.#working;
  }

  /**
   * Lets the workers do what waits, mail above all, and returns when nothing is left to do. What failed is tried again at once.
   * Gives up after 40 s.
   */
  async drainMail(): Promise<void> {
    await this.platform.jobs.start();
    await this.startWorkers();
    const deadline = Date.now() + 40_000;
    for (let left = await this.#jobsLeft(); left.length > 0; left = await this.#jobsLeft()) {
      if (Date.now() > deadline) throw new Error(`jobs are still waiting: ${JSON.stringify(left)}`);
      await sql.raw(retriesAreDue).execute(this.platform.db);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async #jobsLeft(): Promise<object[]> {
    const { rows } = await sql<{ name: string; state: string; output: unknown }>`
      select name, state, output from jobs.job where state < 'completed' and name not like '\\_\\_%'
    `.execute(this.platform.db);
    return rows;
  }

  end(): Promise<void> {
    return this.#end();
  }
}

/** Call `end()` when done; a test file usually has one for all its tests. */
export async function testApp(options: Options = {}): Promise<TestApp> {
  const { now = "2026-03-02T09:00:00Z", demo = false, env = {} } = options;
  const database = await testDatabase();
  const read = readConfig({ BASE_URL: "http://kith.test", LOG_LEVEL: "error", ...env });
  if (!read.ok) throw new Error(read.faults.join("\n"));
  const { config } = read;
  const log = openLog(config.LOG_LEVEL);
  const clock = fixedClock(now);
  const db = connect({ url: database.appUrl, max: 8 }, () => undefined);
  const owner = connect({ url: database.ownerUrl, max: 2 }, () => undefined);
  const jobs = startedWhenUsed(openJobs({ appUrl: database.appUrl, log }));
  const live = openLive({ url: database.appUrl, log });
  const platform = {
    config,
    log,
    db,
    jobs,
    live,
    clock,
    demo,
    secret: "a secret of tests, long enough for all of them",
  };
  const end = async () => {
    await live.stop();
    await jobs.stop();
    await Promise.all([db.destroy(), owner.destroy()]);
    await database.drop();
  };
  return new TestApp({ platform, clock, ownerUrl: database.ownerUrl, appUrl: database.appUrl, owner, end });
}

/** Most tests send no job: the queue is opened by the first that does. */
function startedWhenUsed(jobs: Jobs): Jobs {
  let starting: Promise<void> | undefined;
  const start = () => {
    starting ??= jobs.start();
    return starting;
  };
  return {
    start,
    send: async (...job) => {
      await start();
      await jobs.send(...job);
    },
    work: async (...worker) => {
      await start();
      await jobs.work(...worker);
    },
    every: async (...schedule) => {
      await start();
      await jobs.every(...schedule);
    },
    stop: async () => {
      if (!starting) return;
      await starting;
      await jobs.stop();
    },
  };
}
