import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { FormState } from "#ui/forms.tsx";
import { recordLook } from "../admin/looks.ts";
import { threadSection } from "../messages/index.ts";
import { nameOf } from "../people/person.ts";
import type { Visit } from "../visits/visit.ts";
import { pathsOf, requestPath } from "./paths.ts";
import { meetingsAgreed } from "./queries/meetings.ts";
import type { Proposal } from "./queries.ts";
import { whyNot } from "./rules.ts";
import { AcceptForm } from "./views/accept-form.tsx";
import { ProposalPage } from "./views/page.tsx";

interface Shown {
  /** Shows the messages before this number, and not the latest. */
  before?: number | null;
  /** A form of the page that came back, and why when that lies in no field. */
  form?: FormState;
  refusal?: string | undefined;
}

/** The page of a proposal that was found through the visitor. A coordinator's look at one that is not theirs is written down. */
export async function proposalPage(
  visit: Visit,
  trx: Scoped,
  proposal: Proposal,
  { refusal, ...shown }: Shown,
) {
  const { page, actor, community, t, now } = visit;
  const { id, provider, member, request, state } = proposal;
  const as = actor.id === provider.id ? "provider" : actor.id === member.id ? "member" : "staff";
  if (as === "staff" && actor.id)
    await recordLook(trx, {
      communityId: community.id,
      personId: actor.id,
      kind: "proposal",
      recordId: id,
      at: now,
    });
  const paths = pathsOf(community.base, id);
  const goingOn = state === "accepted" && as !== "staff";
  const meetings = goingOn ? await meetingsAgreed(trx, id) : [];
  const thread = goingOn
    ? await threadSection(visit, trx, { proposalId: id }, { path: paths.proposal, ...shown })
    : null;
  const open = whyNot(proposal, request) === null;
  // One at a time: what is agreed on is moved or cancelled on its own page.
  const coming = meetings.some((meeting) => meeting.state !== "cancelled" && meeting.start > minuteOf(now));
  const other = as === "provider" ? member.id : provider.id;
  const blockable = as !== "staff" && !proposal.blocked && (as === "member" || state === "accepted");
  const names = { provider: nameOf(provider), member: nameOf(member) };
  return (
    <ProposalPage
      page={page}
      proposal={proposal}
      as={as}
      names={names}
      paths={paths}
      back={backOf(visit, as, request.id)}
      may={{
        edit: as === "provider" && open,
        decide: as === "member" && open,
        schedule: as === "provider" && state === "accepted" && !proposal.blocked && !coming,
        block: blockable ? `${community.base}/people/${other}/block?from=proposals/${id}` : null,
      }}
      meetings={meetings.map((meeting) => ({ ...meeting, href: `${community.base}/meetings/${meeting.id}` }))}
      thread={thread}
      accept={<AcceptForm page={page} proposal={proposal} idempotencyKey={newId()} name={names.provider} />}
      form={shown.form}
      refusal={refusal}
    />
  );

  function backOf({ community: { base } }: Visit, who: typeof as, requestId: string) {
    return who === "staff"
      ? { href: `${base}/admin`, label: t("layout.admin") }
      : { href: requestPath(base, requestId), label: t("proposals.request") };
  }
}
