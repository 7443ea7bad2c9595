import { z } from "zod";
import { asWritten } from "#platform/text.ts";
import { largestFile, longestMessage, type ThreadOwner } from "./rules.ts";

/** One of the two is given. */
const owner = { meetingId: z.guid().optional(), proposalId: z.guid().optional() };

/** What a message or a file is meant for; null when that is nothing, or more than one thing. */
export function ownerOf({ meetingId, proposalId }: z.output<z.ZodObject<typeof owner>>): ThreadOwner | null {
  if (meetingId && !proposalId) return { meetingId };
  return proposalId && !meetingId ? { proposalId } : null;
}

export const messageInput = z.object({
  ...owner,
  text: z
    .string()
    .transform(asWritten)
    .refine((text) => text.length > 0, "message_empty")
    .refine((text) => text.length <= longestMessage, "message_long"),
});

export interface GivenFile {
  name: string;
  content: Uint8Array;
}

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

export const fileInput = z.object({
  ...owner,
  file: z
    .custom<GivenFile | null>()
    // A form without a chosen file sends one without a name.
    .refine((file) => file !== null && file.name !== "", { message: "file_missing", abort: true })
    .transform((file) => file ?? { name: "", content: new Uint8Array() })
    .refine(({ content }) => isBytes(content) && content.length > 0, "file_empty")
    .refine(({ content }) => content.length <= largestFile, "file_large"),
});
