import { type Context, Hono } from "hono";
import { instantOf } from "#platform/clock.ts";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { whenOf } from "#ui/when.ts";
import { faultWords } from "../../words/faults.ts";
import { type Meeting, meetingOf, pathsOf } from "../meetings/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { rescheduleMeeting } from "./actions.ts";
import { choicesFor } from "./choices.ts";
import { type Filled, readerOf, see, sentValues, timeIn, timeOf, type Values } from "./form.ts";
import { ReschedulePage } from "./views/schedule.tsx";

/** The provider gives a meeting that was agreed on in a proposal another time. */
export const rescheduling = new Hono<CommunityWeb>();

type Agreed = Meeting & { proposal: NonNullable<Meeting["proposal"]> };

const isAgreed = (meeting: Meeting): meeting is Agreed => meeting.proposal !== null;

rescheduling.get(
  "/meetings/:id/reschedule",
  show("belongs", async (visit, trx, c) => {
    const meeting = await ownAgreed(trx, visit, c.req.param("id"));
    const values = meeting && { ...valuesOf(meeting, visit), ...timeIn(c.req.query()) };
    return meeting && values && reschedulePage(visit, trx, meeting, { values, faults: {} });
  }),
);

rescheduling.post(
  "/meetings/:id/reschedule",
  submit("belongs", async (visit, form, c) => {
    const { community, actor, t } = visit;
    const meetingId = c.req.param("id") ?? "";
    const paths = pathsOf(community.base, meetingId);
    const values = { ...sentValues(form), version: form.text("version") };
    if (form.text("do") === "check") return again(visit, c, meetingId, { values, faults: {} });
    const moved = await rescheduleMeeting(
      c.get("platform"),
      actor,
      { meetingId, version: values.version, ...timeOf(values, visit) },
      { idempotencyKey: form.text("key") || undefined },
    );
    if (moved.ok) return goOn(c, paths.meeting, "notice.moved");
    const { reason, fields } = moved;
    if (reason === "gone" || reason === "not_allowed" || fields?.meetingId || fields?.version) return null;
    if (reason !== "invalid" && reason !== "slot_taken") return goOn(c, paths.meeting, `refusal.${reason}`);
    c.status(reason === "slot_taken" ? 409 : 422);
    const refusal = reason === "invalid" ? undefined : t("refusal.slot_taken");
    return again(visit, c, meetingId, { values, faults: faultWords(t, fields), refusal });
  }),
);

function again(visit: Visit, c: Context<CommunityWeb>, meetingId: string, filled: Filled) {
  return inCommunity(c.get("platform").db, visit.community.id, async (trx) => {
    const meeting = await ownAgreed(trx, visit, meetingId);
    return meeting && reschedulePage(visit, trx, meeting, filled);
  });
}

/** The meeting of an address, if it is this provider's to move. */
async function ownAgreed(trx: Scoped, visit: Visit, id: string | undefined): Promise<Agreed | null> {
  const meeting = await meetingOf(trx, visit, id);
  if (!meeting || !isAgreed(meeting) || meeting.provider.id !== visit.actor.id) return null;
  return meeting.state === "cancelled" ? null : meeting;
}

async function reschedulePage(visit: Visit, trx: Scoped, meeting: Agreed, filled: Filled) {
  const { page, community } = visit;
  const [first] = meeting.members;
  if (!first) return null;
  const choices = await choicesFor(trx, community, meeting);
  const member = readerOf(first, visit);
  const pair = {
    community,
    provider: meeting.provider.id,
    member: first.id,
    proposalId: meeting.proposal.id,
    movedMeetingId: meeting.id,
  };
  const paths = pathsOf(community.base, meeting.id);
  return (
    <ReschedulePage
      page={page}
      member={member.name}
      now={whenOf(visit, meeting.start, meeting.end - meeting.start)}
      back={paths.meeting}
      action={`${paths.meeting}/reschedule`}
      filled={filled}
      seen={await see(trx, visit, filled, { pair, member, choices })}
      choices={choices}
      paid={meeting.price !== null && meeting.state === "final"}
      hidden={{ version: filled.values.version ?? String(meeting.version) }}
    />
  );
}

/** The form as the meeting stands now. */
function valuesOf(meeting: Meeting, { zone }: Visit): Values {
  const starts = instantOf(meeting.start).toZonedDateTimeISO(zone);
  return {
    date: starts.toPlainDate().toString(),
    time: starts.toPlainTime().toString({ smallestUnit: "minute" }),
    minutes: String(meeting.end - meeting.start),
    locationId: meeting.location?.id ?? "",
    zone,
  };
}
