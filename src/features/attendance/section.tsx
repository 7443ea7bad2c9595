import type { Child } from "hono/jsx";
import type { Scoped } from "#platform/database/scope.ts";
import type { Visit } from "../visits/visit.ts";
import type { AttendedMeeting } from "./rules.ts";

export type { AttendedMeeting } from "./rules.ts";

/** The way into an online meeting, for who gives it or has a sure place in it; null to everybody else, and where there is no door. */
export async function doorSection(_visit: Visit, _trx: Scoped, _meeting: AttendedMeeting): Promise<Child> {
  return null;
}

/** Who has a place, who came, and the means to correct it: for who gives the meeting, and for coordinators. Null to everybody else. */
export async function rosterSection(_visit: Visit, _trx: Scoped, _meeting: AttendedMeeting): Promise<Child> {
  return null;
}

/** What there is to do when it is over: feedback of who received it, notes of who gave it. Null when there is nothing for this visitor. */
export async function afterSection(_visit: Visit, _trx: Scoped, _meeting: AttendedMeeting): Promise<Child> {
  return null;
}
