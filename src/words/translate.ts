import indefinite from "indefinite";
import { IntlMessageFormat } from "intl-messageformat";
import { en } from "./en.ts";
import type { CommunityWords, Word } from "./words.ts";

export type MessageKey = keyof typeof en;
type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, values?: Values) => string;

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

/** So many texts with values are kept for a community's words, and then all are forgotten. */
const mostFilled = 2_000;

/** The community's own words by the names that every text may use: `provider`, `providers`, `aProvider`, and so on. */
export const ownWords = (words: CommunityWords): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(words).flatMap(([name, word]) => [
      [name, word.one],
      [`${name}s`, word.many],
      [`a${name.charAt(0).toUpperCase()}${name.slice(1)}`, withArticle(word)],
    ]),
  );

function translatorOf(words: CommunityWords): Translate {
  const own = ownWords(words);
  // Without values a message is the same text each time, and most are.
  const plain = new Map<MessageKey, string>();
  // With values the same ones come again and again too: the counts of a calendar, the step one is at.
  const filled = new Map<string, string>();
  return (key, values) => {
    if (values) {
      const asked = askedFor(key, values);
      const text = filled.get(asked) ?? String(format(key).format({ ...own, ...values }));
      if (filled.size >= mostFilled) filled.clear();
      filled.set(asked, text);
      return text;
    }
    const text = plain.get(key) ?? String(format(key).format(own));
    plain.set(key, text);
    return text;
  };
}

/** A message and its values as one text; another for any other message or values. */
function askedFor(key: MessageKey, values: Values): string {
  let asked: string = key;
  for (const name in values) {
    const value = values[name];
    asked += typeof value === "string" ? `|${name}:${value.length}:${value}` : `|${name}=${value}`;
  }
  return asked;
}

export const isMessageKey = (key: string): key is MessageKey => key in en;
