import { Hono } from "hono";
import { isId } from "#platform/ids.ts";
import { touch } from "#platform/live/touch.ts";
import { Bell } from "#ui/bell.tsx";
import { param } from "../../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { readNotifications } from "../actions.ts";
import { noticeWords } from "../notice-words.ts";
import { type NotificationLine, notificationsOf, openNotification } from "../queries/notifications.ts";
import { NotificationsPage } from "../views/notifications.tsx";

/** What somebody was told, newest first. Everything here is the visitor's own. */
export const notifications = new Hono<CommunityWeb>();

const pageSize = 30;

notifications.get(
  "/notifications",
  show("belongs", async (visit, trx, c) => {
    const before = c.req.query("before") ?? "";
    const found = await notificationsOf(trx, visit.actor, {
      before: isId(before) ? before : null,
      limit: pageSize + 1,
    });
    const lines = found.slice(0, pageSize);
    return (
      <NotificationsPage
        page={visit.page}
        lines={lines.map((line) => ({ ...line, words: wordsOf(visit, line) }))}
        older={found.length > pageSize ? (lines.at(-1)?.id ?? null) : null}
      />
    );
  }),
);

/** The bell alone, for a page that hears that something came. */
notifications.get(
  "/notifications/bell",
  show("belongs", async ({ page }) => <Bell page={page} />),
);

notifications.get(
  "/notifications/:id/open",
  show("belongs", async ({ actor, community, now }, trx, c) => {
    const id = param(c, "id");
    const path = isId(id) ? await openNotification(trx, actor, id, now) : null;
    if (path === null || !actor.id) return null;
    await touch(trx, { communityId: actor.communityId, people: [actor.id], about: ["bell"] });
    return c.redirect(`${community.base}${path}`, 303);
  }),
);

notifications.post(
  "/notifications/read",
  submit("belongs", async ({ actor, community }, form, c) => {
    const outcome = await readNotifications(c.get("platform"), actor, { until: form.text("until") });
    return outcome.ok ? goOn(c, `${community.base}/notifications`, "notice.notifications.read") : null;
  }),
);

function wordsOf({ t, zone, now }: Visit, { message, detail }: NotificationLine): string {
  return noticeWords(t, `told.${message}`, detail, { zone, now }, "line") ?? t("told.news");
}
