import { FileField } from "#ui/file.tsx";
import { ChoiceField, FormFaults } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Notice } from "#ui/parts.tsx";
import { Panel, type Returned } from "../../admin/index.ts";
import { kinds, modes } from "../schema.ts";

interface UploadPageProps {
  page: Page;
  form: Returned;
  idempotencyKey: string;
  /** Whether the enrollment comes from a feed. */
  fed: boolean;
}

/** One file to be uploaded, of one of the three kinds, to replace the list or to be merged into it. */
export function UploadPage({ page, form, idempotencyKey, fed }: UploadPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin`;
  const offered = kinds.filter((kind) => !(fed && kind === "enrollment"));
  return (
    <Panel
      page={page}
      at="imports"
      title={t("imports.upload.title")}
      lead={t("imports.upload.lead")}
      back={{ href: `${root}/imports`, label: t("imports.back") }}
    >
      <div class="max-w-3xl">
        {fed && <Notice>{t("imports.upload.fed")}</Notice>}
        <form method="post" action={`${root}/imports`} enctype="multipart/form-data" class="card-plain p-5">
          <FormFaults form={form} t={t} refusal={form.refusal} />
          <input type="hidden" name="key" value={idempotencyKey} />
          <ChoiceField
            name="kind"
            label={t("imports.upload.kind")}
            form={form}
            required
            options={offered.map((kind) => ({
              value: kind,
              label: t(`imports.kind.${kind}.short`),
              hint: t(`imports.kind.${kind}.hint`),
            }))}
          />
          <FileField
            label={t("imports.upload.file")}
            hint={t("imports.upload.file.hint")}
            form={form}
            accept=".csv,.tsv,.txt,text/csv,text/plain"
          />
          <ChoiceField
            name="mode"
            label={t("imports.upload.mode")}
            form={form}
            required
            options={modes.map((mode) => ({
              value: mode,
              label: t(`imports.mode.${mode}`),
              hint: t(`imports.mode.${mode}.hint`),
            }))}
          />
          <button type="submit" class="btn btn-primary max-sm:w-full">
            <Icon name="upload" class="size-4" />
            {t("imports.upload.button")}
          </button>
        </form>
        <section class="mt-8">
          <h2>{t("imports.upload.current")}</h2>
          <p class="quiet mt-1 mb-4 max-w-prose">{t("imports.upload.current.text")}</p>
          <div class="flex flex-wrap gap-2">
            {kinds.map((kind) => (
              <a href={`${root}/exports/${kind}.csv`} class="btn" data-turbo="false">
                <Icon name="download" class="size-4" />
                {t(`files.${kind}.download`)}
              </a>
            ))}
          </div>
        </section>
      </div>
    </Panel>
  );
}
