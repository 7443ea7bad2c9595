import type { Scoped } from "#platform/database/scope.ts";
import type { Community } from "../communities/community.ts";
import type { Range } from "../disclosure/index.ts";
import type { Period } from "./period.ts";
import { searchedIn } from "./queries/demand.ts";
import { type Named, namesOfAll, namesOfPeople } from "./queries/names.ts";
import { answeredIn, type Unanswered, unansweredAt } from "./queries/requests.ts";
import { Growths, telling } from "./told.ts";

/** Searches for a free time of one thing that found none. */
export interface SearchFigures {
  readonly service: string;
  readonly format: string;
  /** Null: whoever is free. */
  readonly provider: string | null;
  readonly count: Range;
}

/** What was asked for and not found. Spans of time in minutes; what is counted of people in a period is a range. */
export interface UnmetFigures {
  /** Now, whenever they were made. The panel lists each of them, so they are counted as they are. */
  readonly unanswered: Unanswered;
  readonly answered: {
    readonly made: Range;
    readonly answered: Range;
    readonly inTime: Range;
    /** Until the first proposal; null where it would be of too few. */
    readonly median: number | null;
  };
  /** What enough people looked for, the most wanted first. */
  readonly searches: readonly SearchFigures[];
}

/** Counts what nobody answered and what found no time. */
export async function readUnmet(
  trx: Scoped,
  { settings }: Pick<Community, "settings">,
  period: Period,
  now: Temporal.Instant,
): Promise<UnmetFigures> {
  const { answerMinutes, smallestGroup } = settings;
  const unanswered = await unansweredAt(trx, { now, answerMinutes });
  const requests = await answeredIn(trx, period, answerMinutes);
  const { none } = await searchedIn(trx, period);
  const names = await namesOfAll(trx);

  const tell = telling(period, smallestGroup);
  const growths = new Growths<"made" | "answered" | "inTime">();
  for (const { part, made, answered, inTime } of requests) {
    if (part === null) continue;
    growths.add("made", part, made);
    growths.add("answered", part, answered);
    growths.add("inTime", part, inTime);
  }
  const answered = tell(growths.of("answered"));

  const searches = new Growths<string>();
  for (const { part, serviceId, formatId, providerId, count } of none)
    searches.add(JSON.stringify([serviceId, formatId, providerId]), part, count);
  // Of what only a few looked for, even that somebody did is not told.
  const shown = searches.keys().flatMap((key) => {
    const [service, format, provider]: (string | null)[] = JSON.parse(key);
    const count = tell(searches.of(key));
    return count.from > 0 ? [{ service, format, provider, count }] : [];
  });
  const people = await namesOfPeople(
    trx,
    shown.flatMap(({ provider }) => provider ?? []),
  );
  const nameIn = (all: readonly Named[]) => {
    const known = new Map(all.map(({ id, name }) => [id, name]));
    return (id: string | null | undefined) => known.get(id ?? "") ?? "";
  };
  const [serviceName, formatName, personName] = [names.services, names.formats, people].map(nameIn);
  return {
    unanswered,
    answered: {
      made: tell(growths.of("made")),
      answered,
      inTime: tell(growths.of("inTime")),
      median: answered.from > 0 ? (requests.find(({ part }) => part === null)?.median ?? null) : null,
    },
    searches: shown
      .map(({ service, format, provider, count }) => ({
        service: serviceName?.(service) ?? "",
        format: formatName?.(format) ?? "",
        provider: provider ? (personName?.(provider) ?? "") : null,
        count,
      }))
      .toSorted(mostFirst),
  };
}

/** By what is told of them alone: an order by the counts would tell more. */
const mostFirst = (a: SearchFigures, b: SearchFigures): number =>
  b.count.from - a.count.from ||
  a.service.localeCompare(b.service, "en") ||
  a.format.localeCompare(b.format, "en");
