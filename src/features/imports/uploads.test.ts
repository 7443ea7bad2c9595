import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { importDesk, sample } from "#support/imports.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const bytes = (...start: number[]) => Uint8Array.from([...start, ...Array<number>(200).fill(0)]);

describe("what is no CSV file is refused at the form, and nothing is kept", () => {
  test.each([
    ["a workbook", bytes(0x50, 0x4b, 0x03, 0x04), "This is a workbook, not a CSV file."],
    ["a picture", bytes(0x89, 0x50, 0x4e, 0x47), "This is not a CSV file."],
    [
      "something binary",
      Uint8Array.from({ length: 300 }, (_, at) => (at * 7) % 256),
      "This is not a CSV file.",
    ],
    ["an empty file", new Uint8Array(), "This file is empty."],
  ])("%s", async (_name, file, words) => {
    const desk = await importDesk(app);
    const answer = await desk.send("services", file, { mode: "merge" });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(answer.text).toMatch(/<input[^>]*value="merge"[^>]*checked/);
    expect((await desk.client.get(desk.base)).text).toContain("Nothing was uploaded yet");
  });

  test("over 32 MB", async () => {
    const desk = await importDesk(app);
    const file = new Uint8Array(33 * 1024 * 1024).fill(0x61);
    const answer = await desk.send("services", file);
    expect(answer.status).toBe(413);
    expect(answer.text).toContain("up to 32 MB");
  });

  test("a form without a file, or with a kind nobody knows", async () => {
    const desk = await importDesk(app);
    const answer = await desk.client.post(desk.base, { kind: "people", mode: "replace", key: "k" });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("This file is empty.");
  });
});

test("cells that look like formulas come in as text, go out guarded, and come in again as no change", async () => {
  const desk = await importDesk(app);
  const file =
    'Email,First Name,Last Name,Courses\na@a.example,"=HYPERLINK(""http://x.example"")",+1,@X|-Y\n';
  await desk.take("providers", file);
  const { people = [] } = await desk.dump();
  expect(people).toContainEqual(
    expect.objectContaining({ first_name: '=HYPERLINK("http://x.example")', last_name: "+1" }),
  );
  const download = await desk.client.get(`${desk.community.base}/admin/exports/providers.csv`);
  expect(download.text).toContain(`"'=HYPERLINK(""http://x.example"")",'+1`);
  const again = await desk.found(await desk.upload("providers", download.text));
  expect(again.review?.noChange).toBe(true);
});

test("the uploaded file is kept byte by byte, and only ever saved", async () => {
  const desk = await importDesk(app);
  const id = await desk.upload("services", "Subject Abbreviation\n<script>alert(1)</script>\n", {
    name: "Bjö <b>rn.csv",
  });
  const answer = await desk.client.get(`${desk.base}/${id}/file`);
  expect(answer.text).toBe("Subject Abbreviation\n<script>alert(1)</script>\n");
  expect(answer.headers.get("content-type")).toBe("application/octet-stream");
  expect(answer.headers.get("content-disposition")).toBe(
    "attachment; filename*=UTF-8''Bj%C3%B6%20%3Cb%3Ern.csv",
  );
  const page = await desk.page(id);
  expect(page).toContain("&lt;script&gt;");
  expect(page).not.toContain("<script>alert");
});

describe("where a feed is the source of the enrollment", () => {
  test("its file is neither offered nor taken, and the other two are", async () => {
    const desk = await importDesk(app, { enrollmentSource: "feed" });
    const form = await desk.client.get(`${desk.base}/new?kind=enrollment`);
    expect(form.text).toContain("The two are never mixed");
    expect(form.text).not.toContain('value="enrollment"');
    const answer = await desk.send("enrollment", sample("peer-mentoring/enrollment.csv"));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("The enrollment comes from a feed and is not changed by hand.");
    await desk.take("services", sample("peer-mentoring/courses.csv"));
  });

  test("a review from before it is not applied", async () => {
    const desk = await importDesk(app);
    const id = await desk.upload("enrollment", sample("peer-mentoring/enrollment.csv"));
    await app.inside(desk.community, (trx) =>
      trx
        .updateTable("communities")
        .set({ settings: JSON.stringify({ enrollmentSource: "feed" }) })
        .where("id", "=", desk.community.id)
        .execute(),
    );
    await desk.act(id, "apply");
    expect((await desk.found(id)).state).toBe("review");
    expect((await desk.dump()).enrollments).toEqual([]);
  });
});

