import { Icon } from "#ui/icons.tsx";
import { raw } from "#ui/markup.ts";
import type { Page } from "#ui/page.ts";
import { Panel } from "../../admin/index.ts";
import type { Import } from "../queries/imports.ts";

type State = "reading" | "applying" | "undoing";

export const isUnderWay = (state: Import["state"]): state is State =>
  state === "reading" || state === "applying" || state === "undoing";

/** While work goes on: how far it is. The page comes again by itself, with script and without. */
export function UnderWayPage({ page, found, state }: { page: Page; found: Import; state: State }) {
  const { t, community, here } = page;
  const percent = Math.round(found.progress * 100);
  return (
    <Panel
      page={page}
      at="imports"
      title={t(`imports.page.${state}.title`)}
      lead={t(`imports.page.${state}.text`)}
      back={{ href: `${community?.base}/admin/imports`, label: t("imports.back") }}
    >
      <div class="card-plain max-w-2xl p-5" data-controller="refresh">
        <p class="mb-3 flex items-center gap-2 font-medium break-all">
          <Icon name="file" class="text-primary size-5" />
          {found.fileName}
        </p>
        <progress
          class="progress progress-primary h-3 w-full"
          value={percent}
          max={100}
          aria-label={t("imports.page.progress")}
        />
        <p class="quiet mt-2 flex flex-wrap items-center justify-between gap-3 text-sm">
          <span>{t("imports.page.percent", { percent })}</span>
          <a href={here} class="link-plain" data-turbo-action="replace" data-refresh-target="again">
            {t("imports.page.look")}
          </a>
        </p>
      </div>
      <noscript>{raw('<meta http-equiv="refresh" content="2">')}</noscript>
    </Panel>
  );
}
