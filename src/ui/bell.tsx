import { Icon } from "./icons.tsx";
import type { Page } from "./page.ts";

/** How many notices wait, and the way to them. Its own frame, so that it can be asked for alone. */
export function Bell({ page: { t, community, unread } }: { page: Page }) {
  if (!community || unread === null) return null;
  const shown = unread > 99 ? "99+" : String(unread);
  return (
    <turbo-frame
      id="bell"
      // Not its source: Turbo would ask for it at once, on every page.
      data-address={`${community.base}/notifications/bell`}
      target="_top"
      class="contents"
    >
      <a
        href={`${community.base}/notifications`}
        class="btn btn-ghost btn-sm relative px-2"
        aria-label={t("bell.label", { count: unread, shown })}
      >
        <Icon name="bell" class="size-5" />
        {unread > 0 && (
          <span class="bg-primary text-primary-content absolute -top-0.5 -right-0.5 min-w-5 rounded-full px-1 text-center text-xs leading-5">
            {shown}
          </span>
        )}
      </a>
    </turbo-frame>
  );
}
