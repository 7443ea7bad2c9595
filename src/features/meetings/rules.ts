import type { Actor } from "#platform/action.ts";
import type { CommunitySettings } from "../communities/community.ts";

/** Asked for and not agreed to, agreed on and not paid, sure, or off. */
export type MeetingState = "pending" | "unpaid" | "final" | "cancelled";

interface Facts {
  state: MeetingState;
  /** Epoch minutes. */
  start: number;
  end: number;
  provider: { id: string };
  members: readonly { id: string }[];
}

/** Whether this person is one of the meeting's own: its provider or a member of it. */
export const isIn = (
  { provider, members }: Pick<Facts, "provider" | "members">,
  personId: string | null,
): boolean => provider.id === personId || members.some(({ id }) => id === personId);

export type ChangeVerdict = "may" | "over" | "cancelled" | "too_late";

/**
 * Whether this person may cancel or move the meeting now. Members keep the community's notice; the provider and coordinators
 * are exempt from it. Nobody changes what is over. `now` in epoch minutes.
 */
export function mayChange(
  meeting: Facts,
  actor: Actor,
  settings: CommunitySettings,
  now: number,
): ChangeVerdict {
  if (meeting.state === "cancelled") return "cancelled";
  if (now >= meeting.end) return "over";
  const staff = actor.roles.has("coordinator") || meeting.provider.id === actor.id;
  if (staff) return "may";
  return now <= meeting.start - settings.changeNoticeMinutes ? "may" : "too_late";
}

/**
 * What becomes of the money of a meeting that this person cancels now: when its provider or a coordinator does, all goes back;
 * when a member does, all up to the community's notice, and nothing later. `now` in epoch minutes.
 */
export function refundWhenCancelled(
  meeting: Facts,
  actor: Actor,
  { refundMinutes }: CommunitySettings,
  now: number,
): "full" | "none" {
  const own = meeting.members.some(({ id }) => id === actor.id);
  return !own || now <= meeting.start - refundMinutes ? "full" : "none";
}

/** The same for who asks before cancelling: null where it costs nothing, "none" while nothing is paid. `now` in epoch minutes. */
export function moneyWhenCancelled(
  meeting: Facts & { readonly price: object | null },
  actor: Actor,
  settings: CommunitySettings,
  now: number,
): "back" | "kept" | "none" | null {
  if (!meeting.price) return null;
  if (meeting.state !== "final") return "none";
  return refundWhenCancelled(meeting, actor, settings, now) === "full" ? "back" : "kept";
}

/**
 * Where this person chooses another time: among the free times of its service, or by agreeing with the other, which the provider
 * writes down. Null when they cannot.
 */
export function movePath(
  meeting: { readonly service: object | null },
  { may, hosts, paths }: { may: boolean; hosts: boolean; paths: { move: string; reschedule: string } },
): string | null {
  if (!may) return null;
  if (meeting.service) return paths.move;
  return hosts ? paths.reschedule : null;
}
