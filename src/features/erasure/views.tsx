import type { Child } from "hono/jsx";
import { Checkbox, FormFaults } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, LinkRow } from "#ui/parts.tsx";
import { Panel, type Returned } from "../admin/index.ts";

/** What somebody can do for their own safety and privacy in this community, in one place. */
export function PrivacyPage({ page }: { page: Page }) {
  const { t, community } = page;
  const base = community?.base ?? "";
  return (
    <Layout page={page} title={t("privacy.title")}>
      <Heading title={t("privacy.title")} lead={t("privacy.lead")} />
      <div class="grid gap-3">
        <LinkRow
          href={`${base}/blocked`}
          icon="lock"
          title={t("nav.blocked")}
          detail={t("privacy.blocked")}
        />
        <LinkRow
          href={`${base}/reports`}
          icon="flag"
          title={t("reports.own.title")}
          detail={t("privacy.reports")}
        />
        <LinkRow
          href={`${base}/notifications/choices`}
          icon="bell"
          title={t("privacy.told")}
          detail={t("privacy.told.text")}
        />
        <LinkRow
          href={`${base}/about-you`}
          icon="hand"
          title={t("aboutYou.title")}
          detail={t("privacy.aboutYou")}
        />
        <LinkRow
          href={`${base}/privacy/looks`}
          icon="eye"
          title={t("access.own.title")}
          detail={t("privacy.looks")}
        />
        <LinkRow
          href={`${base}/privacy/copy`}
          icon="download"
          title={t("exports.title")}
          detail={t("privacy.copy")}
        />
        <LinkRow href={`${base}/erase`} icon="trash" title={t("erasure.title")} detail={t("privacy.erase")} />
      </div>
    </Layout>
  );
}

interface EraseProps {
  page: Page;
  action: string;
  form: Returned;
}

/** The last look before somebody leaves for good. */
export function ErasePage({ page, action, form }: EraseProps) {
  const { t, community } = page;
  return (
    <Layout page={page} title={t("erasure.title")}>
      <Heading
        title={t("erasure.title")}
        lead={t("erasure.lead")}
        back={{ href: `${community?.base}/privacy`, label: t("privacy.title") }}
      />
      <Effects page={page}>
        <li>{t("erasure.effect.name")}</li>
        <li>{t("erasure.effect.meetings")}</li>
        <li>{t("erasure.effect.words")}</li>
        <li>{t("erasure.effect.two")}</li>
        <li>{t("erasure.effect.reviews")}</li>
        <li>{t("erasure.effect.money")}</li>
      </Effects>
      <EraseForm page={page} action={action} form={form} own />
    </Layout>
  );
}

/** The same for a coordinator, about somebody. */
export function EraseOtherPage({
  page,
  action,
  form,
  name,
  back,
}: EraseProps & { name: string; back: string }) {
  const { t } = page;
  return (
    <Panel
      page={page}
      at="members"
      title={t("erasure.other.title", { name })}
      lead={t("erasure.other.lead", { name })}
      back={{ href: back, label: name }}
    >
      <Effects page={page}>
        <li>{t("erasure.other.name")}</li>
        <li>{t("erasure.other.meetings")}</li>
        <li>{t("erasure.other.words")}</li>
        <li>{t("erasure.other.two")}</li>
        <li>{t("erasure.other.money")}</li>
      </Effects>
      <EraseForm page={page} action={action} form={form} />
    </Panel>
  );
}

const Effects = ({ page, children }: { page: Page; children: Child }) => (
  <section aria-labelledby="effects-title" class="card-plain mb-6 max-w-2xl p-5">
    <h2 id="effects-title" class="mb-3">
      {page.t("erasure.effect")}
    </h2>
    <ul class="grid list-disc gap-2 pl-5">{children}</ul>
  </section>
);

function EraseForm({ page: { t }, action, form, own = false }: EraseProps & { own?: boolean }) {
  return (
    <form method="post" action={action} class="max-w-2xl">
      <FormFaults form={form} t={t} refusal={form.refusal} />
      <Checkbox name="sure" label={t("erasure.sure")} form={form} />
      <button type="submit" class="btn btn-error">
        {t(own ? "erasure.do" : "erasure.other.do")}
      </button>
    </form>
  );
}
