import { Hono } from "hono";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { filled, param, type Returned, returned } from "../admin/index.ts";
import { localDate, minutesOfDates } from "../availability/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { addClosing, removeClosing } from "./actions.ts";
import { allClosings, bookedCounts, bookedWithin, type Closing, findClosing } from "./queries.ts";
import { ClosingPage, ClosingsPage, NewClosingPage } from "./views/closings.tsx";

/** Days on which a community is closed. What is booked then is listed and never cancelled silently. */
export const closings = new Hono<CommunityWeb>();

const todayOf = ({ community, now }: Visit): number => localDate(community.zone, minuteOf(now));
const stretchOf = ({ community }: Visit, { from, until }: Closing) =>
  minutesOfDates(community.zone, from, until);

closings.get(
  "/admin/closings",
  show("coordinator", async (visit, trx) => {
    const today = todayOf(visit);
    const all = await allClosings(trx, today);
    const counts = await bookedCounts(
      trx,
      all.map((closing) => stretchOf(visit, closing)),
      visit.now,
    );
    const rows = all.map((closing, i) => ({ ...closing, booked: counts[i] ?? 0 }));
    return <ClosingsPage page={visit.page} closings={rows} today={today} />;
  }),
);

const newPage = ({ page, community }: Visit, form: Returned) => (
  <NewClosingPage page={page} form={form} zone={community.zone} idempotencyKey={newId()} />
);

closings.get(
  "/admin/closings/new",
  show("coordinator", async (visit) => newPage(visit, filled({}))),
);

closings.post(
  "/admin/closings",
  submit("coordinator", async (visit, form, c) => {
    const input = { name: form.text("name"), from: form.text("from"), until: form.text("until") };
    const idempotencyKey = form.text("key");
    const outcome = await addClosing(c.get("platform"), visit.actor, input, { idempotencyKey });
    if (outcome.ok) {
      return goOn(c, `${visit.community.base}/admin/closings/${outcome.value.id}`, "notice.closings.added");
    }
    c.status(422);
    return newPage(visit, returned(visit.t, form, outcome));
  }),
);

closings.get(
  "/admin/closings/:id",
  show("coordinator", async (visit, trx, c) => {
    const closing = await findClosing(trx, param(c, "id"));
    if (!closing) return null;
    const booked = await bookedWithin(trx, stretchOf(visit, closing), visit.now);
    const { page, community } = visit;
    return (
      <ClosingPage
        page={page}
        closing={closing}
        booked={booked}
        zone={community.zone}
        today={todayOf(visit)}
      />
    );
  }),
);

closings.post(
  "/admin/closings/:id/remove",
  submit("coordinator", async ({ actor, community }, _form, c) => {
    const outcome = await removeClosing(c.get("platform"), actor, { id: param(c, "id") });
    return outcome.ok ? goOn(c, `${community.base}/admin/closings`, "notice.closings.removed") : null;
  }),
);
