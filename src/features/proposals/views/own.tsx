import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import type { Proposal } from "../queries.ts";
import { canWriteAnew } from "../rules.ts";
import { State } from "./state.tsx";
import { TermsList } from "./terms.tsx";

interface OwnProps {
  page: Page;
  requestId: string;
  /** The latest this provider wrote on it. */
  proposal: Proposal | null;
}

/** What a provider has on a request: their proposal in place, or the way to write one. */
export function OwnProposal({ page, requestId, proposal }: OwnProps) {
  const anew = !proposal || canWriteAnew(proposal, proposal.request);
  return (
    <div id={`own-${requestId}`}>
      {proposal && <Written page={page} proposal={proposal} />}
      {anew && <ProposeLink page={page} requestId={requestId} />}
    </div>
  );
}

function ProposeLink({ page, requestId }: { page: Page; requestId: string }) {
  const { t, community, here } = page;
  const path = `${community?.base}/requests/${requestId}/propose`;
  return (
    <a
      id={`propose-${requestId}`}
      href={`${path}?back=${encodeURIComponent(here)}`}
      data-turbo-frame="popup"
      class="btn btn-primary"
    >
      <Icon name="pencil" class="size-4" />
      {t("proposals.propose")}
    </a>
  );
}

function Written({ page, proposal }: { page: Page; proposal: Proposal }) {
  const { t, community, here } = page;
  const { id, request, state } = proposal;
  const path = `${community?.base}/proposals/${id}`;
  const back = `?back=${encodeURIComponent(here)}`;
  if (state === "withdrawn") return <p class="quiet mb-3 text-sm">{t("proposals.own.withdrawn")}</p>;
  return (
    <section
      aria-labelledby={`own-title-${request.id}`}
      class="border-base-300 bg-base-200 rounded-box border p-4"
    >
      <div class="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h3 id={`own-title-${request.id}`}>{t("proposals.own.title")}</h3>
        <State page={page} state={state} />
      </div>
      <p class="mb-3 line-clamp-4 wrap-anywhere whitespace-pre-line">{proposal.text}</p>
      <TermsList page={page} terms={proposal} />
      {state === "not_chosen" && <p class="mt-3">{t("proposals.notChosen.text")}</p>}
      {state === "declined" && <p class="mt-3">{t("proposals.declined.text")}</p>}
      <div class="mt-4 flex flex-wrap gap-2">
        {state === "open" && (
          <a id={`propose-${request.id}`} href={`${path}/edit${back}`} data-turbo-frame="popup" class="btn">
            <Icon name="pencil" class="size-4" />
            {t("proposals.edit")}
          </a>
        )}
        {state === "open" && (
          <a href={`${path}/withdraw${back}`} data-turbo-frame="popup" class="btn">
            <Icon name="undo" class="size-4" />
            {t("proposals.withdraw")}
          </a>
        )}
        {state === "accepted" && (
          <a href={path} class="btn btn-primary">
            <Icon name="message" class="size-4" />
            {t("proposals.goOn")}
          </a>
        )}
      </div>
    </section>
  );
}
