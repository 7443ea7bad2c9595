import { expect, test } from "vitest";
import { moved } from "./order.ts";

test("one step up or down changes places with the neighbour", () => {
  expect(moved(["a", "b", "c"], "b", "up")).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], "b", "down")).toEqual(["a", "c", "b"]);
});

test("the first stays first, the last stays last, and a stranger moves nothing", () => {
  expect(moved(["a", "b"], "a", "up")).toEqual(["a", "b"]);
  expect(moved(["a", "b"], "b", "down")).toEqual(["a", "b"]);
  expect(moved(["a", "b"], "x", "up")).toEqual(["a", "b"]);
});
