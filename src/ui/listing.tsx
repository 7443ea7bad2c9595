import type { Child } from "hono/jsx";
import type { Translate } from "../words/translate.ts";
import { Icon } from "./icons.tsx";

/** A table that scrolls by itself on a narrow screen, reachable by keyboard, so that the page never scrolls sideways. */
export function TableBox({ label, children }: { label: string; children: Child }) {
  return (
    <section class="card-plain relative overflow-x-auto" tabindex={0} aria-label={label}>
      <table class="table table-sm [&_thead]:text-base-content [&_tbody_th]:min-w-44">{children}</table>
    </section>
  );
}

interface SearchBarProps {
  t: Translate;
  action: string;
  label: string;
  /** What was searched for. */
  query: string;
  /** Further choices of the same search: selects that narrow it. */
  children?: Child;
  /** Still further ones, where there are too many to stand beside it, and how many of them are made. */
  fold?: { chosen: number; choices: Child };
  /** Shown when something narrows the list: leads to the whole of it. */
  clear?: string | undefined;
  /** What that is called, where it always stands there. */
  clearLabel?: string;
}

/** Stands above a list: a form whose answer is an address. */
export function SearchBar(props: SearchBarProps) {
  const { t, action, label, query, children, fold, clear, clearLabel } = props;
  return (
    <search class={fold ? "mb-6 block" : "mb-4 block"}>
      <form method="get" action={action} class={fold && "card-plain p-4"}>
        <div class="flex flex-wrap items-end gap-3">
          <div class="min-w-0 flex-1 basis-56">
            <label for="q" class="mb-1 block text-sm font-medium">
              {label}
            </label>
            <input id="q" name="q" type="search" value={query} maxlength={200} class="input w-full" />
          </div>
          {children}
          <button type="submit" class="btn">
            <Icon name="search" class="size-4" />
            {t("listing.search")}
          </button>
          {clear && (
            <a href={clear} class="btn btn-ghost">
              {clearLabel ?? t("listing.clear")}
            </a>
          )}
        </div>
        {fold && (
          // Closed over what they found, so that this can be seen.
          <details class="group mt-2">
            <summary class="flex min-h-11 cursor-pointer items-center gap-2 text-sm font-medium">
              <Icon name="chevronDown" class="size-4 group-open:rotate-180" />
              {t("listing.more", { count: fold.chosen })}
            </summary>
            <div class="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">{fold.choices}</div>
          </details>
        )}
      </form>
    </search>
  );
}

/** A choice beside the search box. */
export function Narrow({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
}) {
  return (
    <div class="min-w-36 max-sm:basis-full">
      <label for={`narrow-${name}`} class="mb-1 block text-sm font-medium">
        {label}
      </label>
      <select id={`narrow-${name}`} name={name} class="select w-full">
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface PagerProps {
  t: Translate;
  /** Path and query of the list as it is shown now. */
  here: string;
  page: number;
  size: number;
  total: number;
}

/** Below a list: how much there is, and the pages before and after. */
export function Pager({ t, here, page, size, total }: PagerProps) {
  const last = Math.max(1, Math.ceil(total / size));
  const from = total === 0 ? 0 : (page - 1) * size + 1;
  const to = Math.min(total, page * size);
  return (
    <nav aria-label={t("listing.pages")} class="mt-4 flex flex-wrap items-center justify-between gap-3">
      <p class="quiet text-sm">{t("listing.range", { from, to, total })}</p>
      {last > 1 && (
        <div class="flex gap-2">
          {page > 1 && (
            <a href={pageAddress(here, page - 1)} class="btn btn-sm" rel="prev">
              <Icon name="chevronLeft" class="size-4" />
              {t("listing.previous")}
            </a>
          )}
          {page < last && (
            <a href={pageAddress(here, page + 1)} class="btn btn-sm" rel="next">
              {t("listing.next")}
              <Icon name="chevronRight" class="size-4" />
            </a>
          )}
        </div>
      )}
    </nav>
  );
}

function pageAddress(here: string, page: number): string {
  const [path = "", query = ""] = here.split("?");
  const params = new URLSearchParams(query);
  params.set("page", String(page));
  return `${path}?${params}`;
}
