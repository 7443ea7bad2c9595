import pg from "pg";
import { asCommunityId } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { newId } from "#platform/ids.ts";
import { keepSeats } from "../../src/features/seats/deadlines.ts";
import { platformOn } from "./ask-stage.ts";
import type { House } from "./house.ts";
import { pause } from "./load.ts";
import { type Member, type Scene, setScene } from "./scene.ts";
import { type Books, seatBooks } from "./seats-books.ts";
import type { Reply } from "./visitor.ts";

export interface Click {
  readonly member: Member;
  readonly reply: Reply;
  /** Milliseconds. */
  readonly sent: number;
  readonly answered: number;
}

/** A group meeting with so many places, people who want one, and server processes that share it. */
export class SeatStage {
  readonly house: House;
  readonly #scene: Scene;
  readonly #pool: pg.Pool;
  readonly #keeping: Platform;
  readonly #meeting: string;
  #turn = 0;
  /** Clicks that had to be repeated because no answer came. */
  interrupted = 0;

  private constructor(
    house: House,
    parts: { scene: Scene; pool: pg.Pool; keeping: Platform; meeting: string },
  ) {
    this.house = house;
    this.#scene = parts.scene;
    this.#pool = parts.pool;
    this.#keeping = parts.keeping;
    this.#meeting = parts.meeting;
  }

  static async open(
    house: House,
    { people, places }: { people: number; places: number },
  ): Promise<SeatStage> {
    const { ownerUrl, appUrl } = house.database;
    const scene = await setScene(ownerUrl, { members: people });
    const options = `-c kith.community=${scene.communityId}`;
    const pool = new pg.Pool({ connectionString: ownerUrl, max: 3, options });
    pool.on("error", () => undefined);
    const meeting = newId();
    await pool.query(
      `insert into meetings (community_id, id, name, seats, format_id, provider_id, booked_by, state, room, starts_at, ends_at)
       values ($1, $2, 'Beginning again', $3, $4, $5, $5, 'final', 'room', now() + interval '3 days', now() + interval '3 days 1 hour')`,
      [scene.communityId, meeting, places, scene.format, scene.providers[0]],
    );
    return new SeatStage(house, { scene, pool, keeping: await platformOn(appUrl), meeting });
  }

  async close(): Promise<void> {
    await this.#keeping.jobs.stop();
    await this.#keeping.db.destroy();
    await this.#pool.end();
  }

  get members(): readonly Member[] {
    return this.#scene.members;
  }

  books(): Promise<Books> {
    return seatBooks(this.#pool, this.#meeting);
  }

  /** Looks at the page of the group meeting. */
  async look({ browser }: Member, turn: number): Promise<void> {
    const { status } = await browser.get(
      this.house.origin(turn),
      `${this.#scene.base}/groups/${this.#meeting}`,
    );
    if (status !== 200) throw new Error(`the page was answered ${status}`);
  }

  /** Clicks until there is an answer, at one process after the other: the same form, so the same deed. */
  async click(member: Member, deed: string, fields: Record<string, string>): Promise<Click> {
    const turn = this.#turn++;
    const sent = performance.now();
    const path = `${this.#scene.base}/groups/${this.#meeting}/${deed}`;
    const deadline = Date.now() + 60_000;
    for (let attempt = 0; ; attempt++) {
      const reply = await member.browser
        .post(this.house.origin(turn + attempt), path, fields)
        .catch(() => null);
      if (reply && reply.status !== 503) return { member, reply, sent, answered: performance.now() };
      if (Date.now() > deadline) throw new Error(`${deed} was not answered within a minute`);
      this.interrupted++;
      await pause(50);
    }
  }

  /** Lets the time of these people's offers be over. */
  async endOffers(people: readonly Member[]): Promise<void> {
    await this.#pool.query(
      "update registrations set offered_until = now() where meeting_id = $1 and state = 'offered' and person_id = any($2)",
      [this.#meeting, people.map(({ id }) => id)],
    );
  }

  /** Ends what was kept long enough, as every process does each minute. */
  keep(): Promise<void> {
    return keepSeats(this.#keeping, asCommunityId(this.#scene.communityId));
  }

  /** How often each person was told of an offer, when every notice is written; that takes two minutes at most. */
  async told(): Promise<number[]> {
    const deadline = Date.now() + 120_000;
    for (;;) {
      const { rows } = await this.#pool.query<{ left: number }>(
        "select count(*)::int as left from jobs.job where name = 'notify' and state < 'completed'",
      );
      if (rows[0]?.left === 0 || Date.now() > deadline) break;
      await pause(100);
    }
    const { rows } = await this.#pool.query<{ count: number }>(
      "select count(*)::int as count from notifications where message = 'seats.offered' group by person_id",
    );
    return rows.map(({ count }) => count);
  }
}
