import { FormFaults, type FormState, TextArea } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";

interface CancelProps {
  page: Page;
  when: string;
  others: string;
  version: number;
  form: FormState;
  refusal?: string | undefined;
  /** What becomes of the money, where it costs something. */
  money: "back" | "kept" | "none" | null;
  /** Where another time is chosen instead, if this person can. */
  move: string | null;
  paths: { meeting: string; cancel: string };
}

/** Asks once before a meeting is cancelled, and offers to move it instead. */
export function CancelPage({ page, when, others, version, form, refusal, money, move, paths }: CancelProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("meetings.cancel.title")}>
      <Heading
        title={t("meetings.cancel.title")}
        lead={t("meetings.cancel.lead", { when, others })}
        back={{ href: paths.meeting, label: t("meetings.back") }}
      />
      <FormFaults form={form} t={t} refusal={refusal} />
      <form method="post" action={paths.cancel} class="card-plain p-5 sm:p-6">
        <input type="hidden" name="version" value={String(version)} />
        {money && <p class="mb-5 font-medium">{t(`meetings.cancel.money.${money}`)}</p>}
        <TextArea
          name="reason"
          label={t("meetings.cancel.reason")}
          hint={t("meetings.cancel.reason.hint")}
          form={form}
          rows={3}
          maxlength={500}
        />
        <div class="flex flex-wrap gap-2.5">
          <button type="submit" class="btn btn-error">
            {t("meetings.cancel.confirm")}
          </button>
          {move && (
            <a href={move} class="btn">
              {t("meetings.move")}
            </a>
          )}
        </div>
      </form>
    </Layout>
  );
}
