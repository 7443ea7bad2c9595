import type { Child } from "hono/jsx";
import { ChoiceField, FormFaults, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Notice } from "#ui/parts.tsx";
import { Aside, ButtonForm } from "#ui/staff.tsx";
import { Panel, type Returned } from "../../admin/index.ts";
import { displayName } from "../person.ts";
import type { PersonRow } from "../queries.ts";
import { roleNames } from "../schema.ts";
import { PersonState, roleWord } from "./members.tsx";

interface MemberPageProps {
  page: Page;
  /** None for a new one. */
  person?: PersonRow | undefined;
  /** What they missed. */
  missed?: Child;
  form: Returned;
  idempotencyKey: string;
}

/** One person's name, address and roles. */
export function MemberPage({ page, person, missed, form, idempotencyKey }: MemberPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin`;
  const here = person ? `${root}/members/${person.id}` : `${root}/members`;
  return (
    <Panel
      page={page}
      at="members"
      title={person ? displayName(person) : t("members.add")}
      lead={person ? undefined : t("members.add.lead")}
      back={{ href: `${root}/members`, label: t("members.title") }}
    >
      {person && (
        <p class="mb-6 flex flex-wrap items-center gap-3">
          <PersonState t={t} person={person} />
          {person.roles.includes("provider") && (
            <a href={`${root}/providers/${person.id}`} class="link-plain">
              {t("members.asProvider")}
            </a>
          )}
          {person.roles.includes("member") && (
            <a href={`${root}/services/enrollment?member=${person.id}`} class="link-plain">
              {t("members.enrollment")}
            </a>
          )}
        </p>
      )}
      {form.refusal && <Notice tone="warn">{form.refusal}</Notice>}
      <form method="post" action={here} class="max-w-2xl">
        <input type="hidden" name="key" value={idempotencyKey} />
        <FormFaults form={form} t={t} />
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
        <ChoiceField
          name="roles"
          label={t("members.roles")}
          form={form}
          several
          options={roleNames.map((role) => ({
            value: role,
            label: roleWord(t, role),
            hint: t(`members.role.${role}.hint`),
          }))}
        />
        <button type="submit" class="btn btn-primary">
          {person ? t("form.save") : t("members.add")}
        </button>
      </form>
      {missed}
      {person && (
        <Aside title={t(person.archived ? "members.restore.title" : "members.archive.title")}>
          <p class="quiet mb-3">{t(person.archived ? "members.restore.text" : "members.archive.text")}</p>
          <ButtonForm
            action={`${here}/${person.archived ? "restore" : "archive"}`}
            icon={person.archived ? "undo" : "archive"}
            label={t(person.archived ? "form.restore" : "form.archive")}
          />
          <p class="quiet mt-5 mb-2">{t("erasure.other.link.text")}</p>
          <a href={`${here}/erase`} class="btn btn-sm">
            <Icon name="trash" class="size-4" />
            {t("erasure.other.link")}
          </a>
        </Aside>
      )}
    </Panel>
  );
}
