import { whenOf } from "#ui/when.ts";
import { translator } from "../../words/translate.ts";
import type { Community } from "../communities/community.ts";
import { closingOf, type Letter, letter } from "../notifications/index.ts";
import { nameOf } from "../people/person.ts";
import type { Thread, ThreadPerson } from "./queries/threads.ts";
import { pageOf } from "./rules.ts";

type Reader = Pick<ThreadPerson, "first_name" | "last_name" | "email" | "zone">;

interface Occasion {
  thread: Thread;
  community: Community;
  by: string | null;
  baseUrl: string;
  now: Temporal.Instant;
}

/** Tells one person of a thread that something new waits there, and nothing of what it says. */
export function letterFor(person: Reader, { thread, community, by, baseUrl, now }: Occasion): Letter {
  const t = translator(community.words);
  const author = thread.people.find(({ id }) => id === by);
  const { meeting_id, start, end, group } = thread;
  const reader = { zone: person.zone ?? community.zone, now };
  const values = {
    name: author ? nameOf(author) : community.name,
    group: group?.name ?? "",
    when: start === null || end === null ? "" : whenOf(reader, start, end - start),
  };
  return letter({
    t,
    place: community.name,
    subject: t("letter.message.subject", values),
    paragraphs: [
      t("letter.greeting", { name: person.first_name || nameOf(person) }),
      t(
        group
          ? "letter.message.group.text"
          : meeting_id
            ? "letter.message.text"
            : "letter.message.proposal.text",
        values,
      ),
      t("letter.message.private"),
    ],
    button: {
      label: t("letter.message.open"),
      url: `${baseUrl}${community.base}${pathOf(thread)}`,
    },
    closing: closingOf(t, community, baseUrl),
  });
}

/** Where a thread is read, below the community's base. */
export const pathOf = (thread: Thread): string =>
  thread.meeting_id ? pageOf(thread) : `${pageOf(thread)}#messages`;
