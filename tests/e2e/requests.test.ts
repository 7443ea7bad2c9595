import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { TestPerson } from "#support/app.ts";
import { axeFindings, phone } from "#support/browser.ts";
import { anotherProcess } from "#support/processes.ts";
import { type Programme, programme } from "#support/programme.ts";
import { asked, opened, optionIds, tells } from "#support/requests.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";
import { keepDeadlines } from "../../src/deadlines.ts";

const stage = browserStage({ demo: true, now: "2026-03-02T09:00:00Z" });

let scene: Programme;
let talia: TestPerson;
let both: TestPerson;
let coordinator: TestPerson;
let root: string;
let late: string;

beforeAll(async () => {
  scene = await programme(stage.kith, { zone: "Europe/London" });
  const [first] = scene.providers;
  if (!first) throw new Error("there is no provider");
  talia = first;
  both = await stage.kith.person(scene.community, { roles: ["member", "provider"] });
  coordinator = await stage.kith.person(scene.community, { roles: ["coordinator"] });
  root = `${scene.community.base}/requests`;
  const [grief = "", woman = ""] = await optionIds(stage.kith, scene.community, "Grief and loss", "Woman");
  await tells(stage.kith, talia, { experiences: [grief], gender: woman });
  const member = await stage.kith.signIn(scene.member);
  const base = scene.community.base;
  late = await opened(member, base, { subject: "Nobody answered this" });
  stage.kith.clock.set("2026-03-04T09:00:00Z");
  await keepDeadlines(stage.kith.platform);
  await opened(member, base, {
    subject: "After a loss, in words that are somewhat longer than they would have to be on a small screen",
    description: "My sister died in spring. ".repeat(30),
    times: ["2026-03-05 10:00 12:00", "2026-03-06 20:00 22:00"],
    timeNote: "A walk would be nice",
    experiences: [grief],
    gender: woman,
    age: "31",
  });
});

test.each(usualWindows("desktop light", "phone dark"))(
  "every page about requests can be read, reached and fits: %s",
  async (name, looks) => {
    const panel = `${scene.community.base}/admin/requests`;
    const pages: [TestPerson, string][] = [
      [talia, root],
      [talia, `${root}?q=nothing+of+the+kind`],
      [talia, `${root}/${late}`],
      [both, root],
      [both, `${root}/mine`],
      [scene.member, `${root}/mine`],
      [scene.member, `${root}/new`],
      [scene.member, `${root}/${late}`],
      [scene.member, `${root}/${late}/edit`],
      [coordinator, panel],
      [coordinator, `${panel}/${late}`],
    ];
    const windows = new Map<TestPerson, Page>();
    for (const person of [talia, both, scene.member, coordinator])
      windows.set(person, await stage.open(person, looks));
    for (const [person, path] of pages) {
      const page = windows.get(person);
      if (!page) throw new Error("nobody looks");
      expect((await page.goto(path))?.status(), path).toBe(200);
      const said = path.replace(scene.community.base, "").replace(late, "one");
      await expectGood(page, `${name} requests ${person.email.split("@")[0]}${said}`);
    }
  },
  120_000,
);

test.each([
  ["with script", true],
  ["without script", false],
])("a member asks, adds a time, mends a fault, changes it, closes and reopens it: %s", async (_, script) => {
  // Axe is a script itself.
  const clean = async () => script && expect(await axeFindings(page)).toEqual([]);
  const member = await stage.kith.person(scene.community);
  const page = await stage.open(member, { viewport: phone, javaScriptEnabled: script });
  await page.goto(scene.community.base);
  await page.getByText("More", { exact: true }).click();
  await page.getByRole("link", { name: "Support requests" }).click();
  await page.getByRole("link", { name: "Ask for support" }).click();

  const fill = async (row: number, date: string, from: string, to: string) => {
    for (const [field, value] of Object.entries({ date, from, to }))
      await page.locator(`[name=${field}-${row}]`).fill(value);
  };
  await fill(0, "2026-03-06", "10:00", "12:00");
  await page.getByRole("button", { name: "Another time" }).click();
  await page.locator("[name=date-1]").waitFor();
  expect(await page.inputValue("[name=date-0]")).toBe("2026-03-06");
  await page.getByLabel("In a few words").fill("Somebody to walk with");
  await page.getByLabel("What kind of support").fill("Twice around the lake.");
  await page.getByText("Loneliness").click();
  await fill(1, "2026-03-07", "12:00", "10:00");
  await page.getByRole("button", { name: "Ask for support" }).click();
  await page.getByText("The end is not after the start.").waitFor();
  await clean();
  expect(await page.getByLabel("Loneliness").isChecked()).toBe(true);
  await fill(1, "2026-03-07", "10:00", "12:00");
  await page.getByRole("button", { name: "Ask for support" }).click();
  await page.getByText("Your request is open.").waitFor();
  await page.getByText("Sat 7 Mar, 10:00–12:00").waitFor();

  await page.getByRole("link", { name: "Change it" }).click();
  await page.getByText("I am flexible").click();
  expect(await page.locator("[name=date-0]").isVisible()).toBe(false);
  // Enter sends the form; it does not ask for another time.
  await page.getByLabel("In a few words").press("Enter");
  await page.getByText("Your request is changed.").waitFor();
  expect(await page.getByText("Sat 7 Mar").count()).toBe(0);

  await page.getByText("Close this request").click();
  await page.getByRole("button", { name: "Close it" }).click();
  await page.getByText("You closed this request.").waitFor();
  await clean();
  await page.getByRole("button", { name: "Open it again" }).click();
  await page.getByText("Your request is open again.").waitFor();
});

test("a new request, a change and a closing appear on a provider's open list, and what they type there stays", async () => {
  const process = await anotherProcess(stage.kith);
  const page = await stage.open(talia, {}, process);
  try {
    await page.goto(root);
    await expect.poll(() => process.live.size, { timeout: 10_000 }).toBe(1);
    await page.getByLabel("Search requests").fill("half a wo");
    const member = await stage.kith.signIn(await stage.kith.person(scene.community));
    const id = await opened(member, scene.community.base, { subject: "Just asked" });
    await page.getByRole("link", { name: "Just asked", exact: true }).waitFor();
    const change = { ...asked({ subject: "Asked otherwise" }), version: "1" };
    await member.post(`${root}/${id}/edit`, change);
    await page.getByRole("link", { name: "Asked otherwise", exact: true }).waitFor();
    expect(await page.getByLabel("Search requests").inputValue()).toBe("half a wo");
    await member.post(`${root}/${id}/close`);
    await page.getByRole("link", { name: "Asked otherwise", exact: true }).waitFor({ state: "detached" });
    expect(await axeFindings(page)).toEqual([]);
  } finally {
    await page.context().close();
    await process.close();
  }
});
