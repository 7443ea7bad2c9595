import { Checkbox, FormFaults, TextArea, TextField } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { Badge } from "#ui/parts.tsx";
import { Aside, ButtonForm } from "#ui/staff.tsx";
import { Panel, type Returned } from "../../admin/index.ts";
import { displayName } from "../../people/person.ts";
import type { ServiceProvider, StoredService } from "../queries/services.ts";
import type { ServiceKind } from "../rules.ts";
import { KindBadge } from "./search.tsx";

interface NewServicePageProps {
  page: Page;
  form: Returned;
  idempotencyKey: string;
}

/** The form for one service added by hand. */
export function NewServicePage({ page, form, idempotencyKey }: NewServicePageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/services`;
  return (
    <Panel
      page={page}
      at="services.search"
      title={t("services.add")}
      lead={t("services.add.lead")}
      back={{ href: root, label: t("services.search.title") }}
    >
      <form method="post" action={root} class="max-w-2xl">
        <input type="hidden" name="key" value={idempotencyKey} />
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <TextField
          name="subject"
          label={t("services.subject")}
          hint={t("services.subject.hint")}
          form={form}
          required
          maxlength={200}
        />
        <TextField
          name="number"
          label={t("services.number")}
          hint={t("services.number.hint")}
          form={form}
          maxlength={60}
        />
        <TextField
          name="name"
          label={t("services.name")}
          hint={t("services.name.hint")}
          form={form}
          maxlength={200}
        />
        <TextArea
          name="description"
          label={t("services.description")}
          form={form}
          rows={3}
          maxlength={2_000}
        />
        <button type="submit" class="btn btn-primary">
          {t("services.add")}
        </button>
      </form>
    </Panel>
  );
}

interface ServicePageProps {
  page: Page;
  service: StoredService & { kind: ServiceKind; owners: readonly string[] };
  /** Who may give it. */
  givers: readonly ServiceProvider[];
  /** Whom to choose an owner from. */
  candidates: readonly { email: string; name: string }[];
  form: Returned;
}

/** One service: what it is called, whose it is, who gives it. */
export function ServicePage({ page, service, givers, candidates, form }: ServicePageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin`;
  const here = `${root}/services/${service.id}`;
  return (
    <Panel
      page={page}
      at="services.search"
      title={service.code}
      back={{ href: `${root}/services`, label: t("services.search.title") }}
    >
      <p class="mb-6 flex flex-wrap items-center gap-3">
        <KindBadge page={page} service={service} />
        {service.archived && <Badge tone="warn">{t("listing.archived")}</Badge>}
        <a href={`${root}/services/enrollment?by=service&service=${service.id}`} class="link-plain">
          {t("services.members", { count: service.members })}
        </a>
      </p>
      <form method="post" action={here} class="max-w-2xl">
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <TextField
          name="name"
          label={t("services.name")}
          hint={t("services.name.hint")}
          form={form}
          maxlength={200}
        />
        <TextArea
          name="description"
          label={t("services.description")}
          form={form}
          rows={3}
          maxlength={2_000}
        />
        <Checkbox
          name="generic"
          label={t("services.generic")}
          hint={t("services.generic.hint")}
          form={form}
        />
        <TextField
          name="owner"
          label={t("services.owner")}
          hint={t("services.owner.hint")}
          form={form}
          type="email"
          list="owners"
          autocomplete="off"
        />
        <datalist id="owners">
          {candidates.map((candidate) => (
            <option value={candidate.email}>{candidate.name}</option>
          ))}
        </datalist>
        <button type="submit" class="btn btn-primary">
          {t("form.save")}
        </button>
      </form>
      <section class="mt-10 max-w-2xl" aria-labelledby="givers">
        <h2 id="givers" class="mb-3">
          {t("services.givers")}
        </h2>
        {givers.length === 0 ? (
          <p class="card-plain quiet p-4">{t("services.givers.none")}</p>
        ) : (
          <ul class="card-plain divide-base-300 divide-y">
            {givers.map((giver) => (
              <li>
                <a
                  href={`${root}/providers/${giver.id}/eligibility`}
                  class="hover:bg-base-200 flex min-h-11 flex-wrap items-center justify-between gap-x-4 px-4 py-2"
                >
                  <span class="link-plain">{displayName(giver)}</span>
                  <span class="quiet text-sm break-all">{giver.email}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Aside title={t(service.archived ? "services.restore.title" : "services.archive.title")}>
        <p class="quiet mb-3">{t(service.archived ? "services.restore.text" : "services.archive.text")}</p>
        <ButtonForm
          action={`${here}/${service.archived ? "restore" : "archive"}`}
          icon={service.archived ? "undo" : "archive"}
          label={t(service.archived ? "form.restore" : "form.archive")}
        />
      </Aside>
    </Panel>
  );
}
