import type { Child } from "hono/jsx";
import { emptyForm, type FormState, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Heading, Notice } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { DeviceZone, ZoneField } from "#ui/zone.tsx";

export interface SessionShown {
  readonly id: string;
  /** "Firefox on Linux" */
  readonly device: string;
  /** Finished words: since when, and when last used. */
  readonly times: string;
  readonly own: boolean;
}

export interface AccountProps {
  page: Page;
  email: string;
  verified: boolean;
  hasPassword: boolean;
  sessions: readonly SessionShown[];
  /** Fewest characters of a password. */
  length: number;
  name: FormState;
  zone: FormState;
  password?: FormState;
}

export function AccountPage(props: AccountProps) {
  const { page, verified } = props;
  const { t } = page;
  return (
    <Layout page={page} title={t("account.title")}>
      <Heading title={t("account.title")} />
      {!verified && (
        <Notice tone="warn" icon="mail">
          <p class="mb-3">{t("account.unverified.text")}</p>
          <ButtonForm action="/account/confirm" label={t("account.confirm")} />
        </Notice>
      )}
      <You {...props} />
      <Section title={t("account.zone.title")} lead={t("account.zone.text")}>
        <DeviceZone t={t} back="/account" current={page.zone} />
        <form method="post" action="/zone">
          <input type="hidden" name="back" value="/account" />
          <ZoneField
            name="zone"
            label={t("account.zone.field")}
            hint={t("account.zone.hint")}
            form={props.zone}
          />
          <button type="submit" class="btn">
            {t("account.zone.save")}
          </button>
        </form>
      </Section>
      <Password {...props} />
      <Sessions {...props} />
    </Layout>
  );
}

function Section({ title, lead, children }: { title: string; lead?: string; children: Child }) {
  return (
    <section class="card-plain mb-6 p-5 sm:p-6">
      <h2 class="mb-1">{title}</h2>
      {lead && <p class="quiet mb-4">{lead}</p>}
      {children}
    </section>
  );
}

function You({ page, email, verified, name }: AccountProps) {
  const { t } = page;
  return (
    <Section title={t("account.you")}>
      <dl class="mt-3 mb-5">
        <dt class="font-medium">{t("account.email")}</dt>
        <dd class="mt-1 flex flex-wrap items-center gap-2 break-all">
          {email}
          <Badge tone={verified ? "good" : "warn"}>
            {verified ? t("account.verified") : t("account.unverified")}
          </Badge>
        </dd>
      </dl>
      <form method="post" action="/account/name">
        <TextField
          name="name"
          label={t("signUp.name")}
          hint={t("signUp.name.hint")}
          form={name}
          autocomplete="name"
          maxlength={120}
          required
        />
        <button type="submit" class="btn">
          {t("account.name.save")}
        </button>
      </form>
    </Section>
  );
}

function Password({ page, email, hasPassword, length, password = emptyForm }: AccountProps) {
  const { t } = page;
  return (
    <Section
      title={t("account.password.title")}
      lead={hasPassword ? t("account.password.text") : t("account.password.none")}
    >
      <form method="post" action="/account/password">
        <input type="text" name="username" autocomplete="username" value={email} hidden readonly />
        {hasPassword && (
          <TextField
            name="current"
            label={t("account.password.current")}
            form={password}
            type="password"
            autocomplete="current-password"
            required
          />
        )}
        <TextField
          name="password"
          label={t("account.password.new")}
          hint={t("signUp.password.hint", { length })}
          form={password}
          type="password"
          autocomplete="new-password"
          required
        />
        <button type="submit" class="btn">
          {t("account.password.save")}
        </button>
      </form>
    </Section>
  );
}

function Sessions({ page, sessions }: AccountProps) {
  const { t } = page;
  return (
    <Section title={t("account.sessions.title")}>
      <ul class="divide-base-300 divide-y">
        {sessions.map(({ id, device, times, own }) => (
          <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div class="min-w-0">
              <p class="flex flex-wrap items-center gap-2 font-medium">
                {device}
                {own && <Badge tone="good">{t("account.sessions.this")}</Badge>}
              </p>
              <p class="quiet text-sm">{times}</p>
            </div>
            {!own && (
              <ButtonForm
                action="/account/sessions/end"
                values={{ session: id }}
                label={t("account.sessions.end")}
                describes={device}
              />
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action="/account/sessions/end-others" class="mt-4">
          <button type="submit" class="btn">
            <Icon name="lock" class="size-4" />
            {t("account.sessions.others")}
          </button>
        </form>
      )}
    </Section>
  );
}
