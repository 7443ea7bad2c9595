import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { touch } from "#platform/live/touch.ts";
import type { TestPerson } from "#support/app.ts";
import { desktop, phone } from "#support/browser.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const elsewhere = "https://elsewhere.example/";
const stage = browserStage({ env: { QUICK_EXIT_URL: elsewhere } });

let ana: TestPerson;
let root: string;

beforeEach(async () => {
  ana = await stage.kith.person(await stage.kith.community({ name: "Riverside" }), {
    roles: ["member", "provider"],
  });
  root = `${ana.community.base}/notifications`;
});

const windows = usualWindows(
  "phone light",
  "phone dark",
  "phone light, no script",
  "desktop light",
  "desktop dark",
);

const minute = Temporal.Instant.from("2026-03-10T10:00Z").epochMilliseconds / 60_000;
const when = { start: minute, end: minute + 30 };
const lines = [
  { kind: "reminder", message: "reminder", at: "2026-02-20T17:20Z", read: true },
  { kind: "cancelled", message: "meeting.cancelled", at: "2026-03-01T08:05Z", read: true },
  { kind: "message", message: "message.meeting", at: "2026-03-01T16:40Z", read: false },
  { kind: "booked", message: "meeting.asked", at: "2026-03-02T08:12Z", read: false },
];

/** What Ana was told, the newest last. */
async function told(): Promise<void> {
  const { community, id: person_id } = ana;
  const name = "Bartholomew Featherstonehaugh-Longname";
  await stage.kith.inside(community, (trx) =>
    trx
      .insertInto("notifications")
      .values(
        lines.map(({ kind, message, at, read }, i) => ({
          community_id: community.id,
          id: newId(Date.now() + i),
          person_id,
          kind,
          once: message,
          message,
          detail: JSON.stringify({ when, others: name, name }),
          path: i === lines.length - 1 ? "/meetings" : "/availability",
          created_at: Temporal.Instant.from(at),
          read_at: read ? stage.kith.clock.now() : null,
        })),
      )
      .execute(),
  );
}

const bell = (page: Page) => page.locator("#bell a");

describe("somebody reads what they were told, and chooses how to be told", () => {
  test.each(windows)("%s", async (name, looks) => {
    const page = await stage.open(ana, looks);
    const at = (step: string) => expectGood(page, `notifications-${step}-${name}`);
    await page.goto(root);
    await page.getByText("Nothing yet").waitFor();
    await at("1-empty");

    await told();
    await page.goto(ana.community.base);
    expect(await bell(page).getAttribute("aria-label")).toBe("Notifications, 2 unread");
    await at("2-bell");
    await bell(page).click();
    await page.getByRole("heading", { name: "Today" }).waitFor();
    expect(await page.getByText("New", { exact: true }).count()).toBe(2);
    await at("3-list");

    await page.locator("main li a").first().hover();
    await page.locator("main li a").first().click();
    await page.getByRole("heading", { name: "Your Meetings" }).waitFor();
    expect(await bell(page).getAttribute("aria-label")).toBe("Notifications, 1 unread");
    await page.goto(root);
    await page.getByRole("button", { name: "Mark all as read" }).click();
    await page.getByRole("status").waitFor();
    expect(await bell(page).getAttribute("aria-label")).toBe("Notifications, nothing new");

    await page.goto(`${root}/choices`);
    await page.getByRole("checkbox", { name: "A reminder: By e-mail" }).uncheck();
    await page.getByRole("checkbox", { name: "Write to me discreetly" }).check();
    await at("4-choices");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("status").waitFor();
    expect(await page.getByRole("checkbox", { name: "A reminder: By e-mail" }).isChecked()).toBe(false);
    expect(await page.getByRole("checkbox", { name: "A reminder: In the app" }).isChecked()).toBe(true);
    expect(await page.title()).toBe("Kith");
    await at("5-discreet");
  });
});

describe("quick exit", () => {
  const discreet = () =>
    stage.kith.inside(ana.community, (trx) =>
      trx.updateTable("people").set({ discreet: true }).where("id", "=", ana.id).execute(),
    );

  test.each([
    ["with script takes the page's place in the history", true],
    ["without script leads away too", false],
  ])("%s", async (_, javaScriptEnabled) => {
    await discreet();
    const page = await stage.open(ana, { viewport: phone, javaScriptEnabled });
    await page.route(elsewhere, (route) =>
      route.fulfill({ contentType: "text/html", body: "<h1>Weather</h1>" }),
    );
    await page.goto(ana.community.base);
    await page.goto(root);
    await page.getByRole("link", { name: "Quick exit" }).click();
    await page.waitForURL(elsewhere);
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe(javaScriptEnabled ? ana.community.base : root);
  });

  test("is the second thing that the keyboard reaches, and says nothing of where it was", async () => {
    await discreet();
    const page = await stage.open(ana, { viewport: desktop });
    let referrer: string | undefined = "none yet";
    await page.route(elsewhere, (route) => {
      referrer = route.request().headers().referer;
      return route.fulfill({ contentType: "text/html", body: "<h1>Weather</h1>" });
    });
    await page.goto(root);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(elsewhere);
    expect(referrer).toBeUndefined();
  });
});

test("the bell hears by itself that something came, and asks for nothing but itself", async () => {
  const page = await stage.open(ana, { viewport: desktop });
  await page.goto(`${root}/choices`);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await told();
  await stage.kith.inside(ana.community, (trx) =>
    touch(trx, { communityId: ana.community.id, people: [ana.id], about: ["bell"] }),
  );
  await expect.poll(() => bell(page).getAttribute("aria-label")).toBe("Notifications, 2 unread");
  expect(requests.filter((path) => !path.endsWith("/live"))).toEqual([`${root}/bell`]);
  await bell(page).click();
  await page.getByRole("heading", { name: "Today" }).waitFor();
});
