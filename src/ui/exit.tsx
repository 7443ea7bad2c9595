import { Icon } from "./icons.tsx";
import type { Page } from "./page.ts";

/** Leaves this page at once for a harmless one. Early in the page, so that the keyboard is there soon. */
export function QuickExit({ page: { t, discreet, quickExit } }: { page: Page }) {
  if (!discreet) return null;
  return (
    <a
      href={quickExit}
      rel="noopener noreferrer"
      data-controller="exit"
      data-action="exit#leave"
      class="btn bg-neutral text-neutral-content fixed right-4 bottom-4 z-50 min-h-11 shadow-card print:hidden"
    >
      <Icon name="exit" class="size-5" />
      {t("exit.leave")}
    </a>
  );
}
