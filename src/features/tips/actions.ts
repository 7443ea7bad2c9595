import { action, ok, refuse } from "#platform/action.ts";
import { moved, storeOrder } from "../admin/order.ts";
import { coordinate } from "../admin/policy.ts";
import * as queries from "./queries.ts";
import { isSameText, slugFor } from "./rules.ts";
import { changeInput, moveInput, removeInput, showInput, tipInput } from "./schema.ts";
import { starterNamed } from "./starter.ts";

/** A coordinator writes a page of their own. It is hidden until they publish it. Gives its id. */
export const addTip = action({
  name: "tips.add",
  may: coordinate,
  input: tipInput,
  async run({ actor, input, trx, now }) {
    const { communityId, id: by } = actor;
    const slug = slugFor(input.title, await queries.takenSlugs(trx, communityId));
    return ok({ id: await queries.insertTip(trx, { ...input, communityId, slug, by, at: now }) });
  },
});

/**
 * A coordinator changes what a page says. Its address stays. What says the same as the project's page follows that page from now on.
 * Refuses: not_found, tips_changed (somebody else has changed it after this coordinator opened it).
 */
export const changeTip = action({
  name: "tips.change",
  may: coordinate,
  input: changeInput,
  async run({ actor, input: { id, version, ...typed }, trx, now }) {
    const tip = await queries.findTip(trx, id);
    if (!tip) return refuse("not_found");
    if (tip.version === version && isSameText(tip, typed)) return ok(null);
    const starter = starterNamed(tip.starter);
    const text = starter && isSameText(starter, typed) ? null : typed;
    const stored = await queries.updateText(trx, { id, version, text, by: actor.id, at: now });
    return stored ? ok(null) : refuse("tips_changed");
  },
});

/** Shows a page to those who give support, or hides it from them. */
export const showTip = action({
  name: "tips.show",
  may: coordinate,
  input: showInput,
  async run({ input, trx, now }) {
    if (!(await queries.findTip(trx, input.id))) return refuse("not_found");
    await queries.updateHidden(trx, { ...input, at: now });
    return ok(null);
  },
});

/** Moves a page a step up or down among all. */
export const moveTip = action({
  name: "tips.move",
  may: coordinate,
  input: moveInput,
  async run({ input, trx }) {
    const ids = (await queries.tipsOf(trx, { hidden: true })).map(({ id }) => id);
    if (!ids.includes(input.id)) return refuse("not_found");
    await storeOrder(trx, "tips", moved(ids, input.id, input.direction));
    return ok(null);
  },
});

/** Removes a page for good. Refuses: not_found, also for one that is published or came with the project. */
export const removeTip = action({
  name: "tips.remove",
  may: coordinate,
  input: removeInput,
  run: async ({ input, trx }) => ((await queries.deleteTip(trx, input.id)) ? ok(null) : refuse("not_found")),
});
