import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type TestApp, type TestPerson, testApp } from "./app.ts";
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
} from "./browser.ts";

export interface Stage {
  readonly kith: TestApp;
  /** A page in a window of its own, signed in, at the application of the stage or another process of it; closed after the test. */
  open(person: TestPerson, looks?: Looks, at?: Pick<Served, "origin">): Promise<Page>;
}

/** The application behind real HTTP and a browser before it, for the tests of a file or of a `describe`. */
export function browserStage(options: Parameters<typeof testApp>[0] = {}): Stage {
  let kith: TestApp;
  let served: Served;
  let browser: Browser;
  const pages: Page[] = [];
  beforeAll(async () => {
    kith = await testApp(options);
    served = await serveApp(kith);
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await kith?.end();
  });
  return {
    get kith() {
      return kith;
    },
    async open(person, looks, { origin } = served) {
      const window = await openWindow(browser, { origin }, kith, person, looks);
      const page = await window.newPage();
      pages.push(page);
      return page;
    },
  };
}

const windows = {
  "phone light": { viewport: phone, colorScheme: "light" },
  "phone dark": { viewport: phone, colorScheme: "dark" },
  "desktop light": { viewport: desktop, colorScheme: "light" },
  "desktop dark": { viewport: desktop, colorScheme: "dark" },
  "phone, no script": { viewport: phone, colorScheme: "light", javaScriptEnabled: false },
  "phone light, no script": { viewport: phone, colorScheme: "light", javaScriptEnabled: false },
  "phone dark, no script": { viewport: phone, colorScheme: "dark", javaScriptEnabled: false },
  "desktop light, no script": { viewport: desktop, colorScheme: "light", javaScriptEnabled: false },
} satisfies Record<string, Looks>;

/** The windows with these names, each with its looks, as `test.each` takes them. */
export const usualWindows = (...names: (keyof typeof windows)[]): [string, Looks][] =>
  names.map((name) => [name, windows[name]]);

/**
 * A picture under this name, nothing that axe finds, and nothing to scroll sideways.
 * A page that is just being refreshed has `within` milliseconds to be in order.
 */
export async function expectGood(page: Page, name: string, { within = 0 } = {}): Promise<void> {
  await picture(page, name.replaceAll(/\W+/g, "-"));
  const findings = async () => [name, await axeFindings(page)];
  // axe is script itself.
  if (await hasScript(page)) {
    if (within > 0) await expect.poll(findings, { timeout: within }).toEqual([name, []]);
    else expect(await findings()).toEqual([name, []]);
  }
  expect([name, await scrollsSideways(page)]).toEqual([name, false]);
}

const hasScript = (page: Page): Promise<boolean> =>
  page.evaluate(() => !matchMedia("(scripting: none)").matches);
