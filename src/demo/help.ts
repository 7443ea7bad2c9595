import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { insertMessage } from "../features/help/queries/messages.ts";
import { insertQuestion } from "../features/help/queries/questions.ts";
import { nameOf } from "../features/people/person.ts";

interface Cast {
  communityId: CommunityId;
  /** In the order of `demoProviders`. */
  providers: readonly string[];
  members: readonly string[];
  coordinator: string;
  now: Temporal.Instant;
}

interface Asked {
  readonly by: readonly ["provider" | "member", number];
  readonly text: string;
  readonly browser: string;
  readonly device: string;
  readonly hoursAgo: number;
  /** What was answered an hour later. */
  readonly answer?: string;
}

const questions: readonly Asked[] = [
  {
    by: ["provider", 0],
    text: "My hours on Thursday show twice in the calendar, once as 2 pm and once as 3 pm. Which of them can people book?",
    browser: "Firefox 140",
    device: "Windows",
    hoursAgo: 70,
    answer:
      "Thank you for asking. You had entered them for both rooms, and one of the rooms opens an hour later. People can book from 2 pm, in the Student Centre. I took the second one out.",
  },
  {
    by: ["member", 4],
    text: "I cannot hear anything when I join from my phone. From the laptop it works.",
    browser: "Safari 26",
    device: "iPhone",
    hoursAgo: 20,
  },
  {
    by: ["provider", 2],
    text: "Can two of us host a group together if one is only there every second week?",
    browser: "Chrome 142",
    device: "Mac",
    hoursAgo: 3,
  },
];

/** What some of the demo's people asked, and one answer. */
export async function addHelp(
  trx: Scoped,
  { communityId, coordinator, now, ...people }: Cast,
): Promise<void> {
  for (const { by, text, answer, hoursAgo, browser, device } of questions) {
    const [kind, place] = by;
    const personId = (kind === "provider" ? people.providers : people.members)[place] ?? "";
    const person = await trx
      .selectFrom("people")
      .select(["first_name", "last_name", "email"])
      .where("id", "=", personId)
      .executeTakeFirstOrThrow();
    const at = now.subtract({ hours: hoursAgo });
    const asker = { name: nameOf(person), email: person.email, phone: "" };
    const { id } = await insertQuestion(trx, { communityId, personId, ...asker, browser, device, at });
    const said = { communityId, questionId: id };
    await insertMessage(trx, { ...said, authorId: personId, answer: false, text, at });
    if (!answer) continue;
    const later = at.add({ hours: 1 });
    await insertMessage(trx, { ...said, authorId: coordinator, answer: true, text: answer, at: later });
  }
}
