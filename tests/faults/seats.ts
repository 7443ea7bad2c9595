import pg from "pg";
import { asCommunityId } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { newId } from "#platform/ids.ts";
import { keepSeats } from "../../src/features/seats/deadlines.ts";
import { platformOn } from "./ask-stage.ts";
import { inTurns } from "./booking.ts";
import { build } from "./build.ts";
import { House } from "./house.ts";
import { pause } from "./load.ts";
import { type Member, type Scene, setScene } from "./scene.ts";
import { type Books, seatBooks } from "./seats-books.ts";
import type { Reply } from "./visitor.ts";

interface Size {
  people: number;
  places: number;
  servers: number;
  /** How often a server process is killed while places are given up and taken. */
  kills: number;
  say: (line: string) => void;
}

/** What it came to. `faults` says in words what should not have been; none is a pass. */
export interface Tally {
  readonly name: string;
  readonly operations: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly faults: readonly string[];
}

/**
 * People after the last places of a group meeting, over real HTTP: all at once, then in the line, then one place after the other
 * given up, taken, let go or not taken in time, while server processes are killed. Nobody passes anybody, and no place is given twice.
 */
export async function seats(size: Size): Promise<Tally[]> {
  await build();
  const house = await House.open({ servers: size.servers });
  const stage = await Stage.open(house, size);
  try {
    const tallies = [await stage.rush(), await stage.wait(), await stage.moveUp()];
    for (const { name, operations, acknowledged, lost, doubled } of tallies)
      size.say(
        `${name}: ${operations} operations, ${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled`,
      );
    return tallies;
  } finally {
    await stage.close();
    await house.close();
  }
}

interface Click {
  readonly member: Member;
  readonly reply: Reply;
  /** Milliseconds. */
  readonly sent: number;
  readonly answered: number;
}

class Stage {
  readonly #house: House;
  readonly #size: Size;
  readonly #scene: Scene;
  readonly #pool: pg.Pool;
  readonly #keeping: Platform;
  readonly #meeting: string;
  #turn = 0;
  #interrupted = 0;
  /** The line as it was when everybody had joined it. */
  #line: readonly string[] = [];

  private constructor(
    house: House,
    size: Size,
    parts: { scene: Scene; pool: pg.Pool; keeping: Platform; meeting: string },
  ) {
    this.#house = house;
    this.#size = size;
    this.#scene = parts.scene;
    this.#pool = parts.pool;
    this.#keeping = parts.keeping;
    this.#meeting = parts.meeting;
  }

  static async open(house: House, size: Size): Promise<Stage> {
    const { ownerUrl, appUrl } = house.database;
    const scene = await setScene(ownerUrl, { members: size.people });
    const options = `-c kith.community=${scene.communityId}`;
    const pool = new pg.Pool({ connectionString: ownerUrl, max: 3, options });
    pool.on("error", () => undefined);
    const meeting = newId();
    await pool.query(
      `insert into meetings (community_id, id, name, seats, format_id, provider_id, booked_by, state, room, starts_at, ends_at)
       values ($1, $2, 'Beginning again', $3, $4, $5, $5, 'final', 'room', now() + interval '3 days', now() + interval '3 days 1 hour')`,
      [scene.communityId, meeting, size.places, scene.format, scene.providers[0]],
    );
    return new Stage(house, size, { scene, pool, keeping: await platformOn(appUrl), meeting });
  }

  async close(): Promise<void> {
    await this.#keeping.jobs.stop();
    await this.#keeping.db.destroy();
    await this.#pool.end();
  }

