import { expect, test } from "vitest";
import { marked, soughtIn, wordsOf } from "./searching.ts";

test("words are found without capitals, accents and what stands around them, each once", () => {
  expect(wordsOf("Übung macht den Meister, ÜBUNG! (Ça va: 3×4)")).toEqual([
    "ubung",
    "macht",
    "den",
    "meister",
    "ca",
    "va",
    "3",
    "4",
  ]);
  expect(wordsOf("Привет мир, 你好")).toEqual(["привет", "мир", "你好"]);
  expect(wordsOf("a".repeat(60))).toEqual(["a".repeat(40)]);
  expect(wordsOf("…!? — ")).toEqual([]);
});

test("of the last word its beginning is enough, and so many words are looked for", () => {
  expect(soughtIn("Reading LIS")).toEqual({ whole: ["reading"], begin: "lis" });
  expect(soughtIn(" ?! ")).toBeNull();
  expect(soughtIn("a b c d e f g h")).toEqual({ whole: ["a", "b", "c", "d", "e"], begin: "f" });
  expect(soughtIn("twice twice")).toEqual({ whole: [], begin: "twice" });
});

test("what was found is marked in the text as it is written", () => {
  const sought = soughtIn("ubung lis");
  expect(sought && marked("Die Übung, eine Liste", sought)).toEqual([
    { text: "Die ", found: false },
    { text: "Übung", found: true },
    { text: ", eine ", found: false },
    { text: "Liste", found: true },
  ]);
});
