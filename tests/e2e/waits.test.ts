import { expect, test } from "vitest";
import { programme } from "#support/programme.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";
import { cancelled, fullDay } from "#support/waiting.ts";

const stage = browserStage({ now: "2026-03-02T09:00:00Z", demo: true });

const windows = usualWindows("phone light", "phone dark, no script", "desktop dark");

test.each(windows)("who finds no time waits for one, is told, and takes it: %s", async (name, looks) => {
  // Wednesdays alone, and only one of them lies near enough.
  const scene = await programme(stage.kith, { hours: [[3, 540, 1020]], settings: { horizonDays: 6 } });
  const meetings = await fullDay(stage.kith, scene, "2026-03-04");
  const member = await stage.kith.person(scene.community);
  const page = await stage.open(member, looks);
  const at = (step: string) => expectGood(page, `waits-${step}-${name}`);
  const heading = (text: string) => page.getByRole("heading", { level: 1, name: text }).waitFor();

  await page.goto(`${scene.community.base}/book/${scene.format}/${scene.services[0]}`);
  await at("1-none");
  await page.getByRole("link", { name: "Tell me when a time becomes free" }).click();
  await heading("Tell me when a time becomes free");
  await page.getByLabel("From").fill("2026-03-04");
  await page.getByLabel("Until").fill("2026-03-06");
  await at("2-wish");
  await page.getByRole("button", { name: "Wait for a time" }).click();
  await heading("You are waiting for a time");
  await at("3-waiting");

  await cancelled(stage.kith, scene, meetings[4] ?? "");
  await stage.kith.drainMail();
  // A page that is open hears of it by itself; without script it is asked again.
  if (looks.javaScriptEnabled === false) await page.reload();
  await heading("A time is kept for you");
  await page.getByText("Wed 4 Mar, 11:00–11:30").waitFor();
  await at("4-kept");
  await page.goto(`${scene.community.base}/meetings`);
  await at("4-meetings");
  await page.getByRole("link", { name: "Times you wait for" }).click();
  await heading("Times you wait for");
  await at("5-list");
  await page.getByRole("link", { name: /Kept for you/ }).click();
  await page.getByRole("link", { name: "Take it" }).click();
  await page.getByRole("link", { name: /Video room/ }).click();
  await heading("Topic");
  await page.getByLabel("What is it about?").fill("It was worth the wait");
  await page.getByRole("button", { name: "Continue" }).click();
  await heading("Is everything right?");
  await page.getByRole("button", { name: "Confirm" }).click();
  await heading("Meeting with Talia K");
  await page.getByRole("status").getByText("It is booked.").waitFor();
  await page.goto(`${scene.community.base}/waits`);
  await page.getByText("Booked").waitFor();
  await at("6-past");
});

test("who comes a moment too late can wait for that very time, by keyboard alone", async () => {
  const scene = await programme(stage.kith);
  const [first, second] = [
    await stage.kith.person(scene.community),
    await stage.kith.person(scene.community),
  ];
  const page = await stage.open(first);
  const topic = `${scene.community.base}/book/${scene.format}/${scene.services[0]}/2026-03-04T10:00Z/${scene.providers[0]?.id}/${scene.location}`;
  await page.goto(topic);
  await page.getByLabel("What is it about?").fill("Too slow");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "Is everything right?" }).waitFor();
  const rival = await stage.kith.signIn(second);
  const { location } = await rival.post(topic, { [`answer-${scene.question}`]: "Fast" });
  const fields = [
    ...(await rival.get(location)).text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g),
  ];
  await rival.post(
    `${scene.community.base}/book`,
    Object.fromEntries(fields.map(([, key, value]) => [key, value])),
  );
  await page.getByRole("button", { name: "Confirm" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "That time was just taken" }).waitFor();
  await expectGood(page, "waits-taken-desktop");
  await page.getByRole("link", { name: "Tell me if this time becomes free again" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Tell me when a time becomes free" }).waitFor();
  expect(await page.getByLabel("Only Wed 4 Mar, 10:00–10:30").isChecked()).toBe(true);
  await expectGood(page, "waits-exact-desktop");
  await page.getByRole("button", { name: "Wait for a time" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "You are waiting for a time" }).waitFor();
});
