import { z } from "zod";
import type { CommunityId } from "#platform/database/scope.ts";
import { asCommunityId } from "#platform/database/scope.ts";
import { isCurrency } from "#platform/money.ts";
import { remembered } from "#platform/remember.ts";
import { type CommunityWords, communityWords } from "../../words/words.ts";

const minutes = (max: number) => z.coerce.number().int().min(0).max(max);

/** What a coordinator can set, with what holds until then. Times of day are the community's zone, spans are minutes. */
export const communitySettings = z.object({
  /** Whether people who are not on the list may look around and join. */
  visibility: z.enum(["open", "listed"]).default("open"),
  whoMayBook: z.enum(["everyone", "listed"]).default("everyone"),
  /** Shortest time between booking and start. */
  leadMinutes: minutes(43_200).default(120),
  /** How far ahead a start may lie, in days of the community's calendar. */
  horizonDays: minutes(366).default(60),
  /** Minutes of the hour at which a meeting may start. */
  startMinutes: z.array(minutes(59)).min(1).default([0, 30]),
  confirmation: z.enum(["automatic", "provider"]).default("automatic"),
  memberDayMinutes: minutes(1_440).nullable().default(null),
  memberWeekMinutes: minutes(10_080).nullable().default(null),
  providerWeekMinutes: minutes(10_080).nullable().default(null),
  /** Latest time before the start at which a member may still cancel or move; staff always may. */
  changeNoticeMinutes: minutes(43_200).default(120),
  enrollmentEffect: z.enum(["off", "first", "only"]).default("first"),
  enrollmentSource: z.enum(["file", "feed"]).default("file"),
  membersEditServices: z.boolean().default(true),
  skipSingleChoices: z.boolean().default(false),
  /** ISO 4217; what is priced already keeps the currency it was priced in. */
  currency: z.string().refine(isCurrency).default("USD"),
  /** How long an unpaid meeting holds its time. */
  paymentHoldMinutes: minutes(20_160).default(1_440),
  /** Until how long before the start who cancels has everything back; afterwards nothing. When the host cancels, always. */
  refundMinutes: minutes(43_200).default(1_440),
  /** Within which somebody should answer a request, before more people are told of it. */
  answerMinutes: minutes(43_200).default(2_880),
  /** How long a request stays open. */
  requestDays: minutes(366).default(30),
  /** How long the times that a proposal offers are held. */
  proposalHoldMinutes: minutes(20_160).default(2_880),
  /** How long a freed place of a group meeting, or a freed time, is kept for the first who waits for it. */
  offerMinutes: minutes(20_160).default(720),
  /** Who missed so many meetings within so many days books nothing for so many days. Null: nobody is kept from booking. */
  noShowRule: z
    .object({
      times: z.coerce.number().int().min(1).max(20),
      withinDays: z.coerce.number().int().min(1).max(366),
      pauseDays: z.coerce.number().int().min(1).max(366),
    })
    .nullable()
    .default(null),
  /** No group of fewer people than this is shown wherever people are counted by what they told of themselves. */
  smallestGroup: z.coerce.number().int().min(5).max(100).default(11),
  /** Whether who belongs to it can apply to become a provider. */
  takesApplications: z.boolean().default(true),
  /** What of Kith this community uses. */
  modules: z
    .object({
      requests: z.boolean().default(true),
      payments: z.boolean().default(true),
      groups: z.boolean().default(true),
      rooms: z.boolean().default(true),
      points: z.boolean().default(true),
    })
    .prefault({}),
  contact: z.string().max(500).default(""),
  /** Where questions are written to, beside the inbox of the coordinators; "" is nowhere. */
  supportEmail: z.string().max(254).default(""),
});

export type CommunitySettings = z.output<typeof communitySettings>;

export interface Community {
  readonly id: CommunityId;
  readonly slug: string;
  readonly name: string;
  /** IANA zone of the community's calendar. */
  readonly zone: string;
  readonly words: CommunityWords;
  readonly settings: CommunitySettings;
  /** Where its pages begin: `/c/<slug>`. */
  readonly base: string;
}

/** A row of `communities` as JSON, read once for each text: the same community is asked for by every page of it. */
export const communityOf = remembered(500, (row: string): Community => toCommunity(JSON.parse(row)));

/** Reads a stored row; what the row does not say has its default. */
export function toCommunity(row: {
  id: string;
  slug: string;
  name: string;
  zone: string;
  words: unknown;
  settings: unknown;
}): Community {
  return {
    id: asCommunityId(row.id),
    slug: row.slug,
    name: row.name,
    zone: row.zone,
    words: communityWords.parse(row.words),
    settings: communitySettings.parse(row.settings),
    base: `/c/${row.slug}`,
  };
}
