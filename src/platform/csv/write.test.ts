import fc from "fast-check";
import { expect, test } from "vitest";
import { openCsv } from "./read.ts";
import { csvBytes, csvChunks } from "./write.ts";

async function readBack(bytes: Uint8Array) {
  const file = await openCsv(bytes);
  const batches = await Array.fromAsync(file.batches());
  const faults = [...file.faults, ...batches.flatMap((batch) => batch.faults)];
  return {
    header: file.header,
    rows: batches.flatMap((batch) => batch.rows.map((row) => row.cells)),
    faults,
  };
}

test("a file begins with a byte order mark and its lines end with CRLF", async () => {
  const bytes = await csvBytes(["Name", "Note"], [["Björn", "a\nb"]]);
  expect(Buffer.from(bytes).toString("utf8")).toBe('\uFEFFName,Note\r\nBjörn,"a\nb"\r\n');
});

test.each(["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "'=1", "''@x"])(
  "%j is written so that no spreadsheet runs it, and read as it was",
  async (cell) => {
    const bytes = await csvBytes(["A"], [[cell]]);
    const written = Buffer.from(bytes).toString("utf8").slice("\uFEFFA\r\n".length);
    expect(written).toMatch(/^"?'/);
    expect(await readBack(bytes)).toEqual({ header: ["A"], rows: [[cell]], faults: [] });
  },
);

test.each(["a=1", "'quoted'", "O'Brien", " =1", "1-2"])("%j is written as it is", async (cell) => {
  expect(Buffer.from(await csvBytes(["A"], [[cell]])).toString("utf8")).toBe(`\uFEFFA\r\n${cell}\r\n`);
});

test("any table of any strings comes back the same", async () => {
  const awkward = fc.string({
    unit: fc.constantFrom("=", "'", "@", "\t", "\r", "\n", '"', ",", ";", " ", "ö", "＝"),
  });
  const cell = fc
    .oneof(awkward, fc.string({ unit: "binary" }))
    .map((text) => text.replaceAll(/[\0\uFFFD]/g, ""));
  const name = cell.filter((text) => text.trim() !== "");
  const table = fc
    .uniqueArray(name, { minLength: 1, maxLength: 5, selector: (text) => text.trim().toLowerCase() })
    .chain((header) =>
      fc.record({
        header: fc.constant(header),
        // A row of nothing but spaces is a blank row, and blank rows are skipped.
        rows: fc.array(
          fc
            .array(cell, { minLength: header.length, maxLength: header.length })
            .filter((cells) => cells.some((text) => text.trim() !== "")),
        ),
      }),
    );
  await fc.assert(
    fc.asyncProperty(table, async ({ header, rows }) => {
      expect(await readBack(await csvBytes(header, rows))).toEqual({ header, rows, faults: [] });
    }),
    { numRuns: 2000 },
  );
});

test("a large table is written piece by piece while the process goes on", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const rows = Array.from({ length: 100_000 }, (_, i) => [`p${i}@x.example`, "=1"]);
  const pieces = await Array.fromAsync(csvChunks(["Email", "Note"], rows));
  clearInterval(timer);
  expect(pieces.length).toBe(101);
  expect(turns).toBeGreaterThan(3);
});
