import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
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
import { type Appointment, appointment, circle, comingOf } from "#support/coming.ts";

let kith: TestApp;
let served: Served;
let browser: Browser;

beforeAll(async () => {
  kith = await testApp({ demo: true });
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
  ["desktop dark", { viewport: desktop, colorScheme: "dark" }],
  ["phone, no script", { viewport: phone, colorScheme: "light", javaScriptEnabled: false }],
];

const hasScript = (looks: Looks) => looks.javaScriptEnabled !== false;

/** axe itself is script, so it looks where there is script; again, when it comes while the page is being refreshed. */
async function look(page: Page, name: string, looks: Looks): Promise<void> {
  await picture(page, name);
  if (!hasScript(looks)) return;
  const findings = async () => [name, await axeFindings(page)];
  await expect.poll(findings, { timeout: 20_000 }).toEqual([name, []]);
  expect([name, await scrollsSideways(page)]).toEqual([name, false]);
}

/** A window in which the rooms of others are a page of the test: nothing goes outside. */
async function open(who: TestPerson, looks: Looks): Promise<BrowserContext> {
  const context = await openWindow(browser, served, kith, who, looks);
  await context.route("https://meet.jit.si/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>The room</title><h1>The room</h1>" }),
  );
  return context;
}

const clock = (time: string) => kith.clock.set(`2026-03-03T${time}Z`);

async function askAfterwards({ scene }: Appointment): Promise<void> {
  const own = { community_id: scene.community.id, format_id: scene.format, purpose: "feedback" };
  await kith.inside(scene.community, (trx) =>
    trx
      .insertInto("questions")
      .values([
        {
          ...own,
          id: newId(),
          kind: "choice",
          label: "Did it help?",
          options: ["A lot", "A little", "No"],
          required: true,
          position: 1,
        },
        { ...own, id: newId(), kind: "long", label: "Anything else?", position: 2 },
      ])
      .execute(),
  );
}

describe("the door opens by itself, leads to the room, and who came is known", () => {
  test.each(windows)(
    "%s",
    async (window, looks) => {
      const name = window.replaceAll(/\W+/g, "-");
      const script = hasScript(looks);
      const pair = await appointment(kith);
      await askAfterwards(pair);
      const { path, scene, host, id, room } = pair;
      clock("09:20:00");
      const context = await open(scene.member, looks);
      const page = await context.newPage();
      await page.goto(path);
      await page.getByText("The door opens at 09:45").waitFor();
      await page.getByText("in 25 minutes").waitFor();
      await look(page, `attendance-1-early-${name}`, looks);

      clock("09:44:58");
      await page.reload();
      await page.getByText("in 1 minute").waitFor();
      clock("09:50:00");
      // Nobody touches the page: it finds out by itself where there is script.
      if (!script) await page.reload();
      const join = page.getByRole("button", { name: "Join" });
      await join.waitFor();
      await page.getByText("It begins in 10 minutes").waitFor();
      await look(page, `attendance-2-open-${name}`, looks);

      const tab = context.waitForEvent("page");
      await join.click();
      const going = await tab;
      await going.waitForURL(`https://meet.jit.si/${room}`);
      await going.getByRole("heading", { name: "The room" }).waitFor();
      await going.close();
      if (!script) await page.reload();
      await page.getByText("You are in the room").waitFor();
      await look(page, `attendance-3-there-${name}`, looks);
      clock("10:25:00");
      await page.getByRole("button", { name: "I have left" }).click();
      await page.getByText("You have left the room.").waitFor();
      expect((await comingOf(kith, scene, id)).get(scene.member.id)).toMatchObject({
        joined: "2026-03-03T09:50:00Z",
        left: "2026-03-03T10:25:00Z",
      });

      clock("10:31:00");
      await page.goto(path);
      await page.getByText("You were there.").waitFor();
      await look(page, `attendance-4-over-${name}`, looks);
      await page.getByRole("link", { name: "Answer the questions" }).click();
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByText("Please fill this in").first().waitFor();
      await look(page, `attendance-5-feedback-${name}`, looks);
      await page.getByLabel("A lot").check();
      await page.getByLabel("Anything else?").fill("It was good to be heard.");
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByText("Thank you. Your answers are saved.").waitFor();
      await look(page, `attendance-6-said-${name}`, looks);
      await context.close();

      const hosting = await (await open(host, looks)).newPage();
      await hosting.goto(path);
      await hosting.getByText("went in 09:50, left 10:25").waitFor();
      await hosting.getByText("It was good to be heard.").waitFor();
      await hosting.getByRole("radio", { name: "Did not come" }).check();
      await hosting.getByRole("button", { name: "Save who came" }).click();
      await hosting.getByText("Talia K said: did not come").waitFor();
      expect((await comingOf(kith, scene, id)).get(scene.member.id)).toMatchObject({
        attendance: "no_show",
        by: host.id,
      });
      await hosting.getByRole("radio", { name: "Came", exact: true }).check();
      await hosting.getByRole("button", { name: "Save who came" }).click();
      await hosting.getByText("Talia K said: came").waitFor();
      await hosting.getByRole("link", { name: "Write notes" }).click();
      await hosting.getByRole("textbox", { name: "Notes" }).fill("Ask about the new job next time.");
      await look(hosting, `attendance-7-notes-${name}`, looks);
      await hosting.getByRole("button", { name: "Save" }).click();
      await hosting.getByText("Ask about the new job next time.").waitFor();
      await look(hosting, `attendance-8-hosting-${name}`, looks);
      await hosting.context().close();
    },
    90_000,
  );
});

