import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { type CsvBatch, openCsv } from "./read.ts";

async function read(source: string | Uint8Array) {
  const file = await openCsv(typeof source === "string" ? Buffer.from(source) : source);
  const batches: CsvBatch[] = await Array.fromAsync(file.batches());
  return {
    file,
    header: file.header,
    rows: batches.flatMap((batch) => batch.rows),
    faults: [...file.faults, ...batches.flatMap((batch) => batch.faults)],
    batches,
  };
}

const sample = (name: string) => readFileSync(`tests/fixtures/csv/${name}`);

describe("encodings", () => {
  const text = "Email,Name\r\nbjorn@x.example,Björn 😀 Łukasz\r\n";

  test.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8", Buffer.from(`\uFEFF${text}`)],
    ["UTF-16LE", iconv.encode(text, "utf-16le", { addBOM: true })],
    ["UTF-16BE", iconv.encode(text, "utf-16be", { addBOM: true })],
    ["UTF-16LE", iconv.encode(text, "utf-16le")],
    ["UTF-16BE", iconv.encode(text, "utf-16be")],
  ])("%s is read without a word, with or without a mark", async (encoding, bytes) => {
    const { file, header, rows, faults } = await read(bytes);
    expect(file.encoding).toBe(encoding);
    expect(header).toEqual(["Email", "Name"]);
    expect(rows).toEqual([{ row: 2, cells: ["bjorn@x.example", "Björn 😀 Łukasz"] }]);
    expect(faults).toEqual([]);
  });

  test("Windows-1252 is read with a notice, the euro and curly quotes too", async () => {
    const { rows, faults } = await read(iconv.encode("Name,Fee\r\nBjörn “B”,5 €\r\n", "windows-1252"));
    expect(rows[0]?.cells).toEqual(["Björn “B”", "5 €"]);
    expect(faults).toEqual([
      { severity: "warning", row: null, column: null, code: "encoding_guessed", encoding: "Windows-1252" },
    ]);
  });

  test("a set that is surely another one is read as that, with a notice", async () => {
    const { rows, faults } = await read(
      iconv.encode("メール,名前\r\na@x.example,田中 太郎\r\nb@x.example,山田 花子\r\n", "shift_jis"),
    );
    expect(rows.map((row) => row.cells[1])).toEqual(["田中 太郎", "山田 花子"]);
    expect(faults).toMatchObject([{ code: "encoding_guessed", encoding: "Shift_JIS" }]);
  });

  test("a long UTF-16 file keeps every character where it is cut into pieces", async () => {
    const name = "😀".repeat(20_000);
    const { rows, faults } = await read(
      iconv.encode(`Email,Name\r\n${`x,${name}\r\n`.repeat(8)}`, "utf-16be", { addBOM: true }),
    );
    expect(faults).toEqual([]);
    expect(rows.map((row) => row.cells[1] === name)).toEqual(Array(8).fill(true));
  });

  test("characters that were already lost are pointed out", async () => {
    const { rows, faults } = await read("Email,Name\r\na@x.example,Bj\uFFFDrn\r\n");
    expect(rows).toHaveLength(1);
    expect(faults).toEqual([
      { severity: "warning", row: 2, column: "Name", code: "character_damaged", value: "Bj\uFFFDrn" },
    ]);
  });
});

