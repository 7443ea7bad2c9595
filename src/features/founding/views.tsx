import { FormFaults, type FormState, TextField } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import { ZoneField } from "#ui/zone.tsx";

/** The first page of an installation: a community and the person who runs it. */
export function FoundingPage({ page, code, form }: { page: Page; code: string; form: FormState }) {
  const { t } = page;
  const field = (name: string) => ({ name, form, required: true });
  return (
    <Layout page={page} title={t("founding.title")}>
      <Heading title={t("founding.title")} lead={t("founding.lead")} />
      <FormFaults form={form} t={t} />
      <form method="post" action="/setup" novalidate class="card-plain p-5 sm:p-6">
        <input type="hidden" name="code" value={code} />
        <h2 class="mb-4">{t("founding.community")}</h2>
        <TextField
          {...field("community")}
          label={t("founding.name")}
          hint={t("founding.name.hint")}
          maxlength={120}
        />
        <TextField
          {...field("slug")}
          label={t("founding.slug")}
          hint={t("founding.slug.hint")}
          maxlength={63}
        />
        <ZoneField {...field("zone")} label={t("founding.zone")} />
        <h2 class="mt-8 mb-4">{t("founding.you")}</h2>
        <TextField
          {...field("firstName")}
          label={t("founding.firstName")}
          autocomplete="given-name"
          maxlength={100}
        />
        <TextField
          name="lastName"
          form={form}
          label={t("founding.lastName")}
          autocomplete="family-name"
          maxlength={100}
        />
        <TextField
          {...field("email")}
          type="email"
          label={t("founding.email")}
          autocomplete="email"
          maxlength={254}
        />
        <TextField
          {...field("password")}
          type="password"
          label={t("founding.password")}
          hint={t("founding.password.hint")}
          autocomplete="new-password"
        />
        <button type="submit" class="btn btn-primary">
          {t("founding.button")}
        </button>
      </form>
    </Layout>
  );
}
