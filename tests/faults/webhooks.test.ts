import { expect, test } from "vitest";
import { webhooks } from "./webhooks.ts";

test("twenty-four orders of six notices, each doubled, with a meeting that is called off before and after, end in one state each", async () => {
  const runs = await webhooks({ orders: 24, servers: 2, say: () => undefined });
  expect(runs.map(({ name, lost, doubled, faults }) => [name, lost, doubled, faults])).toEqual([
    ["never", 0, 0, []],
    ["before", 0, 0, []],
    ["after", 0, 0, []],
  ]);
  for (const { operations, acknowledged } of runs)
    expect([acknowledged, operations === 24 * 12]).toEqual([operations, true]);
}, 240_000);
