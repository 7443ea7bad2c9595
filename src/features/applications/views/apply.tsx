import { FormFaults, TextArea } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, Notice } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { dayName } from "#ui/when.ts";
import type { Returned } from "../../admin/index.ts";
import { OptionsField } from "../../options/field.tsx";
import type { ProfileOption } from "../../options/queries.ts";
import type { Application } from "../queries.ts";
import { ApplicationText } from "./text.tsx";

interface ApplyProps {
  page: Page;
  action: string;
  /** The last one, settled by now. */
  last: Application | null;
  /** Whether anything can be applied for; what was answered can be read in any case. */
  taken: boolean;
  choices: Readonly<Record<"experiences" | "languages", readonly ProfileOption[]>>;
  form: Returned;
  idempotencyKey: string;
}

/** Applying to become a provider. */
export function ApplyPage({ page, action, last, taken, choices, form, idempotencyKey }: ApplyProps) {
  const { t, community } = page;
  return (
    <Layout page={page} title={t("applications.title")} live={["applications"]}>
      <Heading
        title={t("applications.title")}
        lead={t("applications.lead")}
        back={{ href: `${community?.base}/providers`, label: t("directory.title") }}
      />
      {last?.state === "declined" && (
        <Notice>
          <p class="font-semibold">{t("applications.declined")}</p>
          <p class="mt-1 wrap-anywhere whitespace-pre-line">{last.answer}</p>
          {taken && <p class="mt-2">{t("applications.again")}</p>}
        </Notice>
      )}
      {taken && (
        <form method="post" action={action} class="card-plain p-5 sm:p-6">
          <FormFaults form={form} t={t} refusal={form.refusal} />
          <input type="hidden" name="key" value={idempotencyKey} />
          <input type="hidden" name="zone" value={page.zone} />
          <TextArea
            name="about"
            label={t("applications.about")}
            hint={t("applications.about.hint")}
            form={form}
            rows={7}
            maxlength={4_000}
            required
          />
          <h2 class="mb-1">{t("applications.shown")}</h2>
          <p class="quiet mb-5">{t("applications.shown.hint")}</p>
          <TextArea
            name="qualification"
            label={t("profile.qualification")}
            form={form}
            rows={3}
            maxlength={1_000}
          />
          {choices.experiences.length > 0 && (
            <OptionsField
              t={t}
              name="experiences"
              label={t("profile.experiences")}
              form={form}
              options={choices.experiences}
            />
          )}
          {choices.languages.length > 0 && (
            <OptionsField
              t={t}
              name="languages"
              label={t("profile.languages")}
              form={form}
              options={choices.languages}
            />
          )}
          <button type="submit" class="btn btn-primary">
            {t("applications.send")}
          </button>
        </form>
      )}
    </Layout>
  );
}

interface OpenProps {
  page: Page;
  application: Application;
  withdraw: string;
}

/** What somebody wrote, while it waits for an answer. */
export function OpenApplicationPage({ page, application, withdraw }: OpenProps) {
  const { t, zone, now } = page;
  return (
    <Layout page={page} title={t("applications.open.title")} live={["applications"]}>
      <Heading
        title={t("applications.open.title")}
        lead={t("applications.open.lead", { day: dayName(application.createdAt, zone, now) })}
      />
      <ApplicationText page={page} application={application} />
      <div class="mt-6">
        <ButtonForm action={withdraw} values={{ id: application.id }} label={t("applications.withdraw")} />
      </div>
    </Layout>
  );
}
