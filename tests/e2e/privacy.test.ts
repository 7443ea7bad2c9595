import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { hashPassword } from "#platform/auth/passwords.ts";
import { newId } from "#platform/ids.ts";
import type { TestPerson } from "#support/app.ts";
import { phone } from "#support/browser.ts";
import { type Copying, copying } from "#support/copying.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";
import { unzip } from "#support/unzip.ts";

const stage = browserStage();

/** Two who have something of everything, looked at by a coordinator who left traces of several kinds. */
async function scene(): Promise<Copying> {
  const here = await copying(stage.kith);
  const { base } = here.community;
  const cora = await stage.kith.signIn(here.coordinator);
  for (const path of ["/admin/exports/enrollment.csv", "/admin/feedback"]) await cora.get(`${base}${path}`);
  return here;
}

/** Makes all sessions of somebody older than those of whom nothing more is asked. */
const age = ({ accountId }: TestPerson) =>
  sql`update sessions set created_at = now() - interval '1 hour' where account_id = ${accountId}`.execute(
    stage.kith.platform.db,
  );

const looks = usualWindows("phone light", "phone dark", "desktop light", "desktop dark");

let here: Copying;
beforeAll(async () => {
  here = await scene();
});

test.each(looks)(
  "what somebody can see and take of their own is in order for axe and fits: %s",
  async (name, look) => {
    const { base } = here.community;
    const visits: [string, TestPerson, string, boolean][] = [
      ["copy", here.member, "/privacy/copy", false],
      ["copy-link", here.member, "/privacy/copy", true],
      ["looks", here.member, "/privacy/looks", false],
      ["log", here.coordinator, "/admin/access", false],
    ];
    for (const [shown, person, path, old] of visits) {
      const page = await stage.open(person, look);
      if (old) await age(person);
      expect([shown, (await page.goto(`${base}${path}`))?.status()]).toEqual([shown, 200]);
      await expectGood(page, `privacy-${shown}-${name}`);
      await page.context().close();
    }
  },
);

test.each([
  ["with", true],
  ["without", false],
])(
  "a member types their password and takes a copy, and is told so, %s JavaScript",
  async (name, javaScriptEnabled) => {
    const { community } = here;
    const member = await stage.kith.person(community, { firstName: "Fern", lastName: "Hale" });
    const account = member.accountId ?? "";
    await stage.kith.platform.db
      .insertInto("credentials")
      .values({
        id: newId(),
        account_id: account,
        provider: "credential",
        provider_account: account,
        password: await hashPassword("a long password"),
      })
      .execute();
    const page = await stage.open(member, { viewport: phone, javaScriptEnabled });
    await age(member);
    await page.goto(`${community.base}/privacy`);
    await page.getByRole("link", { name: "A copy of your data" }).click();
    await page.getByLabel("Your password").fill("not this one");
    await page.getByRole("button", { name: "Download my data" }).press("Enter");
    await page.getByText("This is not your present password.").waitFor();
    await expectGood(page, `privacy-password-${name}`);
    await page.getByLabel("Your password").fill("a long password");
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download my data" }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe("my-data-2026-03-02.zip");
    const copy = unzip(await readFile(await download.path()));
    expect(copy.get("data/person.json")?.toString()).toContain(member.email);
    const index = await stage.open(member, { javaScriptEnabled });
    await index.setContent(copy.get("index.html")?.toString() ?? "");
    await index.getByRole("heading", { name: "Fern Hale in Riverside" }).waitFor();
    await expectGood(index, `privacy-index-${name}`);
    await page.goto(`${community.base}/notifications`);
    await page.getByText("A copy of all your data was taken.").click();
    await page.getByText("Copies taken so far").waitFor();
  },
);

test("a coordinator finds in the log what somebody opened, and opening it from there is written down", async () => {
  const { base } = here.community;
  const vera = await stage.kith.person(here.community, {
    roles: ["coordinator"],
    firstName: "Vera",
    lastName: "Moss",
  });
  const page = await stage.open(vera);
  await page.goto(`${base}/admin`);
  await page.getByRole("link", { name: "Access log" }).click();
  await page.getByLabel("What").selectOption({ label: "Chat room" });
  await page.getByRole("button", { name: "Show" }).click();
  await page
    .getByRole("row", { name: /Cora Vale Chat room/ })
    .getByRole("link", { name: /^Open it/ })
    .click();
  await page.getByRole("heading", { name: "Kitchen" }).waitFor();
});
