import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Notice } from "#ui/parts.tsx";

export interface MissedLine {
  readonly path: string;
  readonly title: string;
  readonly detail: string;
  readonly private: boolean;
}

interface MissedProps {
  page: Page;
  lines: readonly MissedLine[];
  /** Until when booking is paused, in words; null when it is not. */
  until: string | null;
}

/** The meetings that somebody missed, for a coordinator who may have to put one right. */
export function MissedMeetings({ page: { t }, lines, until }: MissedProps) {
  return (
    <section class="mt-8 max-w-2xl" aria-labelledby="missed-title">
      <h2 id="missed-title" class="mb-3">
        {t("attendance.missed.title")}
      </h2>
      {until && (
        <Notice tone="warn" icon="clock">
          {t("attendance.missed.paused", { until })}
        </Notice>
      )}
      <p class="quiet mb-3">{t("attendance.missed.text")}</p>
      <ul class="card-plain divide-base-300 divide-y">
        {lines.map(({ path, title, detail, ...line }) => (
          <li class="flex items-center gap-3 px-4 py-2.5">
            {line.private && <Icon name="lock" class="quiet size-4" />}
            <span class="min-w-0">
              <a href={path} class="link-plain break-words">
                {title}
              </a>
              <span class="quiet block text-sm">{detail}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
