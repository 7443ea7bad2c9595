import type { CommunitySettings } from "../communities/community.ts";

/**
 * Shares the work: of those who are free, the one with the fewest minutes booked around that time. Between equals the start
 * itself decides, so that nobody comes first by name and the same question has the same answer.
 */
export function pickFairly(
  free: readonly string[],
  minutesBooked: ReadonlyMap<string, number>,
  start: number,
): string | null {
  const [least] = free.toSorted(
    (a, b) => (minutesBooked.get(a) ?? 0) - (minutesBooked.get(b) ?? 0) || turn(a, start) - turn(b, start),
  );
  return least ?? null;
}

function turn(id: string, start: number): number {
  let hash = start | 0;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) | 0;
  return hash;
}

/** Whether a member may book this service at all (the coordinator's switch for assigned services). */
export function mayBookService(
  settings: CommunitySettings,
  service: { generic: boolean; mine: boolean },
): boolean {
  return settings.enrollmentEffect !== "only" || service.generic || service.mine;
}

/** Whether it is not known yet for how many weeks, although the format is given every week. */
export const lacksWeeks = (
  { format }: { format: { rhythm: string } },
  { weeks }: { weeks?: number | undefined },
): boolean => format.rhythm === "weekly" && weeks === undefined;

/** A meeting is final at once where nobody has to agree to it first. */
export const firstState = (settings: CommunitySettings): "pending" | "final" =>
  settings.confirmation === "automatic" ? "final" : "pending";
