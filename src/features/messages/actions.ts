import { createHash } from "node:crypto";
import { z } from "zod";
import { type Actor, action, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { announce } from "./announce.ts";
import { kindOf, safeName } from "./kinds.ts";
import { countFiles, deleteFile, insertFile } from "./queries/files.ts";
import { insertMessage, takeNumber, threadOf } from "./queries/threads.ts";
import { isOpen, mostFiles } from "./rules.ts";
import { fileInput, messageInput } from "./schema.ts";

const belongs = (actor: Actor): boolean => actor.id !== null;

/** Writes to the others of a meeting. Refuses: gone (also to who is not in it), closed. */
export const writeMessage = action({
  name: "messages.write",
  may: belongs,
  input: messageInput,
  async run({ actor, input, trx, now, jobs }) {
    const thread = await threadOf(trx, actor, input.meetingId);
    if (!thread) return refuse("gone");
    if (!isOpen(thread, minuteOf(now))) return refuse("closed");

    const { communityId, id: author } = actor;
    const place = await takeNumber(trx, actor, thread);
    await insertMessage(trx, { ...place, communityId, author, text: input.text, at: now });
    await announce(trx, jobs, { ...place, communityId, by: author });
    return ok({ number: place.number });
  },
});

/** Shares a file with the others of a meeting. Refuses: gone (also to who is not in it), closed, and files that cannot be shared. */
export const shareFile = action({
  name: "messages.share",
  may: belongs,
  input: fileInput,
  async run({ actor, input, trx, now, jobs }) {
    const thread = await threadOf(trx, actor, input.meetingId);
    if (!thread) return refuse("gone");
    if (!isOpen(thread, minuteOf(now))) return refuse("closed");
    const type = await kindOf(input.file.content);
    if (!type) return refuse("invalid", { fields: { file: "file_kind" } });

    const { communityId, id: by } = actor;
    // The number comes first: with it in hand nobody else adds a file between the counting and the writing.
    const place = await takeNumber(trx, actor, thread);
    if ((await countFiles(trx, place.threadId)) >= mostFiles)
      return refuse("invalid", { fields: { file: "file_many" } });
    const content = Buffer.from(input.file.content);
    const sha256 = createHash("sha256").update(content).digest();
    const file = { id: newId(), name: safeName(input.file.name, type), type, content, sha256 };
    await insertFile(trx, { ...file, ...place, communityId, by, at: now });
    await announce(trx, jobs, { ...place, communityId, by });
    return ok({ fileId: file.id });
  },
});

/** Takes back a file one has shared, at any time. Refuses: gone (also to everybody else). */
export const removeFile = action({
  name: "messages.removeFile",
  may: belongs,
  input: z.object({ fileId: z.guid() }),
  async run({ actor, input, trx }) {
    const meetingId = await deleteFile(trx, actor, input.fileId);
    return meetingId ? ok({ meetingId }) : refuse("gone");
  },
});
