import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  axeFindings,
  type Looks,
  openBrowser,
  openWindow,
  phone,
  scrollsSideways,
} from "#support/browser.ts";
import { type Process, Processes } from "#support/processes.ts";
import { type Guest, guest, insider, measure, type RoomScene, roomScene, say } from "#support/rooms.ts";
import { expectGood } from "#support/stage.ts";

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

/** A window of somebody's, on one of the two processes. */
async function open(who: Guest, at: Pick<Process, "origin">, looks: Looks = {}): Promise<Page> {
  const served = { origin: at.origin, close: () => Promise.resolve() };
  const context = await openWindow(browser, served, processes.kith, who.person, looks);
  windows.push(context);
  return context.newPage();
}

/** The room's page in a window of somebody's, that listens already. */
async function enter(who: Guest, { path }: RoomScene, at: Process, looks: Looks = {}): Promise<Page> {
  const before = at.live.size;
  const page = await open(who, at, looks);
  await page.goto(path);
  await expect.poll(() => at.live.size).toBe(before + 1);
  return page;
}

const box = (page: Page) => page.getByRole("textbox", { name: /Write to everybody/ });
const lines = (page: Page): Promise<string[]> =>
  page
    .locator("#said li")
    .evaluateAll((items) =>
      items.map((item) => item.querySelector(".whitespace-pre-wrap, .italic")?.textContent ?? ""),
    );
const shows = (page: Page, texts: readonly string[]) =>
  expect.poll(() => lines(page), { timeout: 8_000 }).toEqual(texts);
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `Message ${from + i}`);
/** Pixels from the end of what is said. */
const fromEnd = (page: Page): Promise<number> =>
  page.locator("#lines").evaluate((element) => Math.abs(Math.round(element.scrollTop)));

const room = async () => {
  const scene = await roomScene(processes.kith, { fields: { name: "Late night kitchen" } });
  const [wren, heron] = [
    await insider(processes.kith, scene, "Wren"),
    await insider(processes.kith, scene, "Heron", { moderator: true }),
  ];
  return { scene, wren, heron };
};

describe("two browsers in a room, on two processes", () => {
  test("see what the other writes at once, the newest at the bottom and the box at hand", async () => {
    const { scene, wren, heron } = await room();
    for (const text of numbered(0, 30)) await say(heron, scene, text);
    const [hers, theirs] = [
      await enter(wren, scene, processes.here),
      await enter(heron, scene, processes.there),
    ];
    expect(await fromEnd(hers)).toBe(0);
    await box(hers).fill("Is anybody awake?");
    await box(hers).press("Enter");
    await shows(theirs, [...numbered(0, 30), "Is anybody awake?"]);
    expect(await theirs.getByText("Is anybody awake?").isVisible()).toBe(true);
    expect(await fromEnd(theirs)).toBe(0);
    await expect.poll(() => box(hers).inputValue()).toBe("");
    await expect.poll(() => hers.evaluate(() => document.activeElement?.id)).toBe("text");

    await box(theirs).fill("Two lines");
    await box(theirs).press("Shift+Enter");
    await box(theirs).pressSequentially("in one");
    await theirs.getByRole("button", { name: "Send" }).click();
    await shows(hers, [...numbered(0, 30), "Is anybody awake?", "Two lines\nin one"]);
    expect(await fromEnd(hers)).toBe(0);
    expect(await axeFindings(hers)).toEqual([]);
  });

  test("lose nothing of what is typed while others write, and while one's own is on its way", async () => {
    const { scene, wren, heron } = await room();
    const page = await enter(wren, scene, processes.here);
    await box(page).pressSequentially("I was about to say somthing");
    for (let i = 0; i < 5; i++) await box(page).press("ArrowLeft");
    await say(heron, scene, "In between");
    await shows(page, ["In between"]);
    await box(page).press("e");
    expect(await box(page).inputValue()).toBe("I was about to say something");

    // The answer takes its time, and somebody goes on typing and sends again.
    await page.route("**/messages", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    await box(page).press("Enter");
    await box(page).pressSequentially("and more");
    await box(page).press("Enter");
    await box(page).pressSequentially(" of it");
    await shows(page, ["In between", "I was about to say something", "and more of it"]);
    await expect.poll(() => box(page).inputValue()).toBe("");
    await say(heron, scene, "Go on");
    await shows(page, ["In between", "I was about to say something", "and more of it", "Go on"]);
  });

  test("keep where somebody reads further up, and lead back to the newest", async () => {
    const { scene, wren, heron } = await room();
    for (const text of numbered(0, 60)) await say(heron, scene, text);
    const page = await enter(wren, scene, processes.here);
    const newest = page.getByRole("button", { name: "Newest" });
    expect(await newest.isVisible()).toBe(false);
    const watched = page.getByText("Message 20", { exact: true });
    await page.locator("#lines").evaluate((element) => element.scrollBy(0, -1_600));
    await watched.scrollIntoViewIfNeeded();
    const before = await watched.boundingBox();
    for (const text of numbered(60, 70)) await say(heron, scene, text);
    await expect.poll(async () => (await lines(page)).length).toBe(70);
    const after = await watched.boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 1_000))).toBeLessThan(3);
    await newest.click();
    expect(await fromEnd(page)).toBe(0);
    await expect.poll(() => newest.isVisible()).toBe(false);
  });

  test("are put back what did not go out, say so, and send it once", async () => {
    const { scene, wren, heron } = await room();
    const page = await enter(wren, scene, processes.here);
    const failed = page.getByRole("alert").filter({ hasText: "did not go out" });
    expect(await failed.isVisible()).toBe(false);
    // It arrives, and the answer gets lost on the way back.
    await page.route("**/messages", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await box(page).fill("Hello?");
    await box(page).press("Enter");
    await failed.waitFor();
    expect(await box(page).inputValue()).toBe("Hello?");
    await say(heron, scene, "We hear you");
    await shows(page, ["Hello?", "We hear you"]);
    expect(await box(page).inputValue()).toBe("Hello?");
    await page.unroute("**/messages");
    await page.route("**/messages", (route) => route.fulfill({ status: 503, body: "down" }));
    await box(page).press("Enter");
    await failed.waitFor();
    expect(await box(page).inputValue()).toBe("Hello?");
    await page.unroute("**/messages");
    await box(page).press("Enter");
    await expect.poll(() => box(page).inputValue()).toBe("");
    await shows(page, ["Hello?", "We hear you"]);
    expect(await failed.isVisible()).toBe(false);
    await box(page).fill("Good");
    await box(page).press("Enter");
    await shows(page, ["Hello?", "We hear you", "Good"]);
  });
});

