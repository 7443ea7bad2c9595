import { z } from "zod";
import { type Actor, action, belongs, ok, refuse } from "#platform/action.ts";
import { choicesFor, unknownIn } from "./choices.ts";
import { demographicsOf, forgetDemographics, storeDemographics } from "./queries.ts";
import { aboutYou } from "./schema.ts";

const self = ({ id }: Actor): string => id ?? "";

/** Somebody tells of themself, as much as they like, and whether they want to be counted. Refuses what their community's lists do not offer. */
export const tellAboutYou = action({
  name: "demographics.tell",
  may: belongs,
  input: aboutYou,
  async run({ actor, input, trx, now }) {
    const choices = await choicesFor(trx, await demographicsOf(trx, self(actor)));
    const unknown = unknownIn(choices, input);
    if (Object.keys(unknown).length > 0) return refuse("invalid", { fields: unknown });
    await storeDemographics(trx, actor.communityId, { id: self(actor), ...input }, now);
    return ok(null);
  },
});

/** Somebody takes back all they told of themself. It is gone at once, and they are counted no more. */
export const takeBackAboutYou = action({
  name: "demographics.takeBack",
  may: belongs,
  input: z.object({}),
  async run({ actor, trx }) {
    await forgetDemographics(trx, self(actor));
    return ok(null);
  },
});
