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

interface Standing {
  /** End of the meeting or of the last one, if there is any. */
  readonly end: number | null;
  /** Only of a proposal's thread. */
  readonly accepted: number | null;
  readonly people: readonly { readonly blocked: boolean }[];
}

/** Whether the one who asks can still write and share. What is there stays readable. All times in epoch minutes. */
export function isOpen({ end, accepted, people }: Standing, now: number): boolean {
  if (people.some(({ blocked }) => blocked)) return false;
  if (accepted === null) return end !== null && now < end + daysAfter * day;
  return now < (end === null ? accepted + daysAfterAcceptance * day : end + daysAfterLast * day);
}
