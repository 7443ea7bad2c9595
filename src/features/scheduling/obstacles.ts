import type { Scoped } from "#platform/database/scope.ts";
import { closingsWithin, localDate, placeAt } from "../availability/index.ts";
import type { Community } from "../communities/community.ts";
import { type Clash, clashes } from "./queries.ts";
import type { Wish } from "./reading.ts";

/** What stands against a time and a place, each by the field of the form in which it is put right. */
export interface Obstacles {
  readonly own: readonly Clash[];
  readonly memberBusy: boolean;
  readonly place: "free" | "closed" | "full";
  /** Names of the community's closings then. */
  readonly closings: readonly string[];
}

export interface Pair {
  readonly community: Pick<Community, "zone">;
  readonly provider: string;
  readonly member: string;
  readonly proposalId: string;
  readonly movedMeetingId?: string | undefined;
}

/** Looks at everything that stands against meeting then and there. Who has locked the persons and the place can rely on it. */
export async function obstaclesTo(trx: Scoped, pair: Pair, wish: Wish): Promise<Obstacles> {
  const { zone } = pair.community;
  const { start, end, locationId } = wish;
  const { proposalId, movedMeetingId } = pair;
  const around = { start, end, proposalId, movedMeetingId: movedMeetingId ?? null };
  const { own, memberBusy } = await clashes(trx, pair, around);
  const closings = await closingsWithin(trx, localDate(zone, start), localDate(zone, end - 1));
  return {
    own,
    memberBusy,
    place: locationId ? await placeAt(trx, { zone, locationId, start, end, movedMeetingId }) : "free",
    closings: closings.map(({ name }) => name),
  };
}

/** The fields that need another look, with the code of what is wrong; a closing is only a warning to who says "anyway". */
export function faultsOf(
  { own, memberBusy, place, closings }: Obstacles,
  anyway: boolean,
): Readonly<Record<string, string>> {
  return {
    ...(memberBusy && { time: "scheduling.member" }),
    ...(own.length > 0 && { time: "scheduling.own" }),
    ...(place !== "free" && { locationId: `scheduling.${place}` }),
    ...(closings.length > 0 && !anyway && { date: "scheduling.closing" }),
  };
}
