import { Icon, type IconName } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Badge } from "#ui/parts.tsx";
import type { Check, Setup } from "../rules.ts";
import { Panel } from "./panel.tsx";

/** The panel's first page: what there is, what is set up, and what waits. */
export function StartPage({ page, setup, checks }: { page: Page; setup: Setup; checks: readonly Check[] }) {
  const { t, community } = page;
  const root = `${community?.base ?? ""}/admin`;
  const figures: { icon: IconName; count: number; label: string; kind: string; href: string | null }[] = [
    {
      icon: "book",
      count: setup.services,
      label: t("admin.menu.services"),
      kind: t("admin.kind.services"),
      href: `${root}/services`,
    },
    {
      icon: "users",
      count: setup.providers,
      label: t("admin.menu.providers"),
      kind: t("admin.kind.providers"),
      href: `${root}/providers`,
    },
    {
      icon: "user",
      count: setup.members,
      label: t("admin.menu.members"),
      kind: t("admin.kind.members"),
      href: `${root}/members?role=member`,
    },
    {
      icon: "calendar",
      count: setup.upcoming,
      label: t("admin.start.upcoming"),
      kind: t("admin.kind.meetings"),
      href: null,
    },
  ];
  return (
    <Panel page={page} at="start" title={t("admin.start.title")} lead={t("admin.start.lead")}>
      <ul class="mb-8 grid grid-cols-2 gap-3 xl:grid-cols-4">
        {figures.map((figure) => (
          <li class="card-plain p-4">
            <p class="flex items-center gap-2 text-sm">
              <Icon name={figure.icon} class="text-primary size-4" />
              {figure.href ? (
                <a href={figure.href} class="link-plain min-w-0 break-words">
                  {figure.label}
                  <span class="sr-only"> ({figure.kind})</span>
                </a>
              ) : (
                <span class="min-w-0 break-words">{figure.label}</span>
              )}
            </p>
            <p class="mt-1 text-2xl font-semibold tabular-nums">
              {t("listing.count", { count: figure.count })}
            </p>
          </li>
        ))}
      </ul>
      <h2 class="mb-3">{t("admin.start.checklist")}</h2>
      <ul class="card-plain divide-base-300 divide-y">
        {checks.map((check) => (
          <li>
            <a
              href={`${root}${check.path}`}
              class="hover:bg-base-200 flex min-h-14 items-center gap-3 px-4 py-3 first:rounded-t-box last:rounded-b-box"
            >
              <CheckMark page={page} state={check.state} />
              <span class="min-w-0 flex-1">
                {t(`admin.check.${check.name}`, { state: check.state, count: check.count })}
              </span>
              <Icon name="chevronRight" class="quiet size-4" />
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function CheckMark({ page: { t }, state }: { page: Page; state: Check["state"] }) {
  const marks = {
    done: { tone: "good", icon: "check" },
    missing: { tone: "warn", icon: "alert" },
    look: { tone: "info", icon: "info" },
  } as const;
  const mark = marks[state];
  return (
    <span class="w-28 shrink-0">
      <Badge tone={mark.tone}>
        <Icon name={mark.icon} class="size-4" />
        {t(`admin.state.${state}`)}
      </Badge>
    </span>
  );
}
