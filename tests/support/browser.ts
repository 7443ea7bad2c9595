import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { serve } from "@hono/node-server";
import packaged from "@sparticuz/chromium";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { TestApp, TestPerson } from "./app.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--font-render-hinting=none",
];

/** The browser that comes with the packages, or the one that CHROME_PATH names. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROME_PATH ?? (await packaged.executablePath());
  return chromium.launch({ executablePath, args: flags, headless: true });
}

export interface Served {
  readonly origin: string;
  close(): Promise<void>;
}

/** The application of a test behind real HTTP on a port of its own. */
export function serveApp({ app }: Pick<TestApp, "app">): Promise<Served> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          if ("closeAllConnections" in server) server.closeAllConnections();
        });
      resolve({ origin: `http://127.0.0.1:${port}`, close });
    });
  });
}

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

export interface Looks {
  viewport?: { width: number; height: number };
  colorScheme?: "light" | "dark";
  javaScriptEnabled?: boolean;
}

/** A window of somebody's, signed in when a person is given. */
export async function openWindow(
  browser: Browser,
  { origin }: Pick<Served, "origin">,
  test: TestApp,
  person: TestPerson | null,
  looks: Looks = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: desktop,
    reducedMotion: "reduce",
    ...looks,
  });
  context.setDefaultTimeout(20_000);
  if (person) {
    const client = await test.signIn(person);
    await context.addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: origin })));
  }
  return context;
}

/** What axe finds against WCAG 2.2 AA, each with the places it is about; nothing found is an empty list. */
export async function axeFindings(page: Page): Promise<string[]> {
  const findings = await lookOnce(page);
  // While a page renews itself Turbo calls the document busy, which is over in a moment.
  if (!findings.includes(busy)) return findings;
  await page.locator("html:not([aria-busy])").waitFor({ state: "attached" });
  return lookOnce(page);
}

const busy = "aria-allowed-attr: html";

async function lookOnce(page: Page): Promise<string[]> {
  // No page here has a frame from elsewhere. Without that, axe needs no second page for its report, and what is in order need not be
  // described: it finds the same in a quarter of the time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`,
  );
}

/** Whether the page can be scrolled sideways, which it must not be on a phone. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Keeps a picture of the page when SCREENSHOTS names a folder, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
