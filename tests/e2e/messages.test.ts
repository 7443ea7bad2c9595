import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import {
  axeFindings,
  desktop,
  type Looks,
  openBrowser,
  openWindow,
  phone,
  picture,
  type Served,
  scrollsSideways,
  serveApp,
} from "#support/browser.ts";
import { share, type Talk, talk, write } from "#support/talk.ts";

let kith: TestApp;
let served: Served;
let browser: Browser;

beforeAll(async () => {
  kith = await testApp();
  served = await serveApp(kith);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await kith?.end();
});

const windows: [string, Looks][] = [
  ["phone light", { viewport: phone, colorScheme: "light" }],
  ["phone dark", { viewport: phone, colorScheme: "dark" }],
  ["phone light, no script", { viewport: phone, colorScheme: "light", javaScriptEnabled: false }],
  ["desktop light", { viewport: desktop, colorScheme: "light" }],
];

/** A talk that has begun, with words and names that are hard to fit. */
async function begun(): Promise<Talk> {
  const here = await talk(kith);
  await write(here.member, here, `Hello,\n\nthis one is long: https://example.org/${"path/".repeat(30)}`);
  await write(here.provider, here, "Thank you. See you on Tuesday.");
  await share(here.provider, here, `${"Notes_of_the_first_week_".repeat(4)}.txt`, Buffer.from("Grüße"));
  return here;
}

/** axe itself is script, so it looks where there is script. */
async function look(page: Page, name: string, looks: Looks): Promise<void> {
  if (looks.javaScriptEnabled !== false) {
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    expect([name, await scrollsSideways(page)]).toEqual([name, false]);
  }
  await picture(page, name);
}

describe("a member writes and shares on the page of a meeting", () => {
  test.each(windows)("%s", async (window, looks) => {
    const name = window.replaceAll(/\W+/g, "-");
    const here = await begun();
    const context = await openWindow(browser, served, kith, here.scene.member, looks);
    const page = await context.newPage();
    await page.goto(here.path);
    await look(page, `messages-1-page-${name}`, looks);

    await page.getByLabel("Write a message").fill("I will bring my questions.");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("status").getByText("Your message is there.").waitFor();
    expect(await page.locator("#messages li").last().textContent()).toContain("I will bring my questions.");
    const box = page.getByLabel("Write a message");
    expect(await box.inputValue()).toBe("");

    await box.fill("Begun and not sent");
    const file = { name: "Fragen für Dienstag.txt", mimeType: "", buffer: Buffer.from("Wie fängt man an?") };
    await page.getByLabel("Share a file").setInputFiles(file);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByRole("status").getByText("The file is shared.").waitFor();
    expect(await page.getByLabel("Share a file").inputValue()).toBe("");
    if (looks.javaScriptEnabled !== false) {
      expect(await box.inputValue()).toBe("Begun and not sent");
      await box.fill("");
    }
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: file.name }).click();
    expect((await coming).suggestedFilename()).toBe(file.name);
    await look(page, `messages-2-written-${name}`, looks);

    await page.getByLabel("Share a file").setInputFiles({ ...file, buffer: Buffer.from([1, 2, 3]) });
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.locator("#file-fault").waitFor();
    await look(page, `messages-3-refused-${name}`, looks);

    page.on("dialog", (dialog) => dialog.accept());
    await page.getByRole("button", { name: `Remove ${file.name}` }).click();
    await page.getByRole("status").getByText("The file is removed.").waitFor();
    expect(await page.locator("#files li").count()).toBe(1);
    await context.close();
  });
});
