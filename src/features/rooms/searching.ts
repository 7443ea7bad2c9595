/** Letters and digits of any script, as they follow each other. */
const word = /[\p{L}\p{N}]+/gu;

/** Longer words are found by their beginning. */
const longestWord = 40;

/** So many different words of a message can be found, and so many of a search are looked for. */
const mostWords = 400;
const mostTerms = 6;

/** Words without capitals and accents, each once, in the order in which they come. */
export function wordsOf(text: string, most = mostWords): string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const found = new Set<string>();
  for (const [each] of plain.matchAll(word)) {
    found.add(each.slice(0, longestWord));
    if (found.size >= most) break;
  }
  return [...found];
}

/** What a search looks for: messages with all of these words, and with one that begins with the last. Null: nothing to look for. */
export interface Sought {
  readonly whole: readonly string[];
  readonly begin: string;
}

/** Reads what was typed into a search box. */
export function soughtIn(typed: string): Sought | null {
  const words = wordsOf(typed, mostTerms);
  const begin = words.at(-1);
  return begin === undefined ? null : { whole: words.slice(0, -1), begin };
}

/** A text in pieces, the words that a search found marked. */
export function marked(text: string, { whole, begin }: Sought): { text: string; found: boolean }[] {
  const pieces: { text: string; found: boolean }[] = [];
  let at = 0;
  for (const { 0: said, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const words = wordsOf(said);
    if (!words.some((each) => whole.includes(each) || each.startsWith(begin))) continue;
    if (index > at) pieces.push({ text: text.slice(at, index), found: false });
    pieces.push({ text: said, found: true });
    at = index + said.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false });
  return pieces;
}
