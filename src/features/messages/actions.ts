import { createHash } from "node:crypto";
import { z } from "zod";
import { action, belongs, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import { announce, showOthers } from "./announce.ts";
import { kindOf, safeName } from "./kinds.ts";
import { countFiles, deleteFile, insertFile } from "./queries/files.ts";
import { insertMessage } from "./queries/messages.ts";
import { takeNumber, threadOf, wholeThread } from "./queries/threads.ts";
import { isOpen, mostFiles, pageOf } from "./rules.ts";
import { fileInput, messageInput, ownerOf } from "./schema.ts";

/** Writes to the others of a meeting or a proposal. Refuses: gone (also to who is not in it), closed. */
export const writeMessage = action({
  name: "messages.write",
  may: belongs,
  input: messageInput,
  async run({ actor, input, trx, now, jobs }) {
    const owner = ownerOf(input);
    const thread = owner && (await threadOf(trx, actor, owner));
    if (!thread) return refuse("gone");
    if (!isOpen(thread, minuteOf(now))) return refuse("closed");

    const { communityId, id: author } = actor;
    const place = await takeNumber(trx, actor, thread);
    await insertMessage(trx, { ...place, communityId, author, text: input.text, at: now });
    await announce(trx, jobs, actor, { thread, place });
    return ok({ number: place.number });
  },
});

/** Shares a file with the others of a meeting or a proposal. Refuses: gone (also to who is not in it), closed, and files that cannot be shared. */
export const shareFile = action({
  name: "messages.share",
  may: belongs,
  input: fileInput,
  async run({ actor, input, trx, now, jobs }) {
    const owner = ownerOf(input);
    const thread = owner && (await threadOf(trx, actor, owner));
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
    await announce(trx, jobs, actor, { thread, place });
    return ok({ fileId: file.id });
  },
});

/** Takes back a file one has shared, at any time. Gives the page it was on, below the community's base. Refuses: gone (also to everybody else). */
export const removeFile = action({
  name: "messages.removeFile",
  may: belongs,
  input: z.object({ fileId: z.guid() }),
  async run({ actor, input, trx }) {
    const threadId = await deleteFile(trx, actor, input.fileId);
    const thread = threadId && (await wholeThread(trx, threadId, actor.id));
    if (!thread) return refuse("gone");
    await showOthers(trx, actor, thread);
    return ok({ page: pageOf(thread) });
  },
});
