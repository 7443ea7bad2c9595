import { Hono } from "hono";
import { param } from "../../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import * as actions from "../actions.ts";
import { lookedAt, waitingRequest, waitingRequests } from "../staff.ts";
import { WaitingOnePage, WaitingPage } from "../views/panel.tsx";

/** Who waits for an answer, in the panel. */
export const waiting = new Hono<CommunityWeb>();

waiting.get(
  "/admin/requests",
  show("coordinator", async ({ page, community, now }, trx) => (
    <WaitingPage page={page} waiting={await waitingRequests(trx, community, now)} />
  )),
);

waiting.get(
  "/admin/requests/:id",
  show("coordinator", async ({ page, person, community, now }, trx, c) => {
    const requestId = param(c, "id");
    const one = await waitingRequest(trx, community, now, requestId);
    if (!one || !person) return null;
    const looked = await lookedAt(trx, { personId: person.id, requestId, now });
    return <WaitingOnePage page={page} one={one} looked={looked} />;
  }),
);

waiting.post(
  "/admin/requests/:id/look",
  submit("coordinator", async (visit, _form, c) => {
    const id = param(c, "id");
    const outcome = await actions.lookAtRequest(c.get("platform"), visit.actor, { id });
    return outcome.ok ? goOn(c, `${visit.community.base}/admin/requests/${id}`) : null;
  }),
);
