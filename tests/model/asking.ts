import fc from "fast-check";
import { type TestApp, testApp } from "#support/app.ts";
import { stories } from "./commands.ts";
import { first, Model } from "./model.ts";
import { World } from "./world.ts";

/** How many stories came how far: a test of stories that never get anywhere would prove nothing. */
interface Reached {
  steps: number;
  accepted: number;
  met: number;
  paid: number;
  paidBack: number;
  wrote: number;
  expired: number;
  blocked: number;
}

/**
 * Random stories of one request: what two providers, its member, the card service and time do to it, each step answered and
 * stored as the model says. Throws with the shortest story it finds that is not.
 */
export async function tellStories(
  kith: TestApp,
  { count, seed, say }: { count: number; seed: number; say?: (told: number) => void },
): Promise<Reached> {
  const reached: Reached = {
    steps: 0,
    accepted: 0,
    met: 0,
    paid: 0,
    paidBack: 0,
    wrote: 0,
    expired: 0,
    blocked: 0,
  };
  let told = 0;
  await fc.assert(
    fc.asyncProperty(stories, async ({ begins, goesOn }) => {
      const model = new Model();
      const real = await World.open(kith, first);
      for (const step of begins) await step.run(model, real);
      await fc.asyncModelRun(() => ({ model, real }), goesOn);
      note(reached, model);
      told += 1;
      say?.(told);
    }),
    { numRuns: count, seed },
  );
  return reached;
}

function note(reached: Reached, model: Model): void {
  const { meetings } = model;
  reached.steps += model.steps;
  reached.accepted += Number(model.accepted !== undefined);
  reached.met += Number(meetings.length > 0);
  reached.paid += Number(meetings.some(({ paid }) => paid.size > 0));
  reached.paidBack += Number(meetings.some(({ paid, kept }) => paid.size > kept));
  reached.wrote += Number(model.messages > 0);
  reached.expired += Number(model.request === "expired");
  reached.blocked += Number(model.blocked.some(Boolean));
}

/** An application whose card payments are switched on; nothing is ever asked of the card service itself. */
export const openStories = (): Promise<TestApp> =>
  testApp({
    env: {
      STRIPE_SECRET_KEY: "sk_test_stories",
      STRIPE_WEBHOOK_SECRET: "whsec_stories",
      STRIPE_API_BASE: "http://127.0.0.1:9",
    },
  });
