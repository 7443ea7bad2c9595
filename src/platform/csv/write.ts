import { stringify } from "csv-stringify/sync";
import { neutralised } from "./formula.ts";
import { createPace } from "./pace.ts";

/** A number as plain digits, "-12.50": it stays one in a spreadsheet, and what else begins with a minus does not pass for it. */
export interface NumberCell {
  readonly number: string;
}

/** Words as they are, or a number. */
export type Row = readonly (string | NumberCell)[];

/**
 * A table as CSV in UTF-8 with a byte order mark (Excel shows Björn with it), commas and CRLF, in pieces for a
 * download. Formulas are neutralised; `openCsv` gives every cell back as it was. Cells must not contain NUL.
 */
export async function* csvChunks(header: Row, rows: Iterable<Row>): AsyncGenerator<Uint8Array> {
  const pace = createPace();
  yield Buffer.from(`\uFEFF${lines([header])}`);
  let waiting: Row[] = [];
  for (const row of rows) {
    waiting.push(row);
    if (waiting.length < 1000) continue;
    yield Buffer.from(lines(waiting));
    waiting = [];
    await pace();
  }
  if (waiting.length > 0) yield Buffer.from(lines(waiting));
}

/** The same in one piece. */
export async function csvBytes(header: Row, rows: Iterable<Row>): Promise<Uint8Array> {
  return Buffer.concat(await Array.fromAsync(csvChunks(header, rows)));
}

/** Other delimiters are quoted too, so that they cannot be taken for the file's own. */
function lines(rows: readonly Row[]): string {
  return stringify(
    rows.map((row) => row.map(written)),
    { record_delimiter: "\r\n", quote_record_delimiter: true, quoted_match: [/[;\t]/] },
  );
}

function written(cell: string | NumberCell): string {
  if (typeof cell === "string") return neutralised(cell);
  if (!/^-?\d+(\.\d+)?$/.test(cell.number)) throw new TypeError("not a plain number");
  return cell.number;
}
