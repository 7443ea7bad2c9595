import fc from "fast-check";
import { expect, test } from "vitest";
import { asName, called, mentions } from "./names.ts";

test("what looks the same is written the same", () => {
  expect(asName("  Quiet   Heron ")).toBe("Quiet Heron");
  expect(asName("Ｗｒｅｎ")).toBe("Wren");
  expect(asName("José")).toBe(asName("José"));
  expect(asName("Жаворонок 2")).toBe("Жаворонок 2");
  expect(asName("O'Brien-Smith_3.")).toBe("O'Brien-Smith_3.");
});

test("a name shows all of itself, and begins with a letter or a digit", () => {
  for (const typed of ["", " ", "@all", "-x", "a​b", "a‮b", "a\nb", "a\tb c", "<b>", "—", "x".repeat(41)])
    expect([typed, typed === "a\nb" || typed === "a\tb c" ? null : asName(typed)]).toEqual([typed, null]);
  expect(asName("a\nb")).toBe("a b");
});

test("every name can be called, in whatever capitals, and a longer word is somebody else", () => {
  const name = fc
    .string({ minLength: 1, maxLength: 20 })
    .map(asName)
    .filter((made) => made !== null);
  fc.assert(
    fc.property(name, (each) => {
      expect(mentions(`Hello @${each}, you`, each)).toBe(true);
      expect(mentions(`@${each}`, each)).toBe(true);
      expect(mentions(`@${each}s`, each)).toBe(false);
      expect(mentions(`Hello ${each}`, `${each}x`)).toBe(false);
      const text = `So @${each}! and @${each}y`;
      const pieces = called(text, each);
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
      expect(pieces.filter(({ me }) => me)).toEqual([{ text: `@${each}`, me: true }]);
    }),
    { numRuns: 300 },
  );
  expect(mentions("hey @QUIET heron?", "Quiet Heron")).toBe(true);
  expect(called("nobody @here", null)).toEqual([{ text: "nobody @here", me: false }]);
});
