import { CODE_LIMIT, type CodeKey, codeKey, type EmailKey, tidy } from "./codes.ts";
import { type ReadEmail, readEmail } from "./emails.ts";
import { error, type Finding, type Reason, warning } from "./findings.ts";
import { type EnrollmentField, enrollmentColumns } from "./kinds.ts";
import type { Enrollment, Member } from "./programme.ts";
import { PERSON_LIMIT } from "./providers-file.ts";
import { type OnProgress, readTable, type Table, type VisitedRow } from "./table.ts";

export type EnrollmentRow = Enrollment & { row: number };

/** `members` are those of the rows, once each, with the first SSO ID that is written for them ("" for none). */
export type EnrollmentFile = Table<EnrollmentField> & { rows: EnrollmentRow[]; members: Member[] };

type ReadCode = { key: CodeKey; code: string; reason?: Reason };
/** `row` is where the SSO ID was written, `codes` the row of each code. */
type Person = Member & { row: number; differs: boolean; codes: Map<CodeKey, number> };

/**
 * Reads an enrollment file. Left out, with a finding: rows without a usable address or code, and rows that repeat an
 * earlier one (told once, however often).
 */
export async function readEnrollmentFile(
  bytes: Uint8Array,
  onProgress?: OnProgress,
): Promise<EnrollmentFile> {
  const rows: EnrollmentRow[] = [];
  const people = new Map<EmailKey, Person>();
  const found: Finding[] = [];
  const told = new Set<number>();
  // A member has several rows and a code has thousands: each spelling is read once.
  const emailOf = remembered(readEmail);
  const codeOf = remembered(readCode);

  function visit(line: VisitedRow<EnrollmentField>) {
    const { email, reason: noEmail } = emailOf(line.cell("email"));
    const { key, code, reason: noCode } = codeOf(line.cell("code"));
    if (noEmail) found.push(error(line.place("email"), noEmail));
    if (noCode) found.push(error(line.place("code"), noCode));
    if (noEmail || noCode) return;
    const person = people.get(email) ?? { email, ssoId: "", row: line.row, differs: false, codes: new Map() };
    people.set(email, person);
    readSsoId(line, person, found);
    const firstRow = person.codes.get(key);
    if (firstRow === undefined) {
      person.codes.set(key, line.row);
      rows.push({ row: line.row, email, key, code });
    } else if (!told.has(firstRow)) {
      told.add(firstRow);
      found.push(warning(line.place("code"), { code: "enrollment_repeated", value: code, firstRow }));
    }
  }

  const table = await readTable("enrollment", enrollmentColumns, bytes, visit, onProgress);
  const members = Array.from(people.values(), ({ email, ssoId }) => ({ email, ssoId }));
  return { ...table, findings: [...table.findings, ...found], rows, members };
}

function readSsoId(line: VisitedRow<EnrollmentField>, person: Person, found: Finding[]): void {
  const ssoId = tidy(line.cell("ssoId"));
  if (ssoId === "" || ssoId === person.ssoId) return;
  const place = line.place("ssoId");
  if (ssoId.length > PERSON_LIMIT)
    found.push(error(place, { code: "cell_too_long", length: ssoId.length, limit: PERSON_LIMIT }));
  else if (person.ssoId === "") {
    person.ssoId = ssoId;
    person.row = line.row;
  } else if (!person.differs) {
    person.differs = true;
    found.push(
      warning(place, { code: "sso_id_differs", value: ssoId, other: person.ssoId, firstRow: person.row }),
    );
  }
}

/** One code a row, not a list of them; the "|" at the end that lists have is let through. */
function readCode(cell: string): ReadCode {
  const code = tidy(tidy(cell).replace(/\|$/, ""));
  const key = codeKey(code);
  const value = code.slice(0, 80);
  if (key === "") return { key, code, reason: { code: "cell_missing" } };
  if (code.includes("|")) return { key, code, reason: { code: "enrollment_several", value } };
  if (key.endsWith("*")) return { key, code, reason: { code: "enrollment_wildcard", value } };
  if (code.length > CODE_LIMIT)
    return { key, code, reason: { code: "cell_too_long", length: code.length, limit: CODE_LIMIT } };
  return { key, code };
}

function remembered<Value extends ReadEmail | ReadCode>(read: (cell: string) => Value) {
  const known = new Map<string, Value>();
  return (cell: string): Value => {
    const value = known.get(cell) ?? read(cell);
    known.set(cell, value);
    return value;
  };
}
