import type { Page } from "#ui/page.ts";
import { Empty } from "#ui/parts.tsx";
import { displayName } from "../../people/person.ts";
import type { Proposal } from "../queries.ts";
import { State } from "./state.tsx";
import { TermsList } from "./terms.tsx";

interface CompareProps {
  page: Page;
  proposals: readonly Proposal[];
}

/** A request's proposals beside each other, or below each other where there is no room. */
export function ProposalsSection({ page, proposals }: CompareProps) {
  const { t } = page;
  return (
    <section id="proposals" aria-labelledby="proposals-title" class="mb-6">
      <h2 id="proposals-title" class="mb-3">
        {t("proposals.title")}
      </h2>
      {proposals.length === 0 ? (
        <Empty title={t("proposals.none")}>{t("proposals.none.text")}</Empty>
      ) : (
        <ul class="grid gap-4 sm:grid-cols-2">
          {proposals.map((proposal) => (
            <Card page={page} proposal={proposal} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Card({ page, proposal }: { page: Page; proposal: Proposal }) {
  const { first_name, last_name, email, bio } = proposal.provider;
  return (
    <li class="card-plain p-5">
      <h3>{displayName({ firstName: first_name, lastName: last_name, email })}</h3>
      <State page={page} state={proposal.state} />
      {bio && <p class="quiet text-sm">{bio}</p>}
      <p class="whitespace-pre-line">{proposal.text}</p>
      <TermsList page={page} terms={proposal} />
    </li>
  );
}
