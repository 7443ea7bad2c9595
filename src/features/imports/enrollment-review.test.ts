import { describe, expect, test } from "vitest";
import { readEnrollmentFile } from "./enrollment-file.ts";
import { reviewEnrollment } from "./enrollment-review.ts";
import { course } from "./programme.examples.ts";
import type { Roll } from "./programme.ts";

const file = (...lines: string[]) =>
  readEnrollmentFile(Buffer.from(["Email,SSO ID,Course", ...lines].join("\n")));
const current: Roll = {
  services: [course("CHEM", "1301"), course("CHEM", "1302")],
  members: [
    { email: "ana@x.example", ssoId: "s1" },
    { email: "bo@x.example", ssoId: "" },
  ],
  enrollments: [
    { email: "ana@x.example", key: "chem1301", code: "CHEM1301" },
    { email: "bo@x.example", key: "chem1302", code: "CHEM1302" },
  ],
};

describe("an enrollment file", () => {
  test("replacing: assigns and unassigns, adds members and removes none", async () => {
    const rows = await file(
      "ANA@x.example,,chem 1301",
      "ana@x.example,S2,CHEM1302",
      "new@x.example,,CHEM1301",
    );
    const review = await reviewEnrollment(rows, current, "replace");
    expect(review.change.enrollments).toEqual({
      added: [
        { email: "ana@x.example", key: "chem1302", code: "CHEM1302" },
        { email: "new@x.example", key: "chem1301", code: "CHEM1301" },
      ],
      removed: [current.enrollments[1]],
    });
    expect(review.change.members).toEqual({
      added: [{ email: "new@x.example", ssoId: "" }],
      changed: [
        {
          before: { email: "ana@x.example", ssoId: "s1" },
          after: { email: "ana@x.example", ssoId: "S2" },
          fields: ["ssoId"],
        },
      ],
      removed: [],
    });
    expect(review.counts).toEqual({ added: 2, changed: 1, removed: 1, unchanged: 1 });
    expect(review.findings).toEqual([]);
  });

  test("merging: unassigns nobody", async () => {
    const review = await reviewEnrollment(await file("ana@x.example,,CHEM1302"), current, "merge");
    expect(review.change.enrollments.removed).toEqual([]);
    expect(review.counts).toEqual({ added: 1, changed: 0, removed: 0, unchanged: 2 });
  });

  test("tells once of an assignment that is repeated, however often", async () => {
    const { findings, rows } = await file(
      ...Array(4).fill("ana@x.example,,CHEM1301"),
      "ana@x.example,,chem 1301",
    );
    expect(rows).toHaveLength(1);
    expect(findings).toEqual([
      {
        severity: "warning",
        row: 3,
        column: "Course",
        code: "enrollment_repeated",
        value: "CHEM1301",
        firstRow: 2,
      },
    ]);
  });

  test("remembers codes that no service has", async () => {
    const review = await reviewEnrollment(await file("ana@x.example,,PHYS 1"), current, "merge");
    expect(review.findings).toEqual([
      { severity: "warning", row: 2, column: "Course", code: "code_unknown", value: "PHYS 1" },
    ]);
    expect(review.change.enrollments.added).toEqual([
      { email: "ana@x.example", key: "phys1", code: "PHYS 1" },
    ]);
    expect(review.applicable).toBe(true);
  });

  test("has one code a row: lists and wildcards are errors, a bar at the end is not", async () => {
    const { findings, rows } = await file(
      "a@x.example,,CHEM1301|CHEM1302",
      "a@x.example,,CHEM*",
      "a@x.example,,",
      "b@x.example,,CHEM1301|",
    );
    expect(findings).toEqual([
      { severity: "error", row: 2, column: "Course", code: "enrollment_several", value: "CHEM1301|CHEM1302" },
      { severity: "error", row: 3, column: "Course", code: "enrollment_wildcard", value: "CHEM*" },
      { severity: "error", row: 4, column: "Course", code: "cell_missing" },
    ]);
    expect(rows.map(({ code }) => code)).toEqual(["CHEM1301"]);
  });

  test("with two SSO IDs for one member keeps the first and says so once", async () => {
    const { findings, members } = await file(
      "a@x.example,,CHEM1301",
      "a@x.example,s1,CHEM1302",
      "a@x.example,s2,CHEM1303",
      "a@x.example,s3,CHEM1304",
    );
    expect(members).toEqual([{ email: "a@x.example", ssoId: "s1" }]);
    expect(findings).toEqual([
      {
        severity: "warning",
        row: 4,
        column: "SSO ID",
        code: "sso_id_differs",
        value: "s2",
        other: "s1",
        firstRow: 3,
      },
    ]);
  });
});

test("100,000 rows are read and reviewed with progress while the process goes on", async () => {
  const lines = Array.from({ length: 100_000 }, (_, i) => `m${i >> 2}@x.example,,CHEM${1300 + (i & 3)}`);
  const progress: number[] = [];
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const rows = await readEnrollmentFile(Buffer.from(`Email,SSO ID,Course\n${lines.join("\n")}`), (done) =>
    progress.push(done),
  );
  const review = await reviewEnrollment(rows, current, "replace", (done) => progress.push(done));
  clearInterval(timer);
  expect(review.counts).toEqual({ added: 100_000, changed: 0, removed: 2, unchanged: 0 });
  expect(review.change.members.added).toHaveLength(25_000);
  expect(progress.filter((done) => done === 1)).toHaveLength(2);
  expect(turns).toBeGreaterThan(5);
});
