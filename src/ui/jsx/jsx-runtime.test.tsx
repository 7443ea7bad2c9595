import fc from "fast-check";
import { jsx as honoElement } from "hono/jsx/jsx-runtime";
import { expect, test } from "vitest";
import { html, raw } from "../markup.ts";
import { Fragment, jsx } from "./jsx-runtime.ts";

const text = fc.oneof(fc.string(), fc.constantFrom("<b>", "a & b", `"it's"`, "&amp;", "</p><script>"));
const simple = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined));
const name = fc.constantFrom(
  ...["class", "href", "hidden", "checked", "selected", "open", "required", "disabled", "download"],
  ...["aria-hidden", "data-x", "tabindex", "data-turbo-permanent"],
);
const tag = fc.constantFrom("p", "a", "input", "br", "details", "form", "button", "turbo-frame");

interface Drawn {
  tag: string;
  attributes: Record<string, unknown>;
  children: unknown[];
}

const { element } = fc.letrec<{ element: Drawn }>((tie) => ({
  element: fc.record({
    tag,
    attributes: fc.dictionary(name, simple),
    children: fc.array(fc.oneof({ maxDepth: 4 }, simple, fc.array(simple), tie("element"))),
  }),
}));

/** The same with either way of making elements. */
function drawn(make: typeof jsx | typeof honoElement, { tag, attributes, children }: Drawn): unknown {
  const inside = children.map((child) => (isDrawn(child) ? drawn(make, child) : child));
  const empty = tag === "input" || tag === "br";
  return make(tag, empty ? attributes : { ...attributes, children: inside });
}

const isDrawn = (value: unknown): value is Drawn =>
  typeof value === "object" && value !== null && "attributes" in value;

test("elements become the same text as Hono's do, whatever is in them", () => {
  fc.assert(
    fc.property(element, (what) => {
      expect(String(drawn(jsx, what))).toBe(String(drawn(honoElement, what)));
    }),
  );
});

test("what a person wrote is escaped between tags, in attributes and in templates, and nothing is escaped twice", () => {
  const written = `<img src=x onerror="a()"> & 'b'`;
  const safe = "&lt;img src=x onerror=&quot;a()&quot;&gt; &amp; &#39;b&#39;";
  const Line = ({ said }: { said: string }) => <i title={said}>{said}</i>;
  expect(String(<Line said={written} />)).toBe(`<i title="${safe}">${safe}</i>`);
  expect(String(html`<b a="${written}">${written}${[written]}</b>`)).toBe(
    `<b a="${safe}">${safe}${safe}</b>`,
  );
  expect(String(<p>{html`<b>${<Line said={written} />}</b>`}</p>)).toBe(
    `<p><b><i title="${safe}">${safe}</i></b></p>`,
  );
  expect(String(<p title={raw("&amp;") as unknown as string}>{raw("<hr>")}</p>)).toBe(
    `<p title="&amp;"><hr></p>`,
  );
});

test("nothing is drawn before its text is asked for", () => {
  let times = 0;
  const Count = () => {
    times += 1;
    return <>{[times, " of ", null, false, [1]]}</>;
  };
  const page = (
    <Fragment>
      <Count />
    </Fragment>
  );
  expect(times).toBe(0);
  expect(String(page)).toBe("1 of 1");
});

test("what is no text and no element is not drawn by accident", () => {
  expect(() => String(<p>{{ name: "Mina" } as unknown as string}</p>)).toThrow(TypeError);
  expect(() => String(<p>{Promise.resolve("soon")}</p>)).toThrow(TypeError);
});
