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

/** Gives an option another name, also where it is chosen already. Refuses one that the list offers already. */
export const renameOption = action({
  name: "options.rename",
  may: coordinate,
  input: z.object({ id, name }),
  async run({ input, trx }) {
    if (!(await queries.findOption(trx, input.id))) return refuse("not_found");
    return (await queries.updateOption(trx, input.id, { name: input.name })) ? ok(null) : taken();
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
