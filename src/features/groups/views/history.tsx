import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { clockTime, dayName } from "#ui/when.ts";
import type { Group } from "../queries.ts";

const words = {
  planned: "groups.event.planned",
  moved: "meetings.event.moved",
  changed: "groups.event.changed",
  cancelled: "meetings.event.cancelled",
} as const;

const isTold = (kind: string): kind is keyof typeof words => kind in words;

/** What happened to a group meeting, and who looked at a private one although it is not theirs: for its hosts and coordinators. */
export function GroupHistory({ page, group }: { page: Page; group: Group }) {
  const { t, zone, now } = page;
  const happened = group.events.flatMap(({ kind, name, at }) =>
    isTold(kind) ? [{ at, text: t(words[kind], { name: name ?? "", told: name ? "yes" : "no" }) }] : [],
  );
  const looked = group.hosting
    ? group.looks.map(({ at, name }) => ({ at, text: t("meetings.event.looked", { name }) }))
    : [];
  const lines = [...happened, ...looked]
    .map((line) => ({ ...line, at: Temporal.Instant.from(line.at) }))
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at));
  return (
    <details class="quiet text-sm" id="history">
      <summary class="flex min-h-11 cursor-pointer items-center gap-2 py-2">
        <Icon name="chevronRight" class="size-4" />
        {t("meetings.history")}
      </summary>
      <ul class="mt-1 grid gap-1">
        {lines.map(({ at, text }) => (
          <li>
            {dayName(at, zone, now)}, {clockTime(at, zone)}: {text}
          </li>
        ))}
      </ul>
    </details>
  );
}
