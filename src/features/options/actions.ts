import { z } from "zod";
import { action, ok, refuse } from "#platform/action.ts";
import { line, oneOf } from "../admin/fields.ts";
import { direction, moved, storeOrder } from "../admin/order.ts";
import { coordinate } from "../admin/policy.ts";
import * as queries from "./queries.ts";

const id = z.guid();
const name = line(80);
const taken = () => refuse("name_taken", { fields: { name: "fault.option_taken" } });

/** A coordinator adds to a list, at its end. Refuses a name that the list offers already. */
export const addOption = action({
  name: "options.add",
  may: coordinate,
  input: z.object({ list: oneOf(queries.lists), name }),
  run: async ({ actor, input, trx }) =>
    (await queries.insertOption(trx, actor.communityId, input)) ? ok(null) : taken(),
});

/**
 * Gives an option another name, also where it is chosen already, and its place behind another one (`after`; "" is the top, and
 * without it the option stays where it is). Refuses a name that the list offers already.
 */
export const changeOption = action({
  name: "options.change",
  may: coordinate,
  input: z.object({ id, name, after: z.union([z.literal(""), id]).optional() }),
  async run({ input: { id: own, name: called, after }, trx }) {
    const option = await queries.findOption(trx, own);
    if (!option) return refuse("not_found");
    if (!(await queries.updateOption(trx, own, { name: called }))) return taken();
    if (after === undefined || option.archived) return ok(null);
    const others = (await queries.optionsOf(trx, option.list))
      .map((offered) => offered.id)
      .filter((other) => other !== own);
    const place = after === "" ? 0 : others.indexOf(after) + 1;
    if (after !== "" && place === 0) return refuse("invalid", { fields: { after: "invalid_value" } });
    await storeOrder(trx, "profile_options", others.toSpliced(place, 0, own));
    return ok(null);
  },
});

/** Stops offering an option, or offers it again. Where it is chosen it stays. Refuses to offer a name twice. */
export const archiveOption = action({
  name: "options.archive",
  may: coordinate,
  input: z.object({ id, archived: z.boolean() }),
  async run({ input, trx }) {
    if (!(await queries.findOption(trx, input.id))) return refuse("not_found");
    return (await queries.updateOption(trx, input.id, { archived: input.archived })) ? ok(null) : taken();
  },
});

/** Moves an option a step up or down among those its list offers. Gives the list. */
export const moveOption = action({
  name: "options.move",
  may: coordinate,
  input: z.object({ id, direction }),
  async run({ input, trx }) {
    const option = await queries.findOption(trx, input.id);
    if (!option || option.archived) return refuse("not_found");
    const ids = (await queries.optionsOf(trx, option.list)).map((offered) => offered.id);
    await storeOrder(trx, "profile_options", moved(ids, option.id, input.direction));
    return ok({ list: option.list });
  },
});
