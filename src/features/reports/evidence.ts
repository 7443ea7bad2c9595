import { z } from "zod";

const minute = z.int();

const line = z.object({
  number: z.int(),
  /** Who wrote it: only an id, so that a name that is gone does not live on here. */
  author: z.string(),
  /** What they are called in the room; null where people have their own names. */
  called: z.string().nullable(),
  text: z.string(),
  at: minute,
});

/** What was reported, as it was at that time. Nothing in it says who reported. Times are epoch minutes. */
export const evidenceShape = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("person"),
    /** All that they tell of themself in their own words. */
    bio: z.string(),
    /** What they wrote when they asked to connect. */
    asked: z.string().default(""),
  }),
  z.object({
    kind: z.literal("meeting"),
    group: z.boolean(),
    name: z.string(),
    description: z.string(),
    host: z.string(),
    start: minute,
    end: minute,
    link: z.string().nullable(),
  }),
  z.object({ kind: z.literal("proposal"), subject: z.string(), text: z.string(), at: minute }),
  z.object({
    kind: z.literal("message"),
    /** null: not in a room. */
    room: z.object({ id: z.string(), name: z.string() }).nullable(),
    number: z.int(),
    /** The message itself, with those before and after it. */
    lines: z.array(line),
  }),
  z.object({
    kind: z.literal("file"),
    room: z.object({ id: z.string(), name: z.string() }).nullable(),
    name: z.string(),
    type: z.string(),
    size: z.int(),
    at: minute,
  }),
  z.object({
    kind: z.literal("review"),
    id: z.string(),
    provider: z.string(),
    alias: z.int(),
    stars: z.int(),
    text: z.string(),
    reply: z.string(),
  }),
  z.object({
    kind: z.literal("room"),
    id: z.string(),
    name: z.string(),
    about: z.string(),
    private: z.boolean(),
    /** What was written there last. */
    lines: z.array(line),
  }),
]);

export type Evidence = z.output<typeof evidenceShape>;
export type EvidenceLine = z.output<typeof line>;

/** What is stored of it; null when it is gone because somebody it was about has left. */
export const readEvidence = (stored: unknown): Evidence | null =>
  evidenceShape.safeParse(stored).data ?? null;
