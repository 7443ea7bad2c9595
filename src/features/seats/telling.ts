import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { touch } from "#platform/live/touch.ts";
import { announceGroup } from "../groups/announce.ts";
import { notify } from "../notifications/notify.ts";
import type { LockedGroup } from "./queries.ts";
import type { SeatEvent } from "./writes.ts";

interface Told {
  readonly communityId: string;
  readonly group: LockedGroup;
  readonly events: readonly SeatEvent[];
}

type SureHappening = "registered" | "left" | "removed" | "cancelled";

/** Has people told what became of a place that is or was sure, with their calendar's entry. */
export async function tellOfSure(
  trx: Scoped,
  jobs: Jobs,
  { communityId, group, events }: Told,
  happened: SureHappening,
): Promise<void> {
  for (const { id, personId, by } of events) {
    const announcement = { communityId, meetingId: group.id, happened, to: [personId], by, once: id };
    await announceGroup(trx, jobs, announcement);
  }
}

type Message =
  | "seats.offered"
  | "seats.due"
  | "seats.offerOver"
  | "seats.unpaid"
  | "seats.closed"
  | "seats.out"
  | "seats.off";

/** Has people told what became of a place that was not sure, or of their turn. Until a point in time, where that matters. */
export async function tellOf(
  trx: Scoped,
  jobs: Jobs,
  { communityId, group, events }: Told,
  message: Message,
  until?: Temporal.Instant,
): Promise<void> {
  const minute = until && Math.ceil(until.epochMilliseconds / 60_000);
  for (const { id, personId } of events) {
    await notify(trx, jobs, {
      communityId,
      to: [personId],
      kind: "group",
      once: `seat.${id}`,
      message,
      values: {
        name: group.name,
        when: { start: group.start, end: group.end },
        ...(group.price ? { price: group.price } : {}),
        ...(minute === undefined ? {} : { until: { start: minute, end: minute } }),
      },
      path: `/groups/${group.id}`,
      private: group.private,
      ...(minute === undefined ? {} : { until: minute }),
    });
  }
}

/** Shows a change of places to its hosts and to those it is about. */
export async function touchGroup(
  trx: Scoped,
  { communityId, group }: Pick<Told, "communityId" | "group">,
  people: readonly string[],
): Promise<void> {
  await touch(trx, { communityId, people: [...people, ...group.hosts], about: [`meeting:${group.id}`] });
}
