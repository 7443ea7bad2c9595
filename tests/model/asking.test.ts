import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestApp } from "#support/app.ts";
import { openStories, tellStories } from "./asking.ts";

/** `npm run soak -- stories` tells many more of them. */
const count = Number(process.env.STORIES ?? 60);
const seed = Number(process.env.STORIES_SEED ?? 20_260_302);

let kith: TestApp;
beforeAll(async () => {
  kith = await openStories();
});
afterAll(() => kith?.end());

test(
  "a request, its proposals, messages, meetings and payments go as the model says, whatever people do",
  async () => {
    const reached = await tellStories(kith, { count, seed });
    if (process.env.STORIES) console.log(JSON.stringify(reached));
    // However the stories are drawn, some of them must come to each of these.
    for (const [what, stories] of Object.entries(reached)) expect([what, stories > 0]).toEqual([what, true]);
  },
  60_000 + count * 1_000,
);
