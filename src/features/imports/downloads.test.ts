import fc from "fast-check";
import { expect, test } from "vitest";
import { csvBytes } from "#platform/csv/write.ts";
import { codeKey, isReserved, tidy } from "./codes.ts";
import { type Download, enrollmentDownload, providersDownload, servicesDownload } from "./downloads.ts";
import { readEnrollmentFile } from "./enrollment-file.ts";
import { reviewEnrollment } from "./enrollment-review.ts";
import { course, provider, topic } from "./programme.examples.ts";
import type { Programme, Provider, Roll, Service } from "./programme.ts";
import { readProvidersFile } from "./providers-file.ts";
import { reviewProviders } from "./providers-review.ts";
import { readServicesFile } from "./services-file.ts";
import { reviewServices } from "./services-review.ts";

const bytesOf = ({ header, rows }: Download) => csvBytes(header, rows);

test("the three files have the columns of the samples in their order", () => {
  const services = [course("CHEM", "1301", "Chemistry"), topic("Study Skills")];
  const providers = [
    provider("a@x.example", "chem 1301|*|later1", { firstName: "A", lastName: "B", ssoId: "s" }),
  ];
  expect([...servicesDownload(services).rows]).toEqual([
    ["CHEM", "1301", "Chemistry"],
    ["Study Skills", "", ""],
  ]);
  expect(servicesDownload([]).header).toEqual(["Subject Abbreviation", "Course Number", "Course Name"]);
  expect(providersDownload({ services, providers }).header).toEqual([
    "Email",
    "First Name",
    "Last Name",
    "SSO ID",
    "Courses",
  ]);
  expect([...providersDownload({ services, providers }).rows]).toEqual([
    ["a@x.example", "A", "B", "s", "CHEM1301|*|later1"],
  ]);
  const roll = {
    services,
    members: [{ email: "m@x.example", ssoId: "s2" }],
    enrollments: [{ email: "m@x.example", key: "chem1301", code: "chem1301" }],
  };
  expect(enrollmentDownload(roll).header).toEqual(["Email", "SSO ID", "Course"]);
  expect([...enrollmentDownload(roll).rows]).toEqual([["m@x.example", "s2", "CHEM1301"]]);
});

/** Text with what breaks files: quotes, delimiters, formulas, apostrophes, line breaks, accents, double spaces. */
const text = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(..."ab Ö'\"=+-@,;\t\r\n*ß\u00a0".split("")), maxLength: 12 }),
    fc.string({ unit: "grapheme", maxLength: 12 }),
  )
  .map((value) => value.replaceAll(/[|\0\uFFFD]/g, ""));
const code = text.filter((value) => codeKey(value) !== "" && !isReserved(tidy(value)));
const email = fc
  .stringMatching(/^[a-z][a-z0-9.]{0,8}[a-z]@[a-z]{1,8}\.example$/)
  .filter((value) => !value.includes(".."));

const service: fc.Arbitrary<Service> = fc
  .record({ subject: code, number: fc.oneof(fc.constant(""), code), name: text, generic: fc.boolean() })
  .filter(({ subject, number }) => !isReserved(tidy(subject + number)))
  .map((fields) => ({ ...fields, key: codeKey(fields.subject + fields.number), owner: null }));
const listed = fc
  .oneof(
    code,
    code.map((value) => `${value}*`),
    fc.constant("*"),
  )
  .map((value) => ({ key: codeKey(value), code: value }));
const someone: fc.Arbitrary<Provider> = fc.record({
  email,
  firstName: text,
  lastName: text,
  ssoId: text,
  codes: fc.uniqueArray(listed, { selector: ({ key }) => key, maxLength: 6 }),
});
const programme: fc.Arbitrary<Programme> = fc.record({
  services: fc.uniqueArray(service, { selector: ({ key }) => key, maxLength: 8 }),
  providers: fc.uniqueArray(someone, { selector: (person) => person.email, maxLength: 8 }),
});
const roll: fc.Arbitrary<Roll> = fc
  .record({
    services: fc.uniqueArray(service, { selector: ({ key }) => key, maxLength: 5 }),
    members: fc.uniqueArray(fc.record({ email, ssoId: text }), {
      selector: (member) => member.email,
      maxLength: 6,
    }),
    codes: fc.uniqueArray(code, { selector: codeKey, maxLength: 4 }),
  })
  .map(({ services, members, codes }) => ({
    services,
    members,
    enrollments: members.flatMap((member) =>
      codes.map((value) => ({ email: member.email, key: codeKey(value), code: value })),
    ),
  }));

test("a services download comes back in, replacing, as no change", async () => {
  await fc.assert(
    fc.asyncProperty(programme, async (current) => {
      const file = await readServicesFile(await bytesOf(servicesDownload(current.services)));
      const review = await reviewServices(file, current, "replace");
      expect([review.noChange, review.errors]).toEqual([true, 0]);
      expect(review.counts.unchanged).toBe(current.services.length);
    }),
    { numRuns: 500 },
  );
});

test("a providers download comes back in, replacing, as no change", async () => {
  await fc.assert(
    fc.asyncProperty(programme, async (current) => {
      const file = await readProvidersFile(await bytesOf(providersDownload(current)));
      const review = await reviewProviders(file, current, "replace");
      expect([review.noChange, review.errors]).toEqual([true, 0]);
      expect(review.counts.unchanged).toBe(current.providers.length);
    }),
    { numRuns: 500 },
  );
});

test("an enrollment download comes back in, replacing, as no change", async () => {
  await fc.assert(
    fc.asyncProperty(roll, async (current) => {
      const file = await readEnrollmentFile(await bytesOf(enrollmentDownload(current)));
      const review = await reviewEnrollment(file, current, "replace");
      expect([review.noChange, review.errors]).toEqual([true, 0]);
      expect(review.counts.unchanged).toBe(current.enrollments.length);
    }),
    { numRuns: 500 },
  );
});
