/** Most characters a cell may have. */
export const CELL_LIMIT = 30_000;

/** What is wrong with a file, as data. Words are made elsewhere. */
export type CsvReason =
  | { code: "file_empty" }
  | { code: "file_is_workbook" }
  | { code: "encoding_guessed"; encoding: string }
  | { code: "header_repeated"; value: string }
  | { code: "quote_unclosed" }
  | { code: "quote_misplaced" }
  | { code: "row_too_long" }
  | { code: "too_many_cells"; cells: number; columns: number }
  | { code: "cell_too_long"; length: number; limit: number }
  | { code: "character_nul" }
  | { code: "character_damaged"; value: string };

/** `row` as a spreadsheet counts (the first line is 1, blank rows count); `column` is the header as written. */
export type CsvFault = {
  severity: "error" | "warning";
  row: number | null;
  column: string | null;
} & CsvReason;
