import { randomBytes } from "node:crypto";
import { action, ok, type Refusal, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { currentCommunity } from "../../communities/load.ts";
import { lockTimes } from "../../meetings/occupancy.ts";
import { announceGroup } from "../announce.ts";
import { choicesFor } from "../choices.ts";
import { faultsOf, isFree, type Obstacles, obstaclesTo } from "../obstacles.ts";
import { plan } from "../policy.ts";
import { keptApart } from "../queries/hosts.ts";
import { insertGroups, insertSeries } from "../queries/planning.ts";
import { readGroup } from "../reading.ts";
import { planInput, type TypedPlan } from "../schema.ts";
import { showGroups } from "../showing.ts";

/**
 * A provider plans a group meeting, or one every week; a coordinator does it for a provider. All that were not left out (`without`)
 * are written, or none. Gives the first one's id and how many there are. Refuses: gone (no groups here), invalid with what is wrong
 * field by field, and slot_taken.
 */
export const planGroup = action({
  name: "groups.plan",
  may: plan,
  input: planInput,
  async run({ actor, input, trx, now, jobs }) {
    const community = await currentCommunity(trx, actor.communityId);
    const by = actor.id;
    if (!community.settings.modules.groups || by === null) return refuse("gone");
    const choices = await choicesFor(trx, actor, community);
    const host = choices.hosts.find(({ id }) => id === input.hostId);
    if (!host || (host.id !== by && !actor.roles.has("coordinator"))) return invalid({ hostId: "required" });
    const format = choices.formats.find(({ id }) => id === input.formatId);
    if (!format) return invalid({ formatId: "required" });
    const read = readGroup({ ...input, zone: host.zone }, choices, { ways: format.ways, now: minuteOf(now) });
    if (!read.ok) return invalid(read.fields);
    const coHosts = [...new Set(input.coHosts)].filter((id) => id !== host.id);
    const hosts = [host.id, ...coHosts];
    if (coHosts.some((id) => !choices.hosts.some((one) => one.id === id)) || (await keptApart(trx, hosts)))
      return invalid({ coHosts: "groups.coHosts" });

    const { wish } = read;
    const length = wish.end - wish.start;
    const spans = wish.occurrences
      .filter(({ start }) => !input.without.has(start))
      .map(({ start }) => ({ start, end: start + length }));
    if (spans.length === 0) return invalid({ weeks: "groups.weeks.none" });
    await lockTimes(trx, [...hosts, wish.place.locationId]);
    const asked = { community, hosts, locationId: wish.place.locationId, spans };
    const fields = faultsOfAll(await obstaclesTo(trx, asked), input);
    if (Object.keys(fields).length > 0) return invalid(fields);

    const seriesId = spans.length > 1 ? newId() : null;
    const { communityId } = actor;
    if (seriesId)
      await insertSeries(trx, {
        communityId,
        id: seriesId,
        zone: host.zone,
        weeks: spans.length,
        by,
        at: now,
      });
    const each = spans.map((span) => ({
      ...span,
      id: newId(),
      eventId: newId(),
      room: randomBytes(16).toString("hex"),
    }));
    const planned = {
      ...{ communityId, seriesId, hostId: host.id, coHosts, by, at: now },
      ...{ formatId: format.id, name: input.name, topic: input.topic, focus: input.focus },
      ...{ description: input.description, experienceId: input.experienceId || null, ...wish.place },
      ...{ seats: input.seats, price: wish.price, private: input.private },
    };
    if (!(await insertGroups(trx, planned, each))) return refuse("slot_taken");
    const [first] = each;
    if (!first) return refuse("slot_taken");
    const occasion = { communityId, meetingId: first.id, by, once: "1" };
    await announceGroup(trx, jobs, { ...occasion, happened: "planned", to: hosts });
    await showGroups(trx, {
      communityId,
      ids: each.map(({ id }) => id),
      people: hosts,
      open: !input.private,
    });
    return ok({ id: first.id, count: each.length });
  },
});

const invalid = (fields: Readonly<Record<string, string>>): Refusal<"invalid"> =>
  refuse("invalid", { fields });

/** One time is put right in its fields; of several it is said how many are free, and which are to be left out. */
function faultsOfAll(found: readonly Obstacles[], input: TypedPlan): Readonly<Record<string, string>> {
  const [first] = found;
  if (found.length === 1 && first && input.weeks === 1) return faultsOf(first, input);
  return found.every((one) => isFree(one, input.anyway)) ? {} : { weeks: "groups.weeks.taken" };
}
