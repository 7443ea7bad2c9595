import { Hono } from "hono";
import { minuteOf } from "#platform/clock.ts";
import { inCommunity } from "#platform/database/scope.ts";
import { emptyForm } from "#ui/forms.tsx";
import { whenOf } from "#ui/when.ts";
import { groupPath } from "../groups/paths.ts";
import { groupFor } from "../groups/queries.ts";
import { calendarFor } from "../notifications/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { waitPaths } from "../waits/paths.ts";
import { cancelMeeting, confirmMeeting } from "./actions.ts";
import { entryOf } from "./calendar.ts";
import { meetingOf, othersOf, pathsOf } from "./found.ts";
import { meetingPage } from "./page.tsx";
import { type Meeting, meetingsOf } from "./queries.ts";
import { mayChange, moneyWhenCancelled, movePath } from "./rules.ts";
import { CancelPage } from "./views/cancel.tsx";
import { MeetingsPage } from "./views/list.tsx";

/** A person's meetings: the list, one of them, and what can be done with it. Moving one is booking's. */
export const meetings = new Hono<CommunityWeb>();

meetings.get(
  "/meetings",
  show("belongs", async ({ page, actor, community, now }, trx, c) => {
    const which = c.req.query("which") === "past" ? "past" : "coming";
    const list = `${community.base}/meetings`;
    const paths = {
      coming: list,
      past: `${list}?which=past`,
      book: community.base,
      waits: waitPaths(community.base).list,
      meeting: ({ id, group }: { id: string; group: boolean }) =>
        group ? groupPath(community.base, id) : `${list}/${id}`,
    };
    return (
      <MeetingsPage
        page={page}
        which={which}
        meetings={await meetingsOf(trx, actor, which, now)}
        paths={paths}
      />
    );
  }),
);

meetings.get(
  "/meetings/:id",
  show("belongs", async (visit, trx, c) => {
    const id = c.req.param("id") ?? "";
    const meeting = await meetingOf(trx, visit, id);
    if (!meeting) {
      const group = await groupFor(trx, visit.actor, id);
      return group && c.redirect(groupPath(visit.community.base, group.id));
    }
    const before = Number(c.req.query("before"));
    return meetingPage(visit, trx, meeting, {
      before: Number.isInteger(before) && before > 0 ? before : null,
    });
  }),
);

meetings.get(
  "/meetings/:id/calendar.ics",
  show("belongs", async (visit, trx, c) => {
    const meeting = await meetingOf(trx, visit, c.req.param("id"));
    if (!meeting) return null;
    const { config } = c.get("platform");
    const { community, now, page } = visit;
    const entry = entryOf({ meeting, community, method: "PUBLISH", config });
    const reader = { email: visit.person?.email ?? "", discreet: page.discreet };
    const path = `/meetings/${meeting.id}`;
    const calendar = { method: "PUBLISH", entry } as const;
    return c.body(calendarFor({ community, config, now }, { reader, path, calendar }), 200, {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'attachment; filename="meeting.ics"',
    });
  }),
);

meetings.get(
  "/meetings/:id/cancel",
  show("belongs", async (visit, trx, c) => {
    const meeting = await meetingOf(trx, visit, c.req.param("id"));
    return meeting && cancelPage(visit, meeting, {});
  }),
);

meetings.post(
  "/meetings/:id/cancel",
  submit("belongs", async (visit, form, c) => {
    const platform = c.get("platform");
    const { community, actor, t } = visit;
    const meetingId = c.req.param("id") ?? "";
    const reason = form.text("reason");
    const input = { meetingId, version: form.text("version"), reason };
    const cancelled = await cancelMeeting(platform, actor, input);
    if (cancelled.ok) return goOn(c, pathsOf(community.base, meetingId).meeting, "notice.cancelled");
    if (cancelled.reason === "gone") return null;
    return inCommunity(platform.db, community.id, async (trx) => {
      const meeting = await meetingOf(trx, visit, meetingId);
      c.status(cancelled.reason === "changed" ? 409 : 422);
      return meeting && cancelPage(visit, meeting, { reason, refusal: t(`refusal.${cancelled.reason}`) });
    });
  }),
);

function cancelPage(
  visit: Visit,
  meeting: Meeting,
  { reason, refusal }: { reason?: string; refusal?: string },
) {
  const { page, community, actor, now } = visit;
  const paths = pathsOf(community.base, meeting.id);
  const may = mayChange(meeting, actor, community.settings, minuteOf(now)) === "may";
  return (
    <CancelPage
      page={page}
      when={whenOf(visit, meeting.start, meeting.end - meeting.start)}
      others={othersOf(meeting, actor.id)}
      version={meeting.version}
      form={reason ? { values: { reason }, faults: {} } : emptyForm}
      refusal={refusal}
      money={moneyWhenCancelled(meeting, actor, community.settings, minuteOf(now))}
      move={movePath(meeting, { may, hosts: meeting.provider.id === actor.id, paths })}
      paths={paths}
    />
  );
}

meetings.post(
  "/meetings/:id/confirm",
  submit("belongs", async (visit, form, c) => {
    const meetingId = c.req.param("id") ?? "";
    const confirmed = await confirmMeeting(c.get("platform"), visit.actor, {
      meetingId,
      version: form.text("version"),
    });
    if (!confirmed.ok && confirmed.reason !== "changed") return null;
    return goOn(
      c,
      pathsOf(visit.community.base, meetingId).meeting,
      confirmed.ok ? "notice.confirmed" : "refusal.changed",
    );
  }),
);
