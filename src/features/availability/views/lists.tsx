import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { ButtonForm } from "#ui/staff.tsx";
import { minutesAsWords } from "#ui/when.ts";
import { rangesText, rangeText } from "../clock.ts";
import { datesText, validity } from "../dates.ts";
import { at, type Desk, scopeNames } from "../desk.ts";
import type { Exception, Hours, Schedule } from "../queries/schedule.ts";

interface ListsProps {
  page: Page;
  desk: Desk;
  schedule: Schedule;
  mayChange: boolean;
  /** Days since 1970-01-01. */
  today: number;
}

/** The same as the week, as lists: everything can be added, changed and removed here. */
export function Lists(props: ListsProps) {
  return (
    <div class="grid items-start gap-8 lg:grid-cols-2">
      <WeeklyHours {...props} />
      <div class="grid gap-8">
        <Exceptions {...props} />
        <Rules {...props} />
      </div>
    </div>
  );
}

function Section({ id, title, add, children }: { id: string; title: string; add?: Child; children: Child }) {
  return (
    <section aria-labelledby={id}>
      <div class="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id={id}>{title}</h2>
        {add}
      </div>
      {children}
    </section>
  );
}

function AddLink({ href, label }: { href: string; label: string }) {
  return (
    <a href={href} class="btn min-h-11">
      <Icon name="plus" class="size-4" />
      {label}
    </a>
  );
}

function WeeklyHours({ page, desk, schedule, mayChange, today }: ListsProps) {
  const { t } = page;
  const { hours } = schedule;
  const add = mayChange && <AddLink href={at(desk, "/hours/new")} label={t("availability.hours.add")} />;
  return (
    <Section id="weekly-hours" title={t("availability.hours.title")} add={add}>
      {hours.length === 0 ? (
        <p class="card-plain quiet p-5">{t("availability.hours.none")}</p>
      ) : (
        <ul class="card-plain divide-base-300 divide-y">
          {hours.map((entry) => (
            <Entry
              page={page}
              title={`${t(`day.${weekday(entry)}`)}, ${rangeText(entry.start, entry.end)}`}
              details={[...scopeNames(schedule, entry), validity(t, entry, today)]}
              edit={mayChange ? at(desk, `/hours/${entry.id}`) : null}
              remove={mayChange ? at(desk, `/hours/${entry.id}/remove`) : null}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

const weekday = ({ day }: Hours) => ([0, 1, 2, 3, 4, 5, 6] as const)[day] ?? 0;

function Exceptions({ page, desk, schedule, mayChange, today }: ListsProps) {
  const { t } = page;
  const coming = schedule.exceptions.filter(({ until }) => until >= today);
  const add = mayChange && (
    <AddLink href={at(desk, "/exceptions/new")} label={t("availability.exception.add")} />
  );
  const kind = ({ ranges }: Exception) =>
    ranges.length === 0 ? t("availability.exception.off") : rangesText(ranges);
  return (
    <Section id="exceptions" title={t("availability.exception.title")} add={add}>
      {coming.length === 0 ? (
        <p class="card-plain quiet p-5">{t("availability.exception.none")}</p>
      ) : (
        <ul class="card-plain divide-base-300 divide-y">
          {coming.map((entry) => (
            <Entry
              page={page}
              title={datesText(entry.from, entry.until, today)}
              details={[kind(entry), entry.note]}
              edit={mayChange ? at(desk, `/exceptions/${entry.id}`) : null}
              remove={mayChange ? at(desk, `/exceptions/${entry.id}/remove`) : null}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

const small = "btn btn-ghost btn-sm min-h-11 max-sm:min-w-11 max-sm:px-0";

interface EntryProps {
  page: Page;
  title: string;
  details: readonly string[];
  edit: string | null;
  remove: string | null;
}

function Entry({ page: { t }, title, details, edit, remove }: EntryProps) {
  return (
    <li class="flex items-center gap-x-3 py-2 pr-2 pl-4">
      <div class="min-w-0 flex-1">
        <p class="font-medium tabular-nums">{title}</p>
        {details
          .filter((detail) => detail !== "")
          .map((detail) => (
            <p class="quiet text-sm break-words">{detail}</p>
          ))}
      </div>
      {edit && remove && (
        <div class="flex">
          <a href={edit} class={small}>
            <Icon name="pencil" class="size-4" />
            <span class="max-sm:sr-only">{t("availability.edit")}</span>
            <span class="sr-only"> {title}</span>
          </a>
          <form method="post" action={remove}>
            <button type="submit" class={small}>
              <Icon name="trash" class="size-4" />
              <span class="max-sm:sr-only">{t("availability.remove")}</span>
              <span class="sr-only"> {title}</span>
            </button>
          </form>
        </div>
      )}
    </li>
  );
}

function Rules({ page, desk, schedule: { provider }, mayChange }: ListsProps) {
  const { t } = page;
  const { bufferBefore, bufferAfter, notice, cap, zone, paused } = provider;
  const length = (minutes: number) =>
    minutes === 0 ? t("availability.rules.nothing") : minutesAsWords(minutes);
  const facts: [string, string][] = [
    [t("availability.rules.bufferBefore"), length(bufferBefore)],
    [t("availability.rules.bufferAfter"), length(bufferAfter)],
    [
      t("availability.rules.notice"),
      notice === null ? t("availability.rules.notice.usual") : minutesAsWords(notice),
    ],
    [t("availability.rules.cap"), cap === null ? t("availability.rules.cap.none") : minutesAsWords(cap)],
    [t("availability.rules.zone"), zone],
  ];
  const edit = mayChange && (
    <a href={at(desk, "/rules")} class="btn min-h-11">
      <Icon name="pencil" class="size-4" />
      {t("availability.edit")}
      <span class="sr-only"> {t("availability.rules.title")}</span>
    </a>
  );
  return (
    <Section id="rules" title={t("availability.rules.title")} add={edit}>
      <dl class="card-plain divide-base-300 divide-y">
        {facts.map(([name, value]) => (
          <div class="flex flex-wrap justify-between gap-x-4 px-4 py-2.5">
            <dt class="quiet">{name}</dt>
            <dd class="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      {mayChange && (
        <div class="mt-4 flex flex-wrap items-center gap-3">
          <ButtonForm
            action={at(desk, "/pause")}
            values={{ paused: paused ? "" : "on" }}
            look="btn min-h-11"
            label={t(paused ? "availability.resume" : "availability.pause")}
          />
          {!paused && <p class="quiet min-w-0 flex-1 basis-56 text-sm">{t("availability.pause.hint")}</p>}
        </div>
      )}
    </Section>
  );
}
