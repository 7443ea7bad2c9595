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
  /** How people meet at its place: `online`, `in_person`, ... */
  readonly way: string | null;
  readonly group: boolean;
}

/** Minutes before the start from which people can go in. */
export const doorOpensBefore = 15;

export type Door = "none" | "early" | "open" | "over";

/** Whether there is a door to a meeting, and whether people can go in now (epoch minutes): from a quarter of an hour before the start to the end. */
export function doorOf(meeting: Omit<AttendedMeeting, "id" | "group">, now: number): Door {
  const address = meeting.link ?? meeting.room;
  const online = meeting.link !== null || meeting.way === "online";
  if (!online || !address || meeting.state !== "final") return "none";
  if (now >= meeting.end) return "over";
  return now >= meeting.start - doorOpensBefore ? "open" : "early";
}
