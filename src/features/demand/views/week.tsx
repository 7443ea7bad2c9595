import { html } from "#ui/markup.ts";
import type { Page } from "#ui/page.ts";
import { clockFace } from "#ui/when.ts";
import { maps, type WeekMap } from "../paths.ts";
import { shareTaken } from "../rates.ts";
import type { Hour } from "../reading.ts";
import { hours, longDays, rangeText, shortDays } from "../telling.ts";

interface WeekProps {
  page: Page;
  week: readonly Hour[];
  map: WeekMap;
  smallest: number;
  linkTo: (map: WeekMap) => string;
}

// Text keeps its contrast on all of them, in both looks. On paper there is no ground, and the number is enough.
const shades = [
  "",
  "bg-primary/8",
  "bg-primary/16",
  "bg-primary/25",
  "bg-primary/33",
  "bg-primary/42",
] as const;

/** The hours of a week as a table: a row for each hour of the day, a column for each day. */
export function WeekTable({ page, week, map, smallest, linkTo }: WeekProps) {
  const { t } = page;
  const most = Math.max(1, ...week.map((hour) => weightOf(hour, map)));
  return (
    <>
      <nav aria-label={t("figures.week.maps")} class="not-printed mb-2 flex flex-wrap gap-2">
        {maps.map((one) => (
          <a
            href={linkTo(one)}
            aria-current={one === map ? "page" : undefined}
            class={`btn btn-sm min-h-11 sm:min-h-9 ${one === map ? "btn-primary" : ""}`}
          >
            {t(`figures.week.map.${one}`)}
          </a>
        ))}
      </nav>
      <p class="quiet mb-3 max-w-prose text-sm">
        {t(`figures.week.lead.${map}`, { smallest })} {t("figures.week.lead")}
      </p>
      <section
        class="card-plain relative max-h-[80vh] overflow-auto lg:max-h-none print:max-h-none"
        tabindex={0}
        aria-label={t("figures.week")}
      >
        <table class="w-full table-fixed border-separate border-spacing-0.5 text-center text-xs tabular-nums sm:text-sm">
          <caption class="sr-only">
            {t("figures.week")}: {t(`figures.week.map.${map}`)}
          </caption>
          <thead>
            <tr>
              <th scope="col" class="bg-base-100 sticky top-0 w-12 py-2 text-left font-medium sm:w-16">
                <span class="sr-only">{t("figures.week.hour")}</span>
              </th>
              {shortDays.map((day, i) => (
                <th scope="col" class="bg-base-100 sticky top-0 py-2 font-medium">
                  <abbr title={longDays[i]} class="no-underline">
                    {day}
                  </abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: 24 }, (_, hour) => (
              <tr>
                <th scope="row" class="quiet px-1.5 text-left font-normal">
                  {clockFace(hour * 60)}
                </th>
                {shortDays.map((_, day) => cell(page, week[day * 24 + hour], map, most))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function cell({ t }: Page, hour: Hour | undefined, map: WeekMap, most: number) {
  if (!hour) return html`<td></td>`;
  const step = Math.ceil((weightOf(hour, map) / most) * (shades.length - 1));
  const look = `rounded-selector h-8 px-0.5 ${shades[step] ?? ""}`;
  if (map !== "wished")
    return html`<td class="${look} ${step === 0 ? "quiet" : ""}">${textIn(hour, map)}</td>`;
  const left = hour.open - hour.taken;
  if (hour.wished.from === 0) return html`<td class="${look} quiet">–</td>`;
  const missed = left === 0;
  return html`<td class="${look} h-10 ${missed ? "outline-base-content outline-2 -outline-offset-2" : ""}"><span class="block font-semibold">${rangeText(t, hour.wished)}</span><span class="block text-xs"><span class="sr-only">${t(missed ? "figures.week.none" : "figures.week.left.label")} </span>${t("figures.week.left", { hours: hours(left) })}</span></td>`;
}

/** What the shade of a cell is made of. */
function weightOf(hour: Hour, map: WeekMap): number {
  if (map === "taken") return shareTaken(hour) ?? 0;
  return map === "wished" ? hour.wished.from : hour[map];
}

function textIn(hour: Hour, map: "taken" | "booked" | "open"): string {
  if (map !== "taken") return hours(hour[map]);
  const share = shareTaken(hour);
  return share === null ? "–" : String(share);
}