describe("a coordinator sets the rule, and who missed as many is told and helped", () => {
  test.each(windows)(
    "%s",
    async (window, looks) => {
      const name = window.replaceAll(/\W+/g, "-");
      const pair = await appointment(kith, { settings: { contact: "Call Cora on 01632 960 001." } });
      const { scene, path, coordinatorId } = pair;
      const base = scene.community.base;
      clock("10:40:00");
      const accountId = await kith.inside(scene.community, (trx) =>
        trx.selectFrom("people").select("account_id").where("id", "=", coordinatorId).executeTakeFirst(),
      );
      const cora = {
        id: coordinatorId,
        community: scene.community,
        email: "",
        accountId: accountId?.account_id ?? null,
      };
      const page = await (await open(cora, looks)).newPage();
      await page.goto(`${base}/admin/settings`);
      await page.getByLabel("Pause booking for who misses").check();
      await page.getByLabel("How many missed").fill("1");
      await look(page, `attendance-9-settings-${name}`, looks);
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("status").first().waitFor();
      await page.goto(`${path}/attendance`);
      await page.getByRole("radio", { name: "Did not come" }).check();
      await page.getByRole("button", { name: "Save who came" }).click();
      await page.getByText("Cora N said: did not come").waitFor();

      const own = await (await open(scene.member, looks)).newPage();
      await own.goto(base);
      await own.getByText("Booking is paused until Tue 17 Mar, 10:30").waitFor();
      await look(own, `attendance-10-paused-${name}`, looks);
      await own.goto(path);
      await own.getByText("It is written down that you did not come").waitFor();
      await look(own, `attendance-11-missed-${name}`, looks);

      await page.goto(`${base}/admin/members/${scene.member.id}`);
      await page.getByText("Booking is paused until").waitFor();
      await look(page, `attendance-12-member-${name}`, looks);
      await page.getByRole("link", { name: "Tue 3 Mar, 10:00–10:30" }).click();
      await page.getByRole("radio", { name: "Came", exact: true }).check();
      await look(page, `attendance-13-correct-${name}`, looks);
      await page.getByRole("button", { name: "Save who came" }).click();
      await page.getByText("Cora N said: came").waitFor();
      await own.goto(base);
      await own.getByRole("heading", { level: 1 }).waitFor();
      expect(await own.getByText("Booking is paused").count()).toBe(0);
      await own.context().close();
      await page.context().close();
    },
    90_000,
  );
});

test.each(windows)(
  "a host says who came of a whole group: %s",
  async (window, looks) => {
    const name = window.replaceAll(/\W+/g, "-");
    const made = await circle(kith, 5);
    kith.clock.set("2026-03-04T09:55:00Z");
    for (const { client } of made.guests.slice(0, 3)) await client.post(`${made.door}/join`);
    kith.clock.set("2026-03-04T10:30:00Z");
    await made.guests[0]?.client.post(`${made.door}/leave`);
    const page = await (await open(made.host, looks)).newPage();
    await page.goto(made.path);
    await page.getByText("Who has a place: 5 people").waitFor();
    for (const one of ["Guest0 G", "Guest1 G"])
      await page.getByRole("group", { name: one }).getByRole("radio", { name: "Came", exact: true }).check();
    await page.getByRole("group", { name: "Guest4 G" }).getByRole("radio", { name: "Did not come" }).check();
    await look(page, `attendance-14-group-${name}`, looks);
    await page.getByRole("button", { name: "Save who came" }).click();
    await page.getByText("Saved who came.").waitFor();
    const coming = await comingOf(kith, made, made.meeting);
    const said = made.guests.map(({ person }) => coming.get(person.id)?.attendance);
    expect(said).toEqual(["attended", "attended", null, null, "no_show"]);
    await page.context().close();
  },
  60_000,
);
