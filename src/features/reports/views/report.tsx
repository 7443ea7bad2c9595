import { ChoiceField, FormFaults, TextArea } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { PopupPage } from "#ui/popup-page.tsx";
import type { Returned } from "../../admin/index.ts";
import type { Evidence } from "../evidence.ts";
import type { ReportKind } from "../kinds.ts";
import { longest, reasons } from "../rules.ts";

interface ReportPageProps {
  page: Page;
  popup: boolean;
  kind: ReportKind;
  name: string;
  evidence: Evidence;
  back: { href: string; label: string };
  action: string;
  form: Returned;
  idempotencyKey: string;
}

/** What is wrong with something, in a few words, and what becomes of it. */
export function ReportPage(props: ReportPageProps) {
  const { page, popup, kind, name, evidence, back, action, form, idempotencyKey } = props;
  const { t } = page;
  const quoted = quoteOf(evidence);
  return (
    <PopupPage
      page={page}
      popup={popup}
      title={t(`reports.title.${kind}`, { name: name || t("blocks.somebody") })}
      back={back}
    >
      <div class="bg-warning text-warning-content rounded-box mb-5 flex items-start gap-3 p-4">
        <Icon name="lifebuoy" class="mt-0.5 size-5" />
        <p>
          {t("reports.danger")}{" "}
          <a href="/crisis" data-turbo-frame="_top" class="link font-semibold">
            {t("layout.crisis")}
          </a>
        </p>
      </div>
      {quoted && (
        <blockquote
          class="border-base-300 mb-5 max-h-40 overflow-y-auto border-l-4 pl-3 wrap-anywhere whitespace-pre-wrap"
          tabindex={0}
        >
          {quoted}
        </blockquote>
      )}
      <form method="post" action={action}>
        <input type="hidden" name="key" value={idempotencyKey} />
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <ChoiceField
          name="reason"
          label={t("reports.reason")}
          form={form}
          required
          options={reasons.map((reason) => ({ value: reason, label: t(`reports.reason.${reason}`) }))}
        />
        <TextArea
          name="words"
          label={t("reports.words")}
          hint={t("reports.words.hint")}
          form={form}
          rows={4}
          maxlength={longest.words}
        />
        <div class="bg-base-200 border-base-300 rounded-box mb-5 border flex items-start gap-3 p-4">
          <Icon name="lock" class="text-primary mt-0.5 size-5" />
          <p class="text-sm">{t("reports.how")}</p>
        </div>
        <button type="submit" class="btn btn-primary">
          {t("reports.do")}
        </button>
      </form>
    </PopupPage>
  );
}

/** The words that are reported, so that it is clear which. */
function quoteOf(evidence: Evidence): string {
  if (evidence.kind === "message")
    return evidence.lines.find(({ number }) => number === evidence.number)?.text ?? "";
  if (evidence.kind === "proposal" || evidence.kind === "review") return evidence.text;
  return "";
}
