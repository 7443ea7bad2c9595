import type { Scoped } from "#platform/database/scope.ts";
import { closingsWithin } from "../availability/queries/schedule.ts";
import type { Community } from "../communities/community.ts";
import { type Range, shown } from "../disclosure/index.ts";
import { capacityOf, type Room } from "./capacity.ts";
import { cellAt, cellsOfWeek, cellsTouched } from "./hours-of-week.ts";
import type { Period } from "./period.ts";
import { givenMeetings, hoursOfProviders } from "./queries/capacity.ts";
import * as demand from "./queries/demand.ts";
import { namesOfAll } from "./queries/names.ts";
import { type Growth, Growths, type Part, telling } from "./told.ts";

/** One hour of the week. Spans in minutes. */
export interface Hour extends Room {
  readonly booked: number;
  /** Who asked for this hour: in a request, in a wait, or by choosing a time that was gone. */
  readonly wished: Range;
}

export interface ServiceFigures extends Room {
  readonly name: string;
  readonly archived: boolean;
  /** Meetings booked, and those of them that were cancelled. */
  readonly made: number;
  readonly cancelled: number;
  /** Minutes of meetings that were not. */
  readonly booked: number;
  readonly waits: Range;
  /** Searches that found no time. */
  readonly searches: Range;
}

export interface ExperienceFigures extends Room {
  readonly name: string;
  readonly archived: boolean;
  readonly requests: Range;
  readonly providers: Range;
}

/** Demand against capacity. Spans in minutes; what is counted of people is a range. */
export interface DemandFigures extends Room {
  readonly booked: number;
  readonly made: number;
  readonly cancelled: number;
  readonly groups: { readonly meetings: number; readonly places: number };
  readonly requests: Range;
  /** From Monday 0:00 on. */
  readonly week: readonly Hour[];
  /** Those of which most is taken first. */
  readonly services: readonly ServiceFigures[];
  /** In the coordinator's order. */
  readonly experiences: readonly ExperienceFigures[];
}

/** Counts demand and capacity of a period, in as many statements as there are things to count. */
export async function readDemand(
  trx: Scoped,
  { zone, settings }: Pick<Community, "zone" | "settings">,
  period: Period,
): Promise<DemandFigures> {
  const { from, to } = period;
  const providers = await hoursOfProviders(trx, period);
  const given = await givenMeetings(trx, period);
  const closings = await closingsWithin(trx, period.first, period.last);
  const booked = await demand.bookedIn(trx, period);
  const asked = await demand.askedIn(trx, period);
  const waited = await demand.waitedIn(trx, period);
  const searched = await demand.searchedIn(trx, period);
  const names = await namesOfAll(trx);

  const capacity = capacityOf(providers, given, {
    zone,
    from,
    to,
    closings: closings.map((one) => [one.from, one.until] as const),
  });
  const tell = telling(period, settings.smallestGroup);
  const [ofGroups, ofTwo] = [booked.filter(({ group }) => group), booked.filter(({ group }) => !group)];
  const bookedOf = Map.groupBy(booked, ({ serviceId }) => serviceId);
  const waits = counted(waited.services, ({ id }) => id);
  const searches = counted(searched.none, ({ serviceId }) => serviceId);
  const requests = counted(asked.requests, () => "all");
  const experienced = counted(asked.experiences, ({ id }) => id);
  const wishes = wishesByHour(period, { asked, waited, searched });

  const services = names.services.map(({ id, name, archived }) => {
    const own = bookedOf.get(id) ?? [];
    return {
      name,
      archived,
      ...roomOf(capacity.services.get(id)),
      ...madeOf(own),
      booked: sum(own, ({ minutes }) => minutes),
      waits: tell(waits.of(id)),
      searches: tell(searches.of(id)),
    };
  });
  const experiences = names.experiences.map(({ id, name, archived }) => ({
    name,
    archived,
    ...roomOf(capacity.experiences.get(id)),
    requests: tell(experienced.of(id)),
    providers: shown(capacity.experiences.get(id)?.providers ?? 0, settings.smallestGroup),
  }));
  return {
    ...roomOf(capacity),
    booked: capacity.booked,
    ...madeOf(ofTwo),
    groups: {
      meetings: sum(ofGroups, ({ made, cancelled }) => made - cancelled),
      places: sum(ofGroups, ({ places }) => places),
    },
    requests: tell(requests.of("all")),
    week: wishes.map((wished, cell) => ({
      open: capacity.week.open[cell] ?? 0,
      taken: capacity.week.taken[cell] ?? 0,
      booked: capacity.week.booked[cell] ?? 0,
      wished: tell(wished),
    })),
    services: services.filter(({ archived, made }) => !archived || made > 0).toSorted(fullestFirst),
    experiences: experiences.filter(({ archived, open }) => !archived || open > 0),
  };
}

/** Adds up rows that carry their part of a growth, by a key. */
function counted<Row extends { part: Part; count: number }, Key>(
  rows: readonly Row[],
  key: (row: Row) => Key,
): Growths<Key> {
  const growths = new Growths<Key>();
  for (const row of rows) growths.add(key(row), row.part, row.count);
  return growths;
}

const sum = <One>(all: readonly One[], count: (one: One) => number): number =>
  all.reduce((total, one) => total + count(one), 0);

const roomOf = (room: Room | undefined): Room => ({ open: room?.open ?? 0, taken: room?.taken ?? 0 });

const madeOf = (booked: readonly demand.Booked[]) => ({
  made: sum(booked, ({ made }) => made),
  cancelled: sum(booked, ({ cancelled }) => cancelled),
});

/** Full before empty; of those that are as full, the one that was booked more; what has no hours last. */
function fullestFirst(a: ServiceFigures, b: ServiceFigures): number {
  const full = ({ open, taken }: Room) => (open === 0 ? -1 : taken / open);
  return full(b) - full(a) || b.made - a.made || a.name.localeCompare(b.name, "en");
}

interface Wishes {
  readonly asked: Pick<demand.Asked, "windows">;
  readonly waited: Pick<demand.Waited, "starts">;
  readonly searched: Pick<demand.Searched, "hours">;
}

/** How many asked for each hour of the week; each request counts once an hour, however many of its times lie in it. */
function wishesByHour({ zone }: Period, { asked, waited, searched }: Wishes): Growth[] {
  const wishes = new Growths<number>();
  for (const { part, spans } of asked.windows)
    for (const cell of cellsTouched(zone, spans)) wishes.add(cell, part);
  for (const { part, start } of waited.starts) wishes.add(cellAt(zone, start), part);
  for (const { part, cell, count } of searched.hours) wishes.add(cell, part, count);
  return Array.from({ length: cellsOfWeek }, (_, cell) => wishes.of(cell));
}
