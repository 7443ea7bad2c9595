import { spawn } from "node:child_process";
import { once } from "node:events";

interface Many {
  stories: number;
  /** The file that tells them. */
  file: string;
  /** What is said of one that goes wrong. */
  wrong: string;
}

/** Tells many stories in two processes at once, each with its own seed; a story that goes wrong is printed, the shortest there is. */
export async function manyStories({ stories, file, wrong }: Many): Promise<{ faults: readonly string[] }> {
  const seeds = [Date.now() % 2 ** 31, (Date.now() + 1) % 2 ** 31];
  const codes = await Promise.all(
    seeds.map(async (seed) => {
      const child = spawn("npx", ["vitest", "run", file], {
        stdio: "inherit",
        env: {
          ...process.env,
          STORIES: String(Math.ceil(stories / seeds.length)),
          STORIES_SEED: String(seed),
        },
      });
      const [code] = await once(child, "exit");
      return code === 0 ? [] : [`seed ${seed}: ${wrong}`];
    }),
  );
  return { faults: codes.flat() };
}
