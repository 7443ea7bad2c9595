import { expect, test } from "vitest";
import { Busy, Gate } from "./gate.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";

/** Work that is done when it is told to be, and what was seen of it. */
function watched() {
  const finish: (() => void)[] = [];
  const seen = { running: 0, most: 0 };
  const work = async () => {
    seen.running += 1;
    seen.most = Math.max(seen.most, seen.running);
    await new Promise<void>((resolve) => finish.push(resolve));
    seen.running -= 1;
  };
  return { work, finish, seen };
}

test("no more pass at a time than the gate is wide, and the rest in their order", async () => {
  const gate = new Gate(2, 10);
  const { work, finish, seen } = watched();
  const order: number[] = [];
  const all = [0, 1, 2, 3, 4, 5].map((place) => gate.pass(work).then(() => order.push(place)));
  for (let done = 0; done < 6; done += 1) {
    await expect.poll(() => finish.length).toBeGreaterThan(0);
    finish.shift()?.();
  }
  await Promise.all(all);
  expect(seen.most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
});

test("who comes when the line is full is turned away at once, and nobody who waits loses their place", async () => {
  const gate = new Gate(1, 1);
  const { work, finish } = watched();
  const first = gate.pass(work);
  const second = gate.pass(work);
  await expect(gate.pass(work)).rejects.toBeInstanceOf(Busy);
  finish.shift()?.();
  await first;
  await expect.poll(() => finish.length).toBe(1);
  finish.shift()?.();
  await second;
});

test("work that fails leaves room for the next", async () => {
  const gate = new Gate(1, 0);
  await expect(gate.pass(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await gate.pass(async () => "in")).toBe("in");
});

test("passwords are kept as argon2id, each with a salt of its own", async () => {
  const [first, second] = await Promise.all([hashPassword("a few words"), hashPassword("a few words")]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(first).not.toBe(second);
  expect(await verifyPassword(first, "a few words")).toBe(true);
  expect(await verifyPassword(first, "a few word")).toBe(false);
});
