import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import type { Provider, Question } from "#features/availability/question.ts";
import { freeTimes } from "#features/availability/slots.ts";
import { engineProvider, type SlotCase, slotCase, slotCaseNames } from "#support/slot-cases.ts";
import {
  asFactor,
  type Bench,
  inMs,
  inTurns,
  Measured,
  type Row,
  type Spread,
  spread,
  verdict,
} from "./harness.ts";
import { type Answer, isRight } from "./p1/answer.ts";
import { withDateFns } from "./p1/date-fns.ts";
import { withLuxon } from "./p1/luxon.ts";

/** The slot engine: the same answers as elsewhere, against two libraries, as providers grow, with the trace, and cold. */
const bench: Bench = async () => {
  const wrong = wrongAnswers();
  const rows: Row[] = [
    { what: "wrong answers, of 10 files by four ways", measured: String(wrong.length), goal: "0" },
  ];
  const checks: Record<string, boolean> = { [`wrong answers: ${wrong.join(", ")}`]: wrong.length === 0 };

  for (const name of ["plain-1", "plain-10", "plain-50", "autumn-50", "spring-50", "plain-200"]) {
    await againstLibraries(slotCase(name), rows, checks);
  }
  await withTrace(slotCase("plain-200"), rows, checks);
  await manyProviders(slotCase("plain-200"), rows, checks);
  await cold(rows, checks);
  return verdict(rows, checks);
};

export default bench;

/** From bookings as they are stored, in no order, to every start of every provider and of all together. */
function withKith({ question, providers }: SlotCase, trace = false): Answer {
  const times = freeTimes(question, providers.map(engineProvider), { trace });
  return {
    perProvider: times.providers.map(({ starts }) => starts),
    starts: times.starts,
    counts: times.counts,
  };
}

/** Every start is read and none kept, so that not the collector of garbage is measured. */
function readAll(question: Question, providers: readonly Provider[], trace = false): number {
  const times = freeTimes(question, providers, { trace });
  let read = times.starts.length;
  for (const { starts } of times.providers) read += starts.length;
  return read;
}

const readFromBookings = ({ question, providers }: SlotCase, trace = false): number =>
  readAll(question, providers.map(engineProvider), trace);

function wrongAnswers(): string[] {
  return slotCaseNames().flatMap((name) => {
    const slots = slotCase(name);
    const ways = {
      kith: withKith,
      traced: (it: SlotCase) => withKith(it, true),
      luxon: withLuxon,
      "date-fns-tz": withDateFns,
    };
    return Object.entries(ways)
      .filter(([, answers]) => !isRight(answers(slots), slots))
      .map(([way]) => `${way} on ${name}`);
  });
}

async function againstLibraries(
  slots: SlotCase,
  rows: Row[],
  checks: Record<string, boolean>,
): Promise<void> {
  const kith = new Measured(() => withKith(slots));
  const luxon = new Measured(() => withLuxon(slots));
  const dateFns = new Measured(() => withDateFns(slots));
  await inTurns([kith, luxon, dateFns], { rounds: 7 });

  const overLuxon = luxon.timesAsMuchAs(kith);
  const overDateFns = dateFns.timesAsMuchAs(kith);
  // With one provider most of the time goes into the question's own list of allowed starts: shown, but not the goal's work.
  const isGoal = slots.providers.length > 1;
  const row = (what: string, factor: Spread, goal: number): Row => ({
    what: `${slots.name}: ${what}`,
    measured: asFactor(factor),
    ...(isGoal ? { goal: `at least ${goal}x` } : {}),
  });
  rows.push(
    { what: `${slots.name}: kith`, measured: inMs(kith.cpu) },
    row(`luxon, ${inMs(luxon.cpu)}`, overLuxon, 100),
    row(`date-fns-tz, ${inMs(dateFns.cpu)}`, overDateFns, 20),
  );
  checks[`${asFactor(overLuxon)} as fast as luxon on ${slots.name}`] = !isGoal || overLuxon.median >= 100;
  checks[`${asFactor(overDateFns)} as fast as date-fns-tz on ${slots.name}`] =
    !isGoal || overDateFns.median >= 20;
}

