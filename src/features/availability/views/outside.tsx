import { instantOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { span } from "#ui/when.ts";
import { displayName } from "../../people/person.ts";
import type { Booked } from "../queries/schedule.ts";

interface OutsideProps {
  page: Page;
  title: string;
  text: string;
  meetings: readonly Booked[];
  /** IANA zone in which the times are said. */
  zone: string;
  meetingPath: (id: string) => string;
}

/** Meetings that lie outside the hours, each a link to where it can be moved or cancelled. */
export function OutsideHours({ page, title, text, meetings, zone, meetingPath }: OutsideProps) {
  return (
    <section class="bg-warning text-warning-content rounded-box mb-8 p-4" aria-labelledby="outside-hours">
      <h2 id="outside-hours" class="flex items-start gap-2 text-base sm:text-base">
        <Icon name="alert" class="mt-0.5 size-5" />
        {title}
      </h2>
      <p class="mt-1 max-w-prose">{text}</p>
      <ul class="mt-2 grid gap-x-6 sm:grid-cols-2">
        {meetings.map(({ id, start, end, with: others }) => (
          <li>
            <a
              href={meetingPath(id)}
              class="inline-flex min-h-11 items-center font-medium tabular-nums underline underline-offset-4"
            >
              {span(instantOf(start), instantOf(end), zone, page.now)}
              {others.length > 0 && `, ${others.map(displayName).join(", ")}`}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
