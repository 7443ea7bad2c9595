import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { TestPerson } from "#support/app.ts";
import {
  desktop,
  type Looks,
  openBrowser,
  openWindow,
  phone,
  type Served,
  serveApp,
} from "#support/browser.ts";
import { giveUp } from "#support/places.ts";
import { expectGood } from "#support/stage.ts";
import { guests, pricedGroup, standing } from "#support/stripe/places.ts";
import { Till } from "#support/stripe/till.ts";

let browser: Browser;
let till: Till;
let served: Served;
const windows: BrowserContext[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  till = await Till.open({ settings: { contact: "Room 12, weekdays from 9 to 5" } });
  served = await serveApp(till.kith);
  // Where the card service sends people back to.
  Object.assign(till.kith.platform.config, { baseUrl: served.origin });
});
beforeEach(() => {
  till.stripe.post.held = true;
});
afterEach(async () => {
  for (const window of windows.splice(0)) await window.close();
  till.stripe.post.waiting.length = 0;
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  await till?.close();
});

async function page(person: TestPerson, looks: Looks = {}): Promise<Page> {
  const window = await openWindow(browser, served, till.kith, person, looks);
  windows.push(window);
  return window.newPage();
}

async function release(): Promise<void> {
  for (const notice of till.stripe.post.waiting.splice(0))
    expect(await till.stripe.post.bring(notice)).toBe(200);
}

const ways: { name: string; looks: Looks }[] = [
  { name: "with script, on a desktop", looks: { viewport: desktop, colorScheme: "light" } },
  { name: "with script, on a phone in the dark", looks: { viewport: phone, colorScheme: "dark" } },
  { name: "without script, on a phone", looks: { viewport: phone, javaScriptEnabled: false } },
];

for (const [i, { name, looks }] of ways.entries()) {
  test(`a member pays by card and sees it become sure, ${name}`, async () => {
    const meeting = await till.due();
    await till.propose(meeting, 3000);
    const shown = await page(till.scene.member, looks);
    await shown.goto(till.path(meeting, "/pay"));
    const look = (what: string) => expectGood(shown, `payments-${what}-${i}`);
    await look("pay");
    expect(await shown.getByText("The proposal you accepted said $30.00").isVisible()).toBe(true);

    await shown.getByRole("button", { name: "Pay $45.00 by card" }).click();
    await shown.waitForURL(`${till.stripe.origin}/pay/*`);
    expect(await shown.getByRole("heading").textContent()).toBe("Meeting");
    await shown.goBack();
    await shown.waitForURL(`**${till.path(meeting, "/pay")}`);
    await shown.getByRole("button", { name: "Pay $45.00 by card" }).click();
    await shown.waitForURL(`${till.stripe.origin}/pay/*`);

    await shown.getByRole("button", { name: "Pay", exact: true }).click();
    await shown.waitForURL(`**${till.path(meeting, "/paid")}`);
    await shown.getByRole("heading", { name: "Waiting for the confirmation" }).waitFor();
    await look("waiting");
    await release();
    await shown.getByRole("heading", { name: "It is paid, and it is sure" }).waitFor();
    await look("paid");
    expect((await till.meeting(meeting)).state).toBe("final");
    expect(new URL(shown.url()).pathname).toBe(till.path(meeting, "/paid"));
  });
}

for (const [i, { name, looks }] of ways.entries()) {
  test(`somebody pays for their place in a group and sees it become sure, ${name}`, async () => {
    const at = await pricedGroup(till);
    const [ann] = await guests(till, [`Ann${i}`]);
    const shown = await page(ann.person, looks);
    const look = (what: string) => expectGood(shown, `payments-place-${what}-${i}`);
    await shown.goto(at.path);
    await shown.getByRole("button", { name: "Take a place" }).click();
    await shown.waitForURL(`**${till.path(at.meeting, "/pay")}`);
    await look("pay");
    await shown.getByRole("button", { name: "Pay $45.00 by card" }).click();
    await shown.waitForURL(`${till.stripe.origin}/pay/*`);
    await shown.getByRole("button", { name: "Pay", exact: true }).click();
    await shown.waitForURL(`**${till.path(at.meeting, "/paid")}`);
    await shown.getByRole("heading", { name: "Waiting for the confirmation" }).waitFor();
    await release();
    await shown.getByRole("heading", { name: "It is paid, and it is sure" }).waitFor();
    await look("paid");
    await shown.getByRole("link", { name: "Go to the group Meeting" }).click();
    await shown.getByText("You have a place.").waitFor();
    expect(await standing(till, at, [ann])).toEqual(["registered"]);

    await giveUp(ann.client, at, "registered", "back");
    await till.settled();
    await release();
    await shown.goto(till.path(at.meeting, "/pay"));
    await shown.getByText("You have no place in it any more.").waitFor();
    await look("back");
  });
}

