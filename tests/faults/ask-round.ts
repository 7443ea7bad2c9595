import type { Stage } from "./ask-stage.ts";

export interface Round {
  readonly round: number;
  /** Counts on through all races, so that no two of them want the same time. */
  readonly turn: number;
}

export interface Outcome {
  readonly winner: string;
  readonly operations: number;
  /** Of those, how many were told that they did it. */
  readonly acknowledged: number;
  /** Holds what they were told against what is stored: "lost ...", "doubled ..." and what else should not be. */
  judge(): Promise<string[]>;
}

export interface Contest {
  readonly name: string;
  play(stage: Stage, round: Round): Promise<Outcome>;
  /** Waits until what was begun is done. */
  settle?(stage: Stage): Promise<void>;
}

/** Both at once, in either order of sending. */
export async function atOnce<A, B>(
  round: number,
  one: () => Promise<A>,
  other: () => Promise<B>,
): Promise<[A, B]> {
  if (round % 2 === 0) return Promise.all([one(), other()]);
  const [second, first] = await Promise.all([other(), one()]);
  return [first, second];
}