  /** Everybody wants one of the places at the same moment, some with two clicks: so many have one, the others are told that it is full. */
  async rush(): Promise<Tally> {
    const { people, places } = this.#size;
    const wanting = this.#scene.members.flatMap((member, i) => {
      const key = newId();
      return i % 5 === 0
        ? [
            { member, key },
            { member, key },
          ]
        : [{ member, key }];
    });
    const clicks = await Promise.all(
      wanting.map(({ member, key }) => this.#click(member, "register", { key })),
    );
    const books = await this.#books();
    const told = new Set(clicks.filter(({ reply }) => reply.status === 303).map(({ member }) => member.id));
    const faults = [...books.faults, ...strange(clicks, [303, 409])];
    if (told.size !== Math.min(places, people)) faults.push(`${told.size} were told that they have a place`);
    const full = clicks.filter(({ reply }) => reply.status === 409);
    if (full.some(({ reply }) => !reply.text.includes("All places are taken")))
      faults.push("somebody was not told that it is full");
    return this.#tally(`${people} after ${places} places`, {
      clicks,
      told: [...told],
      has: "registered",
      books,
      faults,
    });
  }

  /** All the others join the line: who was answered before somebody else asked stands before them. */
  async wait(): Promise<Tally> {
    const before = await this.#books();
    const others = this.#scene.members.filter(({ id }) => before.states.get(id) !== "registered");
    const clicks = await inTurns(others, 16, (member) => this.#click(member, "wait", { key: newId() }));
    const books = await this.#books();
    this.#line = books.line;
    const faults = [...books.faults, ...strange(clicks, [303])];
    if (books.line.length !== others.length) faults.push(`${books.line.length} wait`);
    const place = new Map(books.line.map((id, i) => [id, i]));
    const passed = clicks.filter((one) =>
      clicks.some(
        (other) =>
          one.answered < other.sent && (place.get(one.member.id) ?? 0) > (place.get(other.member.id) ?? 0),
      ),
    );
    if (passed.length > 0) faults.push(`${passed.length} were passed by somebody who came later`);
    const told = clicks.filter(({ reply }) => reply.status === 303).map(({ member }) => member.id);
    return this.#tally(`${others.length} join the line`, { clicks, told, has: "waiting", books, faults });
  }

  /**
   * Until nobody waits: those who have a place give it up, and those to whom one is offered take it with two clicks at two processes,
   * let it go, or leave it until its time is over, all at once; others try to pass. Processes are killed in between.
   */
  async moveUp(): Promise<Tally> {
    const clicks: Click[] = [];
    const sure = new Set<string>();
    const faults: string[] = [];
    let over = false;
    const killing = this.#kill(() => over);
    const deadline = Date.now() + 120_000;
    for (let round = 0; ; round++) {
      const books = await this.#books();
      faults.push(...books.faults);
      const having = (state: string) =>
        this.#scene.members.filter(({ id }) => books.states.get(id) === state);
      const offered = having("offered");
      if (books.line.length === 0 && offered.length === 0) break;
      if (Date.now() > deadline) {
        faults.push(`lost: ${books.line.length} still wait after two minutes`);
        break;
      }
      const late = offered.filter((_, i) => (i + round) % 7 === 3);
      await this.#pool.query(
        "update registrations set offered_until = now() where meeting_id = $1 and state = 'offered' and person_id = any($2)",
        [this.#meeting, late.map(({ id }) => id)],
      );
      const deeds = [
        ...having("registered").map((member) =>
          this.#click(member, "leave", { seen: "registered", money: "" }),
        ),
        ...offered.flatMap((member, i) => {
          if ((i + round) % 5 === 4) return [this.#click(member, "leave", { seen: "offered", money: "" })];
          const key = newId();
          return [this.#click(member, "accept", { key }), this.#click(member, "accept", { key })];
        }),
        ...having("cancelled")
          .slice(0, 2)
          .map((member) => this.#click(member, "register", { key: newId() })),
      ];
      const keeping = keepSeats(this.#keeping, asCommunityId(this.#scene.communityId));
      const done = await Promise.all(deeds);
      await keeping;
      clicks.push(...done);
      for (const { member, reply } of done) if (reply.location.endsWith(this.#meeting)) sure.add(member.id);
    }
    over = true;
    await killing;
    await this.#drained();
    const books = await this.#books();
    faults.push(...strange(clicks, [303, 404, 409]), ...(await this.#judge(books)));
    const name = `places given up until nobody waits, ${this.#size.kills} kills, ${this.#interrupted} clicks repeated`;
    return this.#tally(name, { clicks, told: [], has: "registered", books, faults });
  }

  /** Each of the line was offered a place exactly once, in its order, and was told of it exactly once. */
  async #judge({ offered }: Books): Promise<string[]> {
    const faults: string[] = [];
    const once = new Set(offered);
    if (once.size < offered.length)
      faults.push(`doubled: ${offered.length - once.size} offers more than people`);
    if (this.#line.some((id) => !once.has(id))) faults.push("lost: somebody of the line was offered nothing");
    if (offered.join() !== this.#line.join()) faults.push("places were not offered in the order of the line");
    const { rows } = await this.#pool.query<{ person_id: string; count: number }>(
      `select person_id, count(*)::int as count from notifications where message = 'seats.offered' group by 1`,
    );
    if (rows.some(({ count }) => count > 1)) faults.push("doubled: somebody was told of one offer twice");
    if (rows.length !== this.#line.length)
      faults.push(`lost: ${rows.length} of ${this.#line.length} were told of their offer`);
    return faults;
  }

  /** Clicks until there is an answer: the same form, so the same deed. */
  async #click(member: Member, deed: string, fields: Record<string, string>): Promise<Click> {
    const turn = this.#turn++;
    const sent = performance.now();
    const path = `${this.#scene.base}/groups/${this.#meeting}/${deed}`;
    const deadline = Date.now() + 60_000;
    for (let attempt = 0; ; attempt++) {
      const reply = await member.browser
        .post(this.#house.origin(turn + attempt), path, fields)
        .catch(() => null);
      if (reply && reply.status !== 503) return { member, reply, sent, answered: performance.now() };
      if (Date.now() > deadline) throw new Error(`${deed} was not answered within a minute`);
      this.#interrupted++;
      await pause(50);
    }
  }

  async #kill(isOver: () => boolean): Promise<void> {
    for (let i = 0; i < this.#size.kills && !isOver(); i++) {
      await pause(150 + Math.random() * 250);
      const server = this.#house.servers[i % this.#house.servers.length];
      await server?.end("SIGKILL");
      await server?.start();
    }
  }

  #books(): Promise<Books> {
    return seatBooks(this.#pool, this.#meeting);
  }

  /** Until every notice is written; two minutes at most. */
  async #drained(): Promise<void> {
    const deadline = Date.now() + 120_000;
    for (;;) {
      const { rows } = await this.#pool.query<{ left: number }>(
        "select count(*)::int as left from jobs.job where name = 'notify' and state < 'completed'",
      );
      if (rows[0]?.left === 0 || Date.now() > deadline) return;
      await pause(100);
    }
  }

  #tally(
    name: string,
    {
      clicks,
      told,
      has,
      books,
      faults,
    }: {
      clicks: readonly Click[];
      told: readonly string[];
      has: string;
      books: Books;
      faults: readonly string[];
    },
  ): Tally {
    const { servers } = this.#size;
    const lost = told.filter((id) => books.states.get(id) !== has).length;
    const all = lost > 0 ? [...faults, `lost: ${lost} who were told so`] : faults;
    return {
      name: `${servers === 1 ? "1 process" : `${servers} processes`}, ${name}`,
      operations: clicks.length,
      acknowledged: clicks.filter(({ reply }) => reply.status === 303).length,
      lost: all.filter((fault) => fault.startsWith("lost")).length,
      doubled: all.filter((fault) => fault.startsWith("doubled")).length,
      faults: [...new Set(all)].slice(0, 6),
    };
  }
}

/** Answers that nobody should get. */
function strange(clicks: readonly Click[], allowed: readonly number[]): string[] {
  const statuses = new Set(
    clicks.map(({ reply }) => reply.status).filter((status) => !allowed.includes(status)),
  );
  return statuses.size > 0 ? [`answers of ${[...statuses].join(", ")}`] : [];
}
