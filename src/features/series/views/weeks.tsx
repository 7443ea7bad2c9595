import { instantOf } from "#platform/clock.ts";
import { emptyForm, SelectField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Notice } from "#ui/parts.tsx";
import { clockTime, span } from "#ui/when.ts";
import { StepFrame } from "../../booking/views/frame.tsx";
import type { Planned } from "../plan.ts";

/** What came of a number of weeks. */
interface Result {
  readonly weeks: number;
  readonly minutes: number;
  readonly all: readonly Planned[];
  readonly free: number;
  /** Where it goes on with those that are free. */
  readonly next: string;
}

interface WeeksProps {
  page: Page;
  back: string;
  /** What the form keeps beside the number. */
  hidden: Readonly<Record<string, string | undefined>>;
  /** Where the form's answer is. */
  action: string;
  /** The numbers to choose from. */
  choices: readonly number[];
  result: Result | null;
  /** What happened since it was asked before. */
  news?: { text: string; kept: boolean } | undefined;
  /** Why the reader's clock shows other times from week to week. */
  clocks: string | null;
  otherTimes: string;
}

/** "For how many weeks?", and which of them are free. */
export function WeeksPage(props: WeeksProps) {
  const { page, back, hidden, action, choices, result, news } = props;
  const { t } = page;
  const weeks = String(result?.weeks ?? Math.min(6, choices.at(-1) ?? 2));
  const options = choices.map((count) => ({
    value: String(count),
    label: t("series.weeks.count", { count }),
  }));
  return (
    <StepFrame
      page={page}
      step="weeks"
      title={t("series.weeks.title")}
      lead={t("series.weeks.lead")}
      back={back}
      weekly
    >
      {news && (
        <div role="alert">
          <Notice tone="warn" icon="alert">
            <p class="font-semibold">{news.text}</p>
            {news.kept && <p>{t("booking.taken.kept")}</p>}
          </Notice>
        </div>
      )}
      <form method="get" action={action} class="card-plain mb-6 p-5 sm:p-6">
        {Object.entries(hidden).map(
          ([name, value]) => value && <input type="hidden" name={name} value={value} />,
        )}
        <SelectField
          name="weeks"
          label={t("series.weeks.question")}
          options={options}
          form={{ ...emptyForm, values: { weeks } }}
        />
        <button type="submit" class={`btn w-full sm:w-auto ${result ? "" : "btn-primary"}`}>
          {t("series.weeks.look")}
        </button>
      </form>
      {result && <Dates {...props} result={result} />}
    </StepFrame>
  );
}

function Dates({ page, result, clocks, otherTimes }: WeeksProps & { result: Result }) {
  const { t } = page;
  const { all, free, minutes, next } = result;
  const count = all.length;
  const whole = free === count ? "yes" : "no";
  return (
    <section aria-labelledby="dates">
      <h2 id="dates" class="mb-3">
        {t("series.weeks.free", { count, free, whole })}
      </h2>
      {clocks && <p class="quiet mb-3 text-sm">{clocks}</p>}
      <ol class="card-plain divide-base-300 mb-6 divide-y">
        {all.map((one) => (
          <DateLine page={page} one={one} minutes={minutes} />
        ))}
      </ol>
      {free > 0 ? (
        <>
          <a href={next} class="btn btn-primary btn-lg w-full sm:w-auto">
            <Icon name="check" />
            {t("series.weeks.go", { count, free, whole })}
          </a>
          {free < count && <p class="quiet mt-3 text-sm">{t("series.weeks.others")}</p>}
        </>
      ) : (
        <a href={otherTimes} class="btn">
          <Icon name="calendar" class="size-4" />
          {t("booking.taken.all")}
        </a>
      )}
    </section>
  );
}

function DateLine({ page, one, minutes }: { page: Page; one: Planned; minutes: number }) {
  const { t, zone, now } = page;
  const [start, end] = [instantOf(one.start), instantOf(one.start + minutes)];
  return (
    <li class="flex items-start gap-3 px-5 py-3">
      <Icon
        name={one.why ? "cross" : "check"}
        class={`mt-0.5 size-5 ${one.why ? "quiet" : "text-primary"}`}
      />
      <div class="min-w-0">
        <p class={`tabular-nums ${one.why ? "quiet" : "font-medium"}`}>
          {span(start, end, zone, now)}
          <span class="sr-only">: {t(one.why ? "series.weeks.notFree" : "series.weeks.isFree")}</span>
        </p>
        {one.why && <p class="text-sm">{t(`series.why.${one.why}`)}</p>}
        {one.skipped && (
          <p class="quiet text-sm">{t("series.weeks.skipped", { time: clockTime(start, zone) })}</p>
        )}
      </div>
    </li>
  );
}
