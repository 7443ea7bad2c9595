import { manyStories } from "../model/soak.ts";
import { ask } from "./ask.ts";
import { kill } from "./kill.ts";
import { race } from "./race.ts";
import { rooms } from "./rooms.ts";
import { seats } from "./seats.ts";
import { webhooks } from "./webhooks.ts";

/** Why a soak fell short, in words; an empty list is a pass. */
interface Report {
  readonly faults: readonly string[];
}

const soaks: Readonly<Record<string, () => Promise<Report>>> = {
  race: races,
  kill: kills,
  webhooks: notices,
  ask: asks,
  seats: places,
  rooms: () => rooms({ messages: 1_000, kills: 3, say: console.log }),
  stories: () =>
    manyStories({
      stories: 10_000,
      file: "tests/model/asking.test.ts",
      wrong: "a story did not go as the model says",
    }),
  figures: () =>
    manyStories({
      stories: 400,
      file: "tests/model/figures.test.ts",
      wrong: "a figure is not what counting gives",
    }),
};

/** `npm run soak -- race`: people after one time. `npm run soak -- kill`: processes and databases that end abruptly. */
const [name = ""] = process.argv.slice(2);
const soak = soaks[name];
if (!soak) {
  console.error(`Say which: npm run soak -- ${Object.keys(soaks).join(" | ")}`);
  process.exit(2);
}
// Ending ends what was started, see House.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const { faults } = await soak();
console.log(faults.length === 0 ? `${name} ok` : `${name} short: ${faults.join("; ")}`);
process.exit(faults.length === 0 ? 0 : 1);

async function races(): Promise<Report> {
  const faults: string[] = [];
  for (const servers of [1, 2]) {
    const processes = servers === 1 ? "1 process" : `${servers} processes`;
    for (const tally of await race({ people: 200, twice: 20, servers })) {
      const { operations, acknowledged, lost, doubled, worstWait } = tally;
      console.log(
        `${processes}, ${tally.name}: ${operations} operations, ${acknowledged} acknowledged, ${lost} lost, ` +
          `${doubled} doubled, worst wait ${Math.round(worstWait)} ms`,
      );
      faults.push(...tally.faults.map((fault) => `${processes}, ${tally.name}: ${fault}`));
    }
  }
  return { faults };
}

function kills(): Promise<Report> {
  return kill({ kills: 20, stops: 5, say: console.log });
}

async function notices(): Promise<Report> {
  const runs = await webhooks({ orders: 720, servers: 2, say: console.log });
  return {
    faults: runs.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)),
  };
}

async function asks(): Promise<Report> {
  const tallies = await ask({ rounds: 200, servers: 2, say: console.log });
  return { faults: tallies.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)) };
}

async function places(): Promise<Report> {
  const tallies = [];
  for (const servers of [1, 2])
    tallies.push(...(await seats({ people: 100, places: 10, servers, kills: 6, say: console.log })));
  return { faults: tallies.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)) };
}
