import type { Token } from "markdown-it";
import { inWords, leadsTo, levelsBelow } from "./rules.ts";

export interface Surroundings {
  /** The community's own words by their names. */
  readonly words: Readonly<Record<string, string>>;
  /** Where the community's pages begin. */
  readonly base: string;
  /** The level of the heading below which the text stands. */
  readonly below: number;
}

type Render = (text: string, around: Surroundings) => string;

let render: Promise<Render> | undefined;

/**
 * Markdown as HTML that is safe to show: no HTML of its own, no pictures, and links that lead to pages here, to web addresses and to
 * mail alone. What makes it is loaded with the first text.
 */
export async function htmlOf(text: string, around: Surroundings): Promise<string> {
  render ??= openMarkdown();
  return (await render)(text, around);
}

async function openMarkdown(): Promise<Render> {
  const { default: MarkdownIt } = await import("markdown-it");
  const markdown = new MarkdownIt({ html: false, linkify: true, typographer: true });
  // A table is wider than a phone, and a picture would tell its server who reads.
  markdown.disable(["image", "table"]);
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  markdown.validateLink = (address) => leadsTo(address, "") !== null;
  return (text, { words, base, below }) => {
    const tokens = markdown.parse(text, {});
    putHeadingsBelow(below, tokens);
    for (const token of tokens.flatMap(({ children }) => children ?? [])) settle(token, words, base);
    return markdown.renderer.render(tokens, markdown.options, {});
  };
}

/** After the text was taken apart, so that nothing in a community's words counts as Markdown. */
function settle(token: Token, words: Surroundings["words"], base: string): void {
  if (token.type === "text") token.content = inWords(token.content, words);
  if (token.type !== "link_open") return;
  const href = leadsTo(String(token.attrGet("href") ?? ""), base);
  token.attrSet("class", "link-plain");
  if (href) token.attrSet("href", href);
  if (href && !href.startsWith("/")) token.attrSet("rel", "noopener noreferrer");
}

function putHeadingsBelow(top: number, tokens: Token[]): void {
  const headings = tokens.filter(({ type }) => type === "heading_open" || type === "heading_close");
  const opened = headings.filter(({ type }) => type === "heading_open");
  const levels = levelsBelow(
    top,
    opened.map(({ tag }) => Number(tag.slice(1))),
  );
  // Headings hold no headings: each is closed before the next is opened.
  headings.forEach((token, at) => {
    token.tag = `h${levels[Math.floor(at / 2)] ?? top + 1}`;
  });
}
