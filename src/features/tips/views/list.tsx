import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import { SearchBar } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading, LinkRow } from "#ui/parts.tsx";

/** A page of tips as it stands in a list, in finished words. */
export interface Topic {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
}

interface TipsPageProps {
  page: Page;
  topics: readonly Topic[];
  /** What was looked for. */
  q: string;
  /** Where somebody can ask. */
  help: Child;
}

/** All topics, each a page. */
export function TipsPage({ page, topics, q, help }: TipsPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/tips`;
  return (
    <Layout page={page} title={t("tips.title")}>
      <Heading title={t("tips.title")} lead={t("tips.lead")} />
      <SearchBar t={t} action={root} label={t("tips.search")} query={q} clear={q ? root : undefined} />
      {topics.length > 0 && (
        <ul class="mb-10 grid gap-2.5">
          {topics.map(({ slug, title, summary }) => (
            <li>
              <LinkRow href={`${root}/${slug}`} title={title} detail={summary} />
            </li>
          ))}
        </ul>
      )}
      {topics.length === 0 && (
        <div class="mb-10">
          <Empty icon="book" title={t(q ? "listing.nothing" : "tips.empty")}>
            {t(q ? "listing.nothing.text" : "tips.empty.text")}
          </Empty>
        </div>
      )}
      {help}
    </Layout>
  );
}

interface TopicsProps {
  page: Page;
  topics: readonly Topic[];
  /** How many there are. */
  total: number;
}

/** Some of the topics, with the way to all of them: a part of a page. */
export function TopicsSection({ page: { t, community }, topics, total }: TopicsProps) {
  const root = `${community?.base}/tips`;
  return (
    <section aria-labelledby="tips" class="mt-10">
      <h2 id="tips">{t("tips.title")}</h2>
      <p class="quiet mt-1 mb-4">{t(total > 0 ? "tips.lead" : "tips.empty")}</p>
      <ul class="grid gap-2.5 sm:grid-cols-2 xl:grid-cols-4">
        {topics.map(({ slug, title }) => (
          <li>
            <a
              href={`${root}/${slug}`}
              class="card-plain hover:border-primary flex h-full min-h-14 items-center gap-3 px-4 py-2.5 font-medium"
            >
              <span class="min-w-0 flex-1 break-words">{title}</span>
              <Icon name="chevronRight" class="quiet size-4" />
            </a>
          </li>
        ))}
      </ul>
      {total > topics.length && (
        <p class="mt-3">
          <a href={root} class="link-plain inline-flex min-h-11 items-center gap-1.5">
            {t("tips.all", { count: total })}
            <Icon name="chevronRight" class="size-4" />
          </a>
        </p>
      )}
    </section>
  );
}
