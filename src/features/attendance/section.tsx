import type { Child } from "hono/jsx";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { askedOf } from "../feedback/queries.ts";
import { noteSection, ownFeedback, receivedFeedback } from "../feedback/section.tsx";
import { nameOf } from "../people/person.ts";
import { reviewSection } from "../reviews/section.tsx";
import type { Visit } from "../visits/visit.ts";
import { attendancePaths } from "./paths.ts";
import { insideOf } from "./queries/door.ts";
import { isHosting } from "./queries/meeting.ts";
import { ownLine, roster } from "./queries/roster.ts";
import { type AttendedMeeting, attendanceOf, doorOf, doorOpensBefore, mayCorrect } from "./rules.ts";
import { DoorCard } from "./views/door.tsx";
import { OwnAttendance } from "./views/own.tsx";
import { Roster } from "./views/roster.tsx";

export type { AttendedMeeting } from "./rules.ts";

/** The way into an online meeting, for who gives it or has a sure place in it; null to everybody else, and where there is no door. */
export async function doorSection(visit: Visit, trx: Scoped, meeting: AttendedMeeting): Promise<Child> {
  const { page, actor, community, now } = visit;
  const door = doorOf(meeting, minuteOf(now));
  if (door === "none" || door === "over") return null;
  const known = await insideOf(trx, actor, meeting.id);
  if (!known?.inside) return null;
  return (
    <DoorCard
      page={page}
      door={door}
      opens={meeting.start - doorOpensBefore}
      start={meeting.start}
      elsewhere={meeting.link !== null}
      been={known.been}
      there={known.there}
      others={known.others.map(nameOf)}
      paths={attendancePaths(community.base, meeting)}
    />
  );
}

/** Who has a place, who came, and the means to correct it: for who gives the meeting, and for coordinators. Null to everybody else. */
export async function rosterSection(visit: Visit, trx: Scoped, meeting: AttendedMeeting): Promise<Child> {
  const { page, actor, community, now } = visit;
  const minute = minuteOf(now);
  const coordinator = actor.roles.has("coordinator");
  if (meeting.state !== "final" || !actor.id) return null;
  // Of a meeting of two its page names the other one already.
  if (!meeting.group && minute < meeting.start) return null;
  const hosting = await isHosting(trx, actor.id, meeting.id);
  const verdict = mayCorrect(meeting, { hosting, coordinator }, minute);
  if (verdict === "not_yours") return null;
  const lines = await roster(trx, meeting.id);
  return (
    <Roster
      page={page}
      group={meeting.group}
      lines={lines.map((line) => ({
        ...line,
        came: attendanceOf(line, meeting, minute),
        own: line.id === actor.id,
      }))}
      verdict={verdict}
      action={attendancePaths(community.base, meeting).attendance}
    />
  );
}

/**
 * What there is when it is over: to who received it whether they came and the questions afterwards; to who gave it their own notes (which
 * they can begin before) and what was said; to coordinators what was said. Null when there is nothing for this visitor.
 */
export async function afterSection(visit: Visit, trx: Scoped, meeting: AttendedMeeting): Promise<Child> {
  const { actor, community, now } = visit;
  const { id, state, end } = meeting;
  const paths = attendancePaths(community.base, meeting);
  const standing = state === "final";
  const notes = await noteSection(visit, trx, { id, standing, path: paths.notes });
  if (!standing || minuteOf(now) < end) return notes;
  const gives = notes !== null;
  return (
    <>
      {!gives && (await ownPart(visit, trx, meeting))}
      {(gives || actor.roles.has("coordinator")) && (await receivedFeedback(visit, trx, id))}
      {notes}
    </>
  );
}

/** Whether somebody came themself, and what they say of it. */
async function ownPart(visit: Visit, trx: Scoped, meeting: AttendedMeeting): Promise<Child> {
  const { page, actor, community, now } = visit;
  const asked = await askedOf(trx, actor, meeting.id);
  const line = asked && actor.id && (await ownLine(trx, meeting.id, actor.id));
  if (!asked || !line) return null;
  const came = attendanceOf(line, meeting, minuteOf(now));
  const names = asked.hosts.map(nameOf).join(", ");
  return (
    <>
      {came && <OwnAttendance page={page} came={came} names={names} contact={community.settings.contact} />}
      {ownFeedback(visit, asked, attendancePaths(community.base, meeting).feedback)}
      {await Promise.all(asked.hosts.map(({ id }) => reviewSection(visit, trx, id)))}
    </>
  );
}