describe("delimiters and line ends", () => {
  test.each([",", ";", "\t"])("the delimiter %j is found by the header", async (delimiter) => {
    const { header, rows } = await read(
      `${["A", "B"].join(delimiter)}\n${['"1,5;6\t7"', "2"].join(delimiter)}`,
    );
    expect(header).toEqual(["A", "B"]);
    expect(rows[0]?.cells).toEqual(["1,5;6\t7", "2"]);
  });

  test("delimiters inside a quoted header do not count", async () => {
    const { header } = await read('"a;b;c",d\n1,2\n');
    expect(header).toEqual(["a;b;c", "d"]);
  });

  test.each(["\r\n", "\n", "\r"])("%j ends a row", async (end) => {
    const { rows } = await read(["A,B", "1,2", '"3","4"', ""].join(end));
    expect(rows).toEqual([
      { row: 2, cells: ["1", "2"] },
      { row: 3, cells: ["3", "4"] },
    ]);
  });

  test("line ends may be mixed in one file, and stay what they are inside quotes", async () => {
    const { rows } = await read('A,B\r\n1,2\n3,"x\r\ny"\r"p\nq","r\rs"');
    expect(rows).toEqual([
      { row: 2, cells: ["1", "2"] },
      { row: 3, cells: ["3", "x\r\ny"] },
      { row: 4, cells: ["p\nq", "r\rs"] },
    ]);
  });
});

describe("rows", () => {
  test("are numbered as a spreadsheet does: blank rows count, quoted line breaks do not", async () => {
    const { file, rows } = await read('\n,,\nA,B\n"one\ntwo",2\n\n , \n3,4\n');
    expect(file.headerRow).toBe(3);
    expect(rows).toEqual([
      { row: 4, cells: ["one\ntwo", "2"] },
      { row: 7, cells: ["3", "4"] },
    ]);
  });

  test("with too few cells are filled up, with empty ones on the right are cut", async () => {
    const { rows, faults } = await read("A,B,C,\n1\n1,2,3,,,\n");
    expect(rows.map((row) => row.cells)).toEqual([
      ["1", "", ""],
      ["1", "2", "3"],
    ]);
    expect(faults).toEqual([]);
  });

  test("with too many cells are errors", async () => {
    const { rows, faults } = await read("A,B\n1,2,3,4,\n5,6\n");
    expect(rows).toEqual([{ row: 3, cells: ["5", "6"] }]);
    expect(faults).toEqual([
      { severity: "error", row: 2, column: null, code: "too_many_cells", cells: 4, columns: 2 },
    ]);
  });
});

describe("cells", () => {
  test("may have 30,000 characters and not one more", async () => {
    const { rows, faults } = await read(`A,B\n1,${"😀".repeat(30_000)}\n1,${"x".repeat(30_001)}\n`);
    expect(rows.map((row) => row.row)).toEqual([2]);
    expect(faults).toEqual([
      { severity: "error", row: 3, column: "B", code: "cell_too_long", length: 30_001, limit: 30_000 },
    ]);
  });

  test("with a NUL character are errors", async () => {
    const { rows, faults } = await read("A,B\n1,2\n3,x\0y\n");
    expect(rows.map((row) => row.row)).toEqual([2]);
    expect(faults).toEqual([{ severity: "error", row: 3, column: "B", code: "character_nul" }]);
  });
});

describe("quotes", () => {
  test("an unclosed quote is an error of the row and column where it opens", async () => {
    const { rows, faults } = await read(`A,B\n1,2\n3,"x\n${"5,6\n".repeat(50_000)}`);
    expect(rows).toEqual([{ row: 2, cells: ["1", "2"] }]);
    expect(faults).toEqual([{ severity: "error", row: 3, column: "B", code: "quote_unclosed" }]);
  });

  test.each(['1,2\n"3"z,4\n', '1,2\n3 "z" z,4\n'])(
    "a quote in the middle of %j is an error",
    async (body) => {
      const { rows, faults } = await read(`A,B\n${body}5,6\n`);
      expect(rows).toEqual([{ row: 2, cells: ["1", "2"] }]);
      expect(faults).toEqual([{ severity: "error", row: 3, column: "A", code: "quote_misplaced" }]);
    },
  );

  test("a record over a megabyte is an error", async () => {
    const { faults } = await read(`A,B\n${"1,".repeat(600_000)}\n3,4\n`);
    expect(faults.filter((fault) => fault.code === "row_too_long")).toMatchObject([{ row: 2 }]);
  });
});

