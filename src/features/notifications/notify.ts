import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import type { MessageKey } from "../../words/translate.ts";

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
  "group",
  "room",
  "connection",
  "review",
  "help",
] as const;

export type NoticeKind = (typeof noticeKinds)[number];

/**
 * What goes into the words of a notice. A span of epoch minutes and an amount become words for the one who reads; a span without
 * length is a point in time.
 */
export type NoticeValue =
  | string
  | number
  | { readonly start: number; readonly end: number }
  | { readonly minor: number; readonly currency: string };

export type NoticeValues = Readonly<Record<string, NoticeValue>>;

/** A message with a line for the app: `told.<message>`. */
export type BellMessage = {
  [Key in MessageKey]: Key extends `told.${infer Name}`
    ? Name extends `${string}.subject` | `${string}.text`
      ? never
      : Name
    : never;
}[MessageKey];

/** One that has its letter too: `told.<message>.subject` and `told.<message>.text`. */
export type NoticeMessage = {
  [Name in BellMessage]: `told.${Name}.subject` | `told.${Name}.text` extends MessageKey ? Name : never;
}[BellMessage];

/** What the panel of sent mail calls a letter whose kind alone would say too much. */
export const privateMail = "private";

export interface Notice {
  readonly communityId: string;
  /** Ids of persons. */
  readonly to: readonly string[];
  readonly kind: NoticeKind;
  /** Names the occasion: nobody is told twice of one, however often this runs. */
  readonly once: string;
  /** `told.<message>` is the line in the app; `.subject` and `.text` behind it are the letter. */
  readonly message: NoticeMessage;
  readonly values?: NoticeValues | undefined;
  /** Where it leads, below the community's base: `/proposals/<id>`. */
  readonly path: string;
  /** About something that is nobody's business but its two people's: the panel of sent mail says nothing of it. */
  readonly private?: boolean;
  /** From this epoch minute on nobody needs to hear of it any more. */
  readonly until?: number;
}

/** So many are told in one go: few enough for one short transaction. */
const crowd = 100;

/** Has people told of something, in the app and by mail as each of them chose, if and only if the transaction at hand commits. */
export async function notify(trx: Scoped, jobs: Jobs, notice: Notice): Promise<void> {
  for (let at = 0; at < notice.to.length; at += crowd) {
    await jobs.send(trx, "notify", { ...notice, to: notice.to.slice(at, at + crowd) });
  }
}
