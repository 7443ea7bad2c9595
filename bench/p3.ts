import { build } from "../tests/faults/build.ts";
import { House } from "../tests/faults/house.ts";
import { asOwner, setScene } from "../tests/faults/scene.ts";
import type { Bench, Row } from "./harness.ts";
import { holdJobs } from "./support/bookings.ts";
import { median, type Run } from "./support/clients.ts";
import { type Contest, Desk } from "./support/desk.ts";
import { addMeetings } from "./support/past.ts";
import { pgbenchPath } from "./support/replay.ts";

const rounds = 5;
const perRound = 320;
const width = 8;
const contenders = 32;
const times = 20;

/** P3: a whole booking through HTTP, against the same statements sent by PostgreSQL's own load tool. */
const bench: Bench = async () => {
  await build();
  const house = await House.open();
  try {
    const rows: Row[] = [];
    const short: string[] = [];
    const hold = (what: string, measured: string, goal: string, holds: boolean) => {
      rows.push({ what, measured, goal });
      if (!holds) short.push(`${what} ${measured}`);
    };
    const { ownerUrl, adminUrl } = house.database;
    await holdJobs(ownerUrl);
    const scene = await setScene(ownerUrl, { members: contenders, providers: contenders });
    const desk = new Desk(house, scene);
    const beside = await house.besideOverLine();
    const recorded = await desk.record(beside, width);
    await beside.server.end("SIGTERM");
    await addMeetings(adminUrl, scene, { count: 1_000, from: -48, step: -1 });
    await desk.book(width, perRound);

    if (recorded[0])
      rows.push({ what: "statements of a booking", measured: String(Desk.count(recorded[0][0])) });
    const pgbench = pgbenchPath();
    const ours: Run[] = [];
    const theirs: number[] = [];
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const run = await desk.book(width, perRound);
      ours.push(run);
      if (!pgbench) continue;
      const { perSecond, fetchingPerSecond } = await desk.replay(pgbench, recorded, perRound);
      // What pgbench spends on fetching its values is not part of a booking.
      theirs.push(1 / (1 / perSecond - 1 / fetchingPerSecond));
      ratios.push(run.perSecond / (theirs.at(-1) ?? Number.NaN));
    }
    rows.push({ what: `bookings through HTTP, ${width} clients`, measured: rate(ours) });
    if (pgbench) {
      rows.push({
        what: `pgbench, the same statements, ${width} clients`,
        measured: `${Math.round(median(theirs))}/s`,
      });
      hold("bookings to pgbench", `${spread(ratios, 2)} x`, ">= 0.5 x", median(ratios) >= 0.5);
    } else short.push("pgbench is not on this machine, so there is nothing to compare with");

    const contests: Contest[] = [];
    for (let round = 0; round < rounds; round++) contests.push(await desk.contest(contenders, times));
    const exact = contests.every(({ winners, others }) => winners === times && others === 0);
    const winners = contests.map((contest) => contest.winners).join(", ");
    hold(`winners of ${times} times, ${contenders} after each`, winners, `${times} each`, exact);
    const deadlocks = await deadlocksIn(ownerUrl);
    hold("deadlocks", String(deadlocks), "0", deadlocks === 0);
    const p99 = contests.map(({ run }) => run.p99);
    rows.push({ what: "contention p50", measured: `${spread(contests.map(({ run }) => run.p50))} ms` });
    hold("contention p99", `${spread(p99)} ms`, "< 150 ms", median(p99) < 150);

    const few = await several(desk);
    await addMeetings(adminUrl, scene, { count: 999_000, from: -96, step: -1 });
    await desk.book(width, perRound);
    const many = await several(desk);
    const growth = median(few.map((run) => run.perSecond)) / median(many.map((run) => run.perSecond));
    rows.push({ what: "after 1,000 meetings", measured: rate(few) });
    rows.push({ what: "after 1,000,000 meetings", measured: rate(many) });
    hold(
      "time of one after 1,000,000 to one after 1,000",
      `${growth.toFixed(2)} x`,
      "<= 1.3 x",
      growth <= 1.3,
    );
    return short.length === 0 ? { ok: true, rows } : { ok: false, why: short.join("; "), rows };
  } finally {
    await house.close();
  }
};

export default bench;

async function several(desk: Desk): Promise<Run[]> {
  const runs: Run[] = [];
  for (let round = 0; round < rounds; round++) runs.push(await desk.book(width, perRound));
  return runs;
}

const rate = (runs: readonly Run[]): string =>
  `${Math.round(median(runs.map((run) => run.perSecond)))}/s, p50 ${Math.round(median(runs.map((run) => run.p50)))} ms`;

/** The median, and from where to where it went. */
const spread = (numbers: readonly number[], digits = 0): string =>
  `${median(numbers).toFixed(digits)} (${Math.min(...numbers).toFixed(digits)} to ${Math.max(...numbers).toFixed(digits)})`;

const deadlocksIn = (ownerUrl: string): Promise<number> =>
  asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ deadlocks: number }>(
      "select deadlocks::int from pg_stat_database where datname = current_database()",
    );
    return rows[0]?.deadlocks ?? Number.NaN;
  });
