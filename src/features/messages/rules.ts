/** What a thread belongs to. */
export type ThreadOwner = { readonly meetingId: string } | { readonly proposalId: string };

const day = 24 * 60;

/** Days after its end in which the people of a meeting can still write to each other. */
const daysAfter = 14;

/** The same for those of a proposal after their last meeting, and after its acceptance while there is none. */
const daysAfterLast = 30;
const daysAfterAcceptance = 90;

/** Files that a thread holds at most. */
export const mostFiles = 20;

/** Bytes of a file at most. */
export const largestFile = 10 * 1024 * 1024;

/** Characters of a message at most. */
export const longestMessage = 5_000;

/** What the one notice of a thread is called that somebody gets who has seen it up to a number. */
export const noticeOf = (threadId: string, seen: number): string => `${threadId}.${seen}`;

interface Shown {
  readonly meeting_id: string | null;
  readonly proposal_id: string | null;
  readonly group: object | null;
}

/** The page on which a thread is read, below the community's base. */
export function pageOf({ meeting_id, proposal_id, group }: Shown): string {
  if (meeting_id === null) return `/proposals/${proposal_id}`;
  return group ? `/groups/${meeting_id}` : `/meetings/${meeting_id}`;
}

interface Standing {
  /** End of the meeting or of the last one, if there is any. */
  readonly end: number | null;
  /** Only of a proposal's thread. */
  readonly accepted: number | null;
  readonly people: readonly { readonly blocked: boolean }[];
  /** Whether the one who asks is among those who write here. */
  readonly writes: boolean;
  /** Of a group meeting, which is written for all of it: who is kept apart from its hosts has no place there. */
  readonly group: object | null;
}

/** Whether the one who asks can still write and share. What is there stays readable. All times in epoch minutes. */
export function isOpen({ end, accepted, people, writes, group }: Standing, now: number): boolean {
  if (!writes || (group === null && people.some(({ blocked }) => blocked))) return false;
  if (accepted === null) return end !== null && now < end + daysAfter * day;
  return now < (end === null ? accepted + daysAfterAcceptance * day : end + daysAfterLast * day);
}
