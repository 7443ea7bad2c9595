import { CELL_LIMIT, type CsvFault } from "./faults.ts";

/** A row of a spreadsheet that looks empty. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

/** Spreadsheets add empty cells on the right; they are no columns. */
export function withoutBlankEnd(header: readonly string[]): string[] {
  const last = header.findLastIndex((cell) => cell.trim() !== "");
  return header.slice(0, last + 1);
}

/** Two columns of one name (without regard to case), and cells nobody can store. */
export function headerFaults(header: readonly string[], row: number, suspicious: boolean): CsvFault[] {
  const faults: CsvFault[] = [];
  const seen = new Set<string>();
  for (const cell of header) {
    const name = cell.trim().toLowerCase();
    if (name !== "" && seen.has(name))
      faults.push({ severity: "error", row, column: cell, code: "header_repeated", value: cell });
    seen.add(name);
  }
  return [...faults, ...cellFaults(header, row, header, suspicious)];
}

/**
 * What is wrong with one row. `suspicious` says that the file has NUL or damaged characters somewhere, which
 * most files have not, so that most rows are spared the search.
 */
export function rowFaults(
  cells: readonly string[],
  row: number,
  header: readonly string[],
  suspicious: boolean,
): CsvFault[] {
  const faults = cellFaults(cells, row, header, suspicious);
  if (cells.length <= header.length || isBlank(cells.slice(header.length))) return faults;
  const [columns, all] = [header.length, withoutBlankEnd(cells).length];
  return [...faults, { severity: "error", row, column: null, code: "too_many_cells", cells: all, columns }];
}

function cellFaults(
  cells: readonly string[],
  row: number,
  header: readonly string[],
  suspicious: boolean,
): CsvFault[] {
  const faults: CsvFault[] = [];
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] ?? "";
    const place = { row, column: header[index] ?? null };
    if (cell.length > CELL_LIMIT && [...cell].length > CELL_LIMIT) {
      const reason = { code: "cell_too_long", length: [...cell].length, limit: CELL_LIMIT } as const;
      faults.push({ severity: "error", ...place, ...reason });
    }
    if (suspicious && cell.includes("\0"))
      faults.push({ severity: "error", ...place, code: "character_nul" });
    if (suspicious && cell.includes("\uFFFD"))
      faults.push({ severity: "warning", ...place, code: "character_damaged", value: cell.slice(0, 80) });
  }
  return faults;
}
