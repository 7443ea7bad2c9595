/**
 * What spreadsheets take for the start of a formula: = + - @, tab, carriage return, and the full-width forms of the
 * first four. Apostrophes before it belong to the pattern, so that a cell which begins with '= by itself
 * gets one more and finds its way back.
 */
const guarded = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** A cell that a spreadsheet will show as text. `revealed` undoes it exactly. */
export function neutralised(cell: string): string {
  return guarded.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before `neutralised`; any other cell as it is. */
export function revealed(cell: string): string {
  return cell.startsWith("'") && guarded.test(cell) ? cell.slice(1) : cell;
}
