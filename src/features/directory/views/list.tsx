import { Layout } from "#ui/layout.tsx";
import { Narrow, Pager, SearchBar } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Heading } from "#ui/parts.tsx";
import type { Listing } from "../../admin/listing.ts";
import { Initials } from "../../booking/views/providers.tsx";
import type { ProfileOption } from "../../options/queries.ts";
import { ageBands } from "../../profiles/bands.ts";
import type { Rating } from "../../reviews/summary.ts";
import { RatingLink } from "../../reviews/views/rating.tsx";
import type { Entry } from "../queries.ts";
import { type DirectorySearch, isNarrowed, soonDays } from "../search.ts";

interface DirectoryProps {
  page: Page;
  search: DirectorySearch;
  found: Listing<Entry>;
  choices: Readonly<Record<"experience" | "language" | "gender", readonly ProfileOption[]>>;
  ratings: ReadonlyMap<string, Rating>;
  /** Where the reader can apply to become one; null when they cannot. */
  applyPath: string | null;
}

/** Everybody whom the directory shows and the search suits. */
export function DirectoryPage({ page, search, found, choices, ratings, applyPath }: DirectoryProps) {
  const { t, community, here } = page;
  const root = `${community?.base}/providers`;
  const narrowed = isNarrowed(search);
  return (
    <Layout page={page} title={t("directory.title")}>
      <Heading title={t("directory.title")} lead={t("directory.lead")} />
      <SearchBar
        t={t}
        action={root}
        label={t("directory.search")}
        query={search.q}
        clear={narrowed ? root : undefined}
        fold={{
          chosen: chosenOf(search),
          choices: <Filters page={page} search={search} choices={choices} />,
        }}
      />
      {found.rows.length === 0 ? (
        <Empty icon="search" title={t(narrowed ? "directory.none" : "directory.empty")}>
          {narrowed ? (
            <a href={root} class="link">
              {t("directory.all")}
            </a>
          ) : (
            t("directory.empty.text")
          )}
        </Empty>
      ) : (
        <>
          <ul class="grid gap-3">
            {found.rows.map((provider) => (
              <li>
                <Card page={page} provider={provider} rating={ratings.get(provider.id)} />
              </li>
            ))}
          </ul>
          {found.total > found.size && <Pager t={t} here={here} {...found} />}
        </>
      )}
      {applyPath && (
        <section class="card-plain mt-8 p-5">
          <h2 class="mb-1">{t("applications.title")}</h2>
          <p class="quiet mb-3">{t("applications.invite")}</p>
          <a href={applyPath} class="btn">
            {t("applications.begin")}
          </a>
        </section>
      )}
    </Layout>
  );
}

/** How many of the further choices are made. */
const chosenOf = ({ experience, language, gender, age, soon }: DirectorySearch): number =>
  [experience, language, gender, age, soon].filter(Boolean).length;

function Filters({ page: { t }, search, choices }: Pick<DirectoryProps, "page" | "search" | "choices">) {
  const any = { value: "", label: t("directory.any") };
  const options = (list: readonly ProfileOption[]) => [
    any,
    ...list.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const narrow = (name: "experience" | "language" | "gender") =>
    choices[name].length > 0 && (
      <Narrow
        name={name}
        label={t(`directory.by.${name}`)}
        value={search[name]}
        options={options(choices[name])}
      />
    );
  return (
    <>
      {narrow("experience")}
      {narrow("language")}
      {narrow("gender")}
      <Narrow
        name="age"
        label={t("directory.by.age")}
        value={search.age}
        options={[any, ...ageBands.map((band) => ({ value: band, label: t(`ages.${band}`) }))]}
      />
      <Narrow
        name="soon"
        label={t("directory.by.soon")}
        value={search.soon ? "on" : ""}
        options={[any, { value: "on", label: t("directory.soon", { days: soonDays }) }]}
      />
    </>
  );
}

/** Experiences shown in the list; the rest stands on the page. */
const mostShown = 4;

function Card({ page, provider, rating }: { page: Page; provider: Entry; rating: Rating | undefined }) {
  const { t, community } = page;
  const { id, name, greeting, experiences = [], languages = [], paused } = provider;
  const more = experiences.length - mostShown;
  return (
    <article class="card-plain px-4 py-4">
      <div class="flex items-start gap-4">
        <Initials name={name} />
        <div class="min-w-0 flex-1">
          <h2 class="text-lg">
            <a
              href={`${community?.base}/providers/${id}`}
              class="link-plain inline-flex min-h-11 items-center break-words sm:min-h-0"
            >
              {name}
            </a>
          </h2>
          {greeting && <p class="break-words">{greeting}</p>}
          {rating && <RatingLink page={page} providerId={id} rating={rating} />}
        </div>
        {paused && <Badge tone="warn">{t("directory.paused")}</Badge>}
      </div>
      {experiences.length > 0 && (
        <ul aria-label={t("booking.provider.experiences")} class="mt-3 flex flex-wrap gap-2">
          {experiences.slice(0, mostShown).map((experience) => (
            <li>
              <Badge>{experience}</Badge>
            </li>
          ))}
          {more > 0 && <li class="quiet self-center text-sm">{t("directory.more", { count: more })}</li>}
        </ul>
      )}
      {languages.length > 0 && (
        <p class="quiet mt-3 text-sm">{t("directory.talks", { languages: languages.join(", ") })}</p>
      )}
    </article>
  );
}
