/** Characters of a page at most. */
export const longest = { title: 120, summary: 240, body: 30_000 } as const;

/** What a page of tips says. {provider} and the community's other words stand in it by their names. */
export interface TipText {
  readonly title: string;
  /** One sentence below the title and in the list. */
  readonly summary: string;
  /** Markdown. */
  readonly body: string;
}

/** Whether two texts say the same. */
export const isSameText = (one: TipText, other: TipText): boolean =>
  one.title === other.title && one.summary === other.summary && one.body === other.body;

const inBraces = /\{(\w+)\}/g;

/** A line with the community's words in place of their names; what is no such name stays as it is. */
export const inWords = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replaceAll(inBraces, (braced, name: string) => words[name] ?? braced);

/** The last part of a page's address, made of its title: small letters without accents. Never empty, never another's. */
export function slugFor(title: string, taken: ReadonlySet<string>): string {
  const plain = title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
  const slug = plain || "tips";
  for (let turn = 1; ; turn += 1) {
    const tried = turn === 1 ? slug : `${slug}-${turn}`;
    if (!taken.has(tried)) return tried;
  }
}

/** Whether a page holds every word that was looked for, wherever in it; no word finds everything. */
export function holdsWords({ title, summary, body }: TipText, looked: string): boolean {
  const text = `${title} ${summary} ${body}`.toLowerCase();
  return looked
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Addresses of the whole installation. Every other path is below the community's own. */
const everywhere = /^\/(crisis|account|communities|c)(\/|$|[?#])/;

/**
 * Where a link of a page leads: a path below the community (`/availability`), one of the installation (`/crisis`), or an address
 * elsewhere. Null for what is neither: it stays words.
 */
export function leadsTo(href: string, base: string): string | null {
  if (/^(https?:\/\/|mailto:)[^\s]+$/i.test(href)) return href;
  if (!/^\/(?![/\\])/.test(href)) return null;
  return everywhere.test(href) ? href : `${base}${href}`;
}

/**
 * The levels of headings that fit below a heading of level `top`, in the order of the text: each stands one below the one that it
 * belongs to, so that none is left out.
 */
export function levelsBelow(top: number, levels: readonly number[]): number[] {
  const above: number[] = [];
  return levels.map((level) => {
    while ((above.at(-1) ?? 0) >= level) above.pop();
    above.push(level);
    return Math.min(top + above.length, 6);
  });
}
