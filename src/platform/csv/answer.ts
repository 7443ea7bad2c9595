import type { Context } from "hono";
import { stream } from "hono/streaming";
import { csvChunks, type Row } from "./write.ts";

/** A table to be saved: what stands above its columns, and its rows. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: Iterable<Row>;
}

/** Answers with a table as a CSV file of this name, piece by piece. */
export function csvAnswer(c: Context, { header, rows }: CsvTable, fileName: string): Response {
  for (const [name, value] of Object.entries(asFile(fileName, "text/csv; charset=utf-8")))
    c.header(name, value);
  return stream(c, async (out) => {
    for await (const chunk of csvChunks(header, rows)) await out.write(chunk);
  });
}

/** The headers of an answer that is saved as a file and never shown as a page of this site. */
export const asFile = (fileName: string, type: string) => ({
  "Content-Type": type,
  "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  "Cache-Control": "no-store",
});
