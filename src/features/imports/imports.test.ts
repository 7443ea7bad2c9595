import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { importDesk, sample } from "#support/imports.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const places = (findings: readonly { row: number | null; column: string | null; code: string }[]) =>
  findings.map(({ row, column, code }) => [row, column, code]);

describe("the messy samples, uploaded, reviewed, applied and undone", () => {
  const services = "messy/courses-excel-bom.csv";
  const cases = [
    { kind: "services", file: services, before: [], found: [], added: 3 },
    {
      kind: "providers",
      file: "messy/tutors-semicolon-cp1252.csv",
      before: [services],
      found: [[null, null, "encoding_guessed"]],
      added: 2,
    },
    {
      kind: "enrollment",
      file: "messy/enrollment-utf16.csv",
      before: [services],
      found: [[4, "Course", "code_unknown"]],
      added: 3,
    },
  ] as const;

  test.each(cases)("$file", async ({ kind, file, before, found, added }) => {
    const desk = await importDesk(app);
    for (const name of before) await desk.take("services", sample(name));
    const earlier = await desk.dump();

    const id = await desk.upload(kind, sample(file));
    expect(places(await desk.findings(id))).toEqual(found);
    expect((await desk.found(id)).review?.counts).toEqual({ added, changed: 0, removed: 0, unchanged: 0 });
    expect(await desk.dump()).toEqual(earlier);

    await desk.act(id, "apply");
    expect((await desk.found(id)).state).toBe("applied");
    expect(await desk.dump()).not.toEqual(earlier);

    await desk.act(id, "undo");
    expect((await desk.found(id)).state).toBe("undone");
    expect(await desk.dump()).toEqual(earlier);
  });

  test("a file with errors is told row by row, and applied by nobody", async () => {
    const desk = await importDesk(app);
    await desk.take("services", sample(services));
    const earlier = await desk.dump();
    const id = await desk.upload("providers", sample("messy/tutors-errors.csv"));
    const findings = await desk.findings(id);
    expect(places(findings)).toEqual([
      [2, "Email", "email_invalid"],
      [4, "Email", "email_repeated"],
      [6, "Courses", "cell_missing"],
    ]);
    const page = await desk.page(id);
    expect(page).toContain("“not-an-email” is not an e-mail address.");
    expect(page).toContain("dup@coach.example is in row 3 already.");
    expect(page).not.toContain(`${id}/apply`);
    expect((await desk.act(id, "apply")).status).toBe(303);
    expect((await desk.found(id)).state).toBe("review");
    expect(await desk.dump()).toEqual(earlier);
  });

  test("the error file has the rows to mend with what is wrong, and formulas do not run in it", async () => {
    const desk = await importDesk(app);
    const file = "Email,First Name,Courses\r\nnope,=1+1,X\r\nok@a.example,Ann,X\r\nok@a.example,Bea,X|X\r\n";
    const id = await desk.upload("providers", file);
    const answer = await desk.client.get(`${desk.base}/${id}/findings.csv`);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.text.split("\r\n")).toEqual([
      "Row in your file,What is wrong,Email,First Name,Courses",
      "2,“nope” is not an e-mail address.,nope,'=1+1,X",
      expect.stringMatching(/^3,"There is no .* with the code “X” yet\..*,ok@a.example,Ann,X$/),
      expect.stringMatching(/^4,"?ok@a.example is in row 3 already\..*,ok@a.example,Bea,X\|X$/),
      "",
    ]);
  });
});

describe("the peer mentoring programme", () => {
  test("is there after its three files, and gone after undoing them", async () => {
    const desk = await importDesk(app);
    const empty = await desk.dump();
    const ids = [
      await desk.take("services", sample("peer-mentoring/courses.csv")),
      await desk.take("providers", sample("peer-mentoring/tutors.csv")),
      await desk.take("enrollment", sample("peer-mentoring/enrollment.csv")),
    ];
    const full = await desk.dump();
    expect(Object.entries(full).map(([table, rows]) => [table, rows.length])).toEqual([
      ["services", 13],
      ["people", 1 + 12 + 80],
      ["providers", 12],
      ["listed_codes", 24],
      ["certifications", 24],
      ["enrollments", 160],
    ]);
    expect(full.enrollments).not.toContainEqual(expect.objectContaining({ service_id: null }));

    const root = `${desk.community.base}/admin`;
    const found = await desk.client.get(`${root}/services?q=talia`);
    expect(found.text).toContain("Peer Mentoring with Talia K");
    const eligible = await desk.client.get(`${root}/providers/eligibility?q=talia.k`);
    expect(eligible.text).toContain("All available Peer Mentoring");
    expect(eligible.text).toContain("Peer Mentoring with Talia K");
    const enrolled = await desk.client.get(`${root}/services/enrollment?q=nils.rossi`);
    expect(enrolled.text).toContain("Peer Mentoring with Talia K");

    for (const id of ids.toReversed()) {
      await desk.act(id, "undo");
      expect((await desk.settled(id)).state).toBe("undone");
    }
    expect(await desk.dump()).toEqual(empty);
  });

  test("comes in again as no change when its downloads are uploaded", async () => {
    const desk = await importDesk(app);
    for (const [kind, name] of [
      ["services", "courses"],
      ["providers", "tutors"],
      ["enrollment", "enrollment"],
    ] as const) {
      await desk.take(kind, sample(`peer-mentoring/${name}.csv`));
      const download = await desk.client.get(`${desk.community.base}/admin/exports/${kind}.csv`);
      expect(download.headers.get("content-disposition")).toContain("attachment");
      const id = await desk.upload(kind, download.text);
      const { review } = await desk.found(id);
      expect([kind, review?.noChange, review?.warnings]).toEqual([kind, true, 0]);
      expect(review?.counts).toMatchObject({ added: 0, changed: 0, removed: 0 });
    }
  });

  test("files uploaded in the wrong order come to the same", async () => {
    const [right, wrong] = [await importDesk(app), await importDesk(app)];
    const files = [
      ["services", "courses"],
      ["providers", "tutors"],
      ["enrollment", "enrollment"],
    ] as const;
    for (const [kind, name] of files) await right.take(kind, sample(`peer-mentoring/${name}.csv`));
    for (const [kind, name] of files.toReversed())
      await wrong.take(kind, sample(`peer-mentoring/${name}.csv`));
    const seen = async (desk: typeof right) => {
      const { certifications = [], enrollments = [] } = await desk.dump();
      const pending = enrollments.filter((row) => JSON.stringify(row).includes('"service_id":null'));
      return [certifications.length, enrollments.length, pending.length];
    };
    expect(await seen(wrong)).toEqual([24, 160, 0]);
    expect(await seen(wrong)).toEqual(await seen(right));
  });
});

test("an empty community's downloads are their header", async () => {
  const desk = await importDesk(app);
  const texts = ["services", "providers", "enrollment"].map(
    async (kind) => (await desk.client.get(`${desk.community.base}/admin/exports/${kind}.csv`)).text,
  );
  expect(await Promise.all(texts)).toEqual([
    "Subject Abbreviation,Course Number,Course Name\r\n",
    "Email,First Name,Last Name,SSO ID,Courses\r\n",
    "Email,SSO ID,Course\r\n",
  ]);
});

test("Replace removes what is not in the file and Merge does not; undo brings it back as it was, order too", async () => {
  const desk = await importDesk(app);
  await desk.take("services", "Subject Abbreviation,Course Number,Course Name\nCHEM,1,One\nCHEM,2,Two\n");
  await desk.take(
    "providers",
    "Email,First Name,Courses\nann@a.example,Ann,CHEM*\nbea@a.example,Bea,CHEM1\n",
  );
  await desk.take(
    "enrollment",
    "Email,Course\nmia@a.example,CHEM1\nmia@a.example,CHEM2\nned@a.example,CHEM1\n",
  );
  const earlier = await desk.dump();
  const files = {
    services: "Subject Abbreviation,Course Number,Course Name\nCHEM,2,Second\nBIO,1,Life\n",
    providers: "Email,First Name,Courses\nann@a.example,Anna,CHEM2|CHEM*\nzoe@a.example,Zoë,CHEM1\n",
    enrollment: "Email,SSO ID,Course\nmia@a.example,m-1,CHEM2\nnew@a.example,,CHEM1\n",
  };
  const expected = {
    services: { replace: [1, 1, 1], merge: [1, 1, 0] },
    providers: { replace: [1, 1, 1], merge: [1, 1, 0] },
    enrollment: { replace: [1, 1, 2], merge: [1, 1, 0] },
  };
  for (const kind of ["services", "providers", "enrollment"] as const) {
    for (const mode of ["replace", "merge"] as const) {
      const id = await desk.take(kind, files[kind], { mode });
      const counts = (await desk.found(id)).review?.counts;
      expect([kind, mode, [counts?.added, counts?.changed, counts?.removed]]).toEqual([
        kind,
        mode,
        expected[kind][mode],
      ]);
      expect(await desk.dump()).not.toEqual(earlier);
      await desk.act(id, "undo");
      expect((await desk.settled(id)).failure).toBeNull();
      expect([kind, mode, await desk.dump()]).toEqual([kind, mode, earlier]);
    }
  }
});
