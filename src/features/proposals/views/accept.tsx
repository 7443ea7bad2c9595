import { emptyForm, FormFaults } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { Notice } from "#ui/parts.tsx";
import { PopupPage } from "#ui/popup-page.tsx";
import { minutesAsWords } from "#ui/when.ts";
import type { Change } from "../changes.ts";
import type { Proposal } from "../queries.ts";
import { AcceptForm, AfterAccepting } from "./accept-form.tsx";
import { priceWords, TermsList } from "./terms.tsx";

interface AcceptPageProps {
  page: Page;
  popup: boolean;
  proposal: Proposal;
  name: string;
  /** Why what was asked for was not done, as finished words. */
  refusal: string | undefined;
  /** What is different from the version that was seen. */
  changes: readonly Change[];
  chosen: number | null;
  idempotencyKey: string;
  back: { href: string; label: string };
}

/** A proposal as it stands now, to be accepted: first what changed, then what it says. */
export function AcceptPage(props: AcceptPageProps) {
  const { page, popup, proposal, name, refusal, changes, chosen, idempotencyKey, back } = props;
  const { t } = page;
  return (
    <PopupPage
      page={page}
      popup={popup}
      title={t("proposals.accept.title", { name })}
      lead={proposal.request.subject}
      back={back}
    >
      <FormFaults form={emptyForm} t={t} refusal={refusal} />
      {changes.length > 0 && (
        <Notice tone="warn" icon="info">
          <p class="font-semibold">{t("proposals.changes")}</p>
          <ul class="mt-1 list-disc pl-5">
            {changes.map((change) => (
              <li>{changeWords(page, change)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div class="card-plain mb-6 p-5">
        <p class="mb-4 wrap-anywhere whitespace-pre-line">{proposal.text}</p>
        <TermsList page={page} terms={proposal} times={false} />
      </div>
      <AcceptForm
        page={page}
        proposal={proposal}
        idempotencyKey={idempotencyKey}
        chosen={chosen}
        name={name}
      />
      <AfterAccepting page={page} proposal={proposal} name={name} />
    </PopupPage>
  );
}

function changeWords({ t }: Page, change: Change): string {
  switch (change.what) {
    case "text":
      return t("proposals.change.text");
    case "times":
      return t("proposals.change.times");
    case "minutes":
      return t("proposals.change.minutes", {
        before: minutesAsWords(change.before),
        after: minutesAsWords(change.after),
      });
    case "price":
      return t("proposals.change.price", {
        before: priceWords(t, change.before),
        after: priceWords(t, change.after),
      });
    case "format":
      return t("proposals.change.format", { before: change.before, after: change.after });
    case "place": {
      const later = t("proposals.place.later");
      return t("proposals.change.place", { before: change.before ?? later, after: change.after ?? later });
    }
  }
}
