import type { Scoped } from "#platform/database/scope.ts";
import type { Community } from "../communities/community.ts";
import { type AskedProvider, type Ground, providerOf, questionOf } from "./inputs.ts";
import { siteOf } from "./places.ts";
import { loadForFreeTimes } from "./queries/free-times.ts";
import type { FormatRow, FreeTimesRow, ServiceRow } from "./queries/free-times-row.ts";
import type { Question } from "./question.ts";

/** Moments are epoch minutes. */
export interface Asked {
  readonly community: Pick<Community, "zone" | "settings">;
  readonly format: { readonly id: string };
  readonly serviceId: string;
  /** Only these of the providers certified in the service; all of them when it is left out. */
  readonly providerIds?: readonly string[] | undefined;
  /** Who books: their own times and limits count, and they are never offered themself. */
  readonly memberId: string | null;
  /** Starts are sought from `from` to before `to`. */
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** A meeting that is about to move: it stands in nobody's way, and may be of what is no longer offered. */
  readonly movedMeetingId?: string | undefined;
  /** The wait for which a time is held: that hold stands in nobody's way. */
  readonly waitId?: string | undefined;
}

/** Epoch minutes outside which nothing is offered: the calendars of zones end somewhere. */
const firstMinute = Date.UTC(1950, 0) / 60_000;
const lastMinute = Date.UTC(2250, 0) / 60_000;

export interface Location {
  readonly id: string;
  readonly name: string;
  readonly way: string;
  readonly details: string;
}

export interface Availability {
  readonly service: ServiceRow;
  readonly format: FormatRow;
  /** The generic service, where the community has one that is not this one. */
  readonly generic: FreeTimesRow["generic"];
  readonly question: Question;
  /** The certified providers, by name. */
  readonly providers: readonly AskedProvider[];
  /** Where meetings of this format can be, in the coordinator's order. */
  readonly locations: readonly Location[];
}

/**
 * Everything that decides about free times with the providers of a service, in one statement, ready for the engine. In a
 * transaction that has taken its locks first, it sees what the locks guard. `null` when service or format is not offered,
 * or the window lies beyond every calendar.
 */
export async function askAvailability(trx: Scoped, asked: Asked): Promise<Availability | null> {
  const { community, from, to, now } = asked;
  const { settings, zone } = community;
  if (from < firstMinute || to > lastMinute) return null;
  const row = await loadForFreeTimes(trx, {
    serviceId: asked.serviceId,
    formatId: asked.format.id,
    providerIds: asked.providerIds ?? null,
    memberId: asked.memberId,
    movedMeetingId: asked.movedMeetingId ?? null,
    waitId: asked.waitId ?? null,
    from,
    to,
    communityCap: settings.providerWeekMinutes,
    countMember:
      asked.memberId !== null && (settings.memberDayMinutes !== null || settings.memberWeekMinutes !== null),
  });
  const { service, format, generic } = row;
  if (!service || !format) return null;

  const ground: Ground = { zone, settings, now, from, to, duration: format.minutes };
  const sites = row.locations.map((location) => siteOf(location, zone, ground));
  return {
    service,
    format,
    generic,
    question: questionOf(ground, row),
    providers: row.providers.map((provider) => providerOf(provider, sites, ground)),
    locations: row.locations.map(({ id, name, way, details }) => ({ id, name, way, details })),
  };
}
