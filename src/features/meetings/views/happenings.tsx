import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { clockTime, dayName } from "#ui/when.ts";
import type { MessageKey } from "../../../words/translate.ts";

interface HappeningsProps {
  page: Page;
  /** How each kind of event is told; the others are not. */
  words: Readonly<Record<string, MessageKey>>;
  /** Moments are ISO texts; by whom is null where nobody did it. */
  events: readonly { kind: string; at: string; name: string | null }[];
  looks: readonly { at: string; name: string }[];
}

/** What happened and who looked, first to last, folded away. */
export function Happenings({ page, words, events, looks }: HappeningsProps) {
  const { t, zone, now } = page;
  const happened = events.flatMap(({ kind, name, at }) => {
    const told = words[kind];
    return told ? [{ at, text: t(told, { name: name ?? "", told: name ? "yes" : "no" }) }] : [];
  });
  const looked = looks.map(({ at, name }) => ({ at, text: t("meetings.event.looked", { name }) }));
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
