import { Narrow, SearchBar } from "#ui/listing.tsx";
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
  return (
    <SearchBar
      t={page.t}
      action={root}
      label={page.t("groups.search")}
      query={search.q}
      clear={isNarrowed(search) ? clear : undefined}
      fold={{
        chosen: chosenOf(search),
        choices: (
          <>
            <Choices page={page} search={search} facets={facets} />
            {search.view === "list" && <Dates page={page} search={search} />}
          </>
        ),
      }}
    >
      {search.view !== "list" && <Hidden view={search.view} from={search.from} />}
    </SearchBar>
  );
}

/** How many of the further choices are made. */
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