test("when the card service is down, a person reads so in their own browser, and the next try leads on", async () => {
  const meeting = await till.due();
  const shown = await page(till.scene.member, { viewport: phone });
  await shown.goto(till.path(meeting, "/pay"));
  for (let turn = 0; turn < 3; turn += 1) till.stripe.faults.push({ on: "POST /v1/checkout", does: "fail" });
  await shown.getByRole("button", { name: "Pay $45.00 by card" }).click();
  await shown.getByRole("alert").waitFor();
  await expectGood(shown, "payments-down");
  till.stripe.faults.length = 0;
  await shown.getByRole("button", { name: "Pay $45.00 by card" }).click();
  await shown.waitForURL(`${till.stripe.origin}/pay/*`);
});

test("a member says a code at the desk, a coordinator records it by keyboard alone, and the member's page knows", async () => {
  const meeting = await till.due();
  const member = await page(till.scene.member, { viewport: phone });
  await member.goto(till.path(meeting, "/pay"));
  await member.getByRole("button", { name: "Get a code for the desk" }).click();
  await member.getByText("Say this code at the desk").waitFor();
  await expectGood(member, "payments-code");
  const [payment] = await till.payments(meeting);
  const code = payment?.reference ?? "";
  expect(await member.getByText(code).isVisible()).toBe(true);

  const staff = await page(till.coordinatorPerson, { viewport: desktop });
  await staff.goto(`${till.scene.community.base}/admin/payments`);
  await expectGood(staff, "payments-list");
  await staff.getByLabel("The code that the Member says").focus();
  await staff.keyboard.type(code.toLowerCase());
  await staff.keyboard.press("Enter");
  await staff.getByRole("heading", { name: `Payment ${code}` }).waitFor();
  await expectGood(staff, "payments-one");
  await staff.getByRole("button", { name: "Record as paid" }).focus();
  await staff.keyboard.press("Enter");
  await staff.getByText("Recorded as paid. Everybody it concerns is told.").waitFor();
  await expectGood(staff, "payments-recorded");
  await member.getByText("This is paid.").waitFor();
  expect((await till.meeting(meeting)).state).toBe("final");
});

test("the panel's payments are fine on a phone in the dark, with what needs a look", async () => {
  const meeting = await till.due();
  const session = await till.toCheckout(meeting);
  till.stripe.book.pay(session);
  const [notice] = till.stripe.post.waiting
    .splice(0)
    .filter(({ type }) => type === "checkout.session.completed");
  if (!notice) throw new Error("nothing was completed");
  await till.stripe.post.bring({
    ...notice,
    id: "evt_bent",
    data: { object: { ...notice.data.object, amount_total: 1 } },
  });
  const staff = await page(till.coordinatorPerson, { viewport: phone, colorScheme: "dark" });
  await staff.goto(`${till.scene.community.base}/admin/payments`);
  await expectGood(staff, "payments-list-phone");
  await staff.goto(`${till.scene.community.base}/admin/payments/desk?reference=AAA-AAA`);
  await expectGood(staff, "payments-unknown-phone");
  await staff.goto(`${till.scene.community.base}/admin/payments?show=look`);
  await staff.getByRole("link", { name: "Mina Alvarez" }).first().click();
  await staff.getByText("What happened").waitFor();
  await expectGood(staff, "payments-look-phone");
});
