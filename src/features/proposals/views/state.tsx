import type { Page } from "#ui/page.ts";
import { Badge } from "#ui/parts.tsx";
import type { ProposalState } from "../queries.ts";

const tones = {
  open: "info",
  withdrawn: "plain",
  declined: "plain",
  accepted: "good",
  not_chosen: "plain",
} as const;

/** What became of a proposal, in a word. */
export const State = ({ page, state }: { page: Page; state: ProposalState }) => (
  <Badge tone={tones[state]}>{page.t(`proposals.state.${state}`)}</Badge>
);
