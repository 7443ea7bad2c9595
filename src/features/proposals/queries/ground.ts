import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { CommunitySettings } from "../../communities/community.ts";
import { allFormats, type Format } from "../../formats/queries.ts";
import { allLocations, type Location } from "../../locations/queries.ts";
import type { Ground } from "../offer.ts";

interface Offerable extends Ground {
  formats: readonly Format[];
  locations: readonly Location[];
}

/** What can be offered in this community now: its formats for two people, and the places that fit one of them. */
export async function offerable(
  trx: Scoped,
  settings: CommunitySettings,
  now: Temporal.Instant,
): Promise<Offerable> {
  const formats = (await allFormats(trx)).filter(({ size, archived }) => size === "one_to_one" && !archived);
  const ways = new Set(formats.flatMap(({ ways }) => ways));
  const locations = (await allLocations(trx)).filter(({ way, archived }) => !archived && ways.has(way));
  const { currency, modules } = settings;
  return { formats, locations, currency, priced: modules.payments, now: minuteOf(now) };
}
