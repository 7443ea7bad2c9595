import { describe, expect, test } from "vitest";
import { axeFindings, type Looks } from "#support/browser.ts";
import { meeting } from "#support/meetings.ts";
import { type Gathering, gathering, plan, register } from "#support/planning.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage();

const windows = usualWindows("phone light", "desktop dark", "phone dark, no script");

describe("a provider plans a weekly group, and a member finds it and takes a place", () => {
  test.each(windows)("%s", async (name, looks) => {
    const here = await gathering(stage.kith);
    await meeting(stage.kith, here.scene, { at: "2026-03-17T18:30Z" });
    await planned(here, name, looks);
    await found(here, name, looks);
  });
});

async function planned(here: Gathering, name: string, looks: Looks): Promise<void> {
  const script = looks.javaScriptEnabled !== false;
  const page = await stage.open(here.host, looks);
  await page.goto(`${here.base}/groups`);
  await page.getByRole("link", { name: "Plan a group Meeting" }).click();
  await page.getByLabel("Name").fill("Finding your feet in the very first of all the terms there are");
  await page.getByLabel("What to expect").fill("For everybody who is new.\n\nBring a cup.");
  await page.getByLabel("Date").fill("2026-03-10");
  await page.getByLabel("Time", { exact: true }).fill("18:00");
  await page.getByLabel("How many weeks in a row").fill("3");
  if (!script) await page.getByRole("button", { name: "Check this time" }).click();
  await page.getByText("2 of 3 are free").waitFor();
  await expectGood(page, `groups-1-form-${name}`);
  await page.getByLabel("Plan the 2 that are free").check();
  await page.getByLabel("Places", { exact: true }).fill("2");
  await page.getByRole("button", { name: "Plan it" }).click();
  await page.getByRole("status").getByText("They are planned.").waitFor();
  await page.getByLabel("Write a message").fill("The door is on the left.");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("status").getByText("Your message is there.").waitFor();
  await expectGood(page, `groups-2-host-${name}`);

  await page.getByRole("link", { name: "Invite people" }).click();
  await page.getByLabel("By e-mail address").fill(here.scene.member.email);
  await expectGood(page, `groups-3-invite-${name}`);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("status").getByText("Whoever you invited is told.").waitFor();

  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Time", { exact: true }).fill("09:00");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("status").getByText("Saved.").waitFor();
  await page.getByText("Tue 10 Mar, 09:00–10:00").first().waitFor();
}

async function found(here: Gathering, name: string, looks: Looks): Promise<void> {
  const page = await stage.open(here.scene.member, looks);
  await page.goto(`${here.base}/groups`);
  await page.getByText("More ways to narrow it").click();
  await page.getByLabel("Time of day").selectOption("morning");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: /Finding your feet/ }).waitFor();
  await expectGood(page, `groups-4-list-${name}`);
  await page.getByRole("link", { name: "Month" }).click();
  await page.getByRole("link", { name: /09:00.*Finding your feet/s }).waitFor();
  await expectGood(page, `groups-5-month-${name}`);
  await page.getByRole("link", { name: "Week", exact: true }).click();
  await page.getByText("There is nothing in this week.").waitFor();
  await page.getByRole("link", { name: "Week after" }).click();
  await expectGood(page, `groups-6-week-${name}`);
  await page.getByRole("link", { name: /09:00.*Finding your feet/s }).click();
  expect(await page.locator("#messages").count()).toBe(0);
  await page.getByRole("button", { name: "Take a place" }).click();
  await page.locator("#messages").getByText("The door is on the left.").waitFor();
  expect(await page.getByLabel("Write a message").count()).toBe(0);
  await expectGood(page, `groups-7-place-${name}`);
  await page.goto(`${here.base}/meetings`);
  await page.getByRole("link", { name: /Finding your feet/ }).waitFor();
  await expectGood(page, `groups-8-own-${name}`);
}

test("the page of a group that is cancelled says so where it is open, and why", async () => {
  const here = await gathering(stage.kith);
  const id = await plan(here);
  await register(here.asMember, here, id);
  const page = await stage.open(here.scene.member);
  void stage.kith.platform.live.start();
  await page.goto(`${here.base}/groups/${id}`);
  await page.getByText("You have a place.").waitFor();
  await page.waitForTimeout(500);
  const form = { version: "1", extent: "one", reason: "The heating is broken." };
  expect((await here.asHost.post(`${here.base}/groups/${id}/cancel`, form)).status).toBe(303);
  await page.getByText("The heating is broken.").waitFor();
  expect(await axeFindings(page)).toEqual([]);
});
