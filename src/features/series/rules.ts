import type { Actor } from "#platform/action.ts";
import type { CommunitySettings } from "../communities/community.ts";
import { mayChange } from "../meetings/rules.ts";
import type { SeriesMeeting } from "./queries.ts";
import type { Part } from "./schema.ts";

interface Asked {
  /** The meeting from whose page it is asked. */
  readonly from: SeriesMeeting;
  readonly part: Part;
  readonly provider: { readonly id: string };
  readonly members: readonly { readonly id: string }[];
  readonly actor: Actor;
  readonly settings: CommunitySettings;
  /** Epoch minutes. */
  readonly now: number;
}

export interface Cancellable {
  readonly cancels: readonly SeriesMeeting[];
  /** Those that this person cannot cancel any more, because they begin too soon. */
  readonly stays: readonly SeriesMeeting[];
}

/**
 * What of a series would be cancelled, and what would stay although it was meant: each meeting by the rules that it has when it is
 * cancelled alone. What is over or off already is neither.
 */
export function cancellable(
  meetings: readonly SeriesMeeting[],
  { from, part, provider, members, actor, settings, now }: Asked,
): Cancellable {
  const meant = meetings.filter(
    ({ start, end, state }) => state !== "cancelled" && end > now && (part === "all" || start >= from.start),
  );
  const verdict = (meeting: SeriesMeeting) =>
    mayChange({ ...meeting, provider, members }, actor, settings, now);
  return {
    cancels: meant.filter((meeting) => verdict(meeting) === "may"),
    stays: meant.filter((meeting) => verdict(meeting) === "too_late"),
  };
}

/** The meetings on a screen and the state they were in, as a form carries it: what was changed meanwhile is not cancelled unseen. */
export const seenText = (meetings: readonly SeriesMeeting[]): string =>
  meetings.map(({ id, version }) => `${id}.${version}`).join(" ");
