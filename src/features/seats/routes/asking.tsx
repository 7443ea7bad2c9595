import { type Context, Hono } from "hono";
import type { Refusal } from "#platform/action.ts";
import { instantOf } from "#platform/clock.ts";
import { inCommunity } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { clockTime, dayName, whenOf } from "#ui/when.ts";
import { isMessageKey, type MessageKey } from "../../../words/translate.ts";
import { param } from "../../admin/index.ts";
import { groupOf } from "../../groups/found.ts";
import { groupFor } from "../../groups/queries.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { acceptOffer, joinLine, register } from "../actions.ts";
import { seatPaths } from "../paths.ts";
import type { PlaceState } from "../rules.ts";
import { RefusedPage } from "../views/asking.tsx";

/** Asking for a place in a group meeting: at once, in the line, or the one that is kept. */
export const asking = new Hono<CommunityWeb>();

const deeds = { register, wait: joinLine, accept: acceptOffer } as const;

const notices: Readonly<Partial<Record<PlaceState, MessageKey>>> = {
  registered: "notice.seats.registered",
  unpaid: "notice.seats.unpaid",
  offered: "notice.seats.offered",
  waiting: "notice.seats.waiting",
};

for (const deed of ["register", "wait", "accept"] as const) {
  asking.post(
    `/groups/:id/${deed}`,
    submit("belongs", async (visit, form, c) => {
      const meetingId = param(c, "id");
      const paths = seatPaths(visit.community.base, meetingId);
      const idempotencyKey = form.text("key") || undefined;
      const done = await deeds[deed](c.get("platform"), visit.actor, { meetingId }, { idempotencyKey });
      if (!done.ok) return refused(visit, c, meetingId, done);
      const { state } = done.value;
      return goOn(c, state === "unpaid" ? paths.pay : paths.group, notices[state]);
    }),
  );

  // A page that came back has the address of its form: whoever reloads or shares that is led to the group meeting.
  asking.get(
    `/groups/:id/${deed}`,
    show("belongs", async (visit, trx, c) => {
      const group = await groupOf(trx, visit, param(c, "id"));
      return group && c.redirect(seatPaths(visit.community.base, group.id).group);
    }),
  );
}

/** Why there is no place for them, and the way on: to wait where it is full, to their own list where they have something else. */
function refused(
  visit: Visit,
  c: Context<CommunityWeb>,
  meetingId: string,
  { reason, details }: Refusal,
):
  | Promise<Response | null>
  | ReturnType<typeof RefusedPage>
  | Promise<ReturnType<typeof RefusedPage> | null>
  | null {
  const { page, community, t, zone, now } = visit;
  const [title, text] = [`seats.refused.${reason}`, `seats.refused.${reason}.text`];
  if (!isMessageKey(title) || !isMessageKey(text)) return null;
  const until = typeof details?.until === "number" ? instantOf(details.until) : now;
  const said = `${dayName(until, zone, now)}, ${clockTime(until, zone)}`;
  return inCommunity(c.get("platform").db, community.id, async (trx) => {
    const group = await groupFor(trx, visit.actor, meetingId);
    if (!group) return null;
    c.status(409);
    return (
      <RefusedPage
        page={page}
        paths={seatPaths(community.base, group.id)}
        name={group.name}
        when={whenOf(visit, group.start, group.end - group.start)}
        title={t(title, { until: said })}
        text={t(text, { contact: community.settings.contact })}
        waitKey={reason === "full" ? newId() : null}
        own={reason === "busy" ? `${community.base}/meetings` : null}
      />
    );
  });
}
