import { type Context, Hono } from "hono";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { isId, newId } from "#platform/ids.ts";
import { amountText } from "#platform/money.ts";
import { faultWords } from "../../words/faults.ts";
import { pathsOf } from "../meetings/index.ts";
import { acceptedProposalFor, type Proposal } from "../proposals/queries.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { scheduleMeeting } from "./actions.ts";
import { choicesFor } from "./choices.ts";
import { type Filled, readerOf, see, sentValues, timeIn, timeOf, type Values } from "./form.ts";
import { comingMeeting } from "./queries.ts";
import { SchedulePage } from "./views/schedule.tsx";

/** The provider of an accepted proposal sets the time of the meeting. */
export const scheduling = new Hono<CommunityWeb>();

scheduling.get(
  "/proposals/:id/schedule",
  show("belongs", async (visit, trx, c) => {
    const proposal = await ownAccepted(trx, visit, c.req.param("id"));
    if (!proposal) return null;
    const coming = await comingMeeting(trx, proposal.id, visit.now);
    if (coming) return c.redirect(pathsOf(visit.community.base, coming).meeting);
    const values = { ...valuesOf(proposal, visit), ...timeIn(c.req.query()) };
    return schedulePage(visit, trx, proposal, { values, faults: {} });
  }),
);

scheduling.post(
  "/proposals/:id/schedule",
  submit("belongs", async (visit, form, c) => {
    const { community, actor, t } = visit;
    const proposalId = c.req.param("id") ?? "";
    const values = sentValues(form);
    if (form.text("do") === "check") return again(visit, c, proposalId, { values, faults: {} });
    const { name = "", formatId = "", price = "" } = values;
    const scheduled = await scheduleMeeting(
      c.get("platform"),
      actor,
      { proposalId, name, formatId, price, ...timeOf(values, visit) },
      { idempotencyKey: form.text("key") || undefined },
    );
    if (scheduled.ok) {
      const { meetingId, state } = scheduled.value;
      const notice = state === "final" ? "notice.scheduled" : "notice.scheduledUnpaid";
      return goOn(c, pathsOf(community.base, meetingId).meeting, notice);
    }
    const { reason, fields, details } = scheduled;
    if (reason === "gone" || reason === "not_allowed" || fields?.proposalId) return null;
    if (reason === "scheduled") {
      const path = pathsOf(community.base, String(details?.meetingId)).meeting;
      return goOn(c, path, "refusal.scheduled");
    }
    c.status(reason === "slot_taken" ? 409 : 422);
    const refusal = reason === "invalid" ? undefined : t(`refusal.${reason}`);
    return again(visit, c, proposalId, { values, faults: faultWords(t, fields), refusal });
  }),
);

function again(visit: Visit, c: Context<CommunityWeb>, proposalId: string, filled: Filled) {
  return inCommunity(c.get("platform").db, visit.community.id, async (trx) => {
    const proposal = await ownAccepted(trx, visit, proposalId);
    return proposal && schedulePage(visit, trx, proposal, filled);
  });
}

/** The accepted proposal of an address, if it is this provider's. */
async function ownAccepted(trx: Scoped, visit: Visit, id: string | undefined): Promise<Proposal | null> {
  const proposal = id && isId(id) ? await acceptedProposalFor(trx, visit.actor, id) : null;
  return proposal?.provider.id === visit.actor.id ? proposal : null;
}

async function schedulePage(visit: Visit, trx: Scoped, proposal: Proposal, filled: Filled) {
  const { page, community } = visit;
  const choices = await choicesFor(trx, community, proposal);
  const member = readerOf(proposal.member, visit);
  const pair = {
    community,
    provider: proposal.provider.id,
    member: proposal.member.id,
    proposalId: proposal.id,
  };
  const path = `${community.base}/proposals/${proposal.id}`;
  return (
    <SchedulePage
      page={page}
      member={member.name}
      back={path}
      action={`${path}/schedule`}
      filled={filled}
      seen={await see(trx, visit, filled, { pair, member, choices })}
      choices={choices}
      proposed={proposal.price}
      hidden={{ key: newId() }}
    />
  );
}

/** The form as the proposal fills it. */
const valuesOf = ({ request, format, location, minutes, price }: Proposal, { zone }: Visit): Values => ({
  name: request.subject,
  formatId: format.id,
  locationId: location?.id ?? "",
  minutes: String(minutes),
  price: price.minor === 0 ? "" : amountText(price),
  zone,
});
