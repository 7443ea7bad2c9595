import { openCsv } from "#platform/csv/read.ts";
import { type Column, type Columns, mapColumns } from "./columns.ts";
import { type Finding, type Place, warning } from "./findings.ts";
import type { ColumnRule, ImportKind } from "./kinds.ts";

/** How far a reading or a review is, from 0 to 1. */
export type OnProgress = (fraction: number) => void;

/** What a file of any kind has beside its rows. */
export type Table<Field extends string> = {
  columns: Columns<Field>;
  headerRow: number;
  encoding: string;
  delimiter: string;
  /** Rows that could be read, blank ones left out. */
  rowCount: number;
  findings: Finding[];
  /** Whether the file was read to its end. If not, nothing can be said about the rows that are missing. */
  readable: boolean;
};

/** One row while it is being visited. A cell is "" where the file has no such column. */
export type VisitedRow<Field extends string> = {
  row: number;
  cell: (field: Field) => string;
  place: (field: Field) => Place;
};

/**
 * Reads a file of one kind, visiting its rows in order. With an error in the file or its header no row is visited.
 * Lets the process do other work meanwhile.
 */
export async function readTable<Field extends string>(
  kind: ImportKind,
  rules: readonly ColumnRule<Field>[],
  bytes: Uint8Array,
  visit: (row: VisitedRow<Field>) => void,
  onProgress: OnProgress = () => {},
): Promise<Table<Field>> {
  const file = await openCsv(bytes);
  const { header, headerRow, encoding, delimiter } = file;
  const none = { columns: new Map<Field, Column>(), findings: [] };
  const { columns, findings: odd } = header.length > 0 ? mapColumns(kind, rules, header, headerRow) : none;
  const findings: Finding[] = [...file.faults, ...odd];
  const table = { columns, headerRow, encoding, delimiter, rowCount: 0, findings, readable: true };
  if (findings.some((finding) => finding.severity === "error")) return { ...table, readable: false };

  for await (const batch of file.batches()) {
    for (const found of batch.faults) findings.push(found);
    for (const { row, cells } of batch.rows) {
      table.rowCount++;
      visit({
        row,
        cell: (field) => cells[columns.get(field)?.index ?? -1] ?? "",
        place: (field) => placeOf(columns, row, field),
      });
    }
    if (batch.cut) table.readable = false;
    onProgress(batch.done);
  }
  if (table.rowCount === 0 && findings.every((finding) => finding.severity !== "error"))
    findings.push(warning({ row: null, column: null }, { code: "rows_missing" }));
  return table;
}

/** Where a finding is: a row and a field, by the name the file gives its column. */
export function placeOf<Field extends string>(columns: Columns<Field>, row: number, field: Field): Place {
  return { row, column: columns.get(field)?.header ?? null };
}
