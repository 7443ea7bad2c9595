/** What of a meeting decides about its door and about who came. Epoch minutes. */
export interface AttendedMeeting {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly state: "pending" | "unpaid" | "final" | "cancelled";
  /** The name of its room with us: impossible to guess, and told to nobody but who goes in. */
  readonly room: string | null;
  /** Where it takes place online when that is not a room of ours. */
  readonly link: string | null;
  /** How people meet: `online`, `in_person`, ... */
  readonly way: string | null;
  readonly group: boolean;
}

/** Minutes before the start from which people can go in. */
export const doorOpensBefore = 15;

export type Door = "none" | "early" | "open" | "over";

/** Whether there is a door to a meeting, and whether people can go in now (epoch minutes): from a quarter of an hour before the start to the end. */
export function doorOf(meeting: AttendedMeeting, now: number): Door {
  const { start, end, state, room, link, way } = meeting;
  const online = link !== null || (way === "online" && room !== null);
  if (!online || state !== "final") return "none";
  if (now >= end) return "over";
  return now >= start - doorOpensBefore ? "open" : "early";
}

export type Attendance = "attended" | "no_show";

/** What is known of one registration: clicks, and what somebody said. */
export interface Signs {
  /** When they went in, for the time at which the meeting is now. */
  readonly joinedAt: string | null;
  readonly attendance: Attendance | null;
  /** Who said so; null when nobody did. */
  readonly saidBy: string | null;
}

/** Whether somebody came: what was said of it, or else, once the meeting is over, that they went in. Null when nothing tells. */
export function attendanceOf(
  signs: Signs,
  { end }: Pick<AttendedMeeting, "end">,
  now: number,
): Attendance | null {
  if (signs.attendance || signs.saidBy) return signs.attendance;
  return signs.joinedAt && now >= end ? "attended" : null;
}

const day = 1_440;

/** Days after the end in which who gave a meeting can say who came. */
export const correctableDays = 30;

export type CorrectionVerdict = "may" | "not_yours" | "too_early" | "too_late" | "off";

/**
 * Whether this person may say who came. Who gave it can from the start until 30 days after the end; coordinators also later. `now` in
 * epoch minutes.
 */
export function mayCorrect(
  { start, end, state }: Pick<AttendedMeeting, "start" | "end" | "state">,
  { hosting, coordinator }: { hosting: boolean; coordinator: boolean },
  now: number,
): CorrectionVerdict {
  if (!hosting && !coordinator) return "not_yours";
  if (state !== "final") return "off";
  if (now < start) return "too_early";
  return coordinator || now <= end + correctableDays * day ? "may" : "too_late";
}

/** Minutes after the end in which somebody can still say that a person came who never went in. */
export const patience = day;

export interface Attending {
  readonly end: number;
  readonly state: AttendedMeeting["state"];
  /** Whether it was held in a room of ours that somebody who gives it went into: only then going in tells everything. */
  readonly watched: boolean;
}

/** What follows from clicks alone, for a registration of which nobody said anything. `now` in epoch minutes. */
export function followed(
  { joinedAt }: Pick<Signs, "joinedAt">,
  { end, state, watched }: Attending,
  now: number,
): Attendance | null {
  if (state !== "final" || now < end) return null;
  if (joinedAt) return "attended";
  return watched && now >= end + patience ? "no_show" : null;
}
