import { type Context, Hono } from "hono";
import type { Refusal } from "#platform/action.ts";
import { inCommunity } from "#platform/database/scope.ts";
import { faultWords } from "../../words/faults.ts";
import { shareFile, writeMessage } from "../messages/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { meetingOf, pathsOf } from "./found.ts";
import { meetingPage } from "./page.tsx";
import { isIn } from "./rules.ts";

/** What the people of a meeting write and share on its page. */
export const writing = new Hono<CommunityWeb>();

writing.post(
  "/meetings/:id/messages",
  submit("belongs", async (visit, form, c) => {
    const meetingId = c.req.param("id") ?? "";
    const text = form.text("text");
    const idempotencyKey = form.text("key") || undefined;
    const written = await writeMessage(
      c.get("platform"),
      visit.actor,
      { meetingId, text },
      { idempotencyKey },
    );
    if (!written.ok) return again(visit, c, meetingId, written, { text });
    return goOn(c, `${pathsOf(visit.community.base, meetingId).meeting}#messages`, "notice.written");
  }),
);

writing.post(
  "/meetings/:id/files",
  submit("belongs", async (visit, form, c) => {
    const meetingId = c.req.param("id") ?? "";
    const given = form.files.file;
    const file = given ? { name: given.name, content: new Uint8Array(await given.arrayBuffer()) } : null;
    const idempotencyKey = form.text("key") || undefined;
    const shared = await shareFile(c.get("platform"), visit.actor, { meetingId, file }, { idempotencyKey });
    if (!shared.ok) return again(visit, c, meetingId, shared, {});
    return goOn(c, `${pathsOf(visit.community.base, meetingId).meeting}#files`, "notice.shared");
  }),
);

/** The meeting's page once more, with what was typed and what is wrong with it. */
function again(
  visit: Visit,
  c: Context<CommunityWeb>,
  meetingId: string,
  { reason, fields }: Refusal,
  values: Record<string, string>,
) {
  const { t, community } = visit;
  if (reason === "gone" || fields?.meetingId) return null;
  return inCommunity(c.get("platform").db, community.id, async (trx) => {
    const meeting = await meetingOf(trx, visit, meetingId);
    if (!meeting || !isIn(meeting, visit.actor.id)) return null;
    c.status(422);
    return meetingPage(visit, trx, meeting, {
      form: { values, faults: faultWords(t, fields) },
      refusal: reason === "closed" ? t("refusal.closed") : undefined,
    });
  });
}

/** A page that came back with faults has the address of its form: whoever reloads or shares that is led to the meeting. */
for (const part of ["messages", "files"]) {
  writing.get(
    `/meetings/:id/${part}`,
    show("belongs", async (visit, trx, c) => {
      const meeting = await meetingOf(trx, visit, c.req.param("id"));
      return meeting && c.redirect(`${pathsOf(visit.community.base, meeting.id).meeting}#${part}`);
    }),
  );
}
