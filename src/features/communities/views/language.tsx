import { FormFaults, SelectField, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import type { MessageKey, Translate } from "../../../words/translate.ts";
import { Panel, type Returned } from "../../admin/index.ts";

export const wordNames = ["provider", "service", "member", "meeting"] as const;

interface LanguageProps {
  page: Page;
  form: Returned;
  /** Words as they would be with what is typed. */
  preview: Translate;
  /** What the preview shows: the very messages the pages use. */
  samples: readonly { label: MessageKey; messages: readonly MessageKey[] }[];
}

/** The community's words, and beside them how pages will read with them. */
export function LanguagePage({ page, form, preview, samples }: LanguageProps) {
  const { t, community } = page;
  const action = `${community?.base}/admin/language`;
  return (
    <Panel page={page} at="language" title={t("language.title")} lead={t("language.lead")}>
      <div class="grid gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <form
          method="post"
          action={action}
          data-controller="preview"
          data-preview-url-value={action}
          data-preview-frame-value="preview"
          data-action="input->preview#later"
        >
          <FormFaults form={form} t={t} refusal={form.refusal} />
          {wordNames.map((name) => (
            <WordFields t={t} form={form} name={name} />
          ))}
          <div class="flex flex-wrap gap-2">
            <button type="submit" class="btn btn-primary">
              {t("form.save")}
            </button>
            <button
              type="submit"
              class="btn"
              formmethod="get"
              formaction={`${action}#preview`}
              formnovalidate
            >
              {t("language.preview")}
            </button>
          </div>
        </form>
        <turbo-frame id="preview">
          <section class="card-plain sticky top-20 p-5" aria-live="polite" aria-labelledby="preview-title">
            <h2 id="preview-title" class="mb-3">
              {t("language.preview.title")}
            </h2>
            {samples.map((sample) => (
              <div class="mb-4 last:mb-0">
                <h3 class="quiet mb-1 text-sm font-medium">{t(sample.label)}</h3>
                <ul class="grid gap-1">
                  {sample.messages.map((message) => (
                    <li class="bg-base-200 rounded-field px-3 py-1.5 break-words">{preview(message)}</li>
                  ))}
                </ul>
              </div>
            ))}
            <h3 class="quiet mb-1 text-sm font-medium">{t("language.preview.menu")}</h3>
            <ul class="grid gap-1">
              <MenuSample
                icon="book"
                text={preview("admin.menu.services")}
                kind={preview("admin.kind.services")}
              />
              <MenuSample
                icon="users"
                text={preview("admin.menu.providers")}
                kind={preview("admin.kind.providers")}
              />
            </ul>
          </section>
        </turbo-frame>
      </div>
    </Panel>
  );
}

function MenuSample({ icon, text, kind }: { icon: "book" | "users"; text: string; kind: string }) {
  return (
    <li class="bg-base-200 rounded-field flex items-center gap-2 px-3 py-1.5 break-words">
      <Icon name={icon} class="size-4" />
      {text}
      <span class="sr-only"> ({kind})</span>
    </li>
  );
}

function WordFields({ t, form, name }: { t: Translate; form: Returned; name: (typeof wordNames)[number] }) {
  return (
    <fieldset class="border-base-300 mb-6 border-b pb-2">
      <legend class="text-lg font-semibold">{t(`language.${name}`)}</legend>
      <p class="quiet mb-3 text-sm">{t(`language.${name}.hint`)}</p>
      <div class="grid gap-x-4 sm:grid-cols-[1fr_1fr_9rem]">
        <TextField name={`${name}.one`} label={t("language.one")} form={form} required maxlength={40} />
        <TextField name={`${name}.many`} label={t("language.many")} form={form} required maxlength={40} />
        <SelectField
          name={`${name}.article`}
          label={t("language.article")}
          form={form}
          options={[
            { value: "", label: t("language.article.auto") },
            { value: "a", label: t("language.article.a") },
            { value: "an", label: t("language.article.an") },
          ]}
        />
      </div>
    </fieldset>
  );
}
