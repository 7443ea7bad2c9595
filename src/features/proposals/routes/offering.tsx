import { type Context, Hono } from "hono";
import type { Refusal } from "#platform/action.ts";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { localPath } from "#platform/http/cookies.ts";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import { emptyForm, type FormState } from "#ui/forms.tsx";
import { faultWords } from "../../../words/faults.ts";
import { requestFor } from "../../requests/queries.ts";
import { type CommunityWeb, show, submit } from "../../visits/handlers.ts";
import { goOnBelow, inPopup } from "../../visits/popup.ts";
import type { Visit } from "../../visits/visit.ts";
import { editProposal, propose, withdrawProposal } from "../actions/offering.ts";
import { fieldOfStart, filledWith, offerOf, returned } from "../filled.ts";
import { pathsOf, proposePath, requestPath } from "../paths.ts";
import { offerable } from "../queries/ground.ts";
import { standingOf } from "../queries/writing.ts";
import { ownProposals, type Proposal, proposalFor } from "../queries.ts";
import { canWriteAnew, whyNot } from "../rules.ts";
import { clashesInput } from "../schema.ts";
import { ProposalFormPage } from "../views/form.tsx";
import { SurePage } from "../views/said.tsx";
import { reasonWords, said } from "./saying.tsx";

/** What a provider does with a proposal: writes it, edits it, withdraws it. Each in a pop-up, or as a page of its own. */
export const offering = new Hono<CommunityWeb>();

offering.get(
  "/requests/:id/propose",
  show("provider", async (visit, trx, c) => {
    const { community, actor } = visit;
    const request = community.settings.modules.requests
      ? await requestFor(trx, actor, c.req.param("id") ?? "")
      : null;
    if (!request || request.own) return null;
    const back = backFrom(c, requestPath(community.base, request.id));
    const standing = await standingOf(trx, actor.id, request);
    const [own] = await ownProposals(trx, actor, [request.id]);
    const why = own ? whyNotAnew(own) : request.state === "open" ? null : "request_over";
    if (why) return said(visit, c, why, back);
    if (standing?.paused) return said(visit, c, "paused", back);
    return formPage(visit, trx, c, { about: { request }, form: emptyForm, back });
  }),
);

/** Why there is nothing to write anew beside a proposal that stands; null when there is. */
function whyNotAnew(own: Proposal) {
  if (canWriteAnew(own, own.request)) return null;
  if (own.state === "declined") return "declined_before";
  return own.state === "open" ? "already_proposed" : "request_over";
}

offering.post(
  "/requests/:id/propose",
  submit("provider", async (visit, form, c) => {
    const requestId = c.req.param("id") ?? "";
    const platform = c.get("platform");
    const options = { idempotencyKey: form.text("key") || undefined };
    const outcome = await propose(platform, visit.actor, { ...offerOf(form), requestId }, options);
    const back = backFrom(c, requestPath(visit.community.base, requestId), form);
    if (outcome.ok) return goOnBelow(c, back, "notice.proposed");
    if (outcome.reason === "gone") return null;
    return inCommunity(platform.db, visit.community.id, async (trx) => {
      const request = await requestFor(trx, visit.actor, requestId);
      if (!request) return null;
      const state = comeBack(visit, c, form, outcome);
      return formPage(visit, trx, c, { about: { request }, back, ...state });
    });
  }),
);

offering.get(
  "/proposals/:id/edit",
  show("provider", async (visit, trx, c) => {
    const proposal = await ownOf(trx, visit, c.req.param("id"));
    if (!proposal) return null;
    const back = backFrom(c, pathsOf(visit.community.base, proposal.id).proposal);
    const why = whyNot(proposal, proposal.request);
    if (why) return said(visit, c, why, back);
    return formPage(visit, trx, c, { about: { proposal }, form: filledWith(proposal, visit), back });
  }),
);

offering.post(
  "/proposals/:id/edit",
  submit("provider", async (visit, form, c) => {
    const proposalId = c.req.param("id") ?? "";
    const platform = c.get("platform");
    const input = { ...offerOf(form), proposalId, version: form.text("version") };
    const options = { idempotencyKey: form.text("key") || undefined };
    const outcome = await editProposal(platform, visit.actor, input, options);
    const back = backFrom(c, pathsOf(visit.community.base, proposalId).proposal, form);
    if (outcome.ok) return goOnBelow(c, back, "notice.proposalEdited");
    if (outcome.reason === "gone") return null;
    return inCommunity(platform.db, visit.community.id, async (trx) => {
      const proposal = await ownOf(trx, visit, proposalId);
      if (!proposal) return null;
      const state = comeBack(visit, c, form, outcome);
      return formPage(visit, trx, c, { about: { proposal }, back, ...state });
    });
  }),
);

