import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import type { TestPerson } from "#support/app.ts";
import { axeFindings, openBrowser, openWindow } from "#support/browser.ts";
import { type Process, Processes } from "#support/processes.ts";
import { type Talk, talk, write } from "#support/talk.ts";
import { Line } from "../faults/line.ts";

let processes: Processes;
let browser: Browser;
const windows: BrowserContext[] = [];

beforeAll(async () => {
  processes = await Processes.open();
  browser = await openBrowser();
});
afterEach(async () => {
  for (const context of windows.splice(0)) await context.close();
});
afterAll(async () => {
  await browser?.close();
  await processes?.close();
});

/** The page of the talk in a window of somebody's, that listens already. */
async function look(
  { path }: Talk,
  person: TestPerson | undefined,
  at: Pick<Process, "origin" | "live">,
): Promise<Page> {
  const before = at.live.size;
  const served = { origin: at.origin, close: () => Promise.resolve() };
  const context = await openWindow(browser, served, processes.kith, person ?? null);
  windows.push(context);
  const page = await context.newPage();
  await page.goto(path);
  await expect.poll(() => at.live.size).toBe(before + 1);
  await page.evaluate(() => Object.assign(window, { untouched: true }));
  return page;
}

const lines = (page: Page): Promise<string[]> => page.locator("#messages li p:last-child").allTextContents();

const shows = (page: Page, texts: readonly string[]) => expect.poll(() => lines(page)).toEqual(texts);

/** Whether it is still the document that was opened first. */
const isUntouched = (page: Page): Promise<boolean> => page.evaluate(() => "untouched" in window);

/** How often the page itself is asked for from now on. */
function refreshesOf(page: Page): () => number {
  const path = new URL(page.url()).pathname;
  let count = 0;
  page.on("request", (request) => {
    if (request.method() === "GET" && new URL(request.url()).pathname === path) count += 1;
  });
  return () => count;
}

/** What a browser says of a tab that is put behind another one. */
const hide = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

describe("two browsers side by side, on two processes", () => {
  test("what one writes appears on the other's page, which is not loaded again", async () => {
    const here = await talk(processes.kith);
    const [host] = here.scene.providers;
    const member = await look(here, here.scene.member, processes.here);
    const provider = await look(here, host, processes.there);
    const refreshes = refreshesOf(provider);

    await member.getByLabel("Write a message").fill("Can we talk about my first week?");
    await member.getByRole("button", { name: "Send" }).click();
    await shows(provider, ["Can we talk about my first week?"]);
    await provider.getByLabel("Write a message").fill("Of course.");
    await provider.getByRole("button", { name: "Send" }).click();
    await shows(member, ["Can we talk about my first week?", "Of course."]);
    await shows(provider, ["Can we talk about my first week?", "Of course."]);

    expect(await Promise.all([member, provider].map(isUntouched))).toEqual([true, true]);
    await provider.waitForTimeout(1_500);
    // Once for what came, once after what was sent.
    expect(refreshes()).toBeLessThanOrEqual(2);
    expect(await axeFindings(provider)).toEqual([]);
  });

  test("what is being typed stays, with its caret, where it is on the screen", async () => {
    const here = await talk(processes.kith);
    for (let i = 0; i < 30; i++) await write(here.provider, here, `Line ${i}\n\nand more`);
    const page = await look(here, here.scene.member, processes.here);
    const box = page.getByLabel("Write a message");
    await box.pressSequentially("I was about to say somthing");
    for (let i = 0; i < 5; i++) await box.press("ArrowLeft");
    const scrolled = await page.evaluate(() => window.scrollY);
    expect(scrolled).toBeGreaterThan(0);

    await write(here.provider, here, "In between");
    await page.locator("#messages li").getByText("In between").waitFor();
    await box.press("e");
    expect(await box.inputValue()).toBe("I was about to say something");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("text");
    await page.getByRole("button", { name: "Send" }).click();
    await page.locator("#messages li").getByText("I was about to say something").waitFor();
    expect(await box.inputValue()).toBe("");
  });

  test("a form that came back with faults stays until it is sent again", async () => {
    const here = await talk(processes.kith);
    const page = await look(here, here.scene.member, processes.here);
    const box = page.getByLabel("Write a message");
    await box.evaluate((element: HTMLTextAreaElement) => element.removeAttribute("maxlength"));
    const long = "a".repeat(5_001);
    await box.fill(long);
    await page.getByRole("button", { name: "Send" }).click();
    await page.locator("#text-fault").waitFor();
    await write(here.provider, here, "Meanwhile");
    await page.waitForTimeout(1_000);
    expect([await box.inputValue(), await lines(page)]).toEqual([long, []]);
    await box.fill("Shorter");
    await page.getByRole("button", { name: "Send" }).click();
    await shows(page, ["Meanwhile", "Shorter"]);
  });

  test("details that were opened stay open", async () => {
    const here = await talk(processes.kith);
    const page = await look(here, here.scene.member, processes.here);
    await page.locator("summary").first().click();
    await write(here.provider, here, "Hello");
    await shows(page, ["Hello"]);
    expect(await page.locator("details").first().getAttribute("open")).not.toBeNull();
  });

  test("the bell rings on a page that is about nothing else", async () => {
    const here = await talk(processes.kith);
    const { community, member } = here.scene;
    const page = await look({ ...here, path: `${community.base}/meetings` }, member, processes.there);
    const refreshes = refreshesOf(page);
    const label = () => page.locator("#bell a").getAttribute("aria-label");
    const before = await label();
    await processes.kith.inside(community, (trx) =>
      trx
        .insertInto("notifications")
        .values({
          community_id: community.id,
          id: newId(),
          person_id: member.id,
          kind: "message",
          once: "one",
          message: "news",
          path: "/meetings",
          created_at: processes.kith.clock.now(),
        })
        .execute(),
    );
    await processes.tell(community, { people: [member.id], about: ["bell"] });
    await expect.poll(label).not.toBe(before);
    expect(await label()).toContain("1");
    expect([await isUntouched(page), refreshes()]).toEqual([true, 0]);
  });
});

