import { spawn } from "node:child_process";
import { once } from "node:events";

/** Tells many stories in two processes at once, each with its own seed; a story that goes wrong is printed, the shortest there is. */
export async function manyStories({ stories }: { stories: number }): Promise<{ faults: readonly string[] }> {
  const seeds = [Date.now() % 2 ** 31, (Date.now() + 1) % 2 ** 31];
  const codes = await Promise.all(
    seeds.map(async (seed) => {
      const child = spawn("npx", ["vitest", "run", "tests/model/asking.test.ts"], {
        stdio: "inherit",
        env: {
          ...process.env,
          STORIES: String(Math.ceil(stories / seeds.length)),
          STORIES_SEED: String(seed),
        },
      });
      const [code] = await once(child, "exit");
      return code === 0 ? [] : [`seed ${seed}: a story did not go as the model says`];
    }),
  );
  return { faults: codes.flat() };
}
