import { type Change, isNoChange, type Mode, noChange } from "./changes.ts";
import { type Finding, inFileOrder } from "./findings.ts";
import type { ImportKind } from "./kinds.ts";

/** What a coordinator looks at before an import is applied. */
export type Review = {
  kind: ImportKind;
  mode: Mode;
  change: Change;
  /** Services, providers or assignments, whichever the file is about. */
  counts: { added: number; changed: number; removed: number; unchanged: number };
  /** In the order of the file. */
  findings: Finding[];
  errors: number;
  warnings: number;
  /** With an error the file is not applied at all: a row left out would look like a row removed. */
  applicable: boolean;
  noChange: boolean;
};

/** Puts a review together. `main` is what the file is about, and `unchanged` how many rows of it stay as they are. */
export function reviewOf(
  file: { kind: ImportKind; mode: Mode; findings: readonly Finding[] },
  change: Change,
  main: { added: readonly unknown[]; changed: readonly unknown[]; removed: readonly unknown[] },
  unchanged: number,
): Review {
  const findings = inFileOrder(file.findings);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const { added, changed, removed } = main;
  return {
    kind: file.kind,
    mode: file.mode,
    change,
    counts: { added: added.length, changed: changed.length, removed: removed.length, unchanged },
    findings,
    errors,
    warnings: findings.length - errors,
    applicable: errors === 0,
    noChange: isNoChange(change),
  };
}

/** The review of a file that could not be read to its end. Rows that were not seen are not called removed. */
export function unreadableReview(file: {
  kind: ImportKind;
  mode: Mode;
  findings: readonly Finding[];
}): Review {
  return reviewOf(file, noChange, noChange.services, 0);
}
