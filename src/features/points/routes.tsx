import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { again, filled, param, type Returned, returned } from "../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { dropGoal, pickGoal } from "./actions.ts";
import { placeOf, pointsPath } from "./paths.ts";
import { choicesFrom, suggestionsFrom } from "./rules.ts";
import { ownStanding } from "./standing.ts";
import { PointsPage } from "./views/page.tsx";

/** The points of those who give meetings, each their own. Where a community does without them, there is nothing here. */
export const points = new Hono<CommunityWeb>();

for (const path of [pointsPath, `${pointsPath}/*`]) {
  points.use(path, async (c, next) => {
    if (!c.get("community").settings.modules.points) return c.notFound();
    await next();
  });
}

async function pointsPage(visit: Visit, trx: Scoped, form: Returned) {
  const { page, community, actor } = visit;
  const standing = await ownStanding(visit, trx);
  if (!standing) return null;
  const choices = choicesFrom(standing.points, standing.open);
  return (
    <PointsPage
      page={page}
      {...standing}
      choices={choices}
      suggestions={suggestionsFrom(choices)}
      form={form}
      placeOf={(rule) => community.base + placeOf(rule, actor.id ?? "")}
      at={community.base + pointsPath}
      back={`${community.base}/dashboard`}
      newKey={newId}
    />
  );
}

points.get(
  pointsPath,
  show("provider", (visit, trx, c) => pointsPage(visit, trx, filled({ goal: c.req.query("goal") }))),
);

points.post(
  `${pointsPath}/goals`,
  submit("provider", async (visit, form, c) => {
    const options = { idempotencyKey: form.text("key") || undefined };
    const outcome = await pickGoal(c.get("platform"), visit.actor, { goal: form.text("goal") }, options);
    if (outcome.ok) return goOn(c, `${visit.community.base}${pointsPath}#goals`, "notice.points.picked");
    return again(c, (trx) => pointsPage(visit, trx, returned(visit.t, form, outcome)));
  }),
);

points.post(
  `${pointsPath}/goals/:id/drop`,
  submit("provider", async ({ actor, community }, form, c) => {
    const options = { idempotencyKey: form.text("key") || undefined };
    const outcome = await dropGoal(c.get("platform"), actor, { id: param(c, "id") }, options);
    return outcome.ok ? goOn(c, `${community.base}${pointsPath}#goals`, "notice.points.dropped") : null;
  }),
);
