import { FormFaults, TextArea } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { PopupPage } from "#ui/popup-page.tsx";
import type { Returned } from "../../admin/index.ts";
import type { Acquaintance } from "../queries.ts";
import type { Standing } from "../rules.ts";
import { ConnectionStanding } from "./standing.tsx";

interface AskProps {
  page: Page;
  popup: boolean;
  other: Acquaintance;
  standing: Standing;
  form: Returned;
  idempotencyKey: string;
  /** Where the reader came from, as it was said and as an address. */
  from: string;
  back: string;
}

/** Asking somebody to connect, with a few words; or how it stands, where there is nothing to ask. */
export function AskPage({ page, popup, other, standing, form, idempotencyKey, from, back }: AskProps) {
  const { t, community } = page;
  const { id, name } = other;
  return (
    <PopupPage
      page={page}
      popup={popup}
      title={t("connections.ask.title", { name })}
      lead={t("connections.ask.lead")}
      back={{ href: back, label: t("connections.back") }}
    >
      <FormFaults form={form} t={t} refusal={form.refusal} />
      {standing.kind === "none" ? (
        <form method="post" action={`${community?.base}/people/${id}/connect`}>
          <input type="hidden" name="key" value={idempotencyKey} />
          <input type="hidden" name="from" value={from} />
          <TextArea
            name="note"
            label={t("connections.ask.note")}
            hint={t("connections.ask.note.hint", { name })}
            form={form}
            rows={4}
            maxlength={500}
          />
          <p class="quiet mb-5 text-sm">{t("connections.ask.after", { name })}</p>
          <button type="submit" class="btn btn-primary">
            {t("connections.ask.do", { name })}
          </button>
        </form>
      ) : (
        <ConnectionStanding page={page} other={other} standing={standing} />
      )}
    </PopupPage>
  );
}
