import { beforeAll, describe, expect, test } from "vitest";
import { type Programme, programme } from "#support/programme.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage({ demo: true });

let scene: Programme;

const words = {
  provider: { one: "Peer Mentor", many: "Peer Mentors" },
  service: { one: "Peer Mentor", many: "Peer Mentors" },
};

beforeAll(async () => {
  scene = await programme(stage.kith, { providers: 3, words });
});

const windows = usualWindows(
  "phone light",
  "phone dark, no script",
  "desktop light, no script",
  "desktop dark",
);

describe("a member books Talia K in six steps", () => {
  test.each(windows)("%s", async (name, looks) => {
    const member = await stage.kith.person(scene.community);
    const page = await stage.open(member, looks);
    const at = async (step: string) => {
      expect(await page.title()).not.toBe("");
      await expectGood(page, `booking-${step}-${name}`);
    };
    const heading = (text: string) => page.getByRole("heading", { level: 1, name: text }).waitFor();

    await page.goto(scene.community.base);
    await heading("Schedule a Meeting");
    await at("1-format");
    await page.getByRole("link", { name: /30 minutes online/ }).click();
    await heading("Pick a Peer Mentor");
    await page.getByText("Select your Peer Mentor").waitFor();
    await at("2-service");
    await page.getByRole("link", { name: /Peer Mentoring with Talia K/ }).click();
    await heading("Pick a time");
    await page.getByRole("link", { name: /^Thursday 5 March/ }).click();
    await page.getByRole("heading", { name: "Thursday 5 March" }).waitFor();
    await at("3-time");
    await page
      .getByRole("link", { name: /Thursday 5 March 1\d:\d0/ })
      .first()
      .click();
    await heading("Available Peer Mentors");
    await page.getByText("Which Peer Mentor would you like?").waitFor();
    await at("4-provider");
    await page.getByRole("link", { name: "Select Talia K" }).click();
    await page.getByText("Where would you like to meet?").waitFor();
    await at("5-location");
    await page.getByRole("link", { name: /Video room/ }).click();
    await heading("Topic");
    await at("6-topic");
    await page.getByLabel("What is it about?").fill("Choosing courses\nand starting over");
    await page.getByRole("button", { name: "Continue" }).click();
    await heading("Is everything right?");
    await at("7-review");
    await page.getByRole("button", { name: "Confirm" }).click();
    await heading("Meeting with Talia K");
    await page.getByRole("status").getByText("It is booked.").waitFor();
    await at("8-meeting");

    const meetings = await stage.kith.inside(scene.community, (trx) =>
      trx.selectFrom("registrations").select("meeting_id").where("person_id", "=", member.id).execute(),
    );
    expect(meetings).toHaveLength(1);
  });
});

test("the whole way can be gone by keyboard alone", async () => {
  const member = await stage.kith.person(scene.community);
  const page = await stage.open(member);
  await page.goto(scene.community.base);
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
      });
      if (name.test(focused.trim())) return;
    }
    throw new Error(`${name} cannot be reached by keyboard`);
  };
  const press = async (name: RegExp, next: string) => {
    await tabTo(name);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: next }).waitFor();
  };
  await press(/30 minutes online/, "Pick a Peer Mentor");
  await press(/with Talia K/, "Pick a time");
  await press(/\d\d:\d\d$/, "Available Peer Mentors");
  await press(/^Select Talia K/, "Location");
  await press(/Video room/, "Topic");
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.tagName === "TEXTAREA")) break;
  }
  await page.keyboard.type("By keyboard");
  await press(/^Continue$/, "Is everything right?");
  await press(/^Confirm$/, "Meeting with Talia K");
});

test("back and reload on any step keep what was chosen", async () => {
  const member = await stage.kith.person(scene.community);
  const page = await stage.open(member);
  const { base } = scene.community;
  await page.goto(
    `${base}/book/${scene.format}/${scene.services[0]}/2026-03-06T12:00Z/${scene.providers[0]?.id}/${scene.location}`,
  );
  await page.getByLabel("What is it about?").fill("Kept through back and reload");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "Is everything right?" }).waitFor();
  await page.reload();
  await page.getByText("Kept through back and reload").waitFor();
  await page.getByRole("link", { name: "Back", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Topic" }).waitFor();
  expect(await page.getByLabel("What is it about?").inputValue()).toBe("Kept through back and reload");
  await page.goBack();
  await page.getByRole("heading", { name: "Is everything right?" }).waitFor();
});
