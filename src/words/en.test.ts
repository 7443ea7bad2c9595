import { readdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { en } from "./en.ts";

test("every message stands in one file, and every file is part of the language", async () => {
  const folder = new URL("./en/", import.meta.url);
  const files = await readdir(folder);
  const parts = await Promise.all(
    files.map(async (file) => Object.values(await import(new URL(file, folder).href)) as object[]),
  );
  const keys = parts.flat().flatMap((part) => Object.keys(part));
  expect(keys.toSorted()).toEqual(Object.keys(en).toSorted());
});
