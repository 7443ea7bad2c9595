import { isUtf8 } from "node:buffer";
import { type Delimiter, detectDelimiter } from "./delimiter.ts";
import { isWorkbook, transcode } from "./encoding.ts";
import type { CsvFault, CsvReason } from "./faults.ts";
import { revealed } from "./formula.ts";
import { createPace } from "./pace.ts";
import { parsedSlices, type RecordSlice } from "./records.ts";
import { headerFaults, isBlank, rowFaults, withoutBlankEnd } from "./rows.ts";

export type CsvRow = { row: number; cells: readonly string[] };

/**
 * Rows that can be used, the faults of those that cannot, and how much of the file is behind us (0 to 1). `cut` says
 * that nothing after this batch could be read.
 */
export type CsvBatch = { rows: CsvRow[]; faults: CsvFault[]; done: number; cut: boolean };

export type CsvFile = {
  /** As written, without the guards of formulas and without empty cells at the end. Empty when there is none. */
  header: readonly string[];
  headerRow: number;
  delimiter: Delimiter;
  encoding: string;
  /** About the file and its header. With an error among them the rows are not worth reading. */
  faults: readonly CsvFault[];
  /** To be read once. Each row has as many cells as the header; rows with an error are left out. */
  batches: () => AsyncGenerator<CsvBatch>;
};

/**
 * Opens a CSV file: finds its encoding, delimiter and header. Blank rows are skipped but counted. What is wrong in
 * the file comes as faults, never as an exception.
 */
export async function openCsv(bytes: Uint8Array): Promise<CsvFile> {
  if (isWorkbook(bytes)) return unreadable({ code: "file_is_workbook" });
  const { utf8, encoding, guessed } = await transcode(bytes);
  const delimiter = detectDelimiter(utf8);
  const slices = parsedSlices(utf8, delimiter);
  const first = firstWithContent(slices);
  if (!first) return unreadable({ code: "file_empty" });

  const at = first.records.findIndex((cells) => !isBlank(cells));
  if (at < 0) return unreadable({ code: first.stop?.code ?? "file_empty" }, first.stop?.row);
  const header = withoutBlankEnd((first.records[at] ?? []).map(revealed));
  const headerRow = first.firstRow + at;
  const suspicious = utf8.includes(0) || !isUtf8(utf8) || Buffer.from(utf8).includes("\uFFFD");
  const faults = headerFaults(header, headerRow, suspicious);
  if (guessed) faults.push(fault("warning", { code: "encoding_guessed", encoding }));
  const body = { ...first, records: first.records.slice(at + 1), firstRow: headerRow + 1 };
  const read = { header, suspicious, size: utf8.length };
  return { header, headerRow, delimiter, encoding, faults, batches: () => batches(body, slices, read) };
}

function firstWithContent(slices: Iterator<RecordSlice>): RecordSlice | undefined {
  for (let next = slices.next(); !next.done; next = slices.next())
    if (next.value.stop || next.value.records.some((cells) => !isBlank(cells))) return next.value;
  return undefined;
}

type Reading = { header: readonly string[]; suspicious: boolean; size: number };

async function* batches(body: RecordSlice, rest: Iterator<RecordSlice>, read: Reading) {
  const pace = createPace();
  yield batchOf(body, read);
  for (let next = rest.next(); !next.done; next = rest.next()) {
    await pace();
    yield batchOf(next.value, read);
  }
}

function batchOf(slice: RecordSlice, { header, suspicious, size }: Reading): CsvBatch {
  const batch: CsvBatch = {
    rows: [],
    faults: [],
    done: slice.bytesBehind / size,
    cut: slice.stop !== undefined,
  };
  for (const [index, record] of slice.records.entries()) {
    if (isBlank(record)) continue;
    const row = slice.firstRow + index;
    const faults = rowFaults(record, row, header, suspicious);
    batch.faults.push(...faults);
    if (!faults.some((found) => found.severity === "error"))
      batch.rows.push({ row, cells: header.map((_, column) => revealed(record[column] ?? "")) });
  }
  if (slice.stop) {
    const { code, row, cell } = slice.stop;
    batch.faults.push(fault("error", { code }, row, header[cell] ?? null));
  }
  return batch;
}

function unreadable(reason: CsvReason, row: number | null = null): CsvFile {
  const faults = [fault("error", reason, row)];
  return { header: [], headerRow: 1, delimiter: ",", encoding: "", faults, async *batches() {} };
}

function fault(
  severity: CsvFault["severity"],
  reason: CsvReason,
  row: number | null = null,
  column: string | null = null,
): CsvFault {
  return { severity, row, column, ...reason };
}
