import { Hono } from "hono";
import { stepPath } from "../../booking/path.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import { endWait } from "../actions.ts";
import { newWaitPath, waitPaths } from "../paths.ts";
import { type Wait, waitFor, waitsOf } from "../queries.ts";
import { WaitsPage } from "../views/list.tsx";
import { WaitPage } from "../views/wait.tsx";

/** What somebody waits for, a time that is kept for them, and what became of it. */
export const waiting = new Hono<CommunityWeb>();

waiting.get(
  "/waits",
  show("belongs", async ({ page, actor, community }, trx) => {
    if (!actor.id) return null;
    const all = await waitsOf(trx, actor.id);
    const isOpen = ({ state }: Wait) => state === "waiting" || state === "offered";
    const { base } = community;
    return (
      <WaitsPage
        page={page}
        open={all.filter(isOpen)}
        past={all.filter((wait) => !isOpen(wait)).slice(0, 10)}
        pathOf={({ id }) => waitPaths(base).wait(id)}
        paths={{ back: `${base}/meetings`, book: base }}
      />
    );
  }),
);

waiting.get(
  "/waits/:id",
  show("belongs", async (visit, trx, c) => {
    const { page, actor, community } = visit;
    const wait = await waitFor(trx, actor, c.req.param("id") ?? "");
    if (!wait) return null;
    const { base } = community;
    if (wait.state === "booked" && wait.meetingId) return c.redirect(`${base}/meetings/${wait.meetingId}`);
    const paths = waitPaths(base);
    const { format, service, provider, offer } = wait;
    const asked = { format: format.id, service: service.id };
    const take = offer && { ...asked, at: offer.start, provider: offer.provider.id, wait: wait.id };
    return (
      <WaitPage
        page={page}
        wait={wait}
        paths={{
          list: paths.list,
          end: paths.end(wait.id),
          again: newWaitPath(base, { ...asked, provider: provider?.id }),
          take: take && stepPath(base, take),
        }}
      />
    );
  }),
);

waiting.post(
  "/waits/:id/end",
  submit("belongs", async (visit, _form, c) => {
    const ended = await endWait(c.get("platform"), visit.actor, { waitId: c.req.param("id") ?? "" });
    if (!ended.ok)
      return ended.reason === "changed"
        ? goOn(c, waitPaths(visit.community.base).wait(c.req.param("id") ?? ""), "refusal.changed")
        : null;
    const notice = ended.value.kept ? "notice.waits.letGo" : "notice.waits.stopped";
    return goOn(c, waitPaths(visit.community.base).list, notice);
  }),
);
