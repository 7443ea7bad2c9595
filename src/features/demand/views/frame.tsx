import type { Child } from "hono/jsx";
import { instantOf } from "#platform/clock.ts";
import { TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { dayName, zoneName } from "#ui/when.ts";
import { faultWords } from "../../../words/faults.ts";
import { Panel } from "../../admin/index.ts";
import { addressOf, type FiguresFile, figuresPath, filePath, type Tab, tabs } from "../paths.ts";
import { type AskedPeriod, lengths } from "../period.ts";

const labels = {
  demand: "figures.tab.demand",
  unmet: "figures.tab.unmet",
  noShows: "figures.tab.no-shows",
} as const;

export interface FrameProps {
  page: Page;
  /** IANA zone of the community. */
  zone: string;
  asked: AskedPeriod;
}

/** Around all figures: which of them, of which period, and how they are counted. */
export function FiguresFrame({
  page,
  zone,
  asked,
  tab,
  counted,
  children,
}: FrameProps & { tab: Tab; counted: readonly string[]; children: Child }) {
  const { t, community } = page;
  const base = community?.base ?? "";
  return (
    <Panel page={page} at={`figures.${tab}`} title={t("figures.title")} lead={t("figures.lead")}>
      <nav aria-label={t("figures.tabs")} class="mb-4 flex flex-wrap gap-1">
        {tabs.map((one) => (
          <a
            href={addressOf(figuresPath(base, one), asked)}
            aria-current={one === tab ? "page" : undefined}
            class="rounded-field aria-[current]:bg-base-300 inline-flex min-h-11 items-center px-3 font-medium"
          >
            {t(labels[one])}
          </a>
        ))}
      </nav>
      <PeriodChoice page={page} path={figuresPath(base, tab)} asked={asked} />
      <p class="quiet mb-6 text-sm">
        {t("figures.period.is", { dates: datesOf(page, zone, asked), zone: zoneName(zone, page.now) })}
      </p>
      <div class="grid gap-10">{children}</div>
      <section aria-labelledby="counted" class="mt-10 max-w-prose">
        <h2 id="counted" class="mb-2">
          {t("figures.counted")}
        </h2>
        <ul class="quiet grid list-disc gap-1.5 pl-5 text-sm">
          {[...counted, t("figures.counted.private")].map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </section>
    </Panel>
  );
}

/** "Tue 3 Feb – Mon 2 Mar" */
function datesOf({ now }: Page, zone: string, { period }: AskedPeriod): string {
  const [first, last] = [period.from, period.to - 1].map((minute) => dayName(instantOf(minute), zone, now));
  return first === last ? (first ?? "") : `${first} – ${last}`;
}

/** The usual periods as links, and any other as a form whose answer is an address. */
function PeriodChoice({ page: { t }, path, asked }: { page: Page; path: string; asked: AskedPeriod }) {
  const faulty = Object.keys(asked.faults).length > 0;
  const form = { values: asked.typed, faults: faultWords(t, asked.faults) };
  return (
    <div class="not-printed mb-3 flex flex-wrap items-start gap-x-6 gap-y-2">
      <nav aria-label={t("figures.period")} class="flex flex-wrap gap-2">
        {lengths.map((length) => {
          const current = asked.period.length === length && !faulty;
          return (
            <a
              href={`${path}?period=${length}`}
              aria-current={current ? "page" : undefined}
              class={`btn btn-sm min-h-11 sm:min-h-9 ${current ? "btn-primary" : ""}`}
            >
              {t(`figures.period.${length}`)}
            </a>
          );
        })}
      </nav>
      <form method="get" action={path} class="flex flex-wrap items-start gap-3 [&>div]:mb-0">
        <input type="hidden" name="period" value="range" />
        <TextField name="from" label={t("figures.period.from")} form={form} type="date" required />
        <TextField name="until" label={t("figures.period.until")} form={form} type="date" required />
        <button type="submit" class="btn sm:mt-7.5">
          {t("figures.period.show")}
        </button>
      </form>
    </div>
  );
}

/** One table of figures under its heading, with the way to take it along. */
export function Part({
  page: { t, community },
  id,
  title,
  lead,
  file,
  asked,
  children,
}: {
  page: Page;
  id: string;
  title: string;
  lead?: string | undefined;
  file?: FiguresFile | undefined;
  asked: AskedPeriod;
  children: Child;
}) {
  return (
    <div class="min-w-0">
      <div class="mb-3 flex flex-wrap items-end justify-between gap-3">
        <div class="min-w-0">
          <h2 id={id}>{title}</h2>
          {lead && <p class="quiet mt-1 max-w-prose text-sm">{lead}</p>}
        </div>
        {file && (
          <a
            href={addressOf(filePath(community?.base ?? "", file), asked)}
            class="btn btn-sm not-printed min-h-11 sm:min-h-9"
            data-turbo="false"
          >
            <Icon name="download" class="size-4" />
            {t("figures.download")}
            <span class="sr-only"> {title}</span>
          </a>
        )}
      </div>
      {children}
    </div>
  );
}
