import { Icon } from "#ui/icons.tsx";
import { Pager, SearchBar } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import type { OfferedList } from "../lists.ts";
import type { Import } from "../queries/imports.ts";
import type { ShownList } from "../shown-list.ts";
import { groupWords } from "../words.ts";
import { ListTable } from "./tables.tsx";

interface ListsProps {
  page: Page;
  found: Import;
  root: string;
  offered: readonly OfferedList[];
  list: ShownList;
}

/** What an import is about in detail: a choice of lists, and one page of the chosen one. */
export function Lists({ page, found, root, offered, list }: ListsProps) {
  const { t } = page;
  const { name } = list.shown;
  const searchable = name !== "meetings" && (list.total > 10 || list.q !== "");
  return (
    <section class="mt-8" id="lists" aria-labelledby="lists-title">
      <h2 id="lists-title" class="mb-3">
        {t("imports.list")}
      </h2>
      <nav aria-labelledby="lists-title" class="mb-4">
        <ul class="flex flex-wrap gap-2">
          {offered.map((offer) => (
            <li>
              <a
                href={`${root}?list=${offer.name}#lists`}
                aria-current={offer.name === name ? "true" : undefined}
                class={`btn btn-sm max-sm:min-h-11 ${offer.name === name ? "btn-primary" : ""}`}
              >
                {t(`imports.list.${offer.name}`)}
                <span>{t("listing.count", { count: offer.length })}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {name === "findings" && <Groups page={page} found={found} root={root} group={list.group} />}
      {searchable && <Search page={page} root={root} list={list} />}
      {list.total === 0 ? (
        <Empty icon="search" title={t("listing.nothing")}>
          {t("listing.nothing.text")}
        </Empty>
      ) : (
        <>
          <ListTable page={page} shown={list.shown} />
          <Pager t={t} here={page.here} page={list.page} size={list.size} total={list.total} />
        </>
      )}
    </section>
  );
}

/** A search that stays in its list. */
function Search({ page: { t }, root, list }: { page: Page; root: string; list: ShownList }) {
  const { name } = list.shown;
  return (
    <SearchBar
      t={t}
      action={root}
      label={t("imports.list.search")}
      query={list.q}
      clear={list.q ? `${root}?list=${name}#lists` : undefined}
    >
      <input type="hidden" name="list" value={name} />
    </SearchBar>
  );
}

/** Findings are looked at kind by kind; errors come first. */
function Groups({
  page: { t },
  found,
  root,
  group,
}: {
  page: Page;
  found: Import;
  root: string;
  group: string | undefined;
}) {
  const groups = found.review?.groups ?? [];
  if (groups.length < 2) return null;
  const link = (code: string | undefined) => `${root}?list=findings${code ? `&group=${code}` : ""}#lists`;
  return (
    <ul class="mb-4 flex flex-wrap gap-x-5 gap-y-1 text-sm">
      <li>
        <a
          href={link(undefined)}
          class="link-plain inline-flex min-h-11 items-center aria-[current]:no-underline sm:min-h-8"
          aria-current={group ? undefined : "true"}
        >
          {t("imports.finding.all")}
        </a>
      </li>
      {groups.map(({ severity, code, count }) => (
        <li>
          <a
            href={link(code)}
            class="link-plain inline-flex min-h-11 items-center gap-1.5 aria-[current]:no-underline sm:min-h-8"
            aria-current={group === code ? "true" : undefined}
          >
            <Icon name={severity === "error" ? "alert" : "info"} class="size-4" />
            {groupWords(t, code)}
            <Badge tone="plain">{t("listing.count", { count })}</Badge>
          </a>
        </li>
      ))}
    </ul>
  );
}