describe("nothing is missing and nothing is there twice", () => {
  const numbered = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => `Message ${from + i}`);
  const send = async (here: Talk, from: number, to: number) => {
    for (const text of numbered(from, to)) await write(here.provider, here, text);
  };

  test("after the connection was lost, more than once", async () => {
    const here = await talk(processes.kith);
    const line = await Line.open(processes.here.origin.replace("http:", "postgres:"));
    const origin = `http://127.0.0.1:${new URL(line.url).port}`;
    const page = await look(here, here.scene.member, { origin, live: processes.here.live });
    await send(here, 0, 3);
    await shows(page, numbered(0, 3));
    for (const turn of [1, 2]) {
      line.become("cut");
      await expect.poll(() => processes.here.live.size).toBe(0);
      await send(here, 3 * turn, 3 * turn + 3);
      await page.waitForTimeout(700);
      expect(await lines(page)).toEqual(numbered(0, 3 * turn));
      line.become("open");
      await expect.poll(() => lines(page), { timeout: 10_000 }).toEqual(numbered(0, 3 * turn + 3));
    }
    await expect.poll(() => processes.here.live.size, { timeout: 10_000 }).toBe(1);
    await send(here, 9, 10);
    await shows(page, numbered(0, 10));
    expect(await isUntouched(page)).toBe(true);
    await line.close();
  });

  test("in the background, where nothing counts as seen", async () => {
    const here = await talk(processes.kith);
    const page = await look(here, here.scene.member, processes.here);
    const seen = async () => {
      const rows = await processes.kith.inside(here.scene.community, (trx) =>
        trx
          .selectFrom("thread_readers")
          .select("seen")
          .where("person_id", "=", here.scene.member.id)
          .execute(),
      );
      return rows[0]?.seen ?? 0;
    };
    await send(here, 0, 1);
    await shows(page, numbered(0, 1));
    expect(await seen()).toBe(1);

    await hide(page, true);
    await expect.poll(() => processes.here.live.size).toBe(0);
    const refreshes = refreshesOf(page);
    await send(here, 1, 4);
    await page.waitForTimeout(1_000);
    expect([await lines(page), await seen(), refreshes()]).toEqual([numbered(0, 1), 1, 0]);

    await hide(page, false);
    await shows(page, numbered(0, 4));
    expect([await seen(), refreshes()]).toEqual([4, 1]);
  });

  test("when both write at the same time, in the order in which both see it", async () => {
    const here = await talk(processes.kith);
    const [host] = here.scene.providers;
    const member = await look(here, here.scene.member, processes.here);
    const provider = await look(here, host, processes.there);
    await Promise.all(
      Array.from({ length: 12 }, (_, i) => write(i % 2 ? here.member : here.provider, here, `Both ${i}`)),
    );
    await expect.poll(async () => (await lines(member)).length).toBe(12);
    await expect.poll(async () => (await lines(provider)).length).toBe(12);
    expect(await lines(member)).toEqual(await lines(provider));
    expect(new Set(await lines(member)).size).toBe(12);
  });
});
