import sharp from "sharp";
import { expect, test } from "vitest";
import { giveStart } from "#features/founding/start.ts";
import { newId } from "#platform/ids.ts";
import type { TestCommunity, TestPerson } from "#support/app.ts";
import { phone, picture } from "#support/browser.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage();

interface Scene {
  readonly community: TestCommunity;
  readonly coordinator: TestPerson;
  readonly provider: TestPerson;
  readonly member: TestPerson;
}

async function scene(): Promise<Scene> {
  const { kith } = stage;
  const community = await kith.community();
  await kith.inside(community, (trx) => giveStart(trx, community.id));
  const person = (role: "coordinator" | "provider" | "member", firstName: string, lastName: string) =>
    kith.person(community, { roles: [role], firstName, lastName });
  return {
    community,
    coordinator: await person("coordinator", "Cora", "Vale"),
    provider: await person("provider", "Talia", "K"),
    member: await person("member", "Mina", "Alvarez"),
  };
}

// Between them the two are narrow and wide, light and dark.
const looks = usualWindows("phone dark", "desktop light");

const screen = () =>
  sharp({ create: { width: 780, height: 1_200, channels: 3, background: "#8fb8a8" } })
    .png()
    .toBuffer();

/** A question with a screenshot and an answer, and one that waits. */
async function asked({ community, coordinator, provider }: Scene): Promise<void> {
  const asker = await stage.kith.signIn(provider);
  const about = {
    name: "Talia K",
    email: "talia@people.example",
    phone: "",
    browser: "Firefox 140",
    device: "Mac",
  };
  const file = new File([new Uint8Array(await screen())], "screen.png");
  const texts = [
    "My hours show twice in the calendar. Which of them can people book?",
    "Can two of us host a group?",
  ];
  for (const text of texts)
    await asker.post(`${community.base}/help/ask`, { ...about, text, file, key: newId() });
  const staff = await stage.kith.signIn(coordinator);
  await staff.post(`${community.base}/admin/help/1`, { text: "Both, in two rooms.", seen: "1" });
}

test.each(looks)("tips and help are in order for axe and fit: %s", async (name, look) => {
  const at = await scene();
  await asked(at);
  const { base } = at.community;
  const narrow = look.viewport?.width === phone.width;
  const visits: [string, TestPerson, string][] = narrow
    ? [
        ["tip", at.provider, `${base}/tips/crisis`],
        ["ask", at.member, `${base}/help/ask`],
        ["question", at.provider, `${base}/help/1`],
        ["inbox", at.coordinator, `${base}/admin/help/2`],
      ]
    : [
        ["tips", at.provider, `${base}/tips`],
        ["edit", at.coordinator, `${base}/admin/tips/new`],
        ["own", at.provider, `${base}/help`],
        ["list", at.coordinator, `${base}/admin/help`],
      ];
  for (const [shown, person, path] of visits) {
    const page = await stage.open(person, look);
    expect([shown, (await page.goto(path))?.status()]).toEqual([shown, 200]);
    await expectGood(page, `help-${shown}-${name}`);
  }
});

test.each([
  ["with", true],
  ["without", false],
])("a coordinator looks at a page before it is saved, %s JavaScript", async (_name, javaScriptEnabled) => {
  const { community, coordinator } = await scene();
  const page = await stage.open(coordinator, { viewport: phone, javaScriptEnabled });
  await page.goto(`${community.base}/admin/tips/new`);
  await page.getByLabel("Title").fill("Our house");
  await page.getByLabel("Text", { exact: true }).fill("## Doors\n\nA {provider} knocks.");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByText("A Peer Supporter knocks.").waitFor();
  expect(await page.getByLabel("Title").inputValue()).toBe("Our house");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("It is hidden until you publish it.").waitFor();
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByText("Published.").waitFor();
  await page.getByRole("link", { name: "Read as others do" }).click();
  await page.getByRole("heading", { level: 2, name: "Doors" }).waitFor();
});

test("Contact Now opens over the page, keeps the screenshot while something is missing, and gives a number", async () => {
  const { community, provider, coordinator } = await scene();
  const page = await stage.open(provider);
  await page.goto(`${community.base}/dashboard`);
  await page.getByRole("link", { name: "Contact Now" }).press("Enter");
  const popup = page.getByRole("dialog", { name: "How can we help?" });
  expect(await popup.getByLabel("Name").inputValue()).toBe("Talia K");
  expect(await popup.getByLabel("Web browser").inputValue()).toMatch(/^Chrome \d+$/);
  await popup
    .getByLabel("A screenshot")
    .setInputFiles({ name: "s.png", mimeType: "image/png", buffer: await screen() });
  await popup.getByLabel("Your question").fill("Where do I see my reviews?");
  await popup.getByLabel("Name").fill(" ");
  await popup.getByRole("button", { name: "Send" }).click();
  await popup.getByText("Your screenshot is kept.").waitFor();
  await picture(page, "help-popup");
  await popup.getByLabel("Name").fill("Talia");
  await popup.getByRole("button", { name: "Send" }).click();
  await popup.waitFor({ state: "hidden" });
  await page.getByText("Your question has the number #1.").waitFor();
  expect(new URL(page.url()).pathname).toBe(`${community.base}/dashboard`);

  const staff = await stage.open(coordinator);
  await staff.goto(`${community.base}/admin/help`);
  await staff.getByRole("link", { name: "Where do I see my reviews?" }).click();
  await staff.getByRole("img", { name: "Screenshot from Talia" }).waitFor();
  await page.goto(`${community.base}/help/1`);
  await staff.getByLabel("Your answer").fill("On top of the dashboard.");
  await staff.getByRole("button", { name: "Answer" }).click();
  await staff.getByText("Answered. They are told.").waitFor();
  // Without asking for the page again.
  await page.getByText("On top of the dashboard.").waitFor();
});

test("without script the form is a page, and the answer is there", async () => {
  const { community, member } = await scene();
  const page = await stage.open(member, { viewport: phone, javaScriptEnabled: false });
  await page.goto(`${community.base}/help`);
  await page.getByRole("link", { name: "Contact Now" }).click();
  await page.getByRole("heading", { level: 1, name: "How can we help?" }).waitFor();
  await page.getByLabel("Your question").fill("Where are my meetings?");
  await page
    .getByLabel("A screenshot")
    .setInputFiles({ name: "s.png", mimeType: "image/png", buffer: await screen() });
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your question has the number #1.").waitFor();
  await page.getByRole("link", { name: "Question #1" }).click();
  await page.getByRole("img", { name: "Screenshot from You" }).waitFor();
});
