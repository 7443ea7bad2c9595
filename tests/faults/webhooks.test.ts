import { expect, test } from "vitest";
import { webhooks } from "./webhooks.ts";

test("twelve orders of six notices, each doubled, with a meeting or a place that is called off before and after, end in one state each", async () => {
  const runs = await webhooks({ orders: 12, servers: 2, say: () => undefined });
  expect(runs.map(({ name, lost, doubled, faults }) => [name, lost, doubled, faults])).toEqual([
    ["meeting called off never", 0, 0, []],
    ["meeting called off before", 0, 0, []],
    ["meeting called off after", 0, 0, []],
    ["place called off never", 0, 0, []],
    ["place called off before", 0, 0, []],
    ["place called off after", 0, 0, []],
  ]);
  for (const { operations, acknowledged } of runs)
    expect([acknowledged, operations === 12 * 12]).toEqual([operations, true]);
}, 240_000);
