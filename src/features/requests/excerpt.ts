/** Characters of an excerpt at most. */
const longest = 280;

/** The beginning of a text on one line, cut between two words, and whether anything was cut off. */
export function excerpt(text: string): { readonly said: string; readonly cut: boolean } {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= longest) return { said: line, cut: false };
  const begun = line.slice(0, longest + 1);
  const gap = begun.lastIndexOf(" ");
  // Written without spaces it is cut between two characters, never within one.
  const said =
    gap > longest / 2 ? begun.slice(0, gap) : begun.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "");
  return { said, cut: true };
}
