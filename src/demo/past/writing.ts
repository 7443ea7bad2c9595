/** Writes many rows some hundreds at a time: a statement takes so many values and no more. */
export async function inParts<Row>(
  rows: readonly Row[],
  write: (part: Row[]) => Promise<unknown>,
): Promise<void> {
  const size = 1_000;
  for (let from = 0; from < rows.length; from += size) await write(rows.slice(from, from + size));
}