describe("nobody but a coordinator of this very community finds an import", () => {
  test("by any of its addresses", async () => {
    const desk = await importDesk(app);
    const other = await importDesk(app);
    const id = await desk.upload("services", sample("peer-mentoring/courses.csv"));
    const addresses = ["", "/new", `/${id}`, `/${id}/file`, `/${id}/findings.csv`].map(
      (path) => desk.base + path,
    );
    addresses.push(
      ...["services", "providers", "enrollment"].map(
        (kind) => `${desk.community.base}/admin/exports/${kind}.csv`,
      ),
    );
    for (const address of addresses) {
      const { status } = await desk.client.get(address);
      expect([address, status]).toEqual([address, 200]);
    }
    const strangers = {
      "a member": await app.signIn(await app.person(desk.community)),
      "a provider": await app.signIn(await app.person(desk.community, { roles: ["provider"] })),
      "a coordinator elsewhere": other.client,
    };
    expect((await other.client.get(other.base)).status).toBe(200);
    for (const [who, client] of Object.entries(strangers)) {
      for (const address of addresses)
        expect([who, address, (await client.get(address)).status]).toEqual([who, address, 404]);
      for (const what of ["apply", "undo", "discard"])
        expect([who, what, (await client.post(`${desk.base}/${id}/${what}`)).status]).toEqual([
          who,
          what,
          404,
        ]);
      const form = {
        kind: "services",
        mode: "merge",
        file: new File(["Subject Abbreviation\nX\n"], "x.csv"),
      };
      expect([who, (await client.post(desk.base, form)).status]).toEqual([who, 404]);
    }
    // Its id leads nowhere in another community either.
    for (const path of [`/${id}`, `/${id}/file`, `/${id}/findings.csv`])
      expect([path, (await other.client.get(other.base + path)).status]).toEqual([path, 404]);
    for (const what of ["apply", "undo", "discard"])
      expect([what, (await other.client.post(`${other.base}/${id}/${what}`)).status]).toEqual([what, 404]);
    expect((await app.visitor().get(`${desk.base}/${id}`)).location).toContain("/sign-in");
    expect((await desk.found(id)).state).toBe("review");
    expect((await desk.dump()).services).toEqual([]);
  });
});

test("long lists are paged, searched, and looked at by kind", async () => {
  const desk = await importDesk(app);
  const rows = Array.from({ length: 2_345 }, (_, at) => `m${at}@a.example,,CODE${at}`);
  const id = await desk.upload(
    "enrollment",
    ["Email,SSO ID,Course", "nope,,X", "m@a.example,,X*", ...rows].join("\n"),
  );
  await desk.settled(id);
  expect((await desk.found(id)).review?.groups).toEqual([
    { severity: "error", code: "email_invalid", count: 1 },
    { severity: "error", code: "enrollment_wildcard", count: 1 },
    { severity: "warning", code: "code_unknown", count: 2_345 },
  ]);
  const first = await desk.page(id);
  expect(first.indexOf("“nope” is not")).toBeLessThan(first.indexOf("“CODE0”"));
  expect(first).toContain("1 to 50 of 2,347");
  const last = await desk.page(id, "?list=findings&group=code_unknown&page=47");
  expect(last).toContain("“CODE2344”");
  expect(last).toContain("2,301 to 2,345 of 2,345");
  const found = await desk.page(id, "?list=enrollments.added&q=m2300%40");
  expect(found).toContain("m2300@a.example");
  expect(found).not.toContain("m2301@a.example");
  expect(await desk.page(id, "?list=enrollments.added&q=zzz")).toContain("Nothing found");
});
