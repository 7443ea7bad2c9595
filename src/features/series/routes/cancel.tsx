import { type Context, Hono } from "hono";
import { minuteOf } from "#platform/clock.ts";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { emptyForm } from "#ui/forms.tsx";
import { meetingOf, othersOf } from "../../meetings/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { cancelSeries, confirmSeries } from "../actions/changing.ts";
import { seriesPaths } from "../paths.ts";
import { seriesOf } from "../queries.ts";
import { cancellable, seenText } from "../rules.ts";
import { type Part, parts } from "../schema.ts";
import { CancelSeriesPage } from "../views/cancel.tsx";

/** What is done with several meetings of a series at once. */
export const several = new Hono<CommunityWeb>();

several.get(
  "/meetings/:id/series/cancel",
  show("belongs", (visit, trx, c) => cancelPage(visit, trx, { id: c.req.param("id"), part: partOf(c) })),
);

const partOf = (c: Context): Part => parts.find((part) => part === c.req.query("part")) ?? "rest";

interface Asked {
  id: string | undefined;
  part: Part;
  reason?: string;
  refusal?: string;
}

async function cancelPage(visit: Visit, trx: Scoped, { id, part, reason, refusal }: Asked) {
  const meeting = await meetingOf(trx, visit, id);
  const all = meeting?.seriesId ? await seriesOf(trx, meeting.id) : [];
  const from = all.find((one) => one.id === meeting?.id);
  if (!meeting || !from) return null;
  const { page, community, actor, now } = visit;
  const { provider, members } = meeting;
  const asked = { from, part, provider, members, actor, settings: community.settings, now: minuteOf(now) };
  const { cancels, stays } = cancellable(all, asked);
  const paths = seriesPaths(community.base, meeting.id);
  return (
    <CancelSeriesPage
      page={page}
      part={part}
      others={othersOf(meeting, actor.id)}
      cancels={cancels}
      stays={stays}
      contact={community.settings.contact}
      seen={seenText(cancels)}
      form={reason ? { values: { reason }, faults: {} } : emptyForm}
      refusal={refusal}
      paths={{ meeting: paths.meeting, cancel: paths.cancel(part) }}
    />
  );
}

several.post(
  "/meetings/:id/series/cancel",
  submit("belongs", async (visit, form, c) => {
    const platform = c.get("platform");
    const { community, actor, t } = visit;
    const meetingId = c.req.param("id") ?? "";
    const [part, reason] = [partOf(c), form.text("reason")];
    const cancelled = await cancelSeries(platform, actor, {
      meetingId,
      part,
      seen: form.text("seen"),
      reason,
    });
    if (cancelled.ok)
      return goOn(c, seriesPaths(community.base, meetingId).meeting, "notice.series.cancelled");
    if (cancelled.reason === "gone" || cancelled.reason === "not_allowed") return null;
    c.status(cancelled.reason === "changed" ? 409 : 422);
    return inCommunity(platform.db, community.id, (trx) =>
      cancelPage(visit, trx, { id: meetingId, part, reason, refusal: t(`refusal.${cancelled.reason}`) }),
    );
  }),
);

several.post(
  "/meetings/:id/series/confirm",
  submit("belongs", async (visit, _form, c) => {
    const meetingId = c.req.param("id") ?? "";
    const confirmed = await confirmSeries(c.get("platform"), visit.actor, { meetingId });
    if (!confirmed.ok && confirmed.reason !== "changed") return null;
    const notice = confirmed.ok ? "notice.series.confirmed" : "refusal.changed";
    return goOn(c, seriesPaths(visit.community.base, meetingId).meeting, notice);
  }),
);
