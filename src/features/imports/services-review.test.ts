import { describe, expect, test } from "vitest";
import { course, emptyProgramme, provider, topic } from "./programme.examples.ts";
import type { Programme } from "./programme.ts";
import { readServicesFile } from "./services-file.ts";
import { reviewServices } from "./services-review.ts";

const header = "Subject Abbreviation,Course Number,Course Name";
const file = (...lines: string[]) => readServicesFile(Buffer.from([header, ...lines].join("\r\n")));
const current: Programme = {
  services: [
    course("CHEM", "1301", "Chemistry"),
    course("CHEM", "1302", "More"),
    topic("Study Skills", { name: "Help" }),
  ],
  providers: [provider("a@x.example", "CHEM*|Study Skills|BIOL1")],
};

describe("a services file", () => {
  test("replacing: adds, changes field by field, and removes what is not in it", async () => {
    const review = await reviewServices(
      await file("chem,1301,Chemistry I", "BIOL,1,", "Study  Skills,,Help"),
      current,
      "replace",
    );
    const chem = current.services[0];
    expect(review.change.services).toEqual({
      added: [{ ...course("BIOL", "1"), name: "" }],
      changed: [
        {
          before: chem,
          after: { ...chem, subject: "chem", name: "Chemistry I" },
          fields: ["subject", "name"],
        },
      ],
      removed: [current.services[1]],
    });
    expect(review.change.certifications).toEqual({
      added: [{ email: "a@x.example", key: "biol1" }],
      removed: [{ email: "a@x.example", key: "chem1302" }],
    });
    expect(review.counts).toEqual({ added: 1, changed: 1, removed: 1, unchanged: 1 });
    expect(review.findings).toEqual([]);
  });

  test("merging: leaves what is not in it, and names that are blank in it", async () => {
    const review = await reviewServices(await file("CHEM,1301,", "BIOL,1,"), current, "merge");
    expect(review.change.services).toEqual({ added: [course("BIOL", "1")], changed: [], removed: [] });
    expect(review.counts).toEqual({ added: 1, changed: 0, removed: 0, unchanged: 3 });
  });

  test("a blank name empties the name when replacing; a file without that column does not", async () => {
    const blank = await reviewServices(await file("CHEM,1301,"), current, "replace");
    expect(blank.change.services.changed.map(({ after, fields }) => [after.name, fields])).toEqual([
      ["", ["name"]],
    ]);
    const without = await readServicesFile(Buffer.from("Subject,Course Number\nCHEM,1301\n"));
    expect((await reviewServices(without, current, "replace")).change.services.changed).toEqual([]);
  });

  test("a topic that opens with All available is for everybody", async () => {
    const review = await reviewServices(
      await file("All available Coaching,,", "Allied Health,,"),
      emptyProgramme,
      "replace",
    );
    expect(review.change.services.added.map(({ generic }) => generic)).toEqual([true, false]);
  });

  test("one code for two services is an error of the second row, the same row twice a warning", async () => {
    const { findings, rows } = await file("CHEM,1301,A", "CHEM1301,,A", "CHEM,1301,A");
    expect(rows).toHaveLength(1);
    const place = { column: "Subject Abbreviation", firstRow: 2 };
    expect(findings).toEqual([
      { severity: "error", row: 3, ...place, code: "service_repeated", value: "CHEM1301" },
      { severity: "warning", row: 4, ...place, code: "service_twice", value: "CHEM1301" },
    ]);
  });

  test("rows without a code, or with one that no list could hold, are errors", async () => {
    const long = "x".repeat(201);
    const { findings, rows } = await file(",1301,Name", "A|B,,", "CHEM*,,", `${long},,`);
    expect(rows).toEqual([]);
    expect(findings.map(({ row, code, severity }) => [row, code, severity])).toEqual([
      [2, "cell_missing", "error"],
      [3, "code_reserved", "error"],
      [4, "code_reserved", "error"],
      [5, "cell_too_long", "error"],
    ]);
  });

  test("a new topic that wildcards from before take in is pointed out", async () => {
    const wild = {
      services: [],
      providers: [provider("a@x.example", "Peer*"), provider("b@x.example", "*")],
    };
    const review = await reviewServices(await file("Peer Mentoring with Talia K,,"), wild, "merge");
    expect(review.findings).toEqual([
      {
        severity: "warning",
        row: 2,
        column: "Subject Abbreviation",
        code: "wildcard_joins",
        value: "Peer Mentoring with Talia K",
        count: 2,
        listed: ["Peer*", "*"],
      },
    ]);
  });

  test("a file that cannot be read to its end removes nothing and is not applied", async () => {
    const review = await reviewServices(
      await file("CHEM,1301,Chemistry", '"CHEM,1302,More'),
      current,
      "replace",
    );
    expect(review.applicable).toBe(false);
    expect(review.noChange).toBe(true);
    expect(review.findings).toMatchObject([
      { row: 3, column: "Subject Abbreviation", code: "quote_unclosed" },
    ]);
  });

  test("a file with a header alone is pointed out", async () => {
    const review = await reviewServices(await file(), current, "replace");
    expect(review.findings).toEqual([{ severity: "warning", row: null, column: null, code: "rows_missing" }]);
    expect(review.counts.removed).toBe(3);
  });
});
