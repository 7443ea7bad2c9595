import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readEnrollmentFile } from "./enrollment-file.ts";
import { reviewEnrollment } from "./enrollment-review.ts";
import { emptyProgramme, emptyRoll } from "./programme.examples.ts";
import type { Service } from "./programme.ts";
import { readProvidersFile } from "./providers-file.ts";
import { reviewProviders } from "./providers-review.ts";
import { readServicesFile } from "./services-file.ts";
import { reviewServices } from "./services-review.ts";

const sample = (name: string) => readFileSync(`tests/fixtures/csv/${name}`);

/** Takes in all three files of a programme, one after the other, as a coordinator would. */
async function taken(folder: string) {
  const servicesFile = await readServicesFile(sample(`${folder}/courses.csv`));
  const services = await reviewServices(servicesFile, emptyProgramme, "replace");
  const known: readonly Service[] = services.change.services.added;
  const providersFile = await readProvidersFile(sample(`${folder}/tutors.csv`));
  const providers = await reviewProviders(providersFile, { services: known, providers: [] }, "replace");
  const enrollmentFile = await readEnrollmentFile(sample(`${folder}/enrollment.csv`));
  const enrollment = await reviewEnrollment(enrollmentFile, { ...emptyRoll, services: known }, "replace");
  return { services, providers, enrollment };
}

describe("the peer mentoring programme", () => {
  test("has 13 services, 12 providers certified twice and its members, without a finding", async () => {
    const { services, providers, enrollment } = await taken("peer-mentoring");
    expect([services.counts.added, services.findings]).toEqual([13, []]);
    expect(
      services.change.services.added.filter(({ generic }) => generic).map(({ subject }) => subject),
    ).toEqual(["All available Peer Mentoring"]);
    expect([providers.counts.added, providers.findings]).toEqual([12, []]);
    expect(providers.change.certifications.added).toHaveLength(24);
    expect(providers.change.providers.added.filter(({ firstName }) => firstName === "")).toHaveLength(2);
    expect([enrollment.counts.added, enrollment.findings]).toEqual([160, []]);
    expect(enrollment.change.members.added).toHaveLength(80);
    expect([services, providers, enrollment].every(({ applicable }) => applicable)).toBe(true);
  });
});

describe("the tutoring centre", () => {
  test("has 363 services, 60 providers and 6,000 rows of enrollment, some of them twice", async () => {
    const { services, providers, enrollment } = await taken("tutoring-centre");
    expect([services.counts.added, services.findings]).toEqual([363, []]);
    expect(services.change.services.added.filter(({ number }) => number === "")).toHaveLength(3);
    expect([providers.counts.added, providers.findings]).toEqual([60, []]);
    const pedro = providers.change.certifications.added.filter(
      ({ email }) => email === "pedro.muller@lakeside.example",
    );
    expect(pedro).toHaveLength(25);
    expect(providers.change.certifications.added).toHaveLength(517);
    expect(enrollment.counts.added).toBe(5975);
    // One of the 24 stands there three times (rows 3326 to 3328) and is told once.
    expect(enrollment.findings).toHaveLength(24);
    expect(enrollment.findings.every(({ code }) => code === "enrollment_repeated")).toBe(true);
    expect(enrollment.findings[0]).toEqual({
      severity: "warning",
      row: 77,
      column: "Course",
      code: "enrollment_repeated",
      value: expect.any(String),
      firstRow: 76,
    });
    expect(enrollment.findings.filter(({ row }) => row === 3327 || row === 3328)).toHaveLength(1);
    expect(enrollment.change.members.added).toHaveLength(1500);
  });
});

describe("messy files", () => {
  test("services from Excel with a mark, a blank row, quoted commas and line breaks are clean", async () => {
    const file = await readServicesFile(sample("messy/courses-excel-bom.csv"));
    expect(file).toMatchObject({ encoding: "UTF-8", delimiter: ",", rowCount: 3, findings: [] });
    expect(file.rows).toEqual([
      { row: 2, key: "allavailablecoaching", subject: "All available Coaching", number: "", name: "" },
      {
        row: 3,
        key: "coachingwithbjörn,phd",
        subject: "Coaching with Björn, PhD",
        number: "",
        name: "Line one\r\nline two",
      },
      { row: 5, key: "coachingwithzoëm", subject: "Coaching with Zoë M", number: "", name: "" },
    ]);
  });

  test("providers in Windows-1252 with semicolons match those services", async () => {
    const services = await readServicesFile(sample("messy/courses-excel-bom.csv"));
    const { change } = await reviewServices(services, emptyProgramme, "replace");
    const file = await readProvidersFile(sample("messy/tutors-semicolon-cp1252.csv"));
    expect(file).toMatchObject({ encoding: "Windows-1252", delimiter: ";", rowCount: 2 });
    const review = await reviewProviders(file, { services: change.services.added, providers: [] }, "replace");
    expect(review.findings).toEqual([
      { severity: "warning", row: null, column: null, code: "encoding_guessed", encoding: "Windows-1252" },
    ]);
    expect(
      review.change.providers.added.map(({ firstName, lastName }) => `${firstName} ${lastName}`),
    ).toEqual(["Björn Larsen", "Zoë M"]);
    expect(review.change.certifications.added).toEqual([
      { email: "bjorn@coach.example", key: "coachingwithbjörn,phd" },
      { email: "bjorn@coach.example", key: "allavailablecoaching" },
      { email: "zoe@coach.example", key: "coachingwithzoëm" },
      { email: "zoe@coach.example", key: "allavailablecoaching" },
    ]);
  });

  test("providers with errors are told row by row and not applied", async () => {
    const services = await readServicesFile(sample("messy/courses-excel-bom.csv"));
    const { change } = await reviewServices(services, emptyProgramme, "replace");
    const file = await readProvidersFile(sample("messy/tutors-errors.csv"));
    const review = await reviewProviders(file, { services: change.services.added, providers: [] }, "replace");
    expect(review.findings).toEqual([
      { severity: "error", row: 2, column: "Email", code: "email_invalid", value: "not-an-email" },
      {
        severity: "error",
        row: 4,
        column: "Email",
        code: "email_repeated",
        value: "dup@coach.example",
        firstRow: 3,
      },
      { severity: "error", row: 6, column: "Courses", code: "cell_missing" },
    ]);
    expect([review.applicable, review.errors, review.warnings]).toEqual([false, 3, 0]);
    expect(file.rows.find(({ row }) => row === 5)?.firstName).toBe('=HYPERLINK("http://x.example")');
  });

  test("enrollment in UTF-16 with tabs has one code that no service has", async () => {
    const services = await readServicesFile(sample("messy/courses-excel-bom.csv"));
    const { change } = await reviewServices(services, emptyProgramme, "replace");
    const file = await readEnrollmentFile(sample("messy/enrollment-utf16.csv"));
    expect(file).toMatchObject({ encoding: "UTF-16LE", delimiter: "\t", rowCount: 3, findings: [] });
    const review = await reviewEnrollment(file, { ...emptyRoll, services: change.services.added }, "replace");
    expect(review.findings).toEqual([
      { severity: "warning", row: 4, column: "Course", code: "code_unknown", value: "Not A Course Yet" },
    ]);
    expect(review.change.members.added).toEqual([{ email: "ana@coach.example", ssoId: "" }]);
    expect(review.change.enrollments.added).toHaveLength(3);
    expect(review.applicable).toBe(true);
  });
});
