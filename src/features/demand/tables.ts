import type { CsvTable } from "#platform/csv/answer.ts";
import { clockFace } from "#ui/when.ts";
import type { Translate } from "../../words/translate.ts";
import type { NoShowFigures } from "./no-shows.ts";
import type { DemandFigures } from "./reading.ts";
import { longDays, rangeText, rateText } from "./telling.ts";
import type { UnmetFigures } from "./unmet.ts";

// Figures as a file holds them: hours as numbers, what is counted of people told as on the screen.

const hours = (minutes: number): string => String(Math.round((100 * minutes) / 60) / 100);

/** Every hour of the week, from Monday 0:00 on. */
export function weekTable(t: Translate, { week }: DemandFigures): CsvTable {
  return {
    header: [
      t("figures.week.day"),
      t("figures.week.hour"),
      t("figures.week.open"),
      t("figures.week.taken"),
      t("figures.week.booked"),
      t("figures.week.wished"),
    ],
    rows: week.map(({ open, taken, booked, wished }, cell) => [
      longDays[Math.floor(cell / 24)] ?? "",
      clockFace((cell % 24) * 60),
      hours(open),
      hours(taken),
      hours(booked),
      rangeText(t, wished),
    ]),
  };
}

export function servicesTable(t: Translate, { services }: DemandFigures): CsvTable {
  return {
    header: [
      t("figures.service"),
      t("figures.service.made"),
      t("figures.service.cancelled"),
      t("figures.service.booked"),
      t("figures.service.open"),
      t("figures.week.taken"),
      t("figures.service.waits"),
      t("figures.service.searches"),
    ],
    rows: services.map((one) => [
      one.name,
      String(one.made),
      String(one.cancelled),
      hours(one.booked),
      hours(one.open),
      hours(one.taken),
      rangeText(t, one.waits),
      rangeText(t, one.searches),
    ]),
  };
}

export function experiencesTable(t: Translate, { experiences }: DemandFigures): CsvTable {
  return {
    header: [
      t("figures.experience"),
      t("figures.experience.requests"),
      t("figures.experience.providers"),
      t("figures.service.open"),
      t("figures.week.taken"),
    ],
    rows: experiences.map((one) => [
      one.name,
      rangeText(t, one.requests),
      rangeText(t, one.providers),
      hours(one.open),
      hours(one.taken),
    ]),
  };
}

export function searchesTable(t: Translate, { searches }: UnmetFigures): CsvTable {
  return {
    header: [
      t("figures.searches.what"),
      t("figures.searches.format"),
      t("figures.searches.provider"),
      t("figures.searches.count"),
    ],
    rows: searches.map(({ service, format, provider, count }) => [
      service,
      format,
      provider ?? t("figures.searches.anyone"),
      rangeText(t, count),
    ]),
  };
}

/** All rates in one table, each row with what it is of. */
export function noShowsTable(
  t: Translate,
  { all, formats, services, hours: byHour }: NoShowFigures,
): CsvTable {
  const row = (by: string, name: string, { rate, attended, noShow, unsaid }: NoShowFigures["all"]) => [
    by,
    name,
    rateText(t, rate),
    ...[attended, noShow, unsaid].map((range) => rangeText(t, range)),
  ];
  return {
    header: [
      t("figures.noShows.by"),
      t("figures.service"),
      t("figures.noShows.rate"),
      t("figures.noShows.attended"),
      t("figures.noShows.noShow"),
      t("figures.noShows.unsaid"),
    ],
    rows: [
      row(t("figures.noShows.all"), "", all),
      ...formats.map((one) => row(t("figures.noShows.formats"), one.name, one)),
      ...(services ?? []).map((one) =>
        row(t("figures.noShows.services"), one.name ?? t("figures.noShows.noService"), one),
      ),
      ...(byHour ?? []).map((one, hour) => row(t("figures.noShows.hours"), clockFace(hour * 60), one)),
    ],
  };
}
