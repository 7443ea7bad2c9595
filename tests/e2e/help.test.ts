import { expect, test } from "vitest";
import { giveStart } from "#features/founding/start.ts";
import type { TestCommunity, TestPerson } from "#support/app.ts";
import { phone } from "#support/browser.ts";
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

test.each(looks)("tips are in order for axe and fit: %s", async (name, look) => {
  const { community, coordinator, provider } = await scene();
  const reader = await stage.open(provider, look);
  for (const [shown, path] of [
    ["list", "/tips"],
    ["one", "/tips/crisis"],
  ] as const) {
    await reader.goto(community.base + path);
    await expectGood(reader, `tips-${shown}-${name}`);
  }
  const writer = await stage.open(coordinator, look);
  await writer.goto(`${community.base}/admin/tips`);
  await expectGood(writer, `tips-panel-${name}`);
  await writer.getByRole("link", { name: "Listening so that" }).click();
  await writer.getByRole("heading", { name: "How it will read" }).waitFor();
  await expectGood(writer, `tips-edit-${name}`);
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
