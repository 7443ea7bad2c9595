import { expect, test } from "vitest";
import { isId, newId } from "./ids.ts";

const many = (count: number, now?: number) => Array.from({ length: count }, () => newId(now));

test("ids are in the order in which they were made, also many of one millisecond", () => {
  const made = [...many(10_000, 1_800_000_000_000), ...many(3, 1_800_000_000_100)];
  expect(made).toEqual(made.toSorted());
  expect(new Set(made).size).toBe(made.length);
  expect(made.every(isId)).toBe(true);
});

test("a clock that goes back a little keeps the order, and one that goes back far is followed", () => {
  const [early = "", late = ""] = [newId(1_900_000_000_000), newId(1_899_999_999_990)];
  expect(late > early).toBe(true);
  expect(newId(1_700_000_000_000) < early).toBe(true);
});

test("an id says that it is a UUID of the seventh kind", () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
