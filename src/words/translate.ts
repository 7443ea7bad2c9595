import indefinite from "indefinite";
import { IntlMessageFormat } from "intl-messageformat";
import { en } from "./en.ts";
import type { CommunityWords, Word } from "./words.ts";

export type MessageKey = keyof typeof en;
export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

const formats = new Map<string, IntlMessageFormat>();

function format(key: MessageKey): IntlMessageFormat {
  let known = formats.get(key);
  if (!known) {
    known = new IntlMessageFormat(en[key], "en", undefined, { ignoreTag: true });
    formats.set(key, known);
  }
  return known;
}

/** "an Advisor", "a University Coach"; what the coordinator set wins over what is worked out. */
export function withArticle(word: Word): string {
  return word.article ? `${word.article} ${word.one}` : indefinite(word.one);
}

const translators = new WeakMap<CommunityWords, Translate>();

/**
 * The one place where keys become words. Every message may use the community's own words: {provider}, {providers}, {aProvider},
 * and the same for service, member and meeting.
 */
export function translator(words: CommunityWords): Translate {
  const known = translators.get(words) ?? translatorOf(words);
  translators.set(words, known);
  return known;
}

function translatorOf(words: CommunityWords): Translate {
  const own = Object.fromEntries(
    Object.entries(words).flatMap(([name, word]) => [
      [name, word.one],
      [`${name}s`, word.many],
      [`a${name.charAt(0).toUpperCase()}${name.slice(1)}`, withArticle(word)],
    ]),
  );
  // Without values a message is the same text each time, and most are.
  const plain = new Map<MessageKey, string>();
  return (key, values) => {
    if (values) return String(format(key).format({ ...own, ...values }));
    const text = plain.get(key) ?? String(format(key).format(own));
    plain.set(key, text);
    return text;
  };
}

export const isMessageKey = (key: string): key is MessageKey => key in en;
