import { z } from "zod";
import { action, ok, refuse } from "#platform/action.ts";
import { direction, moved, storeOrder } from "../admin/order.ts";
import { coordinate } from "../admin/policy.ts";
import * as queries from "./queries.ts";
import { changedLocation, newLocation } from "./schema.ts";

const id = z.guid();

/** A coordinator adds a place to meet, last in the list. Gives its id. */
export const addLocation = action({
  name: "locations.add",
  may: coordinate,
  input: newLocation,
  run: async ({ actor, input, trx }) =>
    ok({ id: await queries.insertLocation(trx, actor.communityId, input) }),
});

/** Changes a place for bookings from now on; meetings that are booked there stay. */
export const changeLocation = action({
  name: "locations.change",
  may: coordinate,
  input: changedLocation,
  async run({ input: { id, ...fields }, trx }) {
    return (await queries.updateLocation(trx, id, fields)) ? ok(null) : refuse("not_found");
  },
});

/** Takes a place off the list members choose from, or brings it back. */
export const archiveLocation = action({
  name: "locations.archive",
  may: coordinate,
  input: z.object({ id, archived: z.boolean() }),
  async run({ input, trx }) {
    const known = await queries.setLocationArchived(trx, input.id, input.archived);
    return known ? ok(null) : refuse("not_found");
  },
});

export const moveLocation = action({
  name: "locations.move",
  may: coordinate,
  input: z.object({ id, direction }),
  async run({ input, trx }) {
    const all = await queries.allLocations(trx);
    const ids = all.filter((location) => !location.archived).map((location) => location.id);
    if (!ids.includes(input.id)) return refuse("not_found");
    await storeOrder(trx, "locations", moved(ids, input.id, input.direction));
    return ok(null);
  },
});
