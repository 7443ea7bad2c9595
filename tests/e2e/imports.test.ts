import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { TestPerson } from "#support/app.ts";
import { meeting } from "#support/meetings.ts";
import { programme } from "#support/programme.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage();

const words = {
  provider: { one: "Peer Mentor", many: "Peer Mentors" },
  service: { one: "Peer Mentoring Service", many: "Peer Mentoring Services" },
  member: { one: "Student", many: "Students" },
};

const windows = usualWindows(
  "phone light",
  "phone dark, no script",
  "desktop light, no script",
  "desktop dark",
);

const files = [
  { kind: "services", label: /Peer Mentoring Services file/, file: "courses", added: 13 },
  { kind: "providers", label: /Peer Mentors file/, file: "tutors", added: 12 },
  { kind: "enrollment", label: /Enrollment file/, file: "enrollment", added: 160 },
] as const;

const heading = (page: Page, text: string) =>
  page.getByRole("heading", { level: 1, name: text, exact: true }).waitFor();

async function upload(page: Page, base: string, label: RegExp, file: string): Promise<void> {
  await page.goto(`${base}/admin/imports`);
  await page.getByRole("link", { name: "Upload a file" }).click();
  await heading(page, "Upload a file");
  await page.getByRole("radio", { name: label }).check();
  await page.getByLabel("The file", { exact: true }).setInputFiles(`tests/fixtures/csv/${file}.csv`);
  await page.getByRole("radio", { name: /^Replace/ }).check();
}

describe("a coordinator sets the peer mentoring programme up by its three files", () => {
  test.each(windows)("%s", async (name, looks) => {
    const community = await stage.kith.community({ words });
    const coordinator: TestPerson = await stage.kith.person(community, {
      roles: ["coordinator"],
      firstName: "Cora",
      lastName: "Reyes",
    });
    const page = await stage.open(coordinator, looks);
    const at = (step: string) => expectGood(page, `imports-${step}-${name}`);

    await page.goto(`${community.base}/admin/imports`);
    await at("1-empty");
    for (const { kind, label, file, added } of files) {
      await upload(page, community.base, label, `peer-mentoring/${file}`);
      if (kind === "services") await at("2-upload");
      await page.getByRole("button", { name: "Upload and review" }).click();
      await heading(page, "Review before anything changes");
      await page.getByText("nothing has changed yet.").waitFor();
      await page.getByText(`Adds ${added}.`).waitFor();
      await at(`3-review-${kind}`);
      await page.getByRole("main").getByRole("button", { name: "Apply" }).click();
      await heading(page, "Applied");
      await at(`4-applied-${kind}`);
    }
    await page.goto(`${community.base}/admin/imports`);
    expect(await page.getByText("Applied", { exact: true }).count()).toBe(3);
    await at("5-recent");

    await page.getByRole("link", { name: "enrollment.csv" }).click();
    await page.getByRole("button", { name: "Undo this import" }).click();
    await heading(page, "Undone");
    await at("6-undone");
    const left = await stage.kith.inside(community, (trx) =>
      trx.selectFrom("enrollments").selectAll().execute(),
    );
    expect(left).toEqual([]);
  });

  test.each(windows)("and sees what is wrong or at stake: %s", async (name, looks) => {
    const scene = await programme(stage.kith, { providers: 3, words });
    for (const day of ["05", "06"])
      await meeting(stage.kith, scene, { at: `2026-03-${day}T10:00Z`, service: scene.generic });
    const coordinator = await stage.kith.person(scene.community, { roles: ["coordinator"] });
    const page = await stage.open(coordinator, looks);
    const at = (step: string) => expectGood(page, `imports-${step}-${name}`);

    await upload(page, scene.community.base, /Peer Mentors file/, "messy/tutors-errors");
    await page.getByRole("button", { name: "Upload and review" }).click();
    await page.getByRole("heading", { name: "3 errors have to be mended first" }).waitFor();
    await page.getByText("“not-an-email” is not an e-mail address.").waitFor();
    expect(await page.getByRole("main").getByRole("button", { name: "Apply" }).count()).toBe(0);
    await at("7-errors");

    await upload(page, scene.community.base, /Peer Mentors file/, "messy/tutors-semicolon-cp1252");
    await page.getByRole("button", { name: "Upload and review" }).click();
    await page.getByText("2 of the coming Meetings are affected").waitFor();
    await at("8-at-stake");
    await page.getByRole("link", { name: /Meetings affected/ }).click();
    await page.getByText("Mina Alvarez with Talia K").first().waitFor();
    await at("9-meetings");

    await upload(page, scene.community.base, /Peer Mentoring Services file/, "peer-mentoring/tutors");
    await page.getByRole("button", { name: "Upload and review" }).click();
    await page.getByText("This looks like a Peer Mentors file.").waitFor();
  });
});

describe("a long file is read and applied while its page tells how far it is, and comes on by itself", () => {
  const quiet = browserStage();

  test.each(windows)("%s", async (name, looks) => {
    const community = await quiet.kith.community({ words });
    const coordinator = await quiet.kith.person(community, { roles: ["coordinator"] });
    const page = await quiet.open(coordinator, looks);
    await upload(page, community.base, /Enrollment file/, "tutoring-centre/enrollment");
    await page.getByRole("button", { name: "Upload and review" }).click();
    if (name === "phone light") {
      // Before the workers start, the page waits.
      await heading(page, "Reading your file");
      // It is looked at standing still; the reload then starts it again.
      await page.evaluate(() =>
        document.querySelector("[data-controller=refresh]")?.removeAttribute("data-controller"),
      );
      await expectGood(page, "imports-10-reading");
      await page.reload();
    }
    await quiet.kith.startWorkers();
    await heading(page, "Review before anything changes");
    await expectGood(page, `imports-11-long-${name}`);
    await page.getByRole("main").getByRole("button", { name: "Apply" }).click();
    await heading(page, "Applied");
  });
});
