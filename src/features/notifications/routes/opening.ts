import { Hono } from "hono";
import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import type { Web } from "#platform/http/web.ts";
import { isId } from "#platform/ids.ts";
import { currentCommunity } from "../../communities/load.ts";
import { whoArrives } from "../../visits/arrival.ts";
import { personOf } from "../../visits/queries.ts";
import { pathBehind } from "../discreet.ts";

/** Where the links of discreet letters lead. Only who belongs learns to which community, and only once signed in. */
export const opening = new Hono<Web>();

opening.get("/open/:community/:page", async (c) => {
  const { account } = await whoArrives(c, null);
  if (!account) return c.redirect(`/sign-in?next=${encodeURIComponent(c.req.path)}`, 303);
  const [id, path] = [c.req.param("community"), pathBehind(c.req.param("page"))];
  if (!isId(id) || path === null) return c.notFound();
  const communityId = asCommunityId(id);
  const base = await inCommunity(c.get("platform").db, communityId, async (trx) =>
    (await personOf(trx, account)) ? (await currentCommunity(trx, communityId)).base : null,
  );
  return base === null ? c.notFound() : c.redirect(`${base}${path}`, 303);
});
