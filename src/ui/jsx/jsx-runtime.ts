import type { Child } from "hono/jsx";
import { contentOf, escaped, isMarkup } from "../markup.ts";

// What the elements of a view become, instead of Hono's own: no view waits for anything or reads a context, and without that a page
// is drawn in half the time. The types are Hono's.

export type { JSX } from "hono/jsx/jsx-runtime";

type Props = Readonly<Record<string, unknown>>;
type Component = (props: Props) => unknown;

/** Becomes text when it is asked for it and not before: a page is drawn while the database ends the transaction. */
class Element {
  readonly isEscaped = true;
  readonly #tag: string | Component;
  readonly #props: Props;

  constructor(tag: string | Component, props: Props) {
    this.#tag = tag;
    this.#props = props;
  }

  toString(): string {
    const tag = this.#tag;
    return typeof tag === "string" ? elementText(tag, this.#props) : contentOf(tag(this.#props));
  }
}

const withoutEnd = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

/** Attributes that are there or not; in any other, `true` and `false` are words. */
const switches = new Set(
  `allowfullscreen async autofocus autoplay checked controls default defer disabled download formnovalidate hidden inert
  loop multiple muted nomodule novalidate open readonly required reversed selected`.split(/\s+/),
);

function elementText(tag: string, props: Props): string {
  let text = `<${tag}`;
  for (const name in props) {
    if (name !== "children") text += attributeText(name, props[name]);
  }
  if (withoutEnd.has(tag)) return `${text}/>`;
  return `${text}>${contentOf(props.children)}</${tag}>`;
}

function attributeText(name: string, value: unknown): string {
  if (typeof value === "string") return ` ${name}="${escaped(value)}"`;
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean" && switches.has(name)) return value ? ` ${name}=""` : "";
  return ` ${name}="${isMarkup(value) ? value : escaped(String(value))}"`;
}

export const Fragment = ({ children }: { children?: Child }): Child => children;

export const jsx = (tag: string | Component, props: Props): Element => new Element(tag, props);

export { jsx as jsxs };
