import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";

/** Stands between here and the card service's page. The browser goes on by itself; the link is for the one that does not. */
export function LeavingPage({ page, url, back }: { page: Page; url: string; back: string }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("payments.leaving.title")}>
      <Heading
        title={t("payments.leaving.title")}
        lead={t("payments.leaving.text")}
        back={{ href: back, label: t("payments.leaving.back") }}
      />
      <a href={url} class="btn btn-primary" data-turbo="false" rel="noreferrer">
        <Icon name="creditCard" class="size-5" />
        {t("payments.leaving.go")}
      </a>
    </Layout>
  );
}
