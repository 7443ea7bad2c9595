import { error, type Finding, warning } from "./findings.ts";
import { type ColumnRule, HEADERS, type ImportKind } from "./kinds.ts";

/** Where a field stands in a file, and what the file calls it. */
export type Column = { index: number; header: string };
export type Columns<Field extends string> = ReadonlyMap<Field, Column>;

/** Headers that are the same but for order of letters' case, accents, spaces and punctuation share a key. */
export function headerKey(header: string): string {
  return header
    .normalize("NFKD")
    .replaceAll("#", "number")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}

/**
 * Finds the columns of a file. A column's own header comes before its other names. Refuses, as findings: a required
 * column that is missing, two columns for one field. Tells of columns that are not used, and of a file of another kind.
 */
export function mapColumns<Field extends string>(
  kind: ImportKind,
  rules: readonly ColumnRule<Field>[],
  header: readonly string[],
  row: number,
): { columns: Columns<Field>; findings: Finding[] } {
  const columns = new Map<Field, Column>();
  const findings: Finding[] = [];
  const taken = new Set<number>();
  const written = header.map((text, index) => ({ header: text, index, key: headerKey(text) }));
  const looksLike = kindWithHeader(written.map(({ key }) => key));

  for (const rule of rules) {
    const own = headerKey(rule.header);
    const matching = written.filter(({ key }) => key === own || rule.aliases.includes(key));
    const best = matching.find(({ key }) => key === own) ?? matching[0];
    if (!best) {
      if (rule.required)
        findings.push(
          error({ row, column: null }, { code: "column_missing", value: rule.header, looksLike }),
        );
      continue;
    }
    columns.set(rule.field, { index: best.index, header: best.header });
    for (const { index } of matching) taken.add(index);
    for (const other of matching.filter((column) => column !== best))
      findings.push(rivalFinding(row, best, other, best.key === own));
  }

  for (const { header: text, index } of written)
    if (!taken.has(index) && text.trim() !== "")
      findings.push(warning({ row, column: text }, { code: "column_unknown", value: text }));
  const missing = findings.some((finding) => finding.code === "column_missing");
  if (looksLike && looksLike !== kind && !missing)
    findings.push(warning({ row, column: null }, { code: "kind_unlikely", looksLike }));
  return { columns, findings };
}

type Written = { header: string };

function rivalFinding(row: number, best: Written, other: Written, bestIsOwn: boolean): Finding {
  const place = { row, column: other.header };
  return bestIsOwn
    ? warning(place, { code: "column_ignored", value: other.header, insteadOf: best.header })
    : error(place, { code: "column_twice", value: other.header, other: best.header });
}

/** The kind of file that has exactly these columns under their own names. */
function kindWithHeader(keys: readonly string[]): ImportKind | null {
  const kinds: readonly ImportKind[] = ["services", "providers", "enrollment"];
  const written = new Set(keys.filter((key) => key !== ""));
  const fits = (kind: ImportKind) =>
    written.symmetricDifference(new Set(HEADERS[kind].map(headerKey))).size === 0;
  return kinds.find(fits) ?? null;
}
