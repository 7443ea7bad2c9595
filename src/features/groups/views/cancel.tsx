import { ChoiceField, FormFaults, TextArea } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import type { Returned } from "../../admin/index.ts";
import { longest } from "../schema.ts";

interface CancelProps {
  page: Page;
  name: string;
  when: string;
  priced: boolean;
  version: number;
  /** How many of its series there are from this one on, and in all, that are not over. */
  rest: number;
  all: number;
  form: Returned;
  paths: { group: string; cancel: string };
}

/** Asks once before a group meeting is put off, and how many of its series. */
export function CancelGroupPage({ page, name, when, priced, version, rest, all, form, paths }: CancelProps) {
  const { t } = page;
  const options = [
    { value: "one", label: t("groups.cancel.one") },
    ...(rest > 1 ? [{ value: "rest", label: t("groups.cancel.rest", { count: rest }) }] : []),
    ...(all > rest ? [{ value: "all", label: t("groups.cancel.all", { count: all }) }] : []),
  ];
  return (
    <Layout page={page} title={t("groups.cancel.title")}>
      <Heading
        title={t("groups.cancel.title")}
        lead={t("groups.cancel.lead", { name, when })}
        back={{ href: paths.group, label: name }}
      />
      <FormFaults form={form} t={t} refusal={form.refusal} />
      <form method="post" action={paths.cancel} class="card-plain p-5 sm:p-6">
        <input type="hidden" name="version" value={String(version)} />
        {options.length > 1 && (
          <ChoiceField
            name="extent"
            label={t("groups.cancel.which")}
            form={form}
            required
            options={options}
          />
        )}
        {priced && <p class="mb-5 font-medium">{t("groups.cancel.money")}</p>}
        <TextArea
          name="reason"
          label={t("groups.cancel.reason")}
          hint={t("meetings.cancel.reason.hint")}
          form={form}
          rows={3}
          maxlength={longest.reason}
        />
        <div class="flex flex-wrap gap-2.5">
          <button type="submit" class="btn btn-error">
            {t("meetings.cancel.confirm")}
          </button>
          <a href={paths.group} class="btn">
            {t("groups.cancel.not")}
          </a>
        </div>
      </form>
    </Layout>
  );
}