describe("who may no more", () => {
  const withinFive = async (work: () => Promise<void>) => {
    const began = performance.now();
    await work();
    expect(performance.now() - began).toBeLessThan(5_000);
  };

  test("loses the open page within five seconds when taken out, on another process", async () => {
    const { scene, wren, heron } = await room();
    await say(heron, scene, "Only for us");
    const page = await enter(wren, scene, processes.there);
    await shows(page, ["Only for us"]);
    await withinFive(async () => {
      expect((await measure(heron, scene, "Wren", "remove")).status).toBe(303);
      await page.getByText("You cannot be in this room just now").waitFor();
    });
    expect(await page.getByText("Only for us").count()).toBe(0);
    await say(heron, scene, "Without her");
    await page.waitForTimeout(800);
    expect(await page.getByText("Without her").count()).toBe(0);
  });

  test("loses the box within five seconds when kept from writing, and what another wrote when blocked", async () => {
    const { scene, wren, heron } = await room();
    await say(heron, scene, "Calm down");
    const page = await enter(wren, scene, processes.there);
    await shows(page, ["Calm down"]);
    await withinFive(async () => {
      await measure(heron, scene, "Wren", "mute", { hours: "24" });
      await page.getByText("You can read here, and write again from").waitFor();
    });
    expect(await box(page).count()).toBe(0);
    await shows(page, ["Calm down"]);
    await withinFive(async () => {
      await measure(heron, scene, "Wren", "block");
      await shows(page, []);
    });
  });
});

describe("by whatever means", () => {
  test("without script a room is joined, written in and read by reload, on a phone", async () => {
    const { scene, heron } = await room();
    await say(heron, scene, "Good evening");
    const robin = await guest(processes.kith, scene.community);
    const page = await open(robin, processes.here, { javaScriptEnabled: false, viewport: phone });
    await page.goto(`${scene.community.base}/rooms`);
    await page.getByRole("link", { name: /Late night kitchen/ }).click();
    await page.getByLabel("Your name in this room").fill("Robin");
    await page.getByRole("button", { name: "Join" }).click();
    await shows(page, ["Good evening"]);
    await box(page).fill("Hello all");
    await page.getByRole("button", { name: "Send" }).click();
    await shows(page, ["Good evening", "Hello all"]);
    await say(heron, scene, "Welcome");
    await page.reload();
    await shows(page, ["Good evening", "Hello all", "Welcome"]);
    await page
      .getByRole("link", { name: /What you can do with the message of Heron/ })
      .first()
      .click();
    await page.getByRole("link", { name: "Report" }).waitFor();
    await page.goto(`${scene.path}/search?q=even`);
    await page.getByRole("link", { name: /Good evening/ }).click();
    expect(page.url()).toContain("?at=1#line-1");
    expect(await scrollsSideways(page)).toBe(false);
  });

  test("by keyboard alone one writes, reads further up, and takes a message back", async () => {
    const { scene, wren, heron } = await room();
    for (const text of numbered(0, 40)) await say(heron, scene, text);
    const page = await enter(wren, scene, processes.here);
    await page.getByRole("log").focus();
    await page.keyboard.press("Home");
    await expect.poll(() => fromEnd(page)).toBeGreaterThan(200);
    await page.keyboard.press("End");
    await expect.poll(() => fromEnd(page)).toBe(0);
    await box(page).focus();
    await page.keyboard.type("Never mind");
    await page.keyboard.press("Enter");
    await page.getByText("Never mind").waitFor();
    await page.getByRole("link", { name: /What you can do with the message of You/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.getByRole("button", { name: "Take this message away" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await lines(page)).at(-1)).toBe("This message was taken away.");
  });

  test("looks right in light and dark, on a phone and beyond", { timeout: 120_000 }, async () => {
    const { scene, wren, heron } = await room();
    await say(heron, scene, "Does anybody have the reading list? @Wren perhaps?");
    await say(wren, scene, "Yes, one moment. ".repeat(12));
    const pages = ["", "/people", "/search?q=reading", "/messages/1"];
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await open(wren, processes.here, { viewport: phone, colorScheme });
      for (const path of pages) {
        await page.goto(`${scene.path}${path}`);
        await expectGood(page, `rooms${path}-${colorScheme}`);
      }
    }
    const desk = await open(scene.coordinator, processes.here);
    for (const path of [
      `${scene.path}`,
      `${scene.path}/look`,
      `${scene.path}/log`,
      `${scene.community.base}/rooms`,
      `${scene.community.base}/admin/rooms`,
      `${scene.community.base}/admin/rooms/new`,
      `${scene.community.base}/admin/rooms/${scene.id}`,
    ]) {
      await desk.goto(path);
      expect(await axeFindings(desk), path).toEqual([]);
    }
  });
});
