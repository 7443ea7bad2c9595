import { systemClock } from "#platform/clock.ts";
import { connect } from "#platform/database/connection.ts";
import { openJobs } from "#platform/jobs/jobs.ts";
import { openLog } from "#platform/log.ts";
import { build } from "../tests/faults/build.ts";
import { House } from "../tests/faults/house.ts";
import { setScene } from "../tests/faults/scene.ts";
import { type Bench, inMs, type Row, spread } from "./harness.ts";
import { besideOthers } from "./p4/beside.ts";
import { enrollmentFile, rows as rowCount, servicesFile } from "./p4/file.ts";
import { MeasuredImport, parse } from "./p4/import.ts";
import { copyAndMerge } from "./p4/reference.ts";
import { median } from "./support/clients.ts";

const rounds = 5;

/**
 * P4: an enrollment of 100,000 rows is reviewed, applied and undone. The review is held against the strict reader alone (csv-parse in slices,
 * every cell of every row), applying against `COPY` and one merge by the same role; memory and other people's pages are
 * watched on a server of its own, through HTTP. Ratios are of wall time, for half of the work is the database's.
 */
const bench: Bench = async () => {
  await build();
  const house = await House.open();
  const { ownerUrl, appUrl } = house.database;
  const db = connect({ url: appUrl, max: 4 }, () => undefined);
  try {
    const rows: Row[] = [];
    const short: string[] = [];
    const hold = (what: string, measured: string, goal: string, holds: boolean) => {
      rows.push({ what, measured, goal });
      if (!holds) short.push(`${what} ${measured}`);
    };
    const ground = { db, clock: systemClock, jobs: openJobs({ appUrl, log: openLog("silent") }) };
    const file = enrollmentFile();
    const steps = ["parse", "review", "copy", "apply", "again", "change", "undo"] as const;
    const took = Object.fromEntries(steps.map((step) => [step, [] as number[]]));
    const of = (step: (typeof steps)[number]) => took[step] ?? [];
    // The first round warms everything up and is not counted.
    for (let round = 0; round <= rounds; round++) {
      const [ours, bare] = [
        await setScene(ownerUrl, { members: 1 }),
        await setScene(ownerUrl, { members: 1 }),
      ];
      for (const { communityId } of [ours, bare]) {
        const services = await MeasuredImport.of(ground, communityId, "services", servicesFile());
        await services.review();
        await services.apply();
      }
      const parsed = median([await parse(file), await parse(file), await parse(file)]);
      const first = await MeasuredImport.of(ground, ours.communityId, "enrollment", file);
      const figures = {
        parse: parsed,
        review: await first.review(),
        copy: await copyAndMerge(appUrl, bare.communityId, file),
        apply: await first.apply(),
      };
      const same = await MeasuredImport.of(ground, ours.communityId, "enrollment", file);
      const again = await same.review();
      const other = await MeasuredImport.of(ground, ours.communityId, "enrollment", enrollmentFile(1));
      await other.review();
      const change = await other.apply();
      await other.undo();
      const all = { ...figures, again, change, undo: await first.undo() };
      if (round === 0) continue;
      for (const step of steps) of(step).push(all[step]);
    }
    const ratio = (a: readonly number[], b: readonly number[]) =>
      spread(a.map((figure, round) => figure / (b[round] ?? Number.NaN)));
    rows.push({
      what: `parsing ${rowCount.toLocaleString("en")} rows alone`,
      measured: inMs(spread(of("parse"))),
    });
    rows.push({ what: "review, all new", measured: inMs(spread(of("review"))) });
    const review = ratio(of("review"), of("parse"));
    hold("review to parsing", times(review), "<= 4 x", review.median <= 4);
    rows.push({
      what: "review, nothing new",
      measured: `${inMs(spread(of("again")))}, ${times(ratio(of("again"), of("parse")))}`,
    });
    rows.push({ what: "COPY and one merge", measured: inMs(spread(of("copy"))) });
    rows.push({ what: "apply, all new", measured: inMs(spread(of("apply"))) });
    const apply = ratio(of("apply"), of("copy"));
    hold("apply to COPY and merge", times(apply), "<= 3 x", apply.median <= 3);
    rows.push({ what: "apply, every row another one", measured: inMs(spread(of("change"))) });
    rows.push({ what: "undo", measured: inMs(spread(of("undo"))) });

    const scene = await setScene(ownerUrl, { members: 2 });
    const beside = await besideOthers(house, scene, { services: servicesFile(), enrollment: file });
    const { review: seenReview, apply: seenApply, undo: seenUndo } = beside.seen;
    rows.push({
      what: "through HTTP: upload to review, apply, undo",
      measured: [seenReview, seenApply, seenUndo].map((ms) => `${(ms / 1000).toFixed(1)} s`).join(", "),
    });
    hold("memory of the server grows by", `${beside.grew.toFixed(0)} MB`, "< 150 MB", beside.grew < 150);
    rows.push({
      what: "other pages meanwhile p50",
      measured: `${beside.p50.toFixed(1)} ms (${beside.pages} pages)`,
    });
    hold(
      "other pages meanwhile p99",
      `${beside.p99.toFixed(0)} ms, worst ${beside.worst.toFixed(0)}`,
      "< 250 ms",
      beside.p99 < 250,
    );
    return short.length === 0 ? { ok: true, rows } : { ok: false, why: short.join("; "), rows };
  } finally {
    await db.destroy();
    await house.close();
  }
};

const times = ({ median: middle, low, high }: { median: number; low: number; high: number }) =>
  `${middle.toFixed(2)} x (${low.toFixed(2)} to ${high.toFixed(2)})`;

export default bench;
