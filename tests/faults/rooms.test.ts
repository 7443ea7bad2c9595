import { expect, test } from "vitest";
import { rooms } from "./rooms.ts";

test("two who write in one room on two processes see all of it in the same order, also when one process is killed", async () => {
  const { faults } = await rooms({ messages: 40, kills: 1, say: () => undefined });
  expect(faults).toEqual([]);
}, 180_000);
