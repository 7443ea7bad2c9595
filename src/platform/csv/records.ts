import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import type { Delimiter } from "./delimiter.ts";
import { recordSlices } from "./slices.ts";

/** Records of one slice of the file, blank ones too, and the quote that stopped the reading, if one did. */
export type RecordSlice = {
  records: string[][];
  /** Row number of the first record: a record is a row, however many lines its quoted cells have. */
  firstRow: number;
  bytesBehind: number;
  stop?: { code: "quote_unclosed" | "quote_misplaced" | "row_too_long"; row: number; cell: number };
};

/** Parses UTF-8 text slice by slice. Nothing after a misplaced quote can be trusted, so it ends there. */
export function* parsedSlices(utf8: Uint8Array, delimiter: Delimiter): Generator<RecordSlice> {
  let firstRow = 1;
  let bytesBehind = 0;
  for (const slice of recordSlices(utf8)) {
    bytesBehind += slice.length;
    const { records, problem } = parseStrictly(slice, delimiter);
    const next = firstRow + records.length;
    if (problem) {
      yield { records, firstRow, bytesBehind, stop: { ...problem, row: next } };
      return;
    }
    yield { records, firstRow, bytesBehind };
    firstRow = next;
  }
  const cutOff = bytesBehind < utf8.length;
  if (cutOff)
    yield { records: [], firstRow, bytesBehind, stop: { code: "row_too_long", row: firstRow - 1, cell: 0 } };
}

function parseStrictly(slice: Uint8Array, delimiter: Delimiter) {
  const records: string[][] = [];
  try {
    parse(slice, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const code =
      error.code === "CSV_QUOTE_NOT_CLOSED" ? ("quote_unclosed" as const) : ("quote_misplaced" as const);
    return { records, problem: { code, cell: Number(error.column) } };
  }
}
