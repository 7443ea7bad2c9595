import { FormFaults, type FormState, TextField } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";

export function SignUpPage({ page, form, length }: { page: Page; form: FormState; length: number }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("signUp.title")}>
      <div class="mx-auto max-w-md">
        <Heading title={t("signUp.title")} lead={t("signUp.lead")} />
        <FormFaults form={form} t={t} />
        <form method="post" action="/sign-up" class="card-plain p-5 sm:p-6">
          <TextField
            name="name"
            label={t("signUp.name")}
            hint={t("signUp.name.hint")}
            form={form}
            autocomplete="name"
            maxlength={120}
            required
          />
          <TextField
            name="email"
            label={t("signIn.email")}
            form={form}
            type="email"
            autocomplete="username"
            required
          />
          <TextField
            name="password"
            label={t("signIn.password")}
            hint={t("signUp.password.hint", { length })}
            form={form}
            type="password"
            autocomplete="new-password"
            required
          />
          <button type="submit" class="btn btn-primary w-full">
            {t("signUp.button")}
          </button>
        </form>
        <p class="mt-6 text-center">
          {t("signUp.have")}{" "}
          <a href="/sign-in" class="link-plain inline-flex min-h-11 items-center">
            {t("signIn.button")}
          </a>
        </p>
      </div>
    </Layout>
  );
}

/** Opened by the link in the letter after signing up. */
export function ConfirmPage({ page, token }: { page: Page; token: string }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("confirm.title")}>
      <div class="mx-auto max-w-md">
        <Heading title={t("confirm.title")} lead={t("confirm.lead")} />
        <form method="post" action="/sign-up/confirm">
          <input type="hidden" name="token" value={token} />
          <button type="submit" class="btn btn-primary w-full">
            {t("confirm.button")}
          </button>
        </form>
      </div>
    </Layout>
  );
}
