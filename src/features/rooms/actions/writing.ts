import { createHash } from "node:crypto";
import { action, belongs, ok, refuse } from "#platform/action.ts";
import { newId } from "#platform/ids.ts";
import { currentCommunity } from "../../communities/load.ts";
import { kindOf, safeName } from "../../messages/kinds.ts";
import { countFiles, insertFile } from "../../messages/queries/files.ts";
import { insertMessage } from "../../messages/queries/messages.ts";
import { announceCall, showRoom } from "../announce.ts";
import { record } from "../queries/log.ts";
import { roomFor, roomToWriteIn } from "../queries/rooms.ts";
import { lineOf } from "../queries/stream.ts";
import { deleteFileAt, insertWords, takeNumber, takeWords } from "../queries/writing.ts";
import { cannotWrite, mostFiles } from "../rules.ts";
import { sharing, taking, writing } from "../schema.ts";
import { wordsOf } from "../searching.ts";

/** Writes to everybody in a room. Refuses: gone (also to who is not in it), muted, room_closed. */
export const writeInRoom = action({
  name: "rooms.write",
  may: belongs,
  input: writing,
  async run({ actor, input: { roomId, text }, trx, now, jobs }) {
    const room = await roomToWriteIn(trx, actor, roomId, now);
    if (!room || !actor.id) return refuse("gone");
    const { communityId, id: by } = actor;
    const no = cannotWrite(room, await zoneOf(trx, communityId, room.hours), now);
    if (no) return no;

    const place = await takeNumber(trx, room.threadId);
    await insertMessage(trx, { ...place, communityId, author: by, text, at: now });
    await insertWords(trx, communityId, place, wordsOf(text));
    await announceCall(trx, jobs, { ...place, communityId, roomId, by }, text);
    await showRoom(trx, { communityId, roomId, by });
    return ok({ number: place.number });
  },
});

/** Shares a file with everybody in a room. Refuses: gone (also to who is not in it), muted, room_closed, and files that cannot be shared. */
export const shareInRoom = action({
  name: "rooms.share",
  may: belongs,
  input: sharing,
  async run({ actor, input: { roomId, file: given }, trx, now }) {
    const room = await roomToWriteIn(trx, actor, roomId, now);
    if (!room || !actor.id) return refuse("gone");
    const { communityId, id: by } = actor;
    const no = cannotWrite(room, await zoneOf(trx, communityId, room.hours), now);
    if (no) return no;
    const type = await kindOf(given.content);
    if (!type) return refuse("invalid", { fields: { file: "file_kind" } });

    // The number comes first: with it in hand nobody else adds a file between the counting and the writing.
    const place = await takeNumber(trx, room.threadId);
    if ((await countFiles(trx, room.threadId)) >= mostFiles)
      return refuse("invalid", { fields: { file: "rooms_files_many" } });
    const content = Buffer.from(given.content);
    const sha256 = createHash("sha256").update(content).digest();
    const file = { id: newId(), name: safeName(given.name, type), type, content, sha256 };
    await insertFile(trx, { ...file, ...place, communityId, by, at: now });
    await showRoom(trx, { communityId, roomId, by });
    return ok({ fileId: file.id });
  },
});

/**
 * Takes a message's words or a file away, for everybody and for good: one's own, or anybody's for who keeps the room. Its number
 * stays. Refuses: gone.
 */
export const takeAway = action({
  name: "rooms.takeAway",
  may: belongs,
  input: taking,
  async run({ actor, input: { roomId, number }, trx, now }) {
    const room = await roomFor(trx, actor, roomId, now);
    if (!room || (room.standing !== "in" && !room.staff)) return refuse("gone");
    const { communityId, id: by } = actor;
    const { threadId } = room;
    const line = await lineOf(trx, { roomId, threadId, reader: by }, number);
    if (!line || line.removed || (line.author_id !== by && !room.moderates)) return refuse("gone");

    const place = { threadId, number };
    const whose = line.file_id
      ? await deleteFileAt(trx, place)
      : await takeWords(trx, place, { id: by, at: now });
    if (!whose) return refuse("gone");
    const kind = line.file_id ? "file_removed" : "message_removed";
    await record(trx, { communityId, roomId, kind, personId: whose, by, detail: { number }, at: now });
    await showRoom(trx, { communityId, roomId, by: null });
    return ok(null);
  },
});

/** Only hours are kept in the community's zone: most rooms have none. */
const zoneOf = async (
  trx: Parameters<typeof currentCommunity>[0],
  communityId: string,
  hours: object | null,
): Promise<string> => (hours ? (await currentCommunity(trx, communityId)).zone : "UTC");
