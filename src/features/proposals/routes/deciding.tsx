import { type Context, Hono } from "hono";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { nameOf } from "../../people/person.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import { goOnBelow, inPopup } from "../../visits/popup.ts";
import type { Visit } from "../../visits/visit.ts";
import { acceptProposal, declineProposal } from "../actions/deciding.ts";
import { type Change, changesBetween, remembered } from "../changes.ts";
import { pathsOf, requestPath } from "../paths.ts";
import { versionOf } from "../queries/settling.ts";
import { type Proposal, proposalFor } from "../queries.ts";
import { whyNot } from "../rules.ts";
import { AcceptPage } from "../views/accept.tsx";
import { SurePage } from "../views/said.tsx";
import { reasonWords, said } from "./saying.tsx";

/** What a member does with a proposal on their request: accepts it, or declines it. */
export const deciding = new Hono<CommunityWeb>();

deciding.get(
  "/proposals/:id/accept",
  show("belongs", async (visit, trx, c) => {
    const proposal = await receivedBy(trx, visit, c.req.param("id"));
    if (!proposal) return null;
    const why = whyNot(proposal, proposal.request);
    if (why) return said(visit, c, why, goingOnAt(visit.community.base, proposal));
    return acceptPage(visit, c, proposal, {});
  }),
);

deciding.post(
  "/proposals/:id/accept",
  submit("belongs", async (visit, form, c) => {
    const proposalId = c.req.param("id") ?? "";
    const platform = c.get("platform");
    const given = form.text("start");
    const start = given === "" ? null : Number(given);
    const version = form.text("version");
    const options = { idempotencyKey: form.text("key") || undefined };
    const outcome = await acceptProposal(platform, visit.actor, { proposalId, version, start }, options);
    const { base } = visit.community;
    if (outcome.ok) return goOn(c, pathsOf(base, proposalId).proposal, "notice.proposalAccepted");
    const { reason } = outcome;
    if (reason === "gone" || reason === "invalid" || reason === "not_allowed") return null;
    return inCommunity(platform.db, visit.community.id, async (trx) => {
      const proposal = await receivedBy(trx, visit, proposalId);
      if (!proposal) return null;
      c.status(409);
      if (reason === "chosen_already" || whyNot(proposal, proposal.request))
        return said(visit, c, reason, goingOnAt(base, proposal));
      const before = reason === "changed" ? await versionOf(trx, proposalId, Number(version)) : null;
      const changes = before ? changesBetween(before, remembered(proposal)) : [];
      const refusal = reasonWords(visit.t, reason === "changed" ? "proposal_changed" : reason);
      return acceptPage(visit, c, proposal, { refusal, changes, chosen: start });
    });
  }),
);

deciding.get(
  "/proposals/:id/decline",
  show("belongs", async (visit, trx, c) => {
    const proposal = await receivedBy(trx, visit, c.req.param("id"));
    if (!proposal) return null;
    const { page, t, community } = visit;
    const back = requestPath(community.base, proposal.request.id);
    const why = whyNot(proposal, proposal.request);
    if (why) return said(visit, c, why, back);
    const name = nameOf(proposal.provider);
    return (
      <SurePage
        page={page}
        popup={inPopup(c)}
        title={t("proposals.decline.title", { name })}
        text={t("proposals.decline.text", { name })}
        back={{ href: back, label: t("proposals.back") }}
        action={pathsOf(community.base, proposal.id).decline}
        hidden={{}}
        submit={t("proposals.decline.do")}
      />
    );
  }),
);

deciding.post(
  "/proposals/:id/decline",
  submit("belongs", async (visit, _form, c) => {
    const proposalId = c.req.param("id") ?? "";
    const platform = c.get("platform");
    const outcome = await declineProposal(platform, visit.actor, { proposalId });
    const { base } = visit.community;
    if (outcome.ok)
      return goOnBelow(c, requestPath(base, outcome.value.requestId), "notice.proposalDeclined");
    const { reason } = outcome;
    if (reason === "gone" || reason === "invalid") return null;
    return inCommunity(platform.db, visit.community.id, async (trx) => {
      const proposal = await receivedBy(trx, visit, proposalId);
      if (!proposal) return null;
      c.status(409);
      return said(visit, c, reason, requestPath(base, proposal.request.id));
    });
  }),
);

/** The proposal of an address, when it is on a request of the visitor's own. */
async function receivedBy(
  trx: Scoped,
  { actor, community }: Visit,
  id: string | undefined,
): Promise<Proposal | null> {
  const found = community.settings.modules.requests && id ? await proposalFor(trx, actor, id) : null;
  return found?.member.id === actor.id ? found : null;
}

/** Where it goes on: an accepted proposal has a page of its own, the others are compared on the request's. */
const goingOnAt = (base: string, { id, state, request }: Proposal): string =>
  state === "accepted" ? pathsOf(base, id).proposal : requestPath(base, request.id);

interface Shown {
  refusal?: string;
  changes?: readonly Change[];
  chosen?: number | null;
}

function acceptPage(
  { page, t, community }: Visit,
  c: Context<CommunityWeb>,
  proposal: Proposal,
  { refusal, changes = [], chosen = null }: Shown,
) {
  return (
    <AcceptPage
      page={page}
      popup={inPopup(c)}
      proposal={proposal}
      name={nameOf(proposal.provider)}
      refusal={refusal}
      changes={changes}
      chosen={chosen}
      idempotencyKey={newId()}
      back={{ href: requestPath(community.base, proposal.request.id), label: t("proposals.back") }}
    />
  );
}
