import { type Context, Hono } from "hono";
import type { Refusal } from "#platform/action.ts";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { whenOf } from "#ui/when.ts";
import { isMessageKey } from "../../words/translate.ts";
import { recordLook } from "../admin/looks.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { joinMeeting, leaveRoom, markAttendance } from "./actions.ts";
import { attendancePaths } from "./paths.ts";
import { type MeetingHere, meetingHere } from "./queries/meeting.ts";
import { rosterSection } from "./section.tsx";
import { JoiningPage, NoDoorPage } from "./views/joining.tsx";
import { RosterPage } from "./views/roster.tsx";

/** Going into a meeting, leaving it, and who came to it. */
export const attendance = new Hono<CommunityWeb>();

const idIn = (c: Context<CommunityWeb>): string => c.req.param("id") ?? "";

/** Reads the meeting of an address for who may know of it. That a coordinator looks at a private one that is not theirs is written down. */
async function found(visit: Visit, trx: Scoped, id: string): Promise<MeetingHere | null> {
  const { actor, now } = visit;
  const meeting = await meetingHere(trx, actor, id);
  if (meeting?.private && !meeting.inside && actor.id) {
    const look = { communityId: actor.communityId, personId: actor.id, recordId: meeting.id, at: now };
    await recordLook(trx, { ...look, kind: "meeting" });
  }
  return meeting;
}

attendance.post(
  "/meetings/:id/join",
  submit("belongs", async (visit, _form, c) => {
    const platform = c.get("platform");
    const { actor, page, community } = visit;
    const meetingId = idIn(c);
    const joined = await joinMeeting(platform, actor, { meetingId });
    const meeting = await inCommunity(platform.db, community.id, (trx) => meetingHere(trx, actor, meetingId));
    if (!meeting?.inside) return null;
    const back = attendancePaths(community.base, meeting).page;
    if (!joined.ok) {
      if (joined.reason === "gone" || joined.reason === "invalid") return null;
      c.status(409);
      return <NoDoorPage page={page} why={refusalWords(visit, joined)} back={back} />;
    }
    const { address } = joined.value;
    // A redirect would be stopped by our own rule for forms, in some browsers: only pages of ours may take what a form sends.
    c.header("Refresh", `0; url=${address}`);
    return <JoiningPage page={page} url={address} back={back} />;
  }),
);

const refusalWords = ({ t }: Visit, { reason }: Refusal): string => {
  const key = `refusal.${reason}`;
  return t(isMessageKey(key) ? key : "refusal.invalid");
};

attendance.post(
  "/meetings/:id/leave",
  submit("belongs", async (visit, _form, c) => {
    const platform = c.get("platform");
    const { actor, community } = visit;
    const meetingId = idIn(c);
    const left = await leaveRoom(platform, actor, { meetingId });
    const meeting = await inCommunity(platform.db, community.id, (trx) => meetingHere(trx, actor, meetingId));
    if (!left.ok || !meeting) return null;
    return goOn(c, attendancePaths(community.base, meeting).page, "notice.attendance.left");
  }),
);

/** A page that a form left behind has the address of the form: whoever reloads or shares that is led to the meeting. */
for (const part of ["join", "leave"]) {
  attendance.get(
    `/meetings/:id/${part}`,
    show("belongs", async (visit, trx, c) => {
      const meeting = await meetingHere(trx, visit.actor, idIn(c));
      return meeting?.inside ? c.redirect(attendancePaths(visit.community.base, meeting).page) : null;
    }),
  );
}

attendance.get(
  "/meetings/:id/attendance",
  show("belongs", (visit, trx, c) => rosterPage(visit, trx, idIn(c))),
);

attendance.post(
  "/meetings/:id/attendance",
  submit("belongs", async (visit, form, c) => {
    const platform = c.get("platform");
    const { actor, community } = visit;
    const meetingId = idIn(c);
    const marked = await markAttendance(platform, actor, { meetingId, marks: marksIn(form) });
    if (!marked.ok && (marked.reason === "gone" || marked.reason === "invalid")) return null;
    return inCommunity(platform.db, community.id, async (trx) => {
      if (!marked.ok) {
        c.status(marked.reason === "attendance_changed" ? 409 : 422);
        return rosterPage(visit, trx, meetingId, refusalWords(visit, marked));
      }
      const meeting = await meetingHere(trx, actor, meetingId);
      if (!meeting) return null;
      return goOn(
        c,
        `${attendancePaths(community.base, meeting).page}#attendance`,
        "notice.attendance.saved",
      );
    });
  }),
);

/** What was chosen for each person, and what the form showed before. */
function marksIn(form: Sent) {
  return Object.keys(form.values)
    .filter((name) => name.startsWith("came-"))
    .map((name) => name.slice("came-".length))
    .map((personId) => ({ personId, was: form.text(`was-${personId}`), is: form.text(`came-${personId}`) }));
}

async function rosterPage(visit: Visit, trx: Scoped, meetingId: string, refusal?: string) {
  const meeting = await found(visit, trx, meetingId);
  const section = meeting && (await rosterSection(visit, trx, meeting));
  if (!section) return null;
  const { page: back } = attendancePaths(visit.community.base, meeting);
  return (
    <RosterPage
      page={visit.page}
      when={whenOf(visit, meeting.start, meeting.end - meeting.start)}
      back={back}
      refusal={refusal}
    >
      {section}
    </RosterPage>
  );
}
