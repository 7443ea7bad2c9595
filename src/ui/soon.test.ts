import { expect, test } from "vitest";
import { soon } from "./soon.ts";

test.each([
  [1, "in 1 minute"],
  [25, "in 25 minutes"],
  [119, "in 119 minutes"],
  [120, "in 2 hours"],
  [179, "in 2 hours"],
  [24 * 60, "in 24 hours"],
  [48 * 60, "in 2 days"],
])("%i minutes from now is said as people say it", (minutes, words) => {
  expect(soon(minutes)).toBe(words);
});

test("in another language it is said in that one", () => {
  expect(soon(12, "es")).toBe("dentro de 12 minutos");
});
