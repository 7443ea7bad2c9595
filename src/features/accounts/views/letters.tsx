import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";

interface SentProps {
  page: Page;
  /** null when this browser asked too long ago to know. */
  email: string | null;
  /** The page on which it was asked for. */
  again: string;
}

/** After a letter was asked for. Says the same whether there is an account or not. */
export function SentPage({ page, email, again }: SentProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("sent.title")}>
      <div class="mx-auto max-w-md">
        <Heading title={t("sent.title")} lead={email ? t("sent.to", { email }) : t("sent.somebody")} />
        <p class="mb-4">{t("sent.next")}</p>
        {page.demo && (
          <p class="mb-4">
            <a href="/outbox" class="btn btn-primary">
              {t("sent.outbox")}
            </a>
          </p>
        )}
        <p class="quiet text-sm">{t("sent.missing")}</p>
        <p>
          <a href={again} class="link-plain inline-flex min-h-11 items-center text-sm">
            {t("sent.again")}
          </a>
        </p>
      </div>
    </Layout>
  );
}

/** A link that was used already, or is too old. */
export function SpentPage({
  page,
  title,
  text,
  again,
}: {
  page: Page;
  title: string;
  text: string;
  again: string;
}) {
  return (
    <Layout page={page} title={title}>
      <div class="mx-auto max-w-md">
        <Heading title={title} lead={text} />
        <a href={again} class="btn btn-primary">
          {page.t("useLink.spent.again")}
        </a>
      </div>
    </Layout>
  );
}
