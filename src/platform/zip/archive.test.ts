import { expect, test } from "vitest";
import { unzip } from "#support/unzip.ts";
import { Archive } from "./archive.ts";

const at = Temporal.Instant.from("2026-03-02T09:00:00Z");

async function* texts(...all: string[]) {
  for (const text of all) yield Buffer.from(text);
}

const whole = async (archive: Archive) => Buffer.concat(await Array.fromAsync(archive.bytes()));

test("what was added first and what comes later are all in the archive, as they were", async () => {
  const archive = await Archive.open(at);
  await archive.add("a.txt", texts("one ", "two"));
  await archive.add("empty.txt", texts());
  archive.later("files/große Datei.bin", () => texts("x".repeat(300_000), "y"));
  const found = unzip(await whole(archive));
  expect([...found].map(([path, content]) => [path, content.length])).toEqual([
    ["a.txt", 7],
    ["empty.txt", 0],
    ["files/große Datei.bin", 300_001],
  ]);
  expect(found.get("a.txt")?.toString()).toBe("one two");
});

test("what comes later is read no further than whoever takes it has come", async () => {
  const archive = await Archive.open(at);
  await archive.add("a.txt", texts("words"));
  const [piece, pieces] = [64 * 1024, 200];
  let read = 0;
  archive.later("large.bin", async function* () {
    for (; read < pieces; read += 1) yield Buffer.alloc(piece);
  });
  const bytes = archive.bytes();
  await bytes.next();
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(read).toBeLessThan(20);
  let taken = 0;
  for await (const part of bytes) taken += part.length;
  expect(read).toBe(pieces);
  expect(taken).toBeGreaterThan(piece * pieces);
});

test("a piece that cannot be read is an error, at once for what is added and in the bytes for what comes later", async () => {
  const broken = async function* () {
    yield Buffer.from("begins");
    throw new Error("the database is gone");
  };
  await expect((await Archive.open(at)).add("a.txt", broken())).rejects.toThrow("the database is gone");
  const archive = await Archive.open(at);
  archive.later("b.txt", broken);
  await expect(whole(archive)).rejects.toThrow("the database is gone");
});
