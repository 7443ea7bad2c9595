import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { inTurns, minuteAhead, prepare } from "../tests/faults/booking.ts";
import { build } from "../tests/faults/build.ts";
import { House } from "../tests/faults/house.ts";
import { confirmed } from "../tests/faults/ledger.ts";
import { type Scene, setScene } from "../tests/faults/scene.ts";
import { openBrowser } from "../tests/support/browser.ts";
import { type Bench, type Row, verdict } from "./harness.ts";

const kilobyte = 1_000;

/** P9: what a page weighs, and whether it moves under the finger while it comes. */
const bench: Bench = async () => {
  await build();
  const house = await House.open();
  const browser = await openBrowser();
  try {
    const scene = await setScene(house.database.ownerUrl, { members: 20, providers: 50 });
    const booking = await bookWithoutScript(house, scene);
    const [member] = scene.members;
    const [name = "", value = ""] = member?.browser.cookie.split(/=(.*)/) ?? [];
    const context = await browser.newContext({
      baseURL: house.origin(),
      viewport: { width: 390, height: 844 },
    });
    await context.addCookies([{ name, value, url: house.origin() }]);
    const seen = [];
    for (const path of [...pagesOf(scene, booking), "/account", "/crisis", "/"]) {
      const page = await context.newPage();
      seen.push({
        path: path.replace(scene.base, "").replace(/[0-9a-f-]{36}/g, "*"),
        ...(await weigh(page, path)),
      });
      await page.close();
    }
    const rows: Row[] = seen.map(({ path, html, script, other, shift }) => ({
      what: path || "(the community)",
      measured: `HTML ${kb(html)}, script ${kb(script)}, style, fonts and icons ${kb(other)}, shift ${shift.toFixed(3)}`,
    }));
    const heaviest = Math.max(...seen.map(({ html }) => html));
    const script = Math.max(...seen.map((page) => page.script));
    const shift = Math.max(...seen.map((page) => page.shift));
    const foreign = [...new Set(seen.flatMap((page) => page.foreign))];
    const refused = seen
      .filter(({ status }) => status !== 200)
      .map(({ path, status }) => `${path} ${status}`);
    rows.push(
      { what: "heaviest HTML, gzip", measured: kb(heaviest), goal: "< 30 KB" },
      { what: "most script, gzip", measured: kb(script), goal: "<= 45 KB" },
      { what: "largest layout shift", measured: shift.toFixed(3), goal: "0" },
      { what: "asked of other origins", measured: foreign.join(", ") || "nothing", goal: "nothing" },
      { what: "a booking without any script", measured: booking ? "done" : "not done", goal: "done" },
    );
    return verdict(rows, {
      [`HTML of ${kb(heaviest)}`]: heaviest < 30 * kilobyte,
      [`script of ${kb(script)}`]: script <= 45 * kilobyte,
      [`a layout shift of ${shift.toFixed(3)}`]: shift === 0,
      [`other origins are asked: ${foreign.join(", ")}`]: foreign.length === 0,
      "no booking without script": booking !== null,
      [`pages that are not there: ${refused.join(", ")}`]: refused.length === 0,
    });
  } finally {
    await browser.close();
    await house.close();
  }
};

export default bench;

/** Plain forms and links alone, as the visitors of the fault tests use them. Gives the meeting. */
async function bookWithoutScript(house: House, scene: Scene): Promise<string | null> {
  const taken = await inTurns(scene.members, 1, async (member, i) => {
    const prepared = await prepare(house.origin(), scene, { member, at: minuteAhead(3, i * 60) });
    return confirmed(scene, await prepared.click(house.origin()));
  });
  return taken.every((id) => id !== null) ? (taken[0] ?? null) : null;
}

/** Every page on a member's way, the calendar of fifty providers among them. */
function pagesOf({ base, format, service, providers, location }: Scene, meeting: string | null): string[] {
  const at = "T10:00Z";
  const day = Temporal.Now.plainDateISO("UTC").add({ days: 10 });
  const book = `${base}/book/${format}`;
  const time = `${book}/${service}/${day}${at}`;
  const steps = [book, `${book}/${service}`, `${book}/${service}?view=list`, time, `${time}/${providers[0]}`];
  return [
    base,
    ...steps,
    `${time}/${providers[0]}/${location}`,
    `${base}/services`,
    `${base}/meetings`,
    ...(meeting
      ? [
          `${base}/meetings/${meeting}`,
          `${base}/meetings/${meeting}/cancel`,
          `${base}/meetings/${meeting}/move`,
        ]
      : []),
  ];
}

interface Weight {
  readonly status: number;
  /** Bytes, compressed. */
  readonly html: number;
  readonly script: number;
  readonly other: number;
  /** Cumulative layout shift, from the first paint until all is quiet. */
  readonly shift: number;
  readonly foreign: readonly string[];
}

async function weigh(page: Page, path: string): Promise<Weight> {
  const weights = { html: 0, script: 0, other: 0 };
  const foreign = new Set<string>();
  const kinds: Record<string, keyof typeof weights> = { document: "html", script: "script" };
  const waiting: Promise<void>[] = [];
  page.on("response", (response) => {
    const kind = kinds[response.request().resourceType()] ?? "other";
    // What a page listens to has no end, and so no weight.
    if (response.status() < 300 && response.request().resourceType() !== "eventsource") {
      const weighed = response.body().then((body) => {
        weights[kind] += compressed(body, response.url());
      });
      waiting.push(weighed);
    }
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (
      protocol.startsWith("http") &&
      origin !== new URL(page.url() === "about:blank" ? request.url() : page.url()).origin
    )
      foreign.add(origin);
  });
  const answer = await page.goto(path);
  await page.waitForLoadState("load");
  // A page that listens is never without a request under way.
  await page.waitForTimeout(1_000);
  await Promise.all(waiting);
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const shifts = (list: PerformanceObserverEntryList) =>
          resolve(
            list.getEntries().reduce((sum, entry) => sum + ("value" in entry ? Number(entry.value) : 0), 0),
          );
        new PerformanceObserver(shifts).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(0), 200);
      }),
  );
  return { status: answer?.status() ?? 0, ...weights, shift, foreign: [...foreign] };
}

/** Fonts are compressed already. */
const compressed = (body: Buffer, url: string): number =>
  url.endsWith(".woff2") ? body.length : gzipSync(body).length;

const kb = (bytes: number): string => `${(bytes / kilobyte).toFixed(1)} KB`;
