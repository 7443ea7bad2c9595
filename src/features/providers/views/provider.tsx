import type { Child } from "hono/jsx";
import { DurationField } from "#ui/duration.tsx";
import { FormFaults, TextArea, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Notice } from "#ui/parts.tsx";
import { Aside, ButtonForm } from "#ui/staff.tsx";
import { ZoneField } from "#ui/zone.tsx";
import { Panel, type Returned } from "../../admin/index.ts";
import { displayName } from "../../people/person.ts";
import type { ProviderDetails } from "../queries/providers.ts";
import { ProviderState } from "./list.tsx";

interface NewProviderPageProps {
  page: Page;
  form: Returned;
  idempotencyKey: string;
}

/** The form for a provider added by hand. */
export function NewProviderPage({ page, form, idempotencyKey }: NewProviderPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/providers`;
  return (
    <Panel
      page={page}
      at="providers.manage"
      title={t("providers.add")}
      lead={t("providers.add.lead")}
      back={{ href: root, label: t("providers.title") }}
    >
      <form method="post" action={root} class="max-w-2xl">
        <input type="hidden" name="key" value={idempotencyKey} />
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <PersonFields t={t} form={form} />
        <TextArea
          name="codes"
          label={t("eligibility.codes")}
          hint={t("eligibility.codes.hint")}
          form={form}
          rows={3}
        />
        <button type="submit" class="btn btn-primary">
          {t("providers.add")}
        </button>
      </form>
    </Panel>
  );
}

function PersonFields({ t, form }: { t: Page["t"]; form: Returned }) {
  return (
    <>
      <TextField
        name="email"
        label={t("person.email")}
        form={form}
        type="email"
        autocomplete="off"
        required
      />
      <div class="grid gap-x-4 sm:grid-cols-2">
        <TextField
          name="firstName"
          label={t("person.firstName")}
          form={form}
          autocomplete="off"
          maxlength={200}
        />
        <TextField
          name="lastName"
          label={t("person.lastName")}
          form={form}
          autocomplete="off"
          maxlength={200}
        />
      </div>
    </>
  );
}

interface ProviderPageProps {
  page: Page;
  provider: ProviderDetails;
  form: Returned;
  /** Whether they are on the premium plan, and the switch. */
  plan: Child;
}

/** One provider: who they are, on what terms they can be booked, and what can be done about it. */
export function ProviderPage({ page, provider, form, plan }: ProviderPageProps) {
  const { t, community } = page;
  const base = community?.base ?? "";
  const here = `${base}/admin/providers/${provider.id}`;
  return (
    <Panel
      page={page}
      at="providers.manage"
      title={displayName(provider)}
      back={{ href: `${base}/admin/providers`, label: t("providers.title") }}
    >
      {form.refusal && <Notice tone="warn">{form.refusal}</Notice>}
      <p class="mb-4">
        <ProviderState page={page} provider={provider} />
      </p>
      {!provider.archived && <Doings page={page} provider={provider} base={base} />}
      <form method="post" action={here} class="max-w-2xl">
        <FormFaults form={form} t={t} />
        <PersonFields t={t} form={form} />
        <ZoneField name="zone" label={t("providers.zone")} hint={t("providers.zone.hint")} form={form} />
        <h2 class="mt-8 mb-4">{t("providers.terms")}</h2>
        <DurationField
          t={t}
          name="bufferBefore"
          label={t("providers.bufferBefore")}
          form={form}
          units={["minutes", "hours"]}
        />
        <DurationField
          t={t}
          name="bufferAfter"
          label={t("providers.bufferAfter")}
          form={form}
          units={["minutes", "hours"]}
        />
        <DurationField
          t={t}
          name="noticeMinutes"
          label={t("providers.notice")}
          hint={t("providers.notice.hint")}
          form={form}
        />
        <DurationField
          t={t}
          name="weeklyCapMinutes"
          label={t("providers.weeklyCap")}
          hint={t("providers.weeklyCap.hint")}
          form={form}
          units={["minutes", "hours"]}
        />
        <button type="submit" class="btn btn-primary">
          {t("form.save")}
        </button>
      </form>
      {plan}
      <Aside title={t(provider.archived ? "members.restore.title" : "members.archive.title")}>
        <p class="quiet mb-3">{t(provider.archived ? "members.restore.text" : "members.archive.text")}</p>
        {provider.upcoming > 0 && <p class="mb-3">{t("providers.upcoming", { count: provider.upcoming })}</p>}
        <ButtonForm
          action={`${here}/${provider.archived ? "restore" : "archive"}`}
          icon={provider.archived ? "undo" : "archive"}
          label={t(provider.archived ? "form.restore" : "form.archive")}
        />
      </Aside>
    </Panel>
  );
}

/** What can be done about a provider at once, and the pages that are theirs. */
function Doings({ page: { t }, provider, base }: { page: Page; provider: ProviderDetails; base: string }) {
  const here = `${base}/admin/providers/${provider.id}`;
  return (
    <div class="mb-8 flex flex-wrap gap-2">
      <a href={`${base}/availability?provider=${provider.id}`} class="btn">
        <Icon name="clock" class="size-4" />
        {t("providers.hours")}
      </a>
      <a href={`${here}/eligibility`} class="btn">
        <Icon name="book" class="size-4" />
        {t("providers.eligibility", { count: provider.services })}
      </a>
      <a href={`${here}/profile`} class="btn">
        <Icon name="pencil" class="size-4" />
        {t("providers.profile")}
      </a>
      <ButtonForm
        action={`${here}/mark`}
        values={{ mark: provider.paused ? "resume" : "pause" }}
        label={t(provider.paused ? "providers.resume" : "providers.pause")}
      />
      <ButtonForm
        action={`${here}/mark`}
        values={{ mark: provider.locked ? "unlock" : "lock" }}
        icon="lock"
        label={t(provider.locked ? "providers.unlock" : "providers.lock")}
      />
    </div>
  );
}
