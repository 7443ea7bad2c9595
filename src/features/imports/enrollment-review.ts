import { eachAtPace } from "#platform/csv/pace.ts";
import { compare, type Mode, noChange } from "./changes.ts";
import { type CodeKey, type EmailKey, tidy } from "./codes.ts";
import type { EnrollmentFile } from "./enrollment-file.ts";
import { type Finding, warning } from "./findings.ts";
import type { Enrollment, Member, Roll } from "./programme.ts";
import { type Review, reviewOf, unreadableReview } from "./review.ts";
import { type OnProgress, placeOf } from "./table.ts";

/**
 * What an enrollment file would do. Members it names for the first time are added and none is ever removed, only
 * assignments are. A blank SSO ID erases nothing. A code without a service is remembered.
 */
export async function reviewEnrollment(
  file: EnrollmentFile,
  current: Roll,
  mode: Mode,
  onProgress: OnProgress = () => {},
): Promise<Review> {
  if (!file.readable) return unreadableReview({ kind: "enrollment", mode, findings: file.findings });
  const unknown = unknownCodes(file, current);
  const members = await compare<Member, Member>(current.members, file.members, "merge", {
    keyOf: (row) => row.email,
    merged: (row, before) => ({ email: row.email, ssoId: row.ssoId || (before?.ssoId ?? "") }),
    differing: (before, after) => (tidy(before.ssoId) === tidy(after.ssoId) ? [] : ["ssoId"]),
  });
  const rest = await assigned(current.enrollments);
  const added: Enrollment[] = [];
  let unchanged = 0;
  await eachAtPace(
    file.rows,
    ({ email, key, code }) => {
      if (rest.get(email)?.delete(key)) unchanged++;
      else added.push({ email, key, code });
    },
    onProgress,
  );
  const others = [...rest.values()].flatMap((codes) => [...codes.values()]);
  const removed = mode === "replace" ? others : [];
  const change = { ...noChange, members: members.delta, enrollments: { added, removed } };
  const main = { added, removed, changed: members.delta.changed };
  const findings = [...file.findings, ...unknown];
  const stay = unchanged + others.length - removed.length;
  return reviewOf({ kind: "enrollment", mode, findings }, change, main, stay);
}

function unknownCodes(file: EnrollmentFile, { services }: Roll): Finding[] {
  const known = new Set(services.map(({ key }) => key));
  return file.rows
    .filter(({ key }) => !known.has(key))
    .map(({ row, code }) =>
      warning(placeOf(file.columns, row, "code"), { code: "code_unknown", value: code }),
    );
}

async function assigned(enrollments: readonly Enrollment[]) {
  const byMember = new Map<EmailKey, Map<CodeKey, Enrollment>>();
  await eachAtPace(enrollments, (enrollment) => {
    const codes = byMember.get(enrollment.email) ?? new Map<CodeKey, Enrollment>();
    byMember.set(enrollment.email, codes.set(enrollment.key, enrollment));
  });
  return byMember;
}
