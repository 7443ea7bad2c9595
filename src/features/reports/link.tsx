import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { popupFrame } from "#ui/popup.tsx";
import { fromHere } from "../visits/back.ts";
import type { ReportKind } from "./kinds.ts";

interface ReportLinkProps {
  page: Page;
  kind: ReportKind;
  /** Of the record; of a message `messageId(threadId, number)`. */
  id: string;
  /** Says to screen readers what it would report, where a page has several such links. */
  describes?: string | undefined;
  /** The flag alone, among many. */
  compact?: boolean;
}

/** The quiet way from something wrong to the coordinators: a pop-up, or a page without script. */
export function ReportLink({ page, kind, id, describes, compact = false }: ReportLinkProps) {
  const { t, community } = page;
  return (
    <a
      href={`${community?.base}/report/${kind}/${id}?from=${fromHere(page)}`}
      data-turbo-frame={popupFrame}
      rel="nofollow"
      class={`link-plain quiet inline-flex items-center gap-1.5 text-sm ${compact ? "-my-2 min-h-9 min-w-9 justify-center" : "min-h-11"}`}
    >
      <Icon name="flag" class="size-4" />
      <span class={compact ? "sr-only" : undefined}>{t("reports.link")}</span>
      {describes && <span class="sr-only"> {describes}</span>}
    </a>
  );
}
