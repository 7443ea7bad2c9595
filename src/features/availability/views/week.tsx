import { Icon } from "#ui/icons.tsx";
import { longDay } from "#ui/when.ts";
import { clockText, plainDate } from "../clock.ts";
import { at } from "../desk.ts";
import { dateText } from "../schema.ts";
import { Day, headHeight, rem, type WeekProps } from "./week-day.tsx";

/** One week of hours and what lies in it: columns drawn to scale where there is room, a list by day on a phone. */
export function WeekView(props: WeekProps) {
  const { page, week, schedule, mayChange } = props;
  const { t } = page;
  const height = rem(week.last - week.first);
  const hasNotes = week.days.some(({ exceptions, closings }) => exceptions.length + closings.length > 0);
  // A week with a change of clocks cannot be drawn upon: a height does not stand for the same time on all its days.
  const drawable = mayChange && !week.irregular;
  return (
    <section aria-labelledby="week-title" class="mb-10">
      <WeekBar {...props} />
      {week.irregular && (
        <p class="quiet mb-3 flex items-start gap-2 text-sm">
          <Icon name="clock" class="mt-0.5 size-4" />
          {t("availability.week.irregular", { zone: schedule.provider.zone })}
        </p>
      )}
      <div
        class="card-plain overflow-hidden"
        data-controller={drawable ? "week" : undefined}
        data-action="pointerdown->week#begin pointermove->week#move pointerup->week#finish pointercancel->week#drop keydown.esc@window->week#drop"
        data-week-first-value={week.first}
        data-week-last-value={week.last}
      >
        <ol class="divide-base-300 grid divide-y md:grid-cols-[3.5rem_repeat(7,minmax(0,1fr))] md:divide-x md:divide-y-0">
          <li class="hidden md:block" aria-hidden="true">
            <div class={headHeight(hasNotes)} />
            <div class="relative" style={`height:${height}`}>
              {week.marks.map(({ top, minute, again }) => (
                <span
                  class="quiet absolute right-1.5 text-xs tabular-nums"
                  style={`top:${rem(top - week.first)}`}
                >
                  {clockText(minute)}
                  {again && <sup>2</sup>}
                </span>
              ))}
            </div>
          </li>
          {week.days.map((day) => (
            <Day {...props} day={day} height={height} hasNotes={hasNotes} />
          ))}
        </ol>
      </div>
      {drawable && <p class="quiet mt-2 hidden text-sm md:block">{t("availability.week.draw")}</p>}
    </section>
  );
}

function WeekBar({ page, desk, week, today }: WeekProps) {
  const { t } = page;
  const [monday, sunday] = [plainDate(week.monday), plainDate(week.monday + 6)];
  const to = (date: number) => at(desk, "", { week: dateText(date) });
  const isThisWeek = week.monday <= today && today < week.monday + 7;
  return (
    <div class="mb-3 flex items-center gap-2">
      <h2 id="week-title" class="mr-auto">
        {weekName(monday, sunday, plainDate(today).year)}
      </h2>
      {!isThisWeek && (
        <a href={at(desk)} class="btn btn-sm min-h-11 sm:min-h-0">
          {t("availability.week.this")}
        </a>
      )}
      <a href={to(week.monday - 7)} class="btn btn-square" rel="prev">
        <Icon name="chevronLeft" label={t("availability.week.previous")} />
      </a>
      <a href={to(week.monday + 7)} class="btn btn-square" rel="next">
        <Icon name="chevronRight" label={t("availability.week.next")} />
      </a>
    </div>
  );
}

/** "2 – 8 March", "28 December – 3 January 2027": with the year when it is not this one. */
function weekName(monday: Temporal.PlainDate, sunday: Temporal.PlainDate, thisYear: number): string {
  const named = (date: Temporal.PlainDate) => longDay(date).split(" ").slice(1).join(" ");
  const from = monday.month === sunday.month ? String(monday.day) : named(monday);
  return `${from} – ${named(sunday)}${sunday.year === thisYear ? "" : ` ${sunday.year}`}`;
}
