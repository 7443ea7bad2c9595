import type { Scoped } from "#platform/database/scope.ts";
import type { Community } from "../communities/community.ts";
import type { Range } from "../disclosure/index.ts";
import { cellAt } from "./hours-of-week.ts";
import type { Period } from "./period.ts";
import { type Came, cameIn } from "./queries/attendance.ts";
import { namesOfAll } from "./queries/names.ts";
import { canStandTogether, noShowRate, type Rate } from "./rates.ts";
import { Growths, type Part, partAt, sumOf, telling } from "./told.ts";

/** Who came and who did not, told in ranges, and the rate that follows from them. */
export interface CameFigures {
  readonly attended: Range;
  readonly noShow: Range;
  /** Of whom nobody said either. */
  readonly unsaid: Range;
  readonly rate: Rate | null;
  /** No more is told than of nobody at all. */
  readonly empty: boolean;
}

export interface NoShowFigures {
  /** What follows from the formats together. */
  readonly all: CameFigures;
  readonly formats: readonly (CameFigures & { readonly name: string })[];
  /** With null for meetings of no service. Null where the tables before would tell of a few in it, or it of them. */
  readonly services: readonly (CameFigures & { readonly name: string | null })[] | null;
  /** The 24 hours of a day in which meetings start, on the community's clock; null alike. */
  readonly hours: readonly CameFigures[] | null;
}

const counts = ["attended", "noShow", "unsaid"] as const;

/** Counts who did not come to the meetings of a period that are over at `now`. */
export async function readNoShows(
  trx: Scoped,
  { zone, settings }: Pick<Community, "zone" | "settings">,
  period: Period,
  now: Temporal.Instant,
): Promise<NoShowFigures> {
  const came = await cameIn(trx, period, now);
  const names = await namesOfAll(trx);
  const { formats, services, hours } = tallied(came, (start) => ({
    part: partAt(period, start),
    hour: cellAt(zone, start) % 24,
  }));
  const tell = telling(period, settings.smallestGroup);
  const ofNobody = tell({ before: 0, first: 0, second: 0 });
  const withRate = (told: Told): CameFigures => ({
    ...told,
    rate: noShowRate(told.attended, told.noShow),
    empty: counts.every((count) => told[count].to === ofNobody.to),
  });
  const toldOf = <Key>(tally: Tally<Key>, key: Key): CameFigures =>
    withRate({
      attended: tell(tally.attended.of(key)),
      noShow: tell(tally.noShow.of(key)),
      unsaid: tell(tally.unsaid.of(key)),
    });
  const offered = <One extends { id: string; archived: boolean }>(
    all: readonly One[],
    tally: Tally<string | null>,
  ) => {
    const known = new Set(tally.attended.keys());
    return all.filter(({ id, archived }) => !archived || known.has(id));
  };
  const byFormat = offered(names.formats, formats).map(({ id, name }) => ({ name, ...toldOf(formats, id) }));
  const byService = [
    ...offered(names.services, services).map(({ id, name }) => ({ name, ...toldOf(services, id) })),
    { name: null, ...toldOf(services, null) },
  ];
  const byHour = Array.from({ length: 24 }, (_, hour) => toldOf(hours, hour));
  const together = (...tables: (readonly CameFigures[])[]) =>
    counts.every((count) =>
      canStandTogether(
        tables.map((rows) => rows.map((row) => row[count])),
        settings.smallestGroup,
      ),
    );
  const withServices = together(byFormat, byService) ? [byService] : [];
  return {
    all: withRate({
      attended: sumOf(byFormat.map(({ attended }) => attended)),
      noShow: sumOf(byFormat.map(({ noShow }) => noShow)),
      unsaid: sumOf(byFormat.map(({ unsaid }) => unsaid)),
    }),
    formats: byFormat,
    services: withServices[0] ?? null,
    hours: together(byFormat, ...withServices, byHour) ? byHour : null,
  };
}

type Told = Pick<CameFigures, (typeof counts)[number]>;

type Tally<Key> = Readonly<Record<(typeof counts)[number], Growths<Key>>>;

const tally = <Key>(): Tally<Key> => ({
  attended: new Growths<Key>(),
  noShow: new Growths<Key>(),
  unsaid: new Growths<Key>(),
});

function addTo<Key>(sums: Tally<Key>, key: Key, part: Part, came: Came): void {
  for (const count of counts) sums[count].add(key, part, came[count]);
}

function tallied(
  came: Awaited<ReturnType<typeof cameIn>>,
  placeOf: (start: number) => { part: Part; hour: number },
) {
  const sums = { formats: tally<string | null>(), services: tally<string | null>(), hours: tally<number>() };
  for (const one of came) {
    if (one.start !== null) {
      const { part, hour } = placeOf(one.start);
      addTo(sums.hours, hour, part, one);
    } else if (one.part !== null)
      addTo(one.by === "format" ? sums.formats : sums.services, one.id, one.part, one);
  }
  return sums;
}
