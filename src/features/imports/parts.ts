import type { Change } from "./changes.ts";
import type { Finding } from "./findings.ts";

/** A list of the change: the rows of one kind that come, change or go. */
export type ChangePart =
  | `${"services" | "providers" | "members"}.${"added" | "changed" | "removed"}`
  | `${"certifications" | "enrollments"}.${"added" | "removed"}`;

/** Rows of a table as they were before an import wrote them, for undo. */
export type ImagePart = `before.${"services" | "people" | "providers" | "listed_codes" | "enrollments"}`;

/** A list that belongs to an import. */
export type Part = ChangePart | ImagePart | "findings" | "meetings" | "obstacles" | "kept";

/** In the order in which a page offers them. */
export const changeParts: readonly ChangePart[] = [
  "services.added",
  "services.changed",
  "services.removed",
  "providers.added",
  "providers.changed",
  "providers.removed",
  "enrollments.added",
  "enrollments.removed",
  "members.added",
  "members.changed",
  "members.removed",
  "certifications.added",
  "certifications.removed",
];

export const isChangePart = (part: string): part is ChangePart => changeParts.some((known) => known === part);

/** The rows of one list of a change. */
export function rowsOf(change: Change, part: ChangePart): readonly unknown[] {
  const rows: Record<ChangePart, readonly unknown[]> = {
    "services.added": change.services.added,
    "services.changed": change.services.changed,
    "services.removed": change.services.removed,
    "providers.added": change.providers.added,
    "providers.changed": change.providers.changed,
    "providers.removed": change.providers.removed,
    "members.added": change.members.added,
    "members.changed": change.members.changed,
    "members.removed": change.members.removed,
    "certifications.added": change.certifications.added,
    "certifications.removed": change.certifications.removed,
    "enrollments.added": change.enrollments.added,
    "enrollments.removed": change.enrollments.removed,
  };
  return rows[part];
}

/** A meeting to come that an import touches: it stays as it is booked, and somebody should look at it. */
export type TouchedMeeting = {
  id: string;
  why: "provider_removed" | "service_removed" | "certification_lost";
};

/** Findings of one kind together, errors first, each group in the order of the file. */
export function grouped(findings: readonly Finding[]): {
  ordered: Finding[];
  groups: { severity: Finding["severity"]; code: Finding["code"]; count: number }[];
} {
  const groups = Map.groupBy(findings, ({ severity, code }) => `${severity} ${code}`);
  const lists = [...groups.values()];
  const errorsFirst = [
    ...lists.filter((list) => list[0]?.severity === "error"),
    ...lists.filter((list) => list[0]?.severity === "warning"),
  ];
  return {
    ordered: errorsFirst.flat(),
    groups: errorsFirst.flatMap((list) => {
      const [first] = list;
      return first ? [{ severity: first.severity, code: first.code, count: list.length }] : [];
    }),
  };
}
