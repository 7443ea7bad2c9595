import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import { raw } from "#ui/markup.ts";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import type { Topic } from "./list.tsx";

interface TipPageProps {
  page: Page;
  topic: Topic;
  /** Made by `htmlOf`. */
  html: string;
  before: Topic | undefined;
  after: Topic | undefined;
  /** Where it is changed, for who may. */
  edit: string | null;
}

/** One page of tips, with the ways to its neighbours. */
export function TipPage({ page, topic, html, before, after, edit }: TipPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/tips`;
  return (
    <Layout page={page} title={topic.title}>
      <article>
        <Heading
          title={topic.title}
          lead={topic.summary || undefined}
          back={{ href: root, label: t("tips.title") }}
        />
        <div class="reading">{raw(html)}</div>
      </article>
      {edit && (
        <p class="mt-8">
          <a href={edit} class="btn btn-sm">
            <Icon name="pencil" class="size-4" />
            {t("tips.edit")}
          </a>
        </p>
      )}
      <nav
        aria-label={t("tips.others")}
        class="border-base-300 mt-10 grid gap-3 border-t pt-5 sm:grid-cols-2"
      >
        {before && (
          <a href={`${root}/${before.slug}`} rel="prev" class="card-plain hover:border-primary p-4">
            <span class="quiet block text-sm">{t("tips.before")}</span>
            <span class="font-semibold">{before.title}</span>
          </a>
        )}
        {after && (
          <a
            href={`${root}/${after.slug}`}
            rel="next"
            class="card-plain hover:border-primary p-4 sm:col-start-2 sm:text-right"
          >
            <span class="quiet block text-sm">{t("tips.after")}</span>
            <span class="font-semibold">{after.title}</span>
          </a>
        )}
      </nav>
    </Layout>
  );
}
