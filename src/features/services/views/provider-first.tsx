import { FormFaults, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Notice } from "#ui/parts.tsx";
import { Panel, type Returned } from "../../admin/index.ts";
import type { PlannedServices } from "../plan.ts";

interface ProviderFirstPageProps {
  page: Page;
  form: Returned;
  support: string;
  /** Null when there is no provider yet, or no name to plan with. */
  plan: PlannedServices | null;
  providers: number;
}

/** The review before "Make me provider-first". */
export function ProviderFirstPage({ page, form, support, plan, providers }: ProviderFirstPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin`;
  const here = `${root}/services/provider-first`;
  return (
    <Panel
      page={page}
      at="services.manage"
      title={t("services.providerFirst")}
      lead={t("services.providerFirst.lead")}
      back={{ href: `${root}/services/manage`, label: t("services.manage.title") }}
    >
      {providers === 0 ? (
        <Empty icon="users" title={t("services.providerFirst.nobody")}>
          <p>{t("services.providerFirst.nobody.text")}</p>
          <a href={`${root}/providers`} class="btn btn-sm mt-4">
            {t("providers.add")}
          </a>
        </Empty>
      ) : (
        <form method="get" action={here} class="max-w-2xl">
          <FormFaults form={form} t={t} refusal={form.refusal} />
          <TextField
            name="support"
            label={t("services.providerFirst.support")}
            hint={t("services.providerFirst.support.hint")}
            form={form}
            required
            maxlength={80}
          />
          <button type="submit" class="btn">
            {t("services.providerFirst.again")}
          </button>
        </form>
      )}
      {plan && <Plan page={page} plan={plan} />}
      {plan && !plan.nothing && (
        <form method="post" action={here} class="mt-6">
          <input type="hidden" name="support" value={support} />
          <button type="submit" class="btn btn-primary">
            {t("services.providerFirst.apply")}
          </button>
        </form>
      )}
    </Panel>
  );
}

function Plan({ page: { t }, plan }: { page: Page; plan: PlannedServices }) {
  return (
    <section class="mt-8 max-w-2xl" aria-labelledby="plan">
      <h2 id="plan" class="mb-3">
        {t("services.providerFirst.plan")}
      </h2>
      {plan.nothing && <Notice icon="check">{t("services.providerFirst.nothing")}</Notice>}
      {plan.nameless.length > 0 && (
        <Notice tone="warn" icon="alert">
          {t("services.providerFirst.nameless", { emails: plan.nameless.join(", ") })}
        </Notice>
      )}
      <p class="quiet mb-3">{t("services.providerFirst.certifications", { count: plan.certifications })}</p>
      <ul class="card-plain divide-base-300 divide-y">
        {plan.generic && (
          <PlanLine
            t={t}
            code={plan.generic.code}
            isNew={plan.generic.isNew}
            about={t("services.kind.generic")}
          />
        )}
        {plan.own.map((own) => (
          <PlanLine
            t={t}
            code={own.code}
            isNew={own.isNew}
            about={t("services.kind.own", { owners: own.name })}
          />
        ))}
      </ul>
    </section>
  );
}

function PlanLine({ t, code, isNew, about }: { t: Page["t"]; code: string; isNew: boolean; about: string }) {
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      <span class="min-w-0 flex-1 basis-60 break-words">
        <span class="block font-medium">{code}</span>
        <span class="quiet text-sm">{about}</span>
      </span>
      <span class="flex items-center gap-1.5 text-sm">
        <Icon name={isNew ? "plus" : "check"} class="size-4" />
        {t(isNew ? "services.providerFirst.new" : "services.providerFirst.there")}
      </span>
    </li>
  );
}
