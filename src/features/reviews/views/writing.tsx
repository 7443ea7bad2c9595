import type { Child } from "hono/jsx";
import { ChoiceField, FormFaults, TextArea } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { PopupPage } from "#ui/popup-page.tsx";
import type { Returned } from "../../admin/index.ts";
import { longest } from "../rules.ts";

interface FrameProps {
  page: Page;
  popup: boolean;
  back: { href: string; label: string };
  /** The form is sent to where it was asked for. */
  action: string;
  form: Returned;
  idempotencyKey: string;
}

interface WriteProps extends FrameProps {
  name: string;
  /** There is one already, which can still be changed. */
  change: boolean;
  remove: string;
}

/** Stars and words about somebody one met, with what becomes of them. */
export function WritePage({
  page,
  popup,
  back,
  action,
  form,
  idempotencyKey,
  name,
  change,
  remove,
}: WriteProps) {
  const { t } = page;
  return (
    <PopupPage page={page} popup={popup} title={t("reviews.write.title", { name })} back={back}>
      <form method="post" action={action}>
        <input type="hidden" name="key" value={idempotencyKey} />
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <ChoiceField
          name="stars"
          label={t("reviews.write.stars")}
          form={form}
          required
          options={([5, 4, 3, 2, 1] as const).map((stars) => ({
            value: String(stars),
            label: t("reviews.stars", { stars }),
            hint: t(`reviews.write.stars.${stars}`),
          }))}
        />
        <TextArea
          name="said"
          label={t("reviews.write.text")}
          hint={t("reviews.write.text.hint")}
          form={form}
          rows={5}
          maxlength={longest}
        />
        <div class="bg-base-200 border-base-300 rounded-box mb-5 border flex items-start gap-3 p-4">
          <Icon name="lock" class="text-primary mt-0.5 size-5" />
          <p class="text-sm">{t("reviews.write.how")}</p>
        </div>
        <button type="submit" class="btn btn-primary">
          {t(change ? "form.save" : "reviews.write.do")}
        </button>
      </form>
      {change && (
        <form method="post" action={remove} class="mt-4">
          <button type="submit" class="btn btn-ghost">
            <Icon name="trash" class="size-4" />
            {t("reviews.write.remove")}
          </button>
        </form>
      )}
    </PopupPage>
  );
}

interface TextProps extends FrameProps {
  title: string;
  lead?: string | undefined;
  label: string;
  hint: string;
  submit: string;
  /** Stands above the form. */
  children?: Child;
}

/** One text: a reply, or a note. */
export function TextPage({ page, popup, back, action, form, idempotencyKey, ...said }: TextProps) {
  return (
    <PopupPage page={page} popup={popup} title={said.title} lead={said.lead} back={back}>
      {said.children}
      <form method="post" action={action}>
        <input type="hidden" name="key" value={idempotencyKey} />
        <FormFaults form={form} t={page.t} refusal={form.refusal} />
        <TextArea
          name="said"
          label={said.label}
          hint={said.hint}
          form={form}
          rows={5}
          maxlength={longest}
          required
        />
        <button type="submit" class="btn btn-primary">
          {said.submit}
        </button>
      </form>
    </PopupPage>
  );
}
