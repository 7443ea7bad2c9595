import { expect, test } from "vitest";
import { seats } from "./seats.ts";

test("of thirty people after the last five places five have one, and each freed one goes to the first who waits, once", async () => {
  const tallies = await seats({ people: 30, places: 5, servers: 2, kills: 0, say: () => undefined });
  expect(
    tallies.map(({ acknowledged, lost, doubled, faults }) => [lost, doubled, faults, acknowledged > 0]),
  ).toEqual([
    [0, 0, [], true],
    [0, 0, [], true],
    [0, 0, [], true],
  ]);
}, 180_000);
