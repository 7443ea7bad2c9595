import type { Scoped } from "#platform/database/scope.ts";
import { closingsWithin, localDate, placeAt } from "../availability/index.ts";
import type { Community } from "../communities/community.ts";
import { busyAt } from "./queries/busy.ts";

/** A start and an end in epoch minutes. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands against one time of a group meeting. */
export interface Obstacles extends Span {
  /** Ids of those who are to give it and have something else then. */
  readonly busy: readonly string[];
  readonly place: "free" | "closed" | "full";
  /** Names of the community's closings then. */
  readonly closings: readonly string[];
}

interface Asked {
  readonly community: Pick<Community, "zone">;
  /** Ids of the host and the co-hosts. */
  readonly hosts: readonly string[];
  readonly locationId: string | null;
  readonly spans: readonly Span[];
  /** What is about to move stands in nobody's way. */
  readonly movedMeetingId?: string | undefined;
}

/**
 * Looks at everything that stands against meeting at these times, in their order. Who has locked the hosts' times and the place can
 * rely on it.
 */
export async function obstaclesTo(trx: Scoped, asked: Asked): Promise<Obstacles[]> {
  const { community, hosts, locationId, spans, movedMeetingId } = asked;
  const { zone } = community;
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return [];
  const busy = await busyAt(trx, { hosts, spans, movedMeetingId });
  const closings = await closingsWithin(trx, localDate(zone, first.start), localDate(zone, last.end - 1));
  const found: Obstacles[] = [];
  for (const { start, end } of spans) {
    const place = locationId ? await placeAt(trx, { zone, locationId, start, end, movedMeetingId }) : "free";
    const [from, until] = [localDate(zone, start), localDate(zone, end - 1)];
    found.push({
      start,
      end,
      busy: busy.get(start) ?? [],
      place,
      closings: closings.filter((one) => one.from <= until && one.until >= from).map(({ name }) => name),
    });
  }
  return found;
}

/** Whether nothing stands against a time; a closing is only a warning to who says "anyway". */
export const isFree = ({ busy, place, closings }: Obstacles, anyway: boolean): boolean =>
  busy.length === 0 && place === "free" && (anyway || closings.length === 0);

/** The fields that need another look for one time, with the code of what is wrong. */
export function faultsOf(
  { busy, place, closings }: Obstacles,
  { hostId, anyway }: { hostId: string; anyway: boolean },
): Readonly<Record<string, string>> {
  return {
    ...(busy.some((id) => id !== hostId) && { coHosts: "groups.coHosts.busy" }),
    ...(busy.includes(hostId) && { time: "groups.busy" }),
    ...(place !== "free" && { where: `scheduling.${place}` }),
    ...(closings.length > 0 && !anyway && { date: "scheduling.closing" }),
  };
}
