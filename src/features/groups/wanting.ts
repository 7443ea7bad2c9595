import { type Actor, type Outcome, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Community } from "../communities/community.ts";
import { currentCommunity } from "../communities/load.ts";
import { type Choices, choicesFor } from "./choices.ts";
import { type Differences, differences } from "./differences.ts";
import { manages } from "./policy.ts";
import { type Changes, seatedIn } from "./queries/changing.ts";
import { apartFromPlaces, keptApart } from "./queries/hosts.ts";
import { type Group, groupFor } from "./queries.ts";
import { readGroup } from "./reading.ts";
import type { TypedChange } from "./schema.ts";

/** A change of a group meeting that somebody may make, read whole and not yet looked at against what others have. */
export interface Wanted {
  readonly group: Group;
  readonly community: Community;
  readonly after: Changes;
  /** Ids of its host and its co-hosts from now on. */
  readonly hosts: readonly string[];
  readonly changes: Differences;
  /** Whose time it takes now, beside its hosts', when that is about to change. */
  readonly seated: readonly string[];
}

interface Asked {
  readonly actor: Actor;
  readonly input: TypedChange;
  readonly trx: Scoped;
  readonly now: Temporal.Instant;
}

/** Finds the group through the actor and reads what is to become of it. Refuses: gone, cancelled, over and invalid, field by field. */
export async function wantedChange({
  actor,
  input,
  trx,
  now,
}: Asked): Promise<Outcome<Wanted, "gone" | "cancelled" | "over" | "invalid">> {
  const group = await groupFor(trx, actor, input.id);
  if (!group || !manages(actor, group)) return refuse("gone");
  const minute = minuteOf(now);
  if (group.state === "cancelled") return refuse("cancelled");
  if (minute >= group.end) return refuse("over");
  const community = await currentCommunity(trx, actor.communityId);
  const choices = await choicesFor(trx, actor, community, group);
  // What has begun can still be described better; only another time has to be ahead.
  const reading = { ways: group.format.ways, now: Math.min(minute, group.start - 1) };
  const read = readGroup({ ...input, zone: group.hostZone, weeks: 1 }, choices, reading);
  if (!read.ok) return refuse("invalid", { fields: read.fields });
  const { wish } = read;
  if (wish.start !== group.start && wish.start <= minute)
    return refuse("invalid", { fields: { date: "scheduling.past" } });
  const coHosts = [...new Set(input.coHosts)].filter((id) => id !== group.host.id);
  if (!(await mayGive(trx, group, coHosts, choices)))
    return refuse("invalid", { fields: { coHosts: "groups.coHosts" } });

  const after = { ...input, ...wish, ...wish.place, experienceId: input.experienceId || null };
  const hosts = [group.host.id, ...coHosts];
  const before = { ...group, locationId: group.location?.id ?? null, hosts: hostIds(group) };
  const changes = differences(before, { ...after, hosts });
  const seated = changes.time ? await seatedIn(trx, group.id) : [];
  return ok({ group, community, after, hosts, changes, seated });
}

const hostIds = ({ host, coHosts }: Group): string[] => [host.id, ...coHosts.map(({ id }) => id)];

/** Whether those who are new among the co-hosts can give it: active providers whom no block keeps from the others, or from who comes. */
async function mayGive(
  trx: Scoped,
  group: Group,
  coHosts: readonly string[],
  { hosts }: Pick<Choices, "hosts">,
): Promise<boolean> {
  const known = hostIds(group);
  const added = coHosts.filter((id) => !known.includes(id));
  if (added.length === 0) return true;
  if (added.some((id) => !hosts.some((host) => host.id === id))) return false;
  if (await keptApart(trx, [group.host.id, ...coHosts])) return false;
  return (await apartFromPlaces(trx, group.id, added)).length === 0;
}
