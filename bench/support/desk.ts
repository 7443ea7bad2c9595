import type { House, Server } from "../../tests/faults/house.ts";
import { confirmed } from "../../tests/faults/ledger.ts";
import type { Line } from "../../tests/faults/line.ts";
import type { Scene } from "../../tests/faults/scene.ts";
import { halfHour, type Planned, plan } from "./bookings.ts";
import { clients, type Run } from "./clients.ts";
import { type Recorded, type Replay, recast, replay } from "./replay.ts";
import { isFrame, Statements } from "./statements.ts";

export interface Contest {
  readonly run: Run;
  /** How many were told that they have a time. */
  readonly winners: number;
  /** How many got neither that nor "just taken". */
  readonly others: number;
}

/** Books in a scene with as many members as providers, and never offers a time twice. */
export class Desk {
  readonly #house: House;
  readonly #scene: Scene;
  #next = 0;

  constructor(house: House, scene: Scene) {
    this.#house = house;
    this.#scene = scene;
  }

  /** Each of so many members books with a provider of their own, one time after the other, over HTTP. */
  async book(width: number, count: number): Promise<Run> {
    const planned = await this.#plan(width, count);
    const replies: number[] = [];
    const run = await clients(
      width,
      planned.map((booking) => async () => {
        const reply = await booking.click(this.#house.origin());
        if (confirmed(this.#scene, reply) === null) replies.push(reply.status);
      }),
    );
    if (replies.length > 0) throw new Error(`bookings were answered ${[...new Set(replies)].join(", ")}`);
    return run;
  }

  /** So many members want each of so many times with one provider, all at once. */
  async contest(contenders: number, times: number): Promise<Contest> {
    const { members, providers } = this.#scene;
    const from = this.#take(times);
    const wishes = Array.from({ length: times }, (_, time) =>
      members
        .slice(0, contenders)
        .map((member) => ({ member, provider: providers[0] ?? "", at: halfHour(from + time) })),
    );
    const planned = await plan(this.#house.database.ownerUrl, this.#scene, wishes.flat());
    let winners = 0;
    let others = 0;
    const run = await clients(
      contenders,
      planned.map((booking) => async () => {
        const reply = await booking.click(this.#house.origin());
        if (confirmed(this.#scene, reply)) winners++;
        else if (reply.status !== 409) others++;
      }),
    );
    return { run, winners, others };
  }

  /** Two bookings of each of so many members, as a server sends them to the database over a line. */
  async record(
    { server, line }: { server: Server; line: Line },
    width: number,
  ): Promise<[Recorded, Recorded][]> {
    // A start is over once something was booked; then every connection is made anew and heard from its first byte.
    for (const booking of await this.#plan(width, width)) await booking.click(server.origin);
    const heard = await Statements.over(line);
    const recorded: Recorded[] = [];
    // A day apart, so that dates betray themselves too.
    for (const booking of [...(await this.#plan(width, width)), ...(await this.#later(width))]) {
      const transactions = await heard.during(() => booking.click(server.origin));
      const own = transactions.filter((all) =>
        all.some(({ text }) => /\bjoin sessions\b|kith\.community/.test(text)),
      );
      recorded.push({ statements: own.flat(), draft: booking.draft, at: booking.at });
    }
    return recorded.slice(0, width).flatMap((one, i) => {
      const other = recorded[width + i];
      return other ? [[one, other]] : [];
    });
  }

  /** The recorded bookings again, for other times, sent by PostgreSQL's own load tool. */
  async replay(pgbench: string, recorded: readonly [Recorded, Recorded][], count: number): Promise<Replay> {
    const [pair] = recorded;
    if (!pair) throw new Error("nothing was recorded");
    const width = recorded.length;
    const planned = await this.#plan(width, count);
    const castings = planned.map((booking, i) => {
      const [one, other] = recorded[i % width] ?? pair;
      return recast(one, other, booking);
    });
    const { appUrl: app, ownerUrl: owner } = this.#house.database;
    return replay(pgbench, { app, owner }, pair[0].statements, castings, width);
  }

  /** How many statements a recording has, without what opens, scopes and ends its transactions. */
  static count({ statements }: Recorded): number {
    return statements.filter((statement) => !isFrame(statement)).length;
  }

  #plan(width: number, count: number): Promise<Planned[]> {
    const { members, providers } = this.#scene;
    const from = this.#take(Math.ceil(count / width));
    const wishes = Array.from({ length: count }, (_, i) => {
      const [member, provider] = [members[i % width], providers[i % width]];
      if (!member || !provider) throw new Error("the scene has too few members or providers");
      return { member, provider, at: halfHour(from + Math.floor(i / width)) };
    });
    return plan(this.#house.database.ownerUrl, this.#scene, wishes);
  }

  #later(width: number): Promise<Planned[]> {
    this.#take(48);
    return this.#plan(width, width);
  }

  #take(count: number): number {
    this.#next += count;
    return this.#next - count;
  }
}
