import { expect, test } from "vitest";
import { ask } from "./ask.ts";

test("of two who decide about the same thing at once one wins, and the other is told in words", async () => {
  const tallies = await ask({ rounds: 5, servers: 2, say: () => undefined });
  expect(
    tallies.map(({ name, operations, lost, doubled, faults }) => [name, operations, lost, doubled, faults]),
  ).toEqual([
    ["accept x accept", 10, 0, 0, []],
    ["accept x edit", 10, 0, 0, []],
    ["accept x withdraw", 10, 0, 0, []],
    ["schedule x book", 10, 0, 0, []],
    ["pay x expire", 10, 0, 0, []],
    ["pay x cancel", 10, 0, 0, []],
  ]);
}, 180_000);
