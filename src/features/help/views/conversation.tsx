import type { Page } from "#ui/page.ts";
import { clockTime, dayName } from "#ui/when.ts";
import { nameOf } from "../../people/person.ts";
import type { Message } from "../queries/messages.ts";

interface ConversationProps {
  page: Page;
  messages: readonly Message[];
  /** Whose side the reader is on. */
  answers: boolean;
  /** The address of the question, as this reader has it. */
  path: string;
  /** Who asked, as they wrote it. */
  asker: string;
}

/** All that was said in a question, the reader's own side set off from the other. */
export function Conversation({ page, messages, answers, path, asker }: ConversationProps) {
  const { t, zone, now } = page;
  const nameFor = ({ answer, author }: Message): string => {
    if (!answer) return answers ? asker : t("help.you");
    return author ? nameOf(author) : t("help.coordinators");
  };
  return (
    <ol class="mb-6 grid gap-3" aria-live="polite" aria-relevant="additions">
      {messages.map((message) => {
        const own = message.answer === answers;
        return (
          <li
            id={`message-${message.number}`}
            class={`rounded-box border-base-300 border px-4 py-3 ${own ? "bg-base-200 ml-6 sm:ml-12" : "bg-base-100 mr-6 sm:mr-12"}`}
          >
            <p class="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
              <span class="font-semibold">{nameFor(message)}</span>
              <time datetime={message.at.toString()} class="quiet">
                {dayName(message.at, zone, now)}, {clockTime(message.at, zone)}
              </time>
            </p>
            <p class="mt-1 wrap-anywhere whitespace-pre-wrap">{message.text}</p>
            {message.screenshot && (
              <a
                href={`${path}/screenshots/${message.screenshot.id}`}
                data-turbo="false"
                class="mt-3 inline-block max-w-full"
              >
                <img
                  src={`${path}/screenshots/${message.screenshot.id}`}
                  width={message.screenshot.width}
                  height={message.screenshot.height}
                  alt={t("help.screenshot.of", { name: nameFor(message) })}
                  loading="lazy"
                  class="rounded-field border-base-300 h-auto max-h-80 w-auto max-w-full border"
                />
              </a>
            )}
          </li>
        );
      })}
    </ol>
  );
}
