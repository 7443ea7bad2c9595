import { contests } from "./ask-contests.ts";
import type { Outcome } from "./ask-round.ts";
import { Stage } from "./ask-stage.ts";
import { inTurns } from "./booking.ts";

/** What a race came to. `faults` says in words what should not have been; none is a pass. */
export interface Tally {
  readonly name: string;
  readonly operations: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly faults: readonly string[];
}

interface Size {
  rounds: number;
  servers: number;
  say: (line: string) => void;
}

/**
 * Two people who decide about the same thing at once, over real HTTP: each pair of deeds so many times, at two processes where there
 * are two, in either order. Of each round one outcome stands, and the one who lost is told in words.
 */
export async function ask({ rounds, servers, say }: Size): Promise<Tally[]> {
  const stage = await Stage.open(servers);
  try {
    const tallies: Tally[] = [];
    for (const [place, contest] of contests.entries()) {
      const outcomes = await inTurns([...Array(rounds).keys()], 3, (round) =>
        contest.play(stage, { round, turn: place * rounds + round }),
      );
      if (contest.settle) await contest.settle(stage);
      const judged = await Promise.all(outcomes.map((outcome) => outcome.judge()));
      const tally = tallyOf(contest.name, outcomes, judged);
      const { operations, acknowledged, lost, doubled } = tally;
      say(
        `${contest.name}: ${rounds} rounds, ${operations} operations, ${acknowledged} acknowledged, ${lost} lost, ` +
          `${doubled} doubled; ${winsOf(outcomes)}`,
      );
      tallies.push(tally);
    }
    return tallies;
  } finally {
    await stage.close();
  }
}

function tallyOf(name: string, outcomes: readonly Outcome[], faults: readonly (readonly string[])[]): Tally {
  const all = faults.flat();
  return {
    name,
    operations: outcomes.reduce((sum, { operations }) => sum + operations, 0),
    acknowledged: outcomes.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    lost: all.filter((fault) => fault.startsWith("lost")).length,
    doubled: all.filter((fault) => fault.startsWith("doubled")).length,
    faults: [...new Set(all)].slice(0, 5),
  };
}

/** How often who won: a race that only one side ever wins is none. */
function winsOf(outcomes: readonly Outcome[]): string {
  const wins = new Map<string, number>();
  for (const { winner } of outcomes) wins.set(winner, (wins.get(winner) ?? 0) + 1);
  return [...wins].map(([winner, count]) => `${winner} ${count}`).join(", ");
}
