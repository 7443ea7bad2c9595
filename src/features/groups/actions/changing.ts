import { action, ok, refuse } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { lockTimes } from "../../meetings/occupancy.ts";
import { fillSeats } from "../../seats/engine.ts";
import { faultsOf, obstaclesTo } from "../obstacles.ts";
import { plan } from "../policy.ts";
import {
  type Held,
  holdGroups,
  laterOfSeries,
  writeCoHosts,
  writeGroup,
  writeWords,
} from "../queries/changing.ts";
import { changeInput, type TypedChange } from "../schema.ts";
import { showGroups } from "../showing.ts";
import { tellOfChange } from "../telling.ts";
import { takeTimes } from "../times.ts";
import { type Wanted, wantedChange } from "../wanting.ts";

/**
 * A host or a coordinator changes a group meeting; with `rest`, what it is about changes for those of its series that come after it as
 * well. Whoever has a place keeps it: who has something else at a new time is told so, and decides. Refuses: gone, over, cancelled,
 * changed, invalid with what is wrong field by field, and slot_taken (a host's time).
 */
export const changeGroup = action({
  name: "groups.change",
  may: plan,
  input: changeInput,
  async run({ actor, input, trx, now, jobs }) {
    const wanted = await wantedChange({ actor, input, trx, now });
    if (!wanted.ok) return wanted;
    const { group, after, hosts, changes, seated } = wanted.value;
    const { communityId, id: by } = actor;

    await lockTimes(trx, [...hosts, ...seated, after.locationId]);
    const later = input.rest ? await restOf(trx, wanted.value, now) : [];
    const held = await holdGroups(trx, [group.id, ...later]);
    const before = held.find(({ id }) => id === group.id);
    if (!before || before.version !== input.version || before.state === "cancelled") return refuse("changed");
    const fields = { ...reliedOn(before, wanted.value), ...(await obstacles(trx, wanted.value, input)) };
    if (Object.keys(fields).length > 0) return refuse("invalid", { fields });

    const at = { communityId, meetingId: group.id };
    const { start, end } = after;
    const taken = await takeTimes(trx, { ...at, hosts, seated: before.seated, start, end }, changes);
    if (!taken) return refuse("slot_taken");
    await writeGroup(trx, group.id, after);
    await writeWords(trx, later, after);
    await writeCoHosts(trx, { communityId, id: group.id, coHosts: hosts.slice(1) });
    if (after.seats !== group.seats) await fillSeats(trx, jobs, { ...at, now });
    await tellOfChange(trx, jobs, wanted.value, { communityId, now, by, before, ...taken });
    const people = [...new Set([...held.flatMap(({ concerned }) => concerned), ...before.hosts, ...hosts])];
    const open = !group.private || !after.private;
    await showGroups(trx, { communityId, ids: [group.id, ...later], people, open });
    return ok({ id: group.id });
  },
});

/** Those of its series that come after it. */
async function restOf(trx: Scoped, { group }: Wanted, now: Temporal.Instant): Promise<string[]> {
  const { id, seriesId, start } = group;
  if (!seriesId) return [];
  const ids = await laterOfSeries(trx, { seriesId, from: start, now });
  return ids.filter((one) => one !== id);
}

/** What cannot change any more because somebody relies on it. */
const reliedOn = ({ taken }: Held, { after, changes }: Wanted): Record<string, string> => ({
  ...(after.seats < taken && { seats: "groups.seats.held" }),
  ...(taken > 0 && changes.price && { price: "groups.price.held" }),
});

/** What stands against a new time or place, or against whoever is to give it from now on. */
async function obstacles(
  trx: Scoped,
  { group, community, after, hosts, changes }: Wanted,
  { anyway }: TypedChange,
): Promise<Readonly<Record<string, string>>> {
  if (!changes.time && !changes.location && changes.joining.length === 0) return {};
  const { start, end, locationId } = after;
  const asked = { community, hosts, locationId, spans: [{ start, end }], movedMeetingId: group.id };
  const [found] = await obstaclesTo(trx, asked);
  return found ? faultsOf(found, { hostId: group.host.id, anyway: anyway || !changes.time }) : {};
}
