import { type Context, Hono } from "hono";
import type { Refusal } from "#platform/action.ts";
import { inCommunity } from "#platform/database/scope.ts";
import { faultWords } from "../../../words/faults.ts";
import { param } from "../../admin/index.ts";
import { shareFile, writeMessage } from "../../messages/index.ts";
import { calendarFor } from "../../notifications/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { groupEntry } from "../calendar.ts";
import { groupOf } from "../found.ts";
import { groupPage } from "../page.tsx";
import { groupPath } from "../paths.ts";

/** One group meeting: its page, its calendar file, and what its hosts write and share there. */
export const onePage = new Hono<CommunityWeb>();

onePage.get(
  "/groups/:id",
  show("belongs", async (visit, trx, c) => {
    const group = await groupOf(trx, visit, param(c, "id"));
    if (!group) return null;
    const before = Number(c.req.query("before"));
    return groupPage(visit, trx, group, {
      before: Number.isInteger(before) && before > 0 ? before : null,
    });
  }),
);

onePage.get(
  "/groups/:id/calendar.ics",
  show("belongs", async (visit, trx, c) => {
    const group = await groupOf(trx, visit, param(c, "id"));
    if (!group || !(group.hosting || group.standing === "registered")) return null;
    const { config } = c.get("platform");
    const { community, now, page } = visit;
    const entry = groupEntry({ group, community, config });
    const reader = { email: visit.person?.email ?? "", discreet: page.discreet };
    const calendar = { method: "PUBLISH", entry } as const;
    const file = calendarFor({ community, config, now }, { reader, path: groupPath("", group.id), calendar });
    return c.body(file, 200, {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'attachment; filename="meeting.ics"',
    });
  }),
);

onePage.post(
  "/groups/:id/messages",
  submit("belongs", async (visit, form, c) => {
    const meetingId = param(c, "id");
    const text = form.text("text");
    const idempotencyKey = form.text("key") || undefined;
    const written = await writeMessage(
      c.get("platform"),
      visit.actor,
      { meetingId, text },
      { idempotencyKey },
    );
    if (!written.ok) return again(visit, c, written, { text });
    return goOn(c, `${groupPath(visit.community.base, meetingId)}#messages`, "notice.written");
  }),
);

onePage.post(
  "/groups/:id/files",
  submit("belongs", async (visit, form, c) => {
    const meetingId = param(c, "id");
    const given = form.files.file;
    const file = given ? { name: given.name, content: new Uint8Array(await given.arrayBuffer()) } : null;
    const idempotencyKey = form.text("key") || undefined;
    const shared = await shareFile(c.get("platform"), visit.actor, { meetingId, file }, { idempotencyKey });
    if (!shared.ok) return again(visit, c, shared, {});
    return goOn(c, `${groupPath(visit.community.base, meetingId)}#files`, "notice.shared");
  }),
);

/** The page once more, with what was typed and what is wrong with it: for its hosts, the only ones who write there. */
function again(
  visit: Visit,
  c: Context<CommunityWeb>,
  { reason, fields }: Refusal,
  values: Record<string, string>,
) {
  const { t, community } = visit;
  if (reason === "gone" || fields?.meetingId) return null;
  return inCommunity(c.get("platform").db, community.id, async (trx) => {
    const group = await groupOf(trx, visit, param(c, "id"));
    if (!group?.hosting) return null;
    c.status(422);
    return groupPage(visit, trx, group, {
      form: { values, faults: faultWords(t, fields) },
      refusal: reason === "closed" ? t("refusal.closed") : undefined,
    });
  });
}

/** A page that came back with faults has the address of its form: whoever reloads or shares that is led to the group. */
for (const part of ["messages", "files"]) {
  onePage.get(
    `/groups/:id/${part}`,
    show("belongs", async (visit, trx, c) => {
      const group = await groupOf(trx, visit, param(c, "id"));
      return group && c.redirect(`${groupPath(visit.community.base, group.id)}#${part}`);
    }),
  );
}
