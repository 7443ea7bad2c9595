import type { Child } from "hono/jsx";
import type { Scoped } from "#platform/database/scope.ts";
import { whenOf } from "#ui/when.ts";
import { nameOf } from "../people/person.ts";
import type { Visit } from "../visits/visit.ts";
import { attendancePaths } from "./paths.ts";
import { pausedUntil } from "./pauses.ts";
import { type Missed, missedOf } from "./queries/missed.ts";
import { MissedMeetings } from "./views/missed.tsx";

/**
 * The meetings that a person missed and whether that pauses their booking, for coordinators: each leads to where it can be put right.
 * Null when there are none. Of a private one it says nothing but that it is there; to open it is to be seen looking.
 */
export async function missedSection(visit: Visit, trx: Scoped, personId: string): Promise<Child> {
  const { page, community, now } = visit;
  const missed = await missedOf(trx, personId);
  if (missed.length === 0) return null;
  const until = await pausedUntil(trx, personId, community, now);
  return (
    <MissedMeetings
      page={page}
      lines={missed.map((meeting) => ({
        path: attendancePaths(community.base, meeting).attendance,
        private: meeting.private,
        ...words(visit, meeting),
      }))}
      until={until === null ? null : whenOf(visit, until, 0)}
    />
  );
}

function words(visit: Visit, { private: secret, start, end, name, hosts }: Missed) {
  const { t } = visit;
  if (secret) {
    return { title: t("attendance.missed.private.title"), detail: t("attendance.missed.private") };
  }
  const names = hosts.map(nameOf).join(", ");
  return {
    title: whenOf(visit, start, end - start),
    detail: `${name} · ${t("attendance.missed.with", { names })}`,
  };
}