offering.get(
  "/proposals/:id/withdraw",
  show("provider", async (visit, trx, c) => {
    const proposal = await ownOf(trx, visit, c.req.param("id"));
    if (!proposal) return null;
    const paths = pathsOf(visit.community.base, proposal.id);
    const back = backFrom(c, paths.proposal);
    const why = whyNot(proposal, proposal.request);
    if (why) return said(visit, c, why, back);
    const { page, t } = visit;
    return (
      <SurePage
        page={page}
        popup={inPopup(c)}
        title={t("proposals.withdraw.title")}
        text={t("proposals.withdraw.text")}
        back={{ href: back, label: t("proposals.back") }}
        action={paths.withdraw}
        hidden={{ back }}
        submit={t("proposals.withdraw.do")}
      />
    );
  }),
);

offering.post(
  "/proposals/:id/withdraw",
  submit("provider", async (visit, form, c) => {
    const proposalId = c.req.param("id") ?? "";
    const outcome = await withdrawProposal(c.get("platform"), visit.actor, { proposalId });
    const back = backFrom(c, pathsOf(visit.community.base, proposalId).proposal, form);
    if (outcome.ok) return goOnBelow(c, back, "notice.proposalWithdrawn");
    if (outcome.reason === "gone" || outcome.reason === "invalid") return null;
    c.status(409);
    return said(visit, c, outcome.reason, back);
  }),
);

/** The proposal of an address, when it is the visitor's own. */
async function ownOf(
  trx: Scoped,
  { actor, community }: Visit,
  id: string | undefined,
): Promise<Proposal | null> {
  const found = community.settings.modules.requests && id ? await proposalFor(trx, actor, id) : null;
  return found?.provider.id === actor.id ? found : null;
}

/** Where the form came from, inside this installation. */
function backFrom(c: Context<CommunityWeb>, otherwise: string, form?: Sent): string {
  const given = form ? form.text("back") : c.req.query("back");
  const path = localPath(given);
  return path === "/" ? otherwise : path;
}

/** The form that was sent, with what lies in its fields beside them and everything else above it. */
function comeBack({ t }: Visit, c: Context<CommunityWeb>, form: Sent, outcome: Refusal) {
  c.status(outcome.reason === "invalid" || outcome.reason === "time_taken" ? 422 : 409);
  if (outcome.reason === "invalid") return { form: returned(form, faultWords(t, outcome.fields)) };
  if (outcome.reason !== "time_taken")
    return { form: returned(form, {}), refusal: reasonWords(t, outcome.reason) };
  const clashes = clashesInput.parse(outcome.details?.clashes);
  const faults = clashes.map(({ start, kind, name }) => [
    fieldOfStart(form, start),
    t(name ? `proposals.clash.${kind}` : "proposals.clash.unnamed", { name }),
  ]);
  return { form: returned(form, Object.fromEntries(faults)) };
}

interface Shown {
  /** A request that is answered, or a proposal that is edited. */
  about: { request: { id: string; subject: string } } | { proposal: Proposal };
  form: FormState;
  refusal?: string;
  back: string;
}

async function formPage(
  visit: Visit,
  trx: Scoped,
  c: Context<CommunityWeb>,
  { about, form, refusal, back }: Shown,
) {
  const { page, t, community, now } = visit;
  const { base, settings } = community;
  const anew = "request" in about;
  const offers = await offerable(trx, settings, now);
  return (
    <ProposalFormPage
      page={page}
      popup={inPopup(c)}
      title={t(anew ? "proposals.propose" : "proposals.edit.title")}
      subject={anew ? about.request.subject : about.proposal.request.subject}
      offers={offers}
      form={form}
      refusal={refusal}
      action={anew ? proposePath(base, about.request.id) : pathsOf(base, about.proposal.id).edit}
      hidden={{ key: newId(), back, ...(anew ? {} : { version: String(about.proposal.version) }) }}
      submit={t(anew ? "proposals.submit" : "proposals.edit.submit")}
      back={{ href: back, label: t("proposals.back") }}
      holdMinutes={settings.proposalHoldMinutes}
    />
  );
}
