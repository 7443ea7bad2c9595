import { z } from "zod";

const word = z.object({
  one: z.string().trim().min(1).max(40),
  many: z.string().trim().min(1).max(40),
  /** Overrules the article that would be worked out from `one`. */
  article: z.enum(["a", "an"]).optional(),
});

export type Word = z.output<typeof word>;

/** The words a community chooses for itself. What is not chosen keeps its default. */
export const communityWords = z.object({
  provider: word.default({ one: "Peer Supporter", many: "Peer Supporters" }),
  service: word.default({ one: "Service", many: "Services" }),
  member: word.default({ one: "Member", many: "Members" }),
  meeting: word.default({ one: "Meeting", many: "Meetings" }),
});

export type CommunityWords = z.output<typeof communityWords>;

export const defaultWords: CommunityWords = communityWords.parse({});
