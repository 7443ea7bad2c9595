import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { popupFrame } from "#ui/popup.tsx";
import type { groupPaths } from "../paths.ts";

export interface GroupMay {
  /** Edit it, invite to it and cancel it. */
  change: boolean;
  /** Plan another one like it. */
  another: boolean;
  calendar: boolean;
  /** See what happened to it. */
  history: boolean;
}

/** What can be done with a group meeting beside taking a place. */
export function GroupDeeds({
  page: { t },
  may,
  paths,
}: {
  page: Page;
  may: GroupMay;
  paths: ReturnType<typeof groupPaths>;
}) {
  return (
    <div class="mb-6 flex flex-wrap gap-2.5 empty:hidden">
      {may.change && (
        <>
          <a href={paths.edit} class="btn">
            <Icon name="pencil" class="size-4" />
            {t("groups.edit")}
          </a>
          <a href={paths.invitations} class="btn" data-turbo-frame={popupFrame}>
            <Icon name="userPlus" class="size-4" />
            {t("groups.invite")}
          </a>
        </>
      )}
      {may.calendar && (
        <a href={paths.calendar} class="btn" data-turbo="false" download>
          <Icon name="calendarPlus" class="size-4" />
          {t("meetings.calendarFile")}
        </a>
      )}
      {may.another && (
        <a href={paths.another} class="btn">
          <Icon name="plus" class="size-4" />
          {t("groups.another")}
        </a>
      )}
      {may.change && (
        <a href={paths.cancel} class="btn">
          <Icon name="trash" class="size-4" />
          {t("groups.cancel")}
        </a>
      )}
    </div>
  );
}
