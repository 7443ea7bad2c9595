import { beforeAll, expect, test } from "vitest";
import type { TestPerson } from "#support/app.ts";
import { axeFindings, desktop, phone } from "#support/browser.ts";
import { type Programme, programme } from "#support/programme.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage();

let scene: Programme;
let coordinator: TestPerson;

beforeAll(async () => {
  scene = await programme(stage.kith, { providers: 12 });
  coordinator = await stage.kith.person(scene.community, { roles: ["coordinator"] });
  await stage.kith.inside(scene.community, (trx) =>
    trx
      .insertInto("enrollments")
      .values([
        { community_id: scene.community.id, person_id: scene.member.id, code_key: "biol9", code: "BIOL 9" },
        {
          community_id: scene.community.id,
          person_id: scene.member.id,
          code_key: "allavailablepeermentoring",
          code: "All available Peer Mentoring",
          service_id: scene.generic,
        },
      ])
      .execute(),
  );
});

const pages = () => {
  const [provider] = scene.providers;
  return [
    "",
    "/services",
    "/services?q=nothing+like+it",
    "/services/new",
    `/services/${scene.generic}`,
    "/services/manage",
    "/services/provider-first?support=Peer+Mentoring",
    "/services/enrollment",
    "/providers",
    "/providers/new",
    `/providers/${provider?.id}`,
    "/providers/eligibility",
    `/providers/${provider?.id}/eligibility`,
    "/members",
    "/members/new",
    `/members/${scene.member.id}`,
    "/formats",
    `/formats/${scene.format}`,
    `/formats/${scene.format}/questions/${scene.question}`,
    "/locations",
    `/locations/${scene.location}`,
    "/language",
    "/settings",
  ];
};

const windows = usualWindows("phone dark", "desktop light");

test.each(windows)(
  "every page of the panel is in order for axe and fits its window: %s",
  async (name, looks) => {
    const page = await stage.open(coordinator, looks);
    for (const path of pages()) {
      const answer = await page.goto(`${scene.community.base}/admin${path}`);
      expect([path, answer?.status()]).toEqual([path, 200]);
      await expectGood(page, `panel-${name}-${path}`);
    }
  },
  180_000,
);

test("on a phone the menu opens without script, and leads on", async () => {
  const page = await stage.open(coordinator, { viewport: phone, javaScriptEnabled: false });
  await page.goto(`${scene.community.base}/admin`);
  const link = page.getByRole("link", { name: /^Eligibility/ });
  expect(await link.isVisible()).toBe(false);
  await page.locator("main details > summary").click();
  await link.click();
  await page.getByRole("heading", { level: 1, name: "Eligibility" }).waitFor();
});

test("while words are typed, the preview reads as the pages will", async () => {
  const page = await stage.open(coordinator, { viewport: desktop });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`${scene.community.base}/admin/language`);
  const preview = page.locator("#preview");
  await preview.getByText("Pick a Service").waitFor();
  await page.locator('[name="service.one"]').press("End");
  await page.locator('[name="service.one"]').pressSequentially(" Advising");
  await preview.getByText("Pick a Service Advising", { exact: true }).waitFor();
  await page.locator('[name="service.one"]').fill("Advising Hour");
  await preview.getByText("Pick an Advising Hour", { exact: true }).waitFor();
  expect(
    await page.locator('[name="service.one"]').evaluate((field) => field === document.activeElement),
  ).toBe(true);
  expect(new URL(page.url()).search).toBe("");

  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Every page uses these words now.").waitFor();
  await page.goto(`${scene.community.base}/admin/services`);
  await page.getByRole("link", { name: "Add an Advising Hour" }).waitFor();
  expect(errors).toEqual([]);
});

test("without script the Preview button shows the same, and nothing is saved", async () => {
  const page = await stage.open(coordinator, { viewport: phone, javaScriptEnabled: false });
  await page.goto(`${scene.community.base}/admin/language`);
  await page.locator('[name="provider.one"]').fill("Owl");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.locator("#preview").getByText("Which Owl would you like?").waitFor();
  expect(await page.locator('[name="provider.one"]').inputValue()).toBe("Owl");
  await page.goto(`${scene.community.base}/admin/providers`);
  expect(await page.getByText("Add an Owl").count()).toBe(0);
});

test("a form that comes back keeps what was typed and says beside the field what is wrong", async () => {
  const page = await stage.open(coordinator, { viewport: phone });
  await page.goto(`${scene.community.base}/admin/settings`);
  await page.locator('[name="name"]').fill("Another name");
  await page.locator('[name="leadMinutes.amount"]').fill("soon");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("One thing needs another look").waitFor();
  await page.getByText("Please give a number, like 2 or 1.5, that comes to whole minutes.").waitFor();
  expect(await page.locator('[name="name"]').inputValue()).toBe("Another name");
  expect(await axeFindings(page)).toEqual([]);
});