/** With the whole work of a question, from bookings in no order, and with the engine alone, from spans made before. */
async function withTrace(slots: SlotCase, rows: Row[], checks: Record<string, boolean>): Promise<void> {
  const { question } = slots;
  const providers = slots.providers.map(engineProvider);
  const plain = new Measured(() => readFromBookings(slots));
  const traced = new Measured(() => readFromBookings(slots, true));
  const engine = new Measured(() => readAll(question, providers));
  const tracedEngine = new Measured(() => readAll(question, providers, true));
  await inTurns([plain, traced, engine, tracedEngine], { rounds: 25, sampleMs: 150 });

  const cost = traced.timesAsMuchAs(plain);
  const costOfEngine = tracedEngine.timesAsMuchAs(engine);
  rows.push(
    { what: `${slots.name}: with the trace`, measured: asFactor(cost), goal: "under 1.2x" },
    {
      what: `${slots.name}: engine alone, ${inMs(engine.cpu)}; with the trace`,
      measured: asFactor(costOfEngine),
    },
  );
  checks[`the trace costs ${asFactor(cost)}`] = cost.median < 1.2;
}

/** The engine on fifty times 200 providers one after the other, and on the same 10,000 in one question. */
async function manyProviders(slots: SlotCase, rows: Row[], checks: Record<string, boolean>): Promise<void> {
  const { question } = slots;
  const copies = Array.from({ length: 50 }, () => structuredClone(slots));
  const parts = copies.map(({ providers }) => providers.map(engineProvider));
  const all = parts.flat();
  const whole: SlotCase = { ...slots, providers: copies.flatMap(({ providers }) => providers) };

  const apart = new Measured(() => parts.map((part) => readAll(question, part)));
  const together = new Measured(() => readAll(question, all));
  const plain = new Measured(() => readFromBookings(whole));
  const traced = new Measured(() => readFromBookings(whole, true));
  await inTurns([apart, together, plain, traced], { rounds: 15, sampleMs: 400 });

  const growth = together.timesAsMuchAs(apart);
  const cost = traced.timesAsMuchAs(plain);
  rows.push(
    { what: "10,000 providers in one question, engine alone", measured: inMs(together.cpu) },
    { what: "10,000 providers against 50 x 200", measured: asFactor(growth), goal: "at most 1.3x" },
    { what: "10,000 providers: with the trace", measured: asFactor(cost), goal: "under 1.2x" },
  );
  checks[`10,000 providers cost ${asFactor(growth)} of 50 x 200`] = growth.median <= 1.3;
  checks[`the trace of 10,000 providers costs ${asFactor(cost)}`] = cost.median < 1.2;
}

/** The first answer of fresh processes: nothing compiled, no zone known. */
async function cold(rows: Row[], checks: Record<string, boolean>): Promise<void> {
  const script = new URL("p1/cold.ts", import.meta.url).pathname;
  for (const name of ["autumn-1", "autumn-50"]) {
    const calls: z.infer<typeof coldCall>[] = [];
    for (let i = 0; i < 9; i++) {
      const { stdout } = await promisify(execFile)(process.execPath, [script, name], { timeout: 20_000 });
      calls.push(coldCall.parse(JSON.parse(stdout)));
    }
    const cpu = spread(calls.map((call) => call.cpu));
    const wall = spread(calls.map((call) => call.wall));
    rows.push(
      { what: `${name}: first call of a process, CPU`, measured: inMs(cpu), goal: "under 20 ms" },
      { what: `${name}: first call of a process, wall`, measured: inMs(wall) },
    );
    checks[`a first call takes ${inMs(cpu)} on ${name}`] = cpu.median < 20;
  }
}

const coldCall = z.object({ cpu: z.number(), wall: z.number() });
