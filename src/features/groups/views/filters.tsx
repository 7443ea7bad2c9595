import { Icon } from "#ui/icons.tsx";
import { Narrow } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { nameOf } from "../../people/person.ts";
import type { Facets } from "../queries/list.ts";
import { costs, isNarrowed, type parts, type Search, type View } from "../search.ts";

interface FiltersProps {
  page: Page;
  root: string;
  search: Search;
  facets: Facets;
  /** Where nothing is narrowed. */
  clear: string;
}

/** What narrows the group meetings: a form whose answer is an address. */
export function Filters({ page, root, search, facets, clear }: FiltersProps) {
  const { t } = page;
  const narrowed = isNarrowed(search);
  return (
    <search class="mb-6 block">
      <form method="get" action={root} class="card-plain p-4">
        {search.view !== "list" && <Hidden view={search.view} from={search.from} />}
        <div class="flex flex-wrap items-end gap-3">
          <div class="min-w-0 flex-1 basis-56">
            <label for="q" class="mb-1 block text-sm font-medium">
              {t("groups.search")}
            </label>
            <input id="q" name="q" type="search" value={search.q} maxlength={200} class="input w-full" />
          </div>
          <button type="submit" class="btn">
            <Icon name="search" class="size-4" />
            {t("listing.search")}
          </button>
          {narrowed && (
            <a href={clear} class="btn btn-ghost">
              {t("listing.clear")}
            </a>
          )}
        </div>
        <details class="mt-2">
          <summary class="flex min-h-11 cursor-pointer items-center gap-2 text-sm font-medium">
            <Icon name="chevronRight" class="size-4" />
            {t("groups.more", { count: chosenOf(search) })}
          </summary>
          <div class="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            <Choices page={page} search={search} facets={facets} />
            {search.view === "list" && <Dates page={page} search={search} />}
          </div>
        </details>
      </form>
    </search>
  );
}

/** How many of the further choices are made. They are closed over what they found, so that this can be seen. */
const chosenOf = ({ view, experience, topic, focus, host, part, cost, from, until }: Search): number =>
  [experience, topic, focus, host, part, cost, ...(view === "list" ? [from, until] : [])].filter(Boolean)
    .length;

function Hidden({ view, from }: { view: View; from: Temporal.PlainDate | null }) {
  return (
    <>
      <input type="hidden" name="view" value={view} />
      {from && <input type="hidden" name="from" value={from.toString()} />}
    </>
  );
}

function Choices({ page: { t }, search, facets }: Pick<FiltersProps, "page" | "search" | "facets">) {
  const any = { value: "", label: t("groups.any") };
  const text = (value: string) => ({ value, label: value });
  const { experiences, topics, focuses, hosts } = facets;
  return (
    <>
      {experiences.length > 0 && (
        <Narrow
          name="experience"
          label={t("groups.experience")}
          value={search.experience ?? ""}
          options={[any, ...experiences.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      {topics.length > 0 && (
        <Narrow
          name="topic"
          label={t("groups.topic")}
          value={search.topic}
          options={[any, ...topics.map(text)]}
        />
      )}
      {focuses.length > 0 && (
        <Narrow
          name="focus"
          label={t("groups.focus")}
          value={search.focus}
          options={[any, ...focuses.map(text)]}
        />
      )}
      {hosts.length > 0 && (
        <Narrow
          name="host"
          label={t("groups.host")}
          value={search.host ?? ""}
          options={[any, ...hosts.map((host) => ({ value: host.id, label: nameOf(host) }))]}
        />
      )}
      <Narrow
        name="part"
        label={t("groups.part")}
        value={search.part}
        options={[
          any,
          ...(["morning", "afternoon", "evening"] as const satisfies (keyof typeof parts)[]).map((part) => ({
            value: part,
            label: t(`groups.part.${part}`),
          })),
        ]}
      />
      <Narrow
        name="cost"
        label={t("groups.cost")}
        value={search.cost}
        options={[any, ...costs.map((cost) => ({ value: cost, label: t(`groups.cost.${cost}`) }))]}
      />
    </>
  );
}

function Dates({ page: { t }, search }: Pick<FiltersProps, "page" | "search">) {
  return (
    <>
      {(["from", "until"] as const).map((name) => (
        <div class="max-sm:basis-full">
          <label for={`narrow-${name}`} class="mb-1 block text-sm font-medium">
            {t(`groups.${name}`)}
          </label>
          <input
            id={`narrow-${name}`}
            name={name}
            type="date"
            value={search[name]?.toString() ?? ""}
            class="input w-full"
          />
        </div>
      ))}
    </>
  );
}
