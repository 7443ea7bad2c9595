import type { Child } from "hono/jsx";
import { FileField } from "#ui/file.tsx";
import { type FormState, typed } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { popupFrame } from "#ui/popup.tsx";
import { fromHere } from "../../visits/back.ts";

/** Says where to ask, and leads there: a part of a page. */
export function NeedHelp({ page }: { page: Page }) {
  const { t, community } = page;
  const root = `${community?.base}/help`;
  return (
    <section aria-labelledby="need-help" class="mt-10">
      <h2 id="need-help" class="mb-4">
        {t("help.section.title")}
      </h2>
      <div class="card-plain flex flex-wrap items-center justify-between gap-x-6 gap-y-4 p-5">
        <p class="max-w-prose flex-1 basis-72">{t("help.section.text")}</p>
        <div class="flex flex-wrap items-center gap-2.5">
          <ContactNow page={page} />
          <a href={root} class="btn btn-ghost">
            {t("help.own.link")}
          </a>
        </div>
      </div>
    </section>
  );
}

/** The button that opens the form over the page. */
export const ContactNow = ({ page }: { page: Page }): Child => (
  <a
    id="contact-now"
    href={`${page.community?.base}/help/ask?from=${fromHere(page)}`}
    data-turbo-frame={popupFrame}
    class="btn btn-primary"
  >
    <Icon name="message" class="size-4" />
    {page.t("help.contact")}
  </a>
);

/** A screenshot to choose; where one was sent and only the rest needs another look, it is kept. */
export function ScreenshotField({ page: { t }, id, form }: { page: Page; id: string; form: FormState }) {
  const kept = typed(form, "screenshot");
  return (
    <>
      {kept && (
        <div class="bg-base-200 border-base-300 rounded-box mb-4 border p-4">
          <input type="hidden" name="screenshot" value={kept} />
          <p class="flex items-start gap-2.5">
            <Icon name="check" class="text-primary mt-0.5 size-5" />
            {t("help.screenshot.kept")}
          </p>
          <label class="mt-1 flex min-h-11 cursor-pointer items-center gap-3">
            <input type="checkbox" name="drop" value="on" class="checkbox checkbox-primary checkbox-sm" />
            {t("help.screenshot.drop")}
          </label>
        </div>
      )}
      <FileField
        id={id}
        label={t(kept ? "help.screenshot.other" : "help.screenshot")}
        hint={t("help.screenshot.hint")}
        form={form}
        accept="image/png,image/jpeg,image/webp"
        required={false}
      />
    </>
  );
}
