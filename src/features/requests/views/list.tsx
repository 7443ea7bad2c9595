import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import { Narrow, SearchBar } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading } from "#ui/parts.tsx";
import { excerpt } from "../excerpt.ts";
import type { Fit } from "../matching.ts";
import type { NamedOption, SupportRequest } from "../request.ts";
import { Asked, Reasons, Wishes } from "./parts.tsx";
import { Tabs } from "./tabs.tsx";

export interface Suited {
  readonly request: SupportRequest;
  readonly fit: Fit;
  /** The provider's own proposal in place, or the way to write one. */
  readonly own: Child;
}

interface ListProps {
  page: Page;
  tabs: boolean;
  total: number;
  rows: readonly Suited[];
  search: { readonly q: string; readonly experience: string | null };
  experiences: readonly NamedOption[];
  /** Where the next page is; null on the last. */
  next: string | null;
  /** Whether this is a page after the first. */
  further: boolean;
}

/** The open requests for a provider, those that suit best first. */
export function RequestsPage(props: ListProps) {
  const { page, tabs, total, rows, search, next, further } = props;
  const { t, community } = page;
  const root = `${community?.base}/requests`;
  const narrowed = search.q !== "" || search.experience !== null;
  return (
    <Layout page={page} title={t("requests.title")} live={["requests"]}>
      <Heading title={t("requests.title")} lead={t("requests.lead.provider")} />
      {tabs && <Tabs page={page} at="others" />}
      {(total > 0 || narrowed) && <Search {...props} />}
      <p class="mb-3 font-medium" id="requests-total">
        {t("requests.total", { count: total, shown: t("listing.count", { count: total }) })}
      </p>
      {rows.length > 0 && (
        <ul class="grid gap-4">
          {rows.map((row) => (
            <Card page={page} {...row} />
          ))}
        </ul>
      )}
      {total === 0 && (
        <Empty icon="heart" title={t(narrowed ? "requests.none.found" : "requests.none")}>
          {t(narrowed ? "requests.none.found.text" : "requests.none.text")}
        </Empty>
      )}
      {(next || further) && (
        <nav aria-label={t("listing.pages")} class="mt-6 flex flex-wrap justify-between gap-3">
          {further ? (
            <a href={addressOf(root, search)} class="btn">
              <Icon name="chevronLeft" class="size-4" />
              {t("requests.start")}
            </a>
          ) : (
            <span />
          )}
          {next && (
            <a href={next} class="btn" rel="next">
              {t("requests.next")}
              <Icon name="chevronRight" class="size-4" />
            </a>
          )}
        </nav>
      )}
    </Layout>
  );
}

/** An address of the list: what was looked for, and after which request it goes on. */
export function addressOf(root: string, search: ListProps["search"], after?: string): string {
  const params = new URLSearchParams();
  if (search.q) params.set("q", search.q);
  if (search.experience) params.set("experience", search.experience);
  if (after) params.set("after", after);
  return params.size > 0 ? `${root}?${params}` : root;
}

function Search({ page, search, experiences }: ListProps) {
  const { t, community } = page;
  const root = `${community?.base}/requests`;
  const narrowed = search.q !== "" || search.experience !== null;
  return (
    <SearchBar
      t={t}
      action={root}
      label={t("requests.search")}
      query={search.q}
      clear={narrowed ? root : undefined}
    >
      <Narrow
        name="experience"
        label={t("requests.search.experience")}
        value={search.experience ?? ""}
        options={[
          { value: "", label: t("requests.search.any") },
          ...experiences.map((option) => ({ value: option.id, label: option.name })),
        ]}
      />
    </SearchBar>
  );
}

function Card({ page, request, fit, own }: { page: Page } & Suited) {
  const { t, community } = page;
  const path = `${community?.base}/requests/${request.id}`;
  const text = excerpt(request.description);
  return (
    <li id={`request-${request.id}`} class="card-plain p-5">
      <h2 class="wrap-anywhere">
        <a href={path} class="hover:underline">
          {request.subject}
        </a>
      </h2>
      <p class="quiet mb-3 text-sm">
        <Asked page={page} request={request} />
      </p>
      <Reasons page={page} fit={fit} request={request} />
      <p class="mb-3 wrap-anywhere">
        {text.said}
        {text.cut && (
          <>
            {"… "}
            <a href={path} class="link-plain">
              {t("requests.read")}
              <span class="sr-only">: {request.subject}</span>
            </a>
          </>
        )}
      </p>
      <Wishes page={page} request={request} />
      <div class="mt-4">{own}</div>
    </li>
  );
}
