import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading } from "#ui/parts.tsx";
import { zoneName } from "#ui/when.ts";
import type { Facets, GroupLine } from "../queries/list.ts";
import { addressOf, isNarrowed, type Search, views } from "../search.ts";
import { Filters } from "./filters.tsx";
import { GroupRow } from "./line.tsx";

interface FrameProps {
  page: Page;
  root: string;
  search: Search;
  facets: Facets;
  /** Where somebody who may plans one. */
  plan: string | null;
  children: Child;
}

const icons = { list: "list", week: "calendar", month: "calendar" } as const;

/** Around the list and the calendars: what it is, how it is shown, and what narrows it. */
export function GroupsFrame({ page, root, search, facets, plan, children }: FrameProps) {
  const { t } = page;
  const { from: _from, until: _until, ...kept } = search;
  return (
    <Layout page={page} title={t("groups.title")} live={["groups"]} wide={search.view !== "list"}>
      <Heading
        title={t("groups.title")}
        lead={`${t("groups.lead")} ${t("layout.timesIn", { zone: zoneName(page.zone, page.now) })}.`}
      />
      <div class="mb-5 flex flex-wrap items-center gap-2">
        <nav aria-label={t("groups.views")} class="mr-auto flex gap-2">
          {views.map((view) => (
            <a
              href={addressOf(
                root,
                { ...kept, from: search.view === "list" ? null : search.from, until: null },
                { view },
              )}
              aria-current={view === search.view ? "page" : undefined}
              class={`btn btn-sm min-h-11 sm:min-h-0 ${view === search.view ? "btn-primary" : ""}`}
            >
              <Icon name={icons[view]} class="size-4" />
              {t(`groups.view.${view}`)}
            </a>
          ))}
        </nav>
        {plan && (
          <a href={plan} class="btn btn-primary btn-sm min-h-11 sm:min-h-0">
            <Icon name="plus" class="size-4" />
            {t("groups.plan")}
          </a>
        )}
      </div>
      <Filters
        page={page}
        root={root}
        search={search}
        facets={facets}
        clear={addressOf(root, {
          ...empty,
          view: search.view,
          from: search.view === "list" ? null : search.from,
        })}
      />
      {children}
    </Layout>
  );
}

const empty: Search = {
  view: "list",
  q: "",
  topic: "",
  focus: "",
  experience: null,
  host: null,
  cost: "",
  part: "",
  from: null,
  until: null,
};

interface ListProps {
  page: Page;
  search: Search;
  groups: readonly GroupLine[];
  /** Where the list goes on and where it begins; null where it is not needed. */
  next: string | null;
  start: string | null;
  plan: string | null;
}

/** The coming group meetings, first to last. */
export function GroupsList({ page, search, groups, next, start, plan }: ListProps) {
  const { t } = page;
  const narrowed = isNarrowed(search);
  if (groups.length === 0) {
    return (
      <Empty icon="users" title={t(narrowed ? "groups.none.found" : "groups.none")}>
        {t(narrowed ? "groups.none.found.text" : plan ? "groups.none.plan" : "groups.none.text")}
      </Empty>
    );
  }
  return (
    <>
      <ul class="grid gap-3">
        {groups.map((group) => (
          <li>
            <GroupRow page={page} group={group} />
          </li>
        ))}
      </ul>
      {(next || start) && (
        <nav aria-label={t("listing.pages")} class="mt-6 flex flex-wrap justify-between gap-3">
          {start ? (
            <a href={start} class="btn">
              <Icon name="chevronLeft" class="size-4" />
              {t("groups.start")}
            </a>
          ) : (
            <span />
          )}
          {next && (
            <a href={next} class="btn" rel="next">
              {t("groups.next")}
              <Icon name="chevronRight" class="size-4" />
            </a>
          )}
        </nav>
      )}
    </>
  );
}
