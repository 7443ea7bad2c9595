import { FormFaults, type FormState, TextField } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";

export function ForgottenPage({ page, form }: { page: Page; form: FormState }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("password.forgotten.title")}>
      <div class="mx-auto max-w-md">
        <Heading
          title={t("password.forgotten.title")}
          lead={t("password.forgotten.lead")}
          back={{ href: "/sign-in", label: t("signIn.title") }}
        />
        <FormFaults form={form} t={t} />
        <form method="post" action="/password/forgotten" class="card-plain p-5 sm:p-6">
          <TextField
            name="email"
            label={t("signIn.email")}
            form={form}
            type="email"
            autocomplete="username"
            required
          />
          <button type="submit" class="btn btn-primary w-full">
            {t("password.forgotten.button")}
          </button>
        </form>
      </div>
    </Layout>
  );
}

interface NewPasswordProps {
  page: Page;
  form: FormState;
  token: string;
  /** Fewest characters. */
  length: number;
}

export function NewPasswordPage({ page, form, token, length }: NewPasswordProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("password.new.title")}>
      <div class="mx-auto max-w-md">
        <Heading title={t("password.new.title")} lead={t("password.new.lead")} />
        <FormFaults form={form} t={t} />
        <form method="post" action="/password/new" class="card-plain p-5 sm:p-6">
          <input type="hidden" name="token" value={token} />
          <TextField
            name="password"
            label={t("password.new.password")}
            hint={t("signUp.password.hint", { length })}
            form={form}
            type="password"
            autocomplete="new-password"
            required
          />
          <button type="submit" class="btn btn-primary w-full">
            {t("password.new.button")}
          </button>
        </form>
      </div>
    </Layout>
  );
}
