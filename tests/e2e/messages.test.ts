import { describe, expect, test } from "vitest";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";
import { share, type Talk, talk, write } from "#support/talk.ts";

const stage = browserStage();

const windows = usualWindows("phone light", "phone dark", "phone light, no script", "desktop light");

/** A talk that has begun, with words and names that are hard to fit. */
async function begun(): Promise<Talk> {
  const here = await talk(stage.kith);
  await write(here.member, here, `Hello,\n\nthis one is long: https://example.org/${"path/".repeat(30)}`);
  await write(here.provider, here, "Thank you. See you on Tuesday.");
  await share(here.provider, here, `${"Notes_of_the_first_week_".repeat(4)}.txt`, Buffer.from("Grüße"));
  return here;
}

describe("a member writes and shares on the page of a meeting", () => {
  test.each(windows)("%s", async (name, looks) => {
    const here = await begun();
    const page = await stage.open(here.scene.member, looks);
    await page.goto(here.path);
    await expectGood(page, `messages-1-page-${name}`);

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
    await expectGood(page, `messages-2-written-${name}`);

    await page.getByLabel("Share a file").setInputFiles({ ...file, buffer: Buffer.from([1, 2, 3]) });
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.locator("#file-fault").waitFor();
    await expectGood(page, `messages-3-refused-${name}`);

    page.on("dialog", (dialog) => dialog.accept());
    await page.getByRole("button", { name: `Remove ${file.name}` }).click();
    await page.getByRole("status").getByText("The file is removed.").waitFor();
    expect(await page.locator("#files li").count()).toBe(1);
  });
});
