import { action, belongs, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { touch } from "#platform/live/touch.ts";
import * as clicks from "./queries/door.ts";
import { meetingHere } from "./queries/meeting.ts";
import { lockRoster, say } from "./queries/roster.ts";
import { attendanceOf, doorOf, mayCorrect } from "./rules.ts";
import { doorInput, marksInput } from "./schema.ts";

/**
 * Somebody goes into an online meeting. Gives the address of its room, which nobody is told before. Refuses: gone (not theirs), and
 * no_door, door_early and door_over when there is nothing to go into now.
 */
export const joinMeeting = action({
  name: "attendance.join",
  may: belongs,
  input: doorInput,
  async run({ actor, input, trx, now, config }) {
    const meeting = await meetingHere(trx, actor, input.meetingId);
    if (!meeting?.inside || !actor.id) return refuse("gone");
    const door = doorOf(meeting, minuteOf(now));
    if (door !== "open") return refuse(door === "none" ? "no_door" : `door_${door}`);
    const click = { communityId: actor.communityId, meetingId: meeting.id, personId: actor.id, now };
    // A place can have ended since it was looked for.
    if (!meeting.hosting && !(await clicks.noteJoined(trx, click))) return refuse("gone");
    if (await clicks.recordClick(trx, "joined", click))
      await tellWitnesses(trx, { ...click, people: [actor.id] });
    return ok({ address: meeting.link ?? `${config.JITSI_URL.replace(/\/$/, "")}/${meeting.room}` });
  },
});

/** Somebody says that they left the room. Saying it twice, or without having gone in, changes nothing. Refuses: gone. */
export const leaveRoom = action({
  name: "attendance.leave",
  may: belongs,
  input: doorInput,
  async run({ actor, input, trx, now }) {
    const meeting = await meetingHere(trx, actor, input.meetingId);
    if (!meeting?.inside || !actor.id) return refuse("gone");
    const click = { communityId: actor.communityId, meetingId: meeting.id, personId: actor.id, now };
    if (doorOf(meeting, minuteOf(now)) !== "open" || !(await clicks.recordClick(trx, "left", click)))
      return ok(null);
    await clicks.noteLeft(trx, click);
    await tellWitnesses(trx, { ...click, people: [actor.id] });
    return ok(null);
  },
});

interface News {
  communityId: string;
  meetingId: string;
  /** Of whom something is known anew. */
  people: readonly string[];
}

async function tellWitnesses(trx: Scoped, { communityId, meetingId, people: whom }: News): Promise<void> {
  const people = await clicks.witnesses(trx, meetingId, whom);
  await touch(trx, { communityId, people, about: [`meeting:${meetingId}`] });
}

/**
 * Who gave a meeting, or a coordinator, says who came and who did not, or takes back what was said. Who, when and what is kept. Refuses:
 * gone, own (nobody says it of themself), too_early, too_late (a month after the end, except for coordinators), off, and attendance_changed when
 * something else is said by now than the form showed.
 */
export const markAttendance = action({
  name: "attendance.mark",
  may: belongs,
  input: marksInput,
  async run({ actor, input, trx, now }) {
    const meeting = await meetingHere(trx, actor, input.meetingId);
    if (!meeting || !actor.id) return refuse("gone");
    const minute = minuteOf(now);
    const coordinator = actor.roles.has("coordinator");
    const verdict = mayCorrect(meeting, { hosting: meeting.hosting, coordinator }, minute);
    if (verdict === "not_yours") return refuse("gone");
    if (verdict !== "may") return refuse(`attendance_${verdict}`);
    const marks = input.marks.filter(({ was, is }) => was !== is);
    if (marks.some(({ personId }) => personId === actor.id)) return refuse("attendance_own");

    const lines = new Map((await lockRoster(trx, meeting.id)).map((line) => [line.id, line]));
    for (const { personId, was } of marks) {
      const line = lines.get(personId);
      if (!line || attendanceOf(line, meeting, minute) !== was) return refuse("attendance_changed");
    }
    const said = { communityId: actor.communityId, meetingId: meeting.id, by: actor.id, now };
    for (const attendance of ["attended", "no_show", null] as const) {
      const people = marks.filter(({ is }) => is === attendance).map(({ personId }) => personId);
      if (people.length > 0) await say(trx, { ...said, people, attendance });
    }
    await tellWitnesses(trx, { ...said, people: marks.map(({ personId }) => personId) });
    return ok({ marked: marks.length });
  },
});
