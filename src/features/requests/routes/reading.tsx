import type { Context } from "hono";
import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { isId } from "#platform/ids.ts";
import { param } from "../../admin/index.ts";
import { optionsOf } from "../../options/queries.ts";
import { ownProposal, ownProposalsOn } from "../../proposals/section.tsx";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { offeredBy } from "../fitting.ts";
import { fitOf, type Offered } from "../matching.ts";
import { answer, ask } from "../policy.ts";
import { ownRequests, requestFor } from "../queries.ts";
import { cursorText, rankedRequests, readCursor } from "../ranking.ts";
import type { SupportRequest } from "../request.ts";
import { addressOf, RequestsPage } from "../views/list.tsx";
import { OwnRequestsPage } from "../views/own.tsx";
import { OthersRequestPage } from "../views/request.tsx";
import { ownPage } from "./own.tsx";

/** What others ask for, and what one asks for oneself. */
export const reading = new Hono<CommunityWeb>();

/** Requests on one page of a provider's list. */
const pageSize = 20;

reading.get(
  "/requests",
  show("belongs", (visit, trx, c) => {
    if (answer(visit.actor)) return listPage(visit, trx, c);
    return ask(visit.actor) ? minePage(visit, trx) : Promise.resolve(null);
  }),
);

reading.get(
  "/requests/mine",
  show("member", (visit, trx) => minePage(visit, trx)),
);

reading.get(
  "/requests/:id",
  show("belongs", async (visit, trx, c) => {
    const request = await requestFor(trx, visit.actor, param(c, "id"));
    if (!request) return null;
    if (request.own) return ownPage(visit, trx, request);
    const offered = await offeredOf(visit, trx);
    return (
      <OthersRequestPage
        page={visit.page}
        request={request}
        fit={fitOf(askedOf(request), offered)}
        own={await ownProposal(visit, trx, request.id)}
      />
    );
  }),
);

async function listPage(visit: Visit, trx: Scoped, c: Context<CommunityWeb>) {
  const { page, actor, community } = visit;
  const experience = c.req.query("experience") ?? "";
  const search = {
    q: (c.req.query("q") ?? "").trim().slice(0, 200),
    experience: isId(experience) ? experience : null,
  };
  const after = readCursor(c.req.query("after"));
  const offered = await offeredOf(visit, trx);
  const { rows, total, next } = await rankedRequests(trx, actor, offered, {
    ...search,
    after,
    size: pageSize,
  });
  const own = await ownProposalsOn(
    visit,
    trx,
    rows.map(({ id }) => id),
  );
  return (
    <RequestsPage
      page={page}
      tabs={ask(actor)}
      total={total}
      rows={rows.map((request) => ({
        request,
        fit: fitOf(askedOf(request), offered),
        own: own(request.id),
      }))}
      search={search}
      experiences={await optionsOf(trx, "experience", search.experience ? [search.experience] : [])}
      next={next && addressOf(`${community.base}/requests`, search, cursorText(next))}
      further={after !== null}
    />
  );
}

async function minePage({ page, actor }: Visit, trx: Scoped) {
  const requests = actor.id ? await ownRequests(trx, actor.id) : [];
  return <OwnRequestsPage page={page} tabs={answer(actor)} requests={requests} />;
}

const offeredOf = ({ community, actor, now }: Visit, trx: Scoped): Promise<Offered> =>
  offeredBy(trx, community, actor.id ?? "", now);

/** A request as far as its reader may know it, for the engine. */
const askedOf = (request: SupportRequest) => ({
  ...request,
  experiences: request.experiences.map(({ id }) => id),
  gender: request.gender?.id ?? null,
});
