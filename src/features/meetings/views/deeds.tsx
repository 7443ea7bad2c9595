import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import type { Meeting } from "../queries.ts";

export interface Possible {
  cancel: boolean;
  confirm: boolean;
  /** Where another time is chosen, if this person can. */
  move: string | null;
  /** Where it is paid, if this person is to pay it. */
  pay: string | null;
  /** Why it cannot be changed, as finished words. */
  why: string | null;
  /** Where its people write to each other, if that is elsewhere. */
  messages: string | null;
}

interface DeedsProps {
  page: Page;
  meeting: Meeting;
  may: Possible;
  paths: { calendar: string; cancel: string; confirm: string };
}

/** What can be done with a meeting. */
export function Deeds({ page, meeting, may, paths }: DeedsProps) {
  const { t } = page;
  const off = meeting.state === "cancelled";
  if (off && !may.messages) return null;
  return (
    <section class="mb-6">
      <div class="flex flex-wrap gap-2.5">
        {may.confirm && (
          <form method="post" action={paths.confirm}>
            <input type="hidden" name="version" value={String(meeting.version)} />
            <button type="submit" class="btn btn-primary">
              <Icon name="check" class="size-4" />
              {t("meetings.confirm")}
            </button>
          </form>
        )}
        {may.messages && (
          <a href={may.messages} class="btn">
            <Icon name="message" class="size-4" />
            {t("meetings.messages")}
          </a>
        )}
        {(meeting.state === "final" || meeting.state === "pending") && (
          <a href={paths.calendar} class="btn" data-turbo="false" download>
            <Icon name="calendarPlus" class="size-4" />
            {t("meetings.calendarFile")}
          </a>
        )}
        {may.move && (
          <a href={may.move} class="btn">
            <Icon name="clock" class="size-4" />
            {t("meetings.move")}
          </a>
        )}
        {may.cancel && (
          <a href={paths.cancel} class="btn">
            <Icon name="trash" class="size-4" />
            {t("meetings.cancel")}
          </a>
        )}
      </div>
      {may.why && <p class="quiet mt-3 text-sm">{may.why}</p>}
    </section>
  );
}
