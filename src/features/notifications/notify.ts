import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";

/** What a person can choose to be told of, each in the app, by mail, in both ways or in neither. */
export const noticeKinds = [
  "booked",
  "changed",
  "cancelled",
  "reminder",
  "request",
  "proposal",
  "accepted",
  "message",
  "payment",
] as const;

export type NoticeKind = (typeof noticeKinds)[number];

/** What goes into the words of a notice. A span of epoch minutes and an amount become words for the one who reads. */
export type NoticeValue =
  | string
  | number
  | { readonly start: number; readonly end: number }
  | { readonly minor: number; readonly currency: string };

export interface Notice {
  readonly communityId: string;
  /** Ids of persons. */
  readonly to: readonly string[];
  readonly kind: NoticeKind;
  /** Names the occasion: nobody is told twice of one, however often this runs. */
  readonly once: string;
  /** `told.<message>` is the line in the app; `.subject` and `.text` behind it are the letter. */
  readonly message: string;
  readonly values?: Readonly<Record<string, NoticeValue>>;
  /** Where it leads, below the community's base: `/proposals/<id>`. */
  readonly path: string;
}

/** Has people told of something, in the app and by mail as each of them chose, if and only if the transaction at hand commits. */
export async function notify(trx: Scoped, jobs: Jobs, notice: Notice): Promise<void> {
  if (notice.to.length > 0) await jobs.send(trx, "notify", notice);
}
