import { QuickExit } from "./exit.tsx";
import { Icon } from "./icons.tsx";
import type { Page } from "./page.ts";

/** The frame that links with `data-turbo-frame` of this name lead into. */
export const popupFrame = "popup";

/** Where pop-ups open; on every page of somebody signed in, empty until a link asks for one. Kept as it is when the page below is refreshed. */
export function Popup({ page }: { page: Page }) {
  const { t, account } = page;
  if (!account) return null;
  return (
    <dialog
      id="popup-dialog"
      aria-labelledby="popup-title"
      data-turbo-permanent
      data-controller="popup"
      data-popup-sure-value={t("popup.sure")}
      data-action="turbo:frame-load->popup#show turbo:frame-missing->popup#leave turbo:submit-end->popup#settle cancel->popup#ask close->popup#empty popstate@window->popup#close"
      class="bg-base-100 text-base-content rounded-t-box sm:rounded-box mx-auto mt-auto mb-0 max-h-[94dvh] w-full max-w-none overscroll-contain px-5 pt-0 pb-5 backdrop:bg-black/55 sm:my-auto sm:max-w-2xl sm:px-6 sm:pb-6"
    >
      <button
        type="button"
        data-action="popup#ask"
        aria-label={t("popup.close")}
        class="btn btn-ghost btn-square sticky top-2 z-20 float-right mt-2 -mr-3 size-11"
      >
        <Icon name="cross" class="size-5" />
      </button>
      <turbo-frame id={popupFrame} data-popup-target="frame" class="block" />
      <QuickExit page={page} />
    </dialog>
  );
}
