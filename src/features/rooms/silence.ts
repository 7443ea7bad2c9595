import { clockTime, dayName } from "#ui/when.ts";
import type { Visit } from "../visits/visit.ts";
import { opensAgain } from "./hours.ts";
import type { Room } from "./queries/rooms.ts";
import { cannotWrite } from "./rules.ts";

/** Why somebody cannot write in a room just now, in words; null when they can. */
export function silenceOf({ t, community, now, zone }: Visit, room: Room): string | null {
  const no = cannotWrite(room, community.zone, now);
  if (!no) return null;
  const at = (instant: Temporal.Instant) => `${dayName(instant, zone, now)}, ${clockTime(instant, zone)}`;
  if (no.reason === "muted" && room.mutedUntil) return t("rooms.muted", { until: at(room.mutedUntil) });
  if (no.reason !== "room_closed") return t("rooms.looking.silent");
  const opens = room.hours && opensAgain(room.hours, community.zone, now);
  return opens && opens !== "open" ? t("rooms.closed", { from: at(opens) }) : t("rooms.closed.always");
}
