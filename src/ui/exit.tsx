import { Icon } from "./icons.tsx";
import type { Page } from "./page.ts";

/** Leaves this page at once for a harmless one. Early in the page, so that the keyboard is there soon. */
export function QuickExit({ page: { t, discreet, quickExit } }: { page: Page }) {
  if (!discreet) return null;
  return (
    <aside aria-label={t("exit.label")} class="fixed right-4 bottom-4 z-50 print:hidden">
      <a
        href={quickExit}
        rel="noopener noreferrer"
        data-controller="exit"
        data-action="exit#leave"
        class="btn bg-neutral text-neutral-content min-h-11 shadow-card"
      >
        <Icon name="exit" class="size-5" />
        {t("exit.leave")}
      </a>
    </aside>
  );
}
