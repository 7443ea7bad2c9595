import { expect, test } from "vitest";
import { race } from "./race.ts";

test("of forty people after one time exactly one has it, at two processes too, and the others keep their answers", async () => {
  const tallies = await race({ people: 40, twice: 3, servers: 2 });
  expect(
    tallies.map(({ name, acknowledged, lost, doubled, faults }) => [
      name,
      acknowledged,
      lost,
      doubled,
      faults,
    ]),
  ).toEqual([
    ["40 after one time", 1, 0, 0, []],
    ["40 after times that overlap", 1, 0, 0, []],
    ["3 times two clicks", 3, 0, 0, []],
  ]);
}, 120_000);
