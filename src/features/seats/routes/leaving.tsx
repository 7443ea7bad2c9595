import { Hono } from "hono";
import { minuteOf } from "#platform/clock.ts";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { whenOf } from "#ui/when.ts";
import { param } from "../../admin/index.ts";
import { groupOf } from "../../groups/found.ts";
import { groupFor } from "../../groups/queries.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { leave } from "../actions.ts";
import { seatPaths } from "../paths.ts";
import { personFacts } from "../queries.ts";
import { moneyWhenLeaving } from "../rules.ts";
import { LeavePage } from "../views/asking.tsx";

/** Giving up a place, the one that is kept, or one's turn. */
export const leaving = new Hono<CommunityWeb>();

leaving.get(
  "/groups/:id/leave",
  show("belongs", async (visit, trx, c) => {
    const group = await groupOf(trx, visit, param(c, "id"));
    if (!group) return null;
    return (
      (await leavePage(visit, trx, group.id)) ?? c.redirect(seatPaths(visit.community.base, group.id).group)
    );
  }),
);

leaving.post(
  "/groups/:id/leave",
  submit("belongs", async (visit, form, c) => {
    const meetingId = param(c, "id");
    const input = { meetingId, seen: form.text("seen"), money: form.text("money") };
    const left = await leave(c.get("platform"), visit.actor, input);
    const { group } = seatPaths(visit.community.base, meetingId);
    if (left.ok) return goOn(c, group, `notice.seats.left.${left.value.left}`);
    if (left.reason === "begun") return goOn(c, group, "refusal.seats.begun");
    if (left.reason !== "changed") return null;
    return inCommunity(c.get("platform").db, visit.community.id, async (trx) => {
      const again = await leavePage(visit, trx, meetingId, visit.t("refusal.changed"));
      if (!again) return goOn(c, group, "refusal.changed");
      c.status(409);
      return again;
    });
  }),
);

/** The last look before a place is given up; null for who has none, or has it in a meeting that has begun. */
async function leavePage(visit: Visit, trx: Scoped, meetingId: string, refusal?: string) {
  const { page, actor, community, now } = visit;
  const group = await groupFor(trx, actor, meetingId);
  if (!group || !actor.id || minuteOf(now) >= group.start) return null;
  const { place } = await personFacts(trx, group.id, actor.id);
  if (place?.state !== "registered" && place?.state !== "unpaid") return null;
  const { refundMinutes } = community.settings;
  const leaving = { start: group.start, priced: group.price !== null, state: place.state, refundMinutes };
  return (
    <LeavePage
      page={page}
      paths={seatPaths(community.base, group.id)}
      name={group.name}
      when={whenOf(visit, group.start, group.end - group.start)}
      seen={place.state}
      money={moneyWhenLeaving(leaving, minuteOf(now))}
      refusal={refusal}
    />
  );
}
