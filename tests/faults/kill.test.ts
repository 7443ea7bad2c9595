import { expect, test } from "vitest";
import { kill } from "./kill.ts";

test("a killed process and a database that stops at once lose no confirmed booking, double none, and every letter goes out", async () => {
  const { faults } = await kill({ kills: 1, stops: 1, say: () => undefined });
  expect(faults).toEqual([]);
}, 240_000);
