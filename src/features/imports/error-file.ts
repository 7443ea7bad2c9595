import { detectDelimiter } from "#platform/csv/delimiter.ts";
import { transcode } from "#platform/csv/encoding.ts";
import { revealed } from "#platform/csv/formula.ts";
import { createPace } from "#platform/csv/pace.ts";
import { parsedSlices } from "#platform/csv/records.ts";
import { isBlank, withoutBlankEnd } from "#platform/csv/rows.ts";
import type { Finding } from "./findings.ts";

/** What the columns are called that stand before the file's own. */
export interface ErrorColumns {
  readonly row: string;
  readonly wrong: string;
}

/**
 * The rows of a file that have findings, as they were written, each with its row number and what is wrong with it. Findings about the
 * whole file come first, beside empty cells; so do those of rows that could not be read.
 */
export async function errorRows(
  bytes: Uint8Array,
  findings: readonly Finding[],
  { row: rowHeader, wrong }: ErrorColumns,
  words: (finding: Finding) => string,
): Promise<{ header: string[]; rows: string[][] }> {
  const byRow = Map.groupBy(findings, ({ row }) => row ?? 0);
  const texts = (row: number) => (byRow.get(row) ?? []).map(words).join(" ");
  const { utf8 } = await transcode(bytes);
  const pace = createPace();
  let header: string[] | null = null;
  const written = new Map<number, string[]>();
  for (const { records, firstRow } of parsedSlices(utf8, detectDelimiter(utf8))) {
    for (const [index, cells] of records.entries()) {
      const row = firstRow + index;
      if (!header) {
        if (!isBlank(cells)) header = withoutBlankEnd(cells).map(revealed);
      } else if (byRow.has(row)) written.set(row, cells.map(revealed));
    }
    await pace();
  }
  const columns = header ?? [];
  let width = columns.length;
  for (const cells of written.values()) width = Math.max(width, cells.length);
  const whole = [...columns, ...Array<string>(width - columns.length).fill("")];
  const rows = [...byRow.keys()]
    .toSorted((a, b) => a - b)
    .map((row) => {
      const cells = written.get(row) ?? [];
      return [
        row === 0 ? "" : String(row),
        texts(row),
        ...cells,
        ...Array<string>(width - cells.length).fill(""),
      ];
    });
  return { header: [rowHeader, wrong, ...whole], rows };
}
