import { expect, test } from "vitest";
import { translator } from "../../words/translate.ts";
import { defaultWords } from "../../words/words.ts";
import { letter } from "./letter.tsx";

const t = translator(defaultWords);
const written = letter({
  t,
  place: "Riverside",
  subject: "Your sign-in link",
  paragraphs: ["Hello <b>you</b>,", "here it is."],
  button: { label: "Sign in", url: "https://kith.example/sign-in/link?token=a&next=%2F" },
  closing: ["Not you? Do nothing."],
});

test("a letter says the same in plain text and in HTML", () => {
  for (const words of ["here it is.", "Not you? Do nothing.", "Riverside"]) {
    expect(written.text).toContain(words);
    expect(written.html).toContain(words);
  }
  expect(written.text).toContain("https://kith.example/sign-in/link?token=a&next=%2F");
  expect(written.html).toContain('href="https://kith.example/sign-in/link?token=a&amp;next=%2F"');
});

test("what people wrote cannot become markup of a letter", () => {
  expect(written.html).toContain("Hello &lt;b&gt;you&lt;/b&gt;,");
});

test("a letter needs nothing from elsewhere: no pictures, no styles, no scripts", () => {
  expect(written.html).not.toMatch(/<(img|link|script|iframe)\b|url\(/);
});
