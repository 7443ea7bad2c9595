import type { CsvReason } from "#platform/csv/faults.ts";
import type { ImportKind } from "./kinds.ts";

/** A service that a wildcard does not reach, and whose own it is. */
export type LeftOut = { service: string; owners: string[] };

/** Why a file cannot be taken as it is (error) or may not do what was meant (warning), as data. */
export type Reason =
  | CsvReason
  | { code: "column_missing"; value: string; looksLike: ImportKind | null }
  | { code: "column_unknown"; value: string }
  | { code: "column_ignored"; value: string; insteadOf: string }
  | { code: "column_twice"; value: string; other: string }
  | { code: "kind_unlikely"; looksLike: ImportKind }
  | { code: "rows_missing" }
  | { code: "cell_missing" }
  | { code: "email_invalid"; value: string }
  | { code: "email_too_long"; length: number; limit: number }
  | { code: "email_repeated"; value: string; firstRow: number }
  | { code: "service_repeated"; value: string; firstRow: number }
  | { code: "service_twice"; value: string; firstRow: number }
  | { code: "code_reserved"; value: string }
  | { code: "code_repeated"; value: string }
  | { code: "code_unknown"; value: string }
  | { code: "wildcard_unmatched"; value: string }
  | { code: "wildcard_left_out"; value: string; count: number; services: LeftOut[] }
  | { code: "wildcard_joins"; value: string; count: number; listed: string[] }
  | { code: "enrollment_repeated"; value: string; firstRow: number }
  | { code: "enrollment_several"; value: string }
  | { code: "enrollment_wildcard"; value: string }
  | { code: "sso_id_repeated"; value: string; firstRow: number }
  | { code: "sso_id_differs"; value: string; other: string; firstRow: number };

/** `row` as a spreadsheet counts, or null for the whole file; `column` is the header as the file writes it. */
export type Finding = { severity: "error" | "warning" } & Place & Reason;

export type Place = { row: number | null; column: string | null };

export function error(place: Place, reason: Reason): Finding {
  return { severity: "error", ...place, ...reason };
}

export function warning(place: Place, reason: Reason): Finding {
  return { severity: "warning", ...place, ...reason };
}

/** In the order of the file, what concerns the whole of it first; errors before warnings of the same row. */
export function inFileOrder(findings: readonly Finding[]): Finding[] {
  const weight = (finding: Finding) => (finding.severity === "error" ? 0 : 1);
  return findings.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0) || weight(a) - weight(b));
}
