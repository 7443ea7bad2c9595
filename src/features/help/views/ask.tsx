import { FormFaults, TextArea, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { PopupPage } from "#ui/popup-page.tsx";
import type { Returned } from "../../admin/index.ts";
import { longest } from "../rules.ts";
import { ScreenshotField } from "./contact.tsx";

interface AskPageProps {
  page: Page;
  popup: boolean;
  back: string;
  action: string;
  form: Returned;
  idempotencyKey: string;
}

/** The form of a question. What can be known of who asks is filled in. */
export function AskPage({ page, popup, back, action, form, idempotencyKey }: AskPageProps) {
  const { t } = page;
  return (
    <PopupPage
      page={page}
      popup={popup}
      title={t("help.ask.title")}
      lead={t("help.ask.lead")}
      back={{ href: back, label: t("help.back") }}
    >
      <p class="mb-5 flex items-start gap-2.5">
        <Icon name="lifebuoy" class="text-primary mt-0.5 size-5" />
        <span>
          {t("help.danger")}{" "}
          <a href="/crisis" data-turbo-frame="_top" class="link-plain">
            {t("layout.crisis")}
          </a>
        </span>
      </p>
      <form method="post" action={action} enctype="multipart/form-data">
        <input type="hidden" name="key" value={idempotencyKey} />
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <TextArea
          name="text"
          label={t("help.text")}
          hint={t("help.text.hint")}
          form={form}
          rows={5}
          maxlength={longest.text}
          required
        />
        <ScreenshotField page={page} id="ask-file" form={form} />
        <fieldset class="border-base-300 mb-5 border-t pt-4">
          <legend class="sr-only">{t("help.about")}</legend>
          <p aria-hidden="true" class="mb-1 font-semibold">
            {t("help.about")}
          </p>
          <p class="quiet mb-4 text-sm">{t("help.about.hint")}</p>
          <div class="grid gap-x-4 sm:grid-cols-2">
            <TextField
              name="name"
              label={t("help.name")}
              form={form}
              autocomplete="name"
              maxlength={longest.name}
              required
            />
            <TextField
              name="email"
              type="email"
              label={t("help.email")}
              form={form}
              autocomplete="email"
              maxlength={longest.email}
              required
            />
            <TextField
              name="phone"
              type="tel"
              label={t("help.phone")}
              form={form}
              autocomplete="tel"
              maxlength={longest.phone}
            />
            <TextField
              name="browser"
              label={t("help.browser")}
              form={form}
              autocomplete="off"
              maxlength={longest.browser}
            />
            <TextField
              name="device"
              label={t("help.device")}
              form={form}
              autocomplete="off"
              maxlength={longest.device}
            />
          </div>
        </fieldset>
        <div class="bg-base-200 border-base-300 rounded-box mb-5 border flex items-start gap-3 p-4">
          <Icon name="lock" class="text-primary mt-0.5 size-5" />
          <p class="text-sm">{t("help.readers")}</p>
        </div>
        <button type="submit" class="btn btn-primary">
          {t("help.send")}
        </button>
      </form>
    </PopupPage>
  );
}
