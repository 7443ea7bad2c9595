import type { Child } from "hono/jsx";
import { ChoiceField, FormFaults } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Notice } from "#ui/parts.tsx";
import { FileLinks } from "#ui/staff.tsx";
import { Panel, type Returned } from "../../admin/index.ts";

interface ManagePageProps {
  page: Page;
  form: Returned;
  /** Whether the enrollment comes from a feed, so that no file may be uploaded. */
  fed: boolean;
}

/** Services > Manage: files in and out, where the enrollment comes from, and the one-step set-up by provider. */
export function ManagePage({ page, form, fed }: ManagePageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin`;
  return (
    <Panel
      page={page}
      at="services.manage"
      title={t("services.manage.title")}
      lead={t("services.manage.lead")}
    >
      <div class="grid max-w-3xl gap-6">
        <Card title={t("admin.menu.services")} text={t("services.manage.services.text")}>
          <FileLinks page={page} file="services" upload />
        </Card>
        <Card title={t("services.manage.enrollment")} text={t("services.manage.enrollment.text")}>
          <FileLinks page={page} file="enrollment" upload={!fed} />
          {fed && (
            <div class="mt-4">
              <Notice>{t("services.manage.fed")}</Notice>
            </div>
          )}
          <form method="post" action={`${root}/services/manage`} class="border-base-300 mt-5 border-t pt-5">
            <FormFaults form={form} t={t} refusal={form.refusal} />
            <ChoiceField
              name="source"
              label={t("services.source")}
              hint={t("services.source.hint")}
              form={form}
              required
              options={[
                { value: "file", label: t("services.source.file"), hint: t("services.source.file.hint") },
                { value: "feed", label: t("services.source.feed"), hint: t("services.source.feed.hint") },
              ]}
            />
            <ChoiceField
              name="effect"
              label={t("settings.enrollmentEffect")}
              form={form}
              required
              options={(["off", "first", "only"] as const).map((value) => ({
                value,
                label: t(`settings.enrollmentEffect.${value}`),
                hint: t(`settings.enrollmentEffect.${value}.hint`),
              }))}
            />
            <button type="submit" class="btn btn-primary">
              {t("form.save")}
            </button>
          </form>
        </Card>
        <Card title={t("services.providerFirst")} text={t("services.providerFirst.text")}>
          <a href={`${root}/services/provider-first`} class="btn">
            {t("services.providerFirst.review")}
            <Icon name="chevronRight" class="size-4" />
          </a>
        </Card>
      </div>
    </Panel>
  );
}

function Card({ title, text, children }: { title: string; text: string; children: Child }) {
  return (
    <section class="card-plain p-5">
      <h2>{title}</h2>
      <p class="quiet mt-1 mb-4 max-w-prose">{text}</p>
      {children}
    </section>
  );
}
