import { describe, expect, test } from "vitest";
import { course, provider, topic } from "./programme.examples.ts";
import type { Programme } from "./programme.ts";
import { readProvidersFile } from "./providers-file.ts";
import { reviewProviders } from "./providers-review.ts";

const header = "Email,First Name,Last Name,SSO ID,Courses";
const file = (...lines: string[]) => readProvidersFile(Buffer.from([header, ...lines].join("\r\n")));
const general = topic("All available Peer Mentoring", { generic: true });
const talias = topic("Peer Mentoring with Talia K");
const current: Programme = {
  services: [general, talias, topic("Peer Mentoring with Ana B"), course("CHEM", "1301")],
  providers: [
    provider("ana@x.example", "CHEM1301|CHEM9999", { firstName: "Ana", lastName: "B", ssoId: "s1" }),
    provider("bo@x.example", "All available Peer Mentoring"),
  ],
};

describe("a providers file", () => {
  test("replacing: makes each list what the row says and removes who is not in it, with certifications", async () => {
    const review = await reviewProviders(
      await file("ANA@x.example,,,,All available Peer Mentoring", "new@x.example,New,Person,,chem 1301"),
      current,
      "replace",
    );
    const [ana, bo] = current.providers;
    expect(review.change.providers).toEqual({
      added: [provider("new@x.example", "chem 1301", { firstName: "New", lastName: "Person" })],
      changed: [
        {
          before: ana,
          after: { ...ana, codes: [{ key: general.key, code: "All available Peer Mentoring" }] },
          fields: ["codes"],
        },
      ],
      removed: [bo],
    });
    expect(review.change.certifications).toEqual({
      added: [
        { email: "ana@x.example", key: general.key },
        { email: "new@x.example", key: "chem1301" },
      ],
      removed: [
        { email: "ana@x.example", key: "chem1301" },
        { email: "bo@x.example", key: general.key },
      ],
    });
    expect(review.counts).toEqual({ added: 1, changed: 1, removed: 1, unchanged: 0 });
  });

  test("merging: adds to lists and takes nothing away", async () => {
    const review = await reviewProviders(
      await file("ana@x.example,Anna,,,chem1301|all available peer mentoring"),
      current,
      "merge",
    );
    const changed = review.change.providers.changed[0];
    expect(changed?.fields).toEqual(["firstName", "codes"]);
    expect(changed?.after.codes.map(({ code }) => code)).toEqual([
      "CHEM1301",
      "CHEM9999",
      "all available peer mentoring",
    ]);
    expect(changed?.after.lastName).toBe("B");
    expect(review.change.providers.removed).toEqual([]);
    expect(review.change.certifications.removed).toEqual([]);
    expect(review.counts.unchanged).toBe(1);
  });

  test("a list in another order, case or spacing is unchanged", async () => {
    const review = await reviewProviders(
      await file("ana@x.example,Ana,B,s1,chem 9999|chem1301|", "bo@x.example,,,,ALLAVAILABLEPEERMENTORING"),
      current,
      "replace",
    );
    expect(review.noChange).toBe(true);
    expect(review.counts.unchanged).toBe(2);
  });

  test("blank names and SSO IDs erase nothing", async () => {
    const review = await reviewProviders(
      await file("ana@x.example,,,,CHEM1301|CHEM9999"),
      current,
      "replace",
    );
    expect(review.change.providers.changed).toEqual([]);
  });

  test("says by name whose services a wildcard leaves out, before they are even listed further down", async () => {
    const review = await reviewProviders(
      await file("wild@x.example,,,,Peer Mentoring*|*", "t@x.example,Talia,K,,Peer Mentoring with Talia K"),
      { ...current, providers: [] },
      "replace",
    );
    const services = [{ service: "Peer Mentoring with Talia K", owners: ["Talia K"] }];
    const finding = {
      severity: "warning",
      row: 2,
      column: "Courses",
      code: "wildcard_left_out",
      count: 1,
      services,
    };
    expect(review.findings).toEqual([
      { ...finding, value: "Peer Mentoring*" },
      { ...finding, value: "*" },
    ]);
    const wild = review.change.certifications.added.filter(({ email }) => email === "wild@x.example");
    expect(wild.map(({ key }) => key)).toEqual(["peermentoringwithanab", general.key, "chem1301"]);
    expect(review.applicable).toBe(true);
  });

  test("counts the lists of those who stay when merging: an owner need not be in the file", async () => {
    const there = { ...current, providers: [provider("t@x.example", "Peer Mentoring with Talia K")] };
    const review = await reviewProviders(await file("wild@x.example,,,,*"), there, "merge");
    expect(review.findings).toMatchObject([
      { code: "wildcard_left_out", services: [{ service: "Peer Mentoring with Talia K", owners: ["t"] }] },
    ]);
  });

  test("tells of unknown codes, wildcards that match nothing and codes that come twice, and takes the row", async () => {
    const review = await reviewProviders(
      await file("new@x.example,,,,PHYS1|PHYS*|CHEM1301|chem 1301"),
      current,
      "merge",
    );
    const place = { severity: "warning", row: 2, column: "Courses" };
    expect(review.findings).toEqual([
      { ...place, code: "code_repeated", value: "chem 1301" },
      { ...place, code: "code_unknown", value: "PHYS1" },
      { ...place, code: "wildcard_unmatched", value: "PHYS*" },
    ]);
    expect(review.change.providers.added[0]?.codes.map(({ code }) => code)).toEqual([
      "PHYS1",
      "PHYS*",
      "CHEM1301",
    ]);
  });

  test.each([
    ["", "cell_missing"],
    ["nobody", "email_invalid"],
    ["a b@x.example", "email_invalid"],
    ["a@x", "email_invalid"],
    ["a@x.example; b@x.example", "email_invalid"],
    [`${"a".repeat(244)}@xx.example`, "email_too_long"],
  ])("with the address %j is refused: %s", async (email, code) => {
    const { findings, rows } = await file(`${email},A,B,,CHEM1301`, "ok@x.example,A,B,,CHEM1301");
    expect(findings).toMatchObject([{ severity: "error", row: 2, column: "Email", code }]);
    expect(rows.map(({ email }) => email)).toEqual(["ok@x.example"]);
  });

  test("without any code for somebody new is an error, for somebody whose list is empty it is not", async () => {
    const there = { ...current, providers: [provider("empty@x.example", "")] };
    const review = await reviewProviders(
      await file("empty@x.example,,,,", "new@x.example,,,, | "),
      there,
      "replace",
    );
    expect(review.findings).toEqual([{ severity: "error", row: 3, column: "Courses", code: "cell_missing" }]);
  });

  test("one SSO ID for two people is pointed out", async () => {
    const { findings } = await file("a@x.example,,,S9,CHEM1301", "b@x.example,,,S9,CHEM1301");
    expect(findings).toEqual([
      { severity: "warning", row: 3, column: "SSO ID", code: "sso_id_repeated", value: "S9", firstRow: 2 },
    ]);
  });

  test("names and codes over 200 characters are errors", async () => {
    const long = "x".repeat(201);
    const { findings } = await file(`a@x.example,${long},,,CHEM1301|${long}`);
    expect(findings.map(({ column, code }) => [column, code])).toEqual([
      ["First Name", "cell_too_long"],
      ["Courses", "cell_too_long"],
    ]);
  });
});
