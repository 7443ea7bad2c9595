import { instantOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { LinkRow } from "#ui/parts.tsx";
import { span } from "#ui/when.ts";
import type { FreeStart } from "../calendar.ts";
import { StepFrame } from "./frame.tsx";

export interface Summary {
  /** Each line of what is about to be booked: what it is, its value, and where to change it. */
  label: string;
  value: string;
  change: string | null;
}

interface ReviewProps {
  page: Page;
  back: string;
  action: string;
  hidden: Readonly<Record<string, string>>;
  lines: readonly Summary[];
  note: string;
  weekly?: boolean;
}

/** The last look before the time is taken. */
export function ReviewPage({ page, back, action, hidden, lines, note, weekly }: ReviewProps) {
  const { t } = page;
  return (
    <StepFrame
      page={page}
      step="review"
      title={t("booking.review.title")}
      lead={t("booking.review.lead")}
      back={back}
      weekly={weekly}
    >
      <dl class="card-plain divide-base-300 mb-6 divide-y">
        {lines.map((line) => (
          <div class="px-5 py-3.5">
            <dt class="quiet text-sm">{line.label}</dt>
            <dd class="flex items-start gap-4 font-medium">
              <span class="min-w-0 flex-1 break-words whitespace-pre-line">{line.value}</span>
              {line.change && (
                <a href={line.change} class="link-plain text-sm">
                  {t("booking.review.change")}
                  <span class="sr-only"> {line.label}</span>
                </a>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <form method="post" action={action}>
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button
          type="submit"
          class="btn btn-primary btn-lg w-full sm:w-auto"
          data-turbo-submits-with={t("booking.review.working")}
        >
          <Icon name="check" />
          {t("booking.review.confirm")}
        </button>
        <p class="quiet mt-3 text-sm">{note}</p>
      </form>
    </StepFrame>
  );
}

interface TakenProps {
  page: Page;
  title: string;
  text: string;
  kept: boolean;
  durationMinutes: number;
  nearest: readonly FreeStart[];
  pathOf: (start: FreeStart) => string;
  otherTimes: string;
  /** Where somebody says that they wait for this very time; null where that makes no sense. */
  wait?: string | null;
}

/** For the one who was a moment too late: what happened, that nothing is lost, and the nearest times that are free. */
export function TakenPage({
  page,
  title,
  text,
  kept,
  durationMinutes,
  nearest,
  pathOf,
  otherTimes,
  wait = null,
}: TakenProps) {
  const { t, zone, now } = page;
  return (
    <StepFrame page={page} step="review" title={title} lead={text}>
      {kept && (
        <p class="mb-5 flex items-center gap-2">
          <Icon name="check" class="text-primary" />
          {t("booking.taken.kept")}
        </p>
      )}
      {nearest.length > 0 && (
        <section class="mb-6">
          <h2 class="mb-3">{t("booking.taken.nearest")}</h2>
          <ul class="grid gap-2.5">
            {nearest.map((start) => (
              <li>
                <LinkRow
                  href={pathOf(start)}
                  icon="clock"
                  title={span(instantOf(start.at), instantOf(start.at + durationMinutes), zone, now)}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      <div class="flex flex-wrap gap-2.5">
        <a href={otherTimes} class="btn">
          <Icon name="calendar" class="size-4" />
          {t("booking.taken.all")}
        </a>
        {wait && (
          <a href={wait} class="btn">
            <Icon name="bell" class="size-4" />
            {t("waits.link.taken")}
          </a>
        )}
      </div>
    </StepFrame>
  );
}
