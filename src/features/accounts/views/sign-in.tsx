import type { Role } from "#platform/action.ts";
import { FormFaults, type FormState, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";

export interface DemoGuest {
  readonly role: Role;
  readonly name: string;
}

interface SignInProps {
  page: Page;
  form: FormState;
  /** Where to go afterwards: a path here. */
  next: string;
  refusal?: string | undefined;
  guests: readonly DemoGuest[];
}

/** Password or link on one page: one e-mail field, two buttons. */
export function SignInPage({ page, form, next, refusal, guests }: SignInProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("signIn.title")}>
      <div class="mx-auto max-w-md">
        {guests.length > 0 && <Guests page={page} guests={guests} next={next} />}
        <Heading title={t("signIn.title")} lead={t("signIn.lead")} />
        <FormFaults form={form} t={t} refusal={refusal} />
        <form method="post" action="/sign-in" class="card-plain p-5 sm:p-6">
          <input type="hidden" name="next" value={next} />
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
            form={form}
            type="password"
            autocomplete="current-password"
            required
          />
          <button type="submit" class="btn btn-primary w-full">
            {t("signIn.button")}
          </button>
          <p class="mt-3 text-sm">
            <a href="/password/forgotten" class="link-plain inline-flex min-h-11 items-center sm:min-h-0">
              {t("signIn.forgotten")}
            </a>
          </p>
          <p class="quiet divider my-4 text-sm">{t("signIn.or")}</p>
          <button type="submit" formaction="/sign-in/link" formnovalidate class="btn w-full">
            <Icon name="mail" />
            {t("signIn.link")}
          </button>
          <p class="quiet mt-2 text-sm">{t("signIn.link.hint")}</p>
        </form>
        <p class="mt-6 text-center">
          {t("signIn.new")}{" "}
          <a href="/sign-up" class="link-plain inline-flex min-h-11 items-center">
            {t("signIn.signUp")}
          </a>
        </p>
      </div>
    </Layout>
  );
}

function Guests({ page, guests, next }: Pick<SignInProps, "page" | "guests" | "next">) {
  const { t } = page;
  const icons = { member: "user", provider: "heart", coordinator: "settings" } as const;
  return (
    <section aria-labelledby="guests" class="card-plain mb-8 p-5 sm:p-6">
      <h2 id="guests">{t("signIn.demo.title")}</h2>
      <p class="quiet mt-1 mb-4">{t("signIn.demo.text")}</p>
      <form method="post" action="/sign-in/demo" class="grid gap-2">
        <input type="hidden" name="next" value={next} />
        {guests.map(({ role, name }) => (
          <button
            type="submit"
            name="as"
            value={role}
            class="btn h-auto min-h-11 justify-start py-2 text-left font-medium"
          >
            <Icon name={icons[role]} class="text-primary size-5" />
            <span>{t("signIn.demo.as", { role: t(`signIn.demo.${role}`), name })}</span>
          </button>
        ))}
      </form>
    </section>
  );
}

/** Opened by a link in a letter. Mail scanners open links too, so that only the button uses it up. */
export function UseLinkPage({ page, token, next }: { page: Page; token: string; next: string }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("useLink.title")}>
      <div class="mx-auto max-w-md">
        <Heading title={t("useLink.title")} lead={t("useLink.lead")} />
        <form method="post" action="/sign-in/with-link">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="next" value={next} />
          <button type="submit" class="btn btn-primary w-full">
            {t("useLink.button")}
          </button>
        </form>
      </div>
    </Layout>
  );
}
