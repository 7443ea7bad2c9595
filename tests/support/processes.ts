import { connect } from "#platform/database/connection.ts";
import { type Live, openLive } from "#platform/live/live.ts";
import { type Touch, touch } from "#platform/live/touch.ts";
import { openLog } from "#platform/log.ts";
import { createApp } from "../../src/app.tsx";
import { type TestApp, type TestCommunity, testApp } from "./app.ts";
import { type Served, serveApp } from "./browser.ts";
import type { Client } from "./client.ts";
import { Ears } from "./ears.ts";

export interface Process extends Served {
  readonly live: Live;
}

/** One more process of a test's application behind real HTTP: its own connections, its own ears, the same database. */
export async function anotherProcess(kith: TestApp): Promise<Process> {
  const db = connect({ url: kith.appUrl, max: 4 }, () => undefined);
  const live = openLive({ url: kith.appUrl, log: openLog("silent") });
  const served = await serveApp({ app: createApp({ ...kith.platform, db, live }) });
  await live.start();
  return {
    ...served,
    live,
    async close() {
      await live.stop();
      await served.close();
      await db.destroy();
    },
  };
}

interface Wish {
  /** The second process unless it says otherwise. */
  at?: Process;
  about: readonly string[];
  /** From a page; without one, of a page made just now. */
  stamp?: string;
}

/** Two processes of one application, and the pages that people have open on them. */
export class Processes {
  readonly kith: TestApp;
  readonly here: Process;
  readonly there: Process;
  readonly #opened: Ears[] = [];

  private constructor(kith: TestApp, [here, there]: readonly [Process, Process]) {
    this.kith = kith;
    this.here = here;
    this.there = there;
  }

  static async open(): Promise<Processes> {
    const kith = await testApp();
    return new Processes(kith, [await anotherProcess(kith), await anotherProcess(kith)]);
  }

  /** Opens a page's stream. */
  async listen(
    client: Client,
    { base }: TestCommunity,
    { at = this.there, about, stamp }: Wish,
  ): Promise<Ears> {
    const wish = { origin: at.origin, base, cookie: cookieOf(client), about };
    const ears = await Ears.open({ ...wish, stamp: stamp ?? at.live.stamp() });
    this.#opened.push(ears);
    return ears;
  }

  /** Touches as an action of the community would. */
  tell(community: TestCommunity, change: Partial<Touch>): Promise<void> {
    const whole = { communityId: community.id, people: [], about: [], ...change };
    return this.kith.inside(community, (trx) => touch(trx, whole));
  }

  /** What a page asked of this process carries; "" when it does not listen. */
  async stampOf(at: Process, client: Client, path: string): Promise<string> {
    const answer = await fetch(`${at.origin}${path}`, { headers: { cookie: cookieOf(client) } });
    return /data-live-stamp-value="([^"]+)"/.exec(await answer.text())?.[1] ?? "";
  }

  closePages(): void {
    for (const ears of this.#opened.splice(0)) ears.close();
  }

  async close(): Promise<void> {
    this.closePages();
    await this.here.close();
    await this.there.close();
    await this.kith.end();
  }
}

const cookieOf = (client: Client): string => [...client.cookies].map((pair) => pair.join("=")).join("; ");
