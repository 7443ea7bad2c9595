import { describe, expect, test } from "vitest";
import { mapColumns } from "./columns.ts";
import { enrollmentColumns, providerColumns, serviceColumns } from "./kinds.ts";

const providers = (...header: string[]) => mapColumns("providers", providerColumns, header, 1);
const services = (...header: string[]) => mapColumns("services", serviceColumns, header, 1);
const enrollment = (...header: string[]) => mapColumns("enrollment", enrollmentColumns, header, 1);
const headers = (columns: ReadonlyMap<string, { header: string }>) =>
  Object.fromEntries([...columns].map(([field, column]) => [field, column.header]));

describe("columns are found", () => {
  test("in any order, case, spacing and punctuation", () => {
    const { columns, findings } = providers("COURSES", "last_name", "E-mail ", "SSO-ID", "FirstName");
    expect(columns.get("email")).toEqual({ index: 2, header: "E-mail " });
    expect(headers(columns)).toEqual({
      codes: "COURSES",
      lastName: "last_name",
      email: "E-mail ",
      ssoId: "SSO-ID",
      firstName: "FirstName",
    });
    expect(findings).toEqual([]);
  });

  test.each([
    ["Tutor Email", "Given Name", "Surname", "SSO", "Topics"],
    ["Provider E-Mail", "First", "Family Name", "Student ID", "Services"],
    ["Email Address", "Given", "Last", "NetID", "Classes"],
    ["Correo electrónico", "Nombre", "Apellidos", "User ID", "Course Codes"],
  ])("for providers under %s, %s, %s, %s, %s", (email, firstName, lastName, ssoId, codes) => {
    const { columns, findings } = providers(email, firstName, lastName, ssoId, codes);
    expect(headers(columns)).toEqual({ email, firstName, lastName, ssoId, codes });
    expect(findings).toEqual([]);
  });

  test.each([
    ["Subject", "Course #", "Title"],
    ["Subject Abbrev.", "Number", "Name"],
    ["Topic", "Course No.", "Course Title"],
  ])("for services under %s, %s, %s", (subject, number, name) => {
    const { columns, findings } = services(subject, number, name);
    expect(headers(columns)).toEqual({ subject, number, name });
    expect(findings).toEqual([]);
  });

  test.each([
    ["Student Email", "Class"],
    ["email", "Course Code"],
    ["E-mail", "Service"],
    ["Mail", "Topic"],
  ])("for enrollment under %s, %s", (email, code) => {
    const { columns, findings } = enrollment(email, code);
    expect(headers(columns)).toEqual({ email, code });
    expect(findings).toEqual([]);
  });
});

describe("a finding tells of", () => {
  test("a required column that is missing, by its name, and the kind of file it looks like", () => {
    expect(providers("Subject Abbreviation", "Course Number", "Course Name").findings).toContainEqual({
      severity: "error",
      row: 1,
      column: null,
      code: "column_missing",
      value: "Email",
      looksLike: "services",
    });
    expect(services("Name").findings).toMatchObject([
      { severity: "error", code: "column_missing", value: "Subject Abbreviation", looksLike: null },
    ]);
  });

  test("columns that are not used", () => {
    expect(enrollment("Email", "Grade", "", "Course").findings).toEqual([
      { severity: "warning", row: 1, column: "Grade", code: "column_unknown", value: "Grade" },
    ]);
  });

  test("two columns for one field; a column's own header wins over another name", () => {
    expect(enrollment("Student Email", "Email", "Course").findings).toEqual([
      {
        severity: "warning",
        row: 1,
        column: "Student Email",
        code: "column_ignored",
        value: "Student Email",
        insteadOf: "Email",
      },
    ]);
    expect(enrollment("Student Email", "Mail", "Course").findings).toEqual([
      {
        severity: "error",
        row: 1,
        column: "Mail",
        code: "column_twice",
        value: "Mail",
        other: "Student Email",
      },
    ]);
  });

  test("an enrollment file that is uploaded as providers, which would make providers of all members", () => {
    expect(providers("Email", "SSO ID", "Course").findings).toEqual([
      { severity: "warning", row: 1, column: null, code: "kind_unlikely", looksLike: "enrollment" },
    ]);
    expect(providers("Email", "Courses").findings).toEqual([]);
  });
});
