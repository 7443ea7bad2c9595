import { expect, test } from "vitest";
import { type Opening, readHours, writeHours } from "./opening.ts";

test("hours are read as people write them", () => {
  expect(readHours("9-12, 13:30 - 17")).toEqual([
    [540, 720],
    [810, 1_020],
  ]);
  expect(readHours("09.00 to 10.15")).toEqual([[540, 615]]);
  expect(readHours("0:00–24:00")).toEqual([[0, 1_440]]);
});

test("nothing typed is a closed day", () => {
  expect(readHours("")).toEqual([]);
  expect(readHours(" , ")).toEqual([]);
});

test("ranges that touch or overlap become one, in their order", () => {
  expect(readHours("13-15, 9-10, 10-11, 14-16")).toEqual([
    [540, 660],
    [780, 960],
  ]);
});

test("what is not hours is told apart from a closed day", () => {
  for (const typed of ["morning", "9", "17-9", "9-9", "9:75-10", "25-26", "9-24:30"]) {
    expect(readHours(typed), typed).toBeNull();
  }
});

test("hours that are shown and sent back unchanged are the same hours", () => {
  const opening: Opening = [
    [1, 540, 720],
    [1, 810, 1_440],
    [0, 0, 15],
  ];
  expect(writeHours(opening, 1)).toBe("09:00-12:00, 13:30-24:00");
  expect(readHours(writeHours(opening, 1))).toEqual([
    [540, 720],
    [810, 1_440],
  ]);
  expect(readHours(writeHours(opening, 0))).toEqual([[0, 15]]);
  expect(writeHours(opening, 3)).toBe("");
});