describe("headers", () => {
  test("that come twice are errors, without regard to case", async () => {
    const { faults } = await read("Email,Name, EMAIL\n1,2,3\n");
    expect(faults).toEqual([
      { severity: "error", row: 1, column: " EMAIL", code: "header_repeated", value: " EMAIL" },
    ]);
  });

  test.each(["", "\uFEFF", "\n\n", ",,\n,,\n"])("a file without any (%j) is an error", async (text) => {
    const { header, rows, faults } = await read(text);
    expect([header, rows]).toEqual([[], []]);
    expect(faults).toEqual([{ severity: "error", row: null, column: null, code: "file_empty" }]);
  });

  test("with an unclosed quote are errors", async () => {
    const { faults } = await read('A,"B\n1,2\n');
    expect(faults).toEqual([{ severity: "error", row: 1, column: null, code: "quote_unclosed" }]);
  });

  test("a workbook is told from a CSV file", async () => {
    const { faults } = await read(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0]));
    expect(faults).toEqual([{ severity: "error", row: null, column: null, code: "file_is_workbook" }]);
  });
});

describe("large files", () => {
  const rows = 100_000;
  const text = `Email,Note\r\n${Array.from({ length: rows }, (_, i) => `p${i}@x.example,"line ""${i}""\nb"\r\n`).join("")}`;

  test("come in batches with their progress and leave the process free in between", async () => {
    const bytes = Buffer.from(text);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const found = await read(bytes);
    clearInterval(timer);
    expect(found.rows).toHaveLength(rows);
    expect(found.rows.at(-1)).toEqual({
      row: rows + 1,
      cells: [`p${rows - 1}@x.example`, `line "${rows - 1}"\nb`],
    });
    expect(found.faults).toEqual([]);
    const largest = Math.max(...found.batches.map((batch) => batch.rows.length));
    expect(largest).toBeLessThan(5_000);
    const done = found.batches.map((batch) => batch.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBe(1);
    expect(turns).toBeGreaterThan(3);
  });
});

describe("samples", () => {
  test.each([
    ["peer-mentoring/courses.csv", 13],
    ["peer-mentoring/tutors.csv", 12],
    ["tutoring-centre/courses.csv", 363],
    ["tutoring-centre/tutors.csv", 60],
    ["tutoring-centre/enrollment.csv", 6000],
    ["messy/courses-excel-bom.csv", 3],
    ["messy/enrollment-utf16.csv", 3],
    ["messy/tutors-errors.csv", 5],
  ])("%s has %i rows and no fault", async (name, count) => {
    const { rows, faults } = await read(sample(name));
    expect(rows).toHaveLength(count);
    expect(faults).toEqual([]);
  });
});

test("cutting a file into slices changes nothing of what the parser says about the whole", async () => {
  const cell = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.string({ maxLength: 6 }).map((text) => text.replace(/["',;\t\r\n\0\uFFFD]/g, "x")),
    },
    fc
      .string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a"), maxLength: 8 })
      .map((t) => `"${t.replaceAll('"', '""')}"`),
  );
  const long = fc.record({
    cells: fc.array(cell, { minLength: 2, maxLength: 2 }),
    times: fc.integer({ min: 1, max: 9000 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(long, { maxLength: 6 }),
      fc.constantFrom("\n", "\r\n", "\r"),
      async (parts, end) => {
        const text = `A,B${end}${parts.map(({ cells, times }) => (cells.join(",") + end).repeat(times)).join("")}`;
        const whole: string[][] = parse(text, {
          relax_column_count: true,
          record_delimiter: ["\r\n", "\n", "\r"],
        });
        const expected = whole
          .map((cells, index) => ({ row: index + 1, cells }))
          .slice(1)
          .filter(({ cells }) => cells.some((value) => value.trim() !== ""));
        const { rows, faults } = await read(text);
        expect(faults).toEqual([]);
        expect(rows).toEqual(expected);
      },
    ),
    { numRuns: 30 },
  );
});
