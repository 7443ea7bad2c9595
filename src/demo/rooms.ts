import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { insertMessage } from "../features/messages/queries/messages.ts";
import { insertRoom } from "../features/rooms/queries/arranging.ts";
import { record } from "../features/rooms/queries/log.ts";
import { insertWords, takeNumber } from "../features/rooms/queries/writing.ts";
import { wordsOf } from "../features/rooms/searching.ts";

interface Said {
  /** Who says it, by their place among the people of the room. */
  readonly by: number;
  /** Minutes before now. */
  readonly ago: number;
  readonly text: string;
}

interface DemoRoom {
  readonly name: string;
  readonly about: string;
  readonly private: boolean;
  /** What they are called there: the first is its moderator. */
  readonly people: readonly string[];
  readonly said: readonly Said[];
}

const day = 24 * 60;

const demoRooms: readonly DemoRoom[] = [
  {
    name: "Late night kitchen",
    about: "For who is still awake. No advice unless somebody asks for it; a hello is enough.",
    private: false,
    people: ["Talia", "Quiet Heron", "Sam", "Night bus", "Marmalade", "Ola"],
    said: [
      {
        by: 0,
        ago: 2 * day + 70,
        text: "Welcome, everybody. This room stays open all night. Be as you are.",
      },
      { by: 1, ago: 2 * day + 64, text: "Is it all right to just read for a while?" },
      { by: 0, ago: 2 * day + 63, text: "Of course. Many do." },
      { by: 3, ago: day + 300, text: "Three deadlines, one brain. I made soup instead." },
      { by: 4, ago: day + 297, text: "Soup is a valid answer" },
      { by: 4, ago: day + 297, text: "What kind?" },
      { by: 3, ago: day + 295, text: "Lentil. With far too much lemon." },
      { by: 1, ago: 95, text: "Second exam tomorrow. I slept four hours and I keep reading the same page." },
      {
        by: 0,
        ago: 92,
        text: "That sounds wearing, @Quiet Heron. What would help right now: company, or a plan?",
      },
      { by: 1, ago: 90, text: "Company, I think." },
      { by: 5, ago: 88, text: "Then we are here. I am folding laundry at half past one, if that helps." },
      { by: 2, ago: 12, text: "I passed mine last week on hardly any sleep. Not that I recommend it." },
      { by: 5, ago: 9, text: "Thank you for saying that, @Sam." },
    ],
  },
  {
    name: "First in the family",
    about: "Forms, money, and explaining at home what it is that you do all day.",
    private: false,
    people: ["Anya", "Pebble", "Late start"],
    said: [
      { by: 1, ago: 5 * day, text: "How do you tell your parents that reading is work?" },
      { by: 0, ago: 5 * day - 20, text: "I showed mine a page of it. That settled it." },
    ],
  },
  {
    name: "Mentors among themselves",
    about: "What helps, what does not, and who covers which evening.",
    private: true,
    people: ["Talia", "Björn", "Zoë"],
    said: [{ by: 1, ago: day, text: "Can somebody take my Friday? I have a viva." }],
  },
];

interface Ground {
  communityId: string;
  /** Ids; the first of the members is the one who signs in to look around. */
  providers: readonly string[];
  members: readonly string[];
  by: string;
  now: Temporal.Instant;
}

/** Chat rooms in which something was said already. */
export async function addRooms(trx: Scoped, ground: Ground): Promise<void> {
  const { communityId, providers, members, by, now } = ground;
  const [talia = "", bjorn = "", anya = ""] = providers;
  const [sam = "", , ...others] = members;
  const people: Record<string, string> = {
    Talia: talia,
    Björn: bjorn,
    Anya: anya,
    Zoë: providers[6] ?? "",
    Sam: sam,
  };
  for (const { said, people: names, ...room } of demoRooms) {
    const id = newId();
    const began = now.subtract({ minutes: 6 * day });
    await insertRoom(trx, { ...room, communityId, id, opening: null, by, at: began });
    await record(trx, { communityId, roomId: id, kind: "made", by, at: began });
    const thread = await trx
      .selectFrom("threads")
      .select("id")
      .where("room_id", "=", id)
      .executeTakeFirstOrThrow();
    const ids = names.map((name, i) => people[name] ?? others[i] ?? "");
    await trx
      .insertInto("room_members")
      .values(
        names.map((name, i) => ({
          community_id: communityId,
          room_id: id,
          person_id: ids[i] ?? "",
          name,
          role: i === 0 ? "moderator" : "member",
          joined_at: began,
        })),
      )
      .execute();
    for (const { by: place, ago, text } of said) {
      const number = await takeNumber(trx, thread.id);
      const at = now.subtract({ minutes: ago });
      await insertMessage(trx, { ...number, communityId, author: ids[place] ?? "", text, at });
      await insertWords(trx, communityId, number, wordsOf(text));
    }
  }
}
