/** A line of a bench's table: what was measured, the figure, and the goal if it has one. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly goal?: string;
}

/** What a bench found; `why` says what fell short. */
export interface Verdict {
  readonly ok: boolean;
  readonly why?: string;
  readonly rows: readonly Row[];
}

/** What `bench/<id>.ts` exports by default: it measures one line of the goals. */
export type Bench = () => Promise<Verdict>;

export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Median, lowest and highest of some figures. Refuses none at all. */
export function spread(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b);
  const [low] = sorted;
  const high = sorted.at(-1);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  if (low === undefined || high === undefined) throw new RangeError("nothing was measured");
  return { median: middle.reduce((sum, figure) => sum + figure, 0) / middle.length, low, high };
}

/** Some work and how long it took, a sample a round, in milliseconds for one run of it. */
export class Measured {
  readonly #work: () => unknown;
  readonly #cpu: number[] = [];
  readonly #wall: number[] = [];
  #times = 1;

  constructor(work: () => unknown) {
    this.#work = work;
  }

  /** Time of all threads of this process: what counts on a shared machine. */
  get cpu(): Spread {
    return spread(this.#cpu);
  }

  get wall(): Spread {
    return spread(this.#wall);
  }

  /** Repeats the work, first until it is warm and then to see how often a sample must, for clocks are coarse. */
  async warmUp(sampleMs: number): Promise<void> {
    await this.#repeatFor(2 * sampleMs);
    this.#times = await this.#repeatFor(sampleMs);
  }

  async sample(): Promise<void> {
    const cpuBefore = process.cpuUsage();
    const wallBefore = performance.now();
    for (let i = 0; i < this.#times; i++) await this.#work();
    const wall = performance.now() - wallBefore;
    const { user, system } = process.cpuUsage(cpuBefore);
    this.#cpu.push((user + system) / 1000 / this.#times);
    this.#wall.push(wall / this.#times);
  }

  /** How much more CPU time this took than the other, round by round. */
  timesAsMuchAs(other: Measured): Spread {
    return spread(this.#cpu.map((cpu, round) => cpu / (other.#cpu[round] ?? Number.NaN)));
  }

  async #repeatFor(ms: number): Promise<number> {
    const end = performance.now() + ms;
    let times = 0;
    for (; times === 0 || performance.now() < end; times++) await this.#work();
    return times;
  }
}

/** Samples all works in turn, round by round, so that the noise of the machine meets all of them alike. */
export async function inTurns(
  works: readonly Measured[],
  { rounds = 9, sampleMs = 60 }: { rounds?: number; sampleMs?: number } = {},
): Promise<void> {
  for (const work of works) await work.warmUp(sampleMs);
  for (let round = 0; round < rounds; round++) {
    for (const work of works) await work.sample();
  }
}

/** "0.51 ms (0.49 to 0.60)". */
export function inMs({ median, low, high }: Spread): string {
  return `${short(median)} ms (${short(low)} to ${short(high)})`;
}

/** "12.4x (11.9 to 13)". */
export function asFactor({ median, low, high }: Spread): string {
  return `${short(median)}x (${short(low)} to ${short(high)})`;
}

/** Three digits that count. */
function short(figure: number): string {
  return figure >= 1000 ? figure.toFixed(0) : String(Number(figure.toPrecision(3)));
}

/** The verdict on rows whose goals were checked: every check is a sentence for what fell short, and whether it held. */
export function verdict(rows: readonly Row[], checks: Readonly<Record<string, boolean>>): Verdict {
  const failed = Object.keys(checks).filter((sentence) => !checks[sentence]);
  return failed.length === 0 ? { ok: true, rows } : { ok: false, why: failed.join("; "), rows };
}
