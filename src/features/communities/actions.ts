import { action, ok } from "#platform/action.ts";
import type { CommunityWords } from "../../words/words.ts";
import { coordinate } from "../admin/policy.ts";
import { storeNameAndZone, storeSettings, storeWords } from "./queries.ts";
import { enrollmentInput, settingsInput, wordsInput } from "./schema.ts";

/** A coordinator changes the community's name, zone and rules. They hold from the next request on; what is booked stays. */
export const changeSettings = action({
  name: "communities.changeSettings",
  may: coordinate,
  input: settingsInput,
  async run({ actor, input: { name, zone, ...settings }, trx }) {
    await storeNameAndZone(trx, actor.communityId, { name, zone });
    await storeSettings(trx, actor.communityId, settings);
    return ok(null);
  },
});

/** A coordinator says where the enrollment comes from and what it does to the list members pick from. */
export const changeEnrollment = action({
  name: "communities.changeEnrollment",
  may: coordinate,
  input: enrollmentInput,
  async run({ actor, input, trx }) {
    await storeSettings(trx, actor.communityId, {
      enrollmentSource: input.source,
      enrollmentEffect: input.effect,
    });
    return ok(null);
  },
});

/** A coordinator chooses the community's words. Every page and mail made after this uses them. */
export const changeWords = action({
  name: "communities.changeWords",
  may: coordinate,
  input: wordsInput,
  async run({ actor, input, trx }) {
    await storeWords(trx, actor.communityId, chosenWords(input));
    return ok(null);
  },
});

type Typed = ReturnType<(typeof wordsInput)["parse"]>;

const chosenWords = (typed: Typed): CommunityWords => ({
  provider: chosenWord(typed.provider),
  service: chosenWord(typed.service),
  member: chosenWord(typed.member),
  meeting: chosenWord(typed.meeting),
});

/** Without an article of its own a word keeps the one that is worked out. */
const chosenWord = ({ one, many, article }: Typed["provider"]) =>
  article ? { one, many, article } : { one, many };
