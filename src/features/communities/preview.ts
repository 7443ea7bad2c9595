import type { MessageKey } from "../../words/translate.ts";
import type { CommunityWords, Word } from "../../words/words.ts";

/** The words as they would be with what is typed: a field left empty keeps the word it has now. */
export function previewWords(now: CommunityWords, typed: (field: string) => string): CommunityWords {
  const word = (name: keyof CommunityWords): Word => {
    const read = (field: string) => typed(`${name}.${field}`).trim().slice(0, 40);
    const article = read("article");
    return {
      one: read("one") || now[name].one,
      many: read("many") || now[name].many,
      ...(article === "a" || article === "an" ? { article } : {}),
    };
  };
  return {
    provider: word("provider"),
    service: word("service"),
    member: word("member"),
    meeting: word("meeting"),
  };
}

/** What the preview shows: messages of the pages themselves, so that it cannot promise anything else. */
export const samples: readonly { label: MessageKey; messages: readonly MessageKey[] }[] = [
  {
    label: "language.preview.booking",
    messages: [
      "booking.home.title",
      "booking.service.title",
      "booking.service.prompt",
      "booking.service.edit",
      "booking.provider.title",
      "booking.provider.prompt",
    ],
  },
  { label: "language.preview.navigation", messages: ["nav.meetings"] },
  { label: "language.preview.buttons", messages: ["services.add", "providers.add"] },
];
