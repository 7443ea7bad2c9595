import type { Context } from "hono";
import { minuteOf } from "#platform/clock.ts";
import { isFetchedAhead } from "#platform/http/ahead.ts";
import type { Availability } from "../availability/index.ts";
import { type EmptySearch, noteEmptySearch } from "../demand/index.ts";
import type { CommunityWeb } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";

type Sought = Pick<EmptySearch, "serviceId" | "formatId" | "providerId">;

/** What free times were asked for. */
export function soughtIn({ service, format, providers }: Availability): Sought {
  const [only, another] = providers;
  return { serviceId: service.id, formatId: format.id, providerId: only && !another ? only.id : null };
}

/** Has it counted that a page of times had none to show. */
export function foundNone(c: Context<CommunityWeb>, visit: Visit, sought: Sought): void {
  note(c, visit, sought);
}

/** Has it counted that a start (epoch minutes) that somebody chose was taken by somebody else, unless it is over. */
export function foundGone(c: Context<CommunityWeb>, visit: Visit, sought: Sought, wished: number): void {
  if (wished > minuteOf(visit.now)) note(c, visit, { ...sought, wished });
}

function note(
  c: Context<CommunityWeb>,
  { community, actor }: Visit,
  found: Omit<EmptySearch, "community" | "personId">,
): void {
  if (!actor.id || isFetchedAhead(c)) return;
  noteEmptySearch(c.get("platform"), { community, personId: actor.id, ...found });
}
