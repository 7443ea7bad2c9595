import { Layout } from "./layout.tsx";
import type { Page } from "./page.ts";
import { Heading } from "./parts.tsx";

export function NotFound({ page }: { page: Page }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("error.notFound.title")}>
      <Heading title={t("error.notFound.title")} lead={t("error.notFound.text")} />
      <a href={page.community?.base ?? "/"} class="btn btn-primary">
        {t("error.notFound.home")}
      </a>
    </Layout>
  );
}

export function Unavailable({ page }: { page: Page }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("error.unavailable.title")}>
      <Heading title={t("error.unavailable.title")} lead={t("error.unavailable.text")} />
      <a href={page.here} class="btn btn-primary">
        {t("error.unavailable.retry")}
      </a>
      <a href="/crisis" class="btn btn-ghost ml-2">
        {t("layout.crisis")}
      </a>
    </Layout>
  );
}

export function Broken({ page, reference }: { page: Page; reference: string }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("error.broken.title")}>
      <Heading title={t("error.broken.title")} lead={t("error.broken.text")} />
      <p class="quiet text-sm">{t("error.reference", { reference })}</p>
    </Layout>
  );
}

export function TooLarge({ page }: { page: Page }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("error.tooLarge.title")}>
      <Heading title={t("error.tooLarge.title")} lead={t("error.tooLarge.text")} />
    </Layout>
  );
}

/** Too many tries; `seconds` until the next may come. */
export function TooMany({ page, seconds }: { page: Page; seconds: number }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("error.tooMany.title")}>
      <Heading title={t("error.tooMany.title")} lead={t("error.tooMany.text", { seconds })} />
    </Layout>
  );
}

/** What did not come from one of our own pages. */
export function Refused({ page }: { page: Page }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("error.refused.title")}>
      <Heading title={t("error.refused.title")} lead={t("error.refused.text")} />
      <a href="/" class="btn btn-primary">
        {t("error.notFound.home")}
      </a>
    </Layout>
  );
}
