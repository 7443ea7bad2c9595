import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeKey, isReserved, readCodes, serviceCode, tidy } from "./codes.ts";

describe("a code is matched", () => {
  test.each([
    ["CHEM 1301", "chem1301"],
    ["Chem\u00a01301 ", "CHEM1301"],
    ["All available Coaching", "AllAvailableCoaching"],
    ["Coaching with Zoë M", "COACHING WITH ZOË M"],
    ["Zoe\u0308", "Zoë"],
    ["STRASSE", "Straße"],
    ["ΟΔΟΣ", "οδος"],
    ["a\u200bb", "AB"],
  ])("%j as %j", (one, other) => {
    expect(codeKey(one)).toBe(codeKey(other));
  });

  test.each([
    ["CHEM1301", "CHEM1301L"],
    ["Zoë", "Zoe"],
    ["A-1", "A1"],
  ])("%j not as %j", (one, other) => {
    expect(codeKey(one)).not.toBe(codeKey(other));
  });

  test("by a key that is its own key, whatever the case and spaces", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const key = codeKey(text);
        expect(codeKey(key)).toBe(key);
        expect(codeKey(text.toUpperCase())).toBe(key);
        expect(codeKey(` ${[...text].join(" ")} `.replaceAll(" ", ""))).toBe(key);
        expect(codeKey(tidy(text))).toBe(key);
      }),
      { numRuns: 2000 },
    );
  });

  test("by Subject Abbreviation and Course Number together", () => {
    expect(serviceCode({ subject: "CHEM", number: "2129L" })).toBe("CHEM2129L");
    expect(serviceCode({ subject: "Study Skills", number: "" })).toBe("Study Skills");
  });
});

describe("a list of codes", () => {
  test("may end with a bar and have empty places", () => {
    expect(readCodes(" CHEM 1301 || Study  Skills|").codes).toEqual([
      { key: "chem1301", code: "CHEM 1301" },
      { key: "studyskills", code: "Study Skills" },
    ]);
    expect(readCodes(" | ").codes).toEqual([]);
  });

  test("has each code once and tells which came again", () => {
    expect(readCodes("CHEM1301|chem 1301|CHEM*|Chem *|CHEM**")).toEqual({
      codes: [
        { key: "chem1301", code: "CHEM1301" },
        { key: "chem*", code: "CHEM*" },
      ],
      repeated: ["chem 1301", "Chem*", "CHEM*"],
    });
  });
});

test.each([
  ["A|B", true],
  ["CHEM*", true],
  ["CHEM* ", true],
  ["A* search", false],
])("a service may be called %j: refused %j", (code, refused) => {
  expect(isReserved(code)).toBe(refused);
});
