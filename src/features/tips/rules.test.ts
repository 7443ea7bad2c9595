import { expect, test } from "vitest";
import { ownWords } from "../../words/translate.ts";
import { defaultWords } from "../../words/words.ts";
import { htmlOf } from "./markdown.ts";
import { inWords, leadsTo, levelsBelow, longest, slugFor } from "./rules.ts";
import { starterTips } from "./starter.ts";

const around = { words: ownWords(defaultWords), base: "/c/riverside", below: 1 };

test("headings stand below the page's own, and none is left out", () => {
  expect(levelsBelow(1, [2, 3, 2])).toEqual([2, 3, 2]);
  expect(levelsBelow(1, [1, 4, 4, 1])).toEqual([2, 3, 3, 2]);
  expect(levelsBelow(3, [2, 3, 6])).toEqual([4, 5, 6]);
  expect(levelsBelow(1, [3, 1])).toEqual([2, 2]);
  expect(levelsBelow(1, [])).toEqual([]);
});

test("headings of a text become those of its page", async () => {
  const html = await htmlOf("# One\n\nText\n\n##### Deep\n\n# Two", around);
  expect(html.match(/<\/?h\d>/g)).toEqual(["<h2>", "</h2>", "<h3>", "</h3>", "<h2>", "</h2>"]);
});

test("no HTML, no picture and no link but to pages, the web and mail comes out of Markdown", async () => {
  const bad = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![pixel](https://elsewhere.example/x.png)",
    "[a](javascript:alert(1))",
    "[a](JAVASCRIPT:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html,x)",
    "[a](vbscript:x)",
    "[a](//elsewhere.example)",
    "[a](file:///etc/passwd)",
    "[a](other)",
    "<javascript:alert(1)>",
    '[a](https://elsewhere.example "x\\" onclick=alert(1)")',
    "[x]: javascript:alert(1)\n\n[x]",
  ];
  for (const text of bad) {
    const html = await htmlOf(text, around);
    const tags = [...html.matchAll(/<(\w+)([^>]*)>/g)];
    expect([text, tags.filter(([, name = ""]) => !["p", "a", "pre", "code"].includes(name))]).toEqual([
      text,
      [],
    ]);
    for (const [, , attributes = ""] of tags)
      expect([
        text,
        /^( href="https:\/\/elsewhere\.example[^"]*"( title="[^"]*")? class="link-plain"( rel="[^"]*")?)?$/.test(
          attributes,
        ),
      ]).toEqual([text, true]);
  }
});

test("links lead below the community, to the installation's own pages, or elsewhere without saying from where", async () => {
  expect(leadsTo("/availability", "/c/x")).toBe("/c/x/availability");
  expect(leadsTo("/tips/listening#a", "/c/x")).toBe("/c/x/tips/listening#a");
  for (const own of ["/crisis", "/crisis?country=de", "/account", "/c/x/tips"])
    expect(leadsTo(own, "/c/x")).toBe(own);
  for (const none of ["//elsewhere.example", "/\\elsewhere.example", "javascript:x", "tips", ""])
    expect([none, leadsTo(none, "/c/x")]).toEqual([none, null]);
  expect(leadsTo("/crisis-help", "/c/x")).toBe("/c/x/crisis-help");
  const html = await htmlOf(
    "[now](/crisis) [hours](/availability) https://elsewhere.example [mail](mailto:a@b.example)",
    around,
  );
  expect(
    [...html.matchAll(/href="([^"]*)" class="link-plain"( rel="noopener noreferrer")?/g)].map(
      ([, to, rel]) => [to, rel !== undefined],
    ),
  ).toEqual([
    ["/crisis", false],
    ["/c/riverside/availability", false],
    ["https://elsewhere.example", true],
    ["mailto:a@b.example", true],
  ]);
});

test("a community's words stand in a text as words, whatever is in them", async () => {
  const words = { ...around.words, provider: "*Guide* <b>", members: "[x](javascript:y)" };
  const html = await htmlOf("Be a {provider} to {members} and {nobody}, `{provider}`", { ...around, words });
  expect(html).toContain("Be a *Guide* &lt;b&gt; to [x](javascript:y) and {nobody}");
  expect(html).not.toContain("<em>");
});

test("the project's pages are whole: a title, a sentence, a text, and no name that is no word", () => {
  expect(starterTips.length).toBeGreaterThanOrEqual(12);
  expect(new Set(starterTips.map(({ name }) => name)).size).toBe(starterTips.length);
  for (const { name, ...said } of starterTips) {
    for (const part of ["title", "summary", "body"] as const) {
      const words = inWords(said[part], around.words);
      expect([name, part, /[{}]/.test(words)]).toEqual([name, part, false]);
      expect([name, part, said[part].length <= longest[part]]).toEqual([name, part, true]);
    }
    expect([name, said.body.length > 1_000]).toEqual([name, true]);
    // A sentence does not begin with "a Peer Supporter".
    expect([name, /(^|[.!?]\s+|[-*>]\s+)\{a[A-Z]/m.test(said.body)]).toEqual([name, false]);
  }
});

test("a link between the project's pages leads to one of them", () => {
  const names = starterTips.map(({ name }) => name);
  const links = starterTips.flatMap(({ body }) =>
    [...body.matchAll(/\]\(\/tips\/([\w-]+)\)/g)].map(([, to = ""]) => to),
  );
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((to) => !names.includes(to))).toEqual([]);
});

test("the address of a page comes from its title and is nobody else's", () => {
  expect(slugFor("Wie geht's, Zoë?", new Set())).toBe("wie-geht-s-zoe");
  expect(slugFor("Listening", new Set(["listening", "listening-2"]))).toBe("listening-3");
  expect(slugFor("傾聴", new Set())).toBe("tips");
  expect(slugFor("-".repeat(70), new Set())).toBe("tips");
});
