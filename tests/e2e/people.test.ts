import { expect, test } from "vitest";
import { optionsOf } from "#features/options/queries.ts";
import { storeProfile } from "#features/profiles/queries.ts";
import { newId } from "#platform/ids.ts";
import type { TestPerson } from "#support/app.ts";
import { type Looks, phone } from "#support/browser.ts";
import { connected } from "#support/connecting.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage();

interface Scene extends Programme {
  talia: TestPerson;
  coordinator: TestPerson;
  base: string;
}

/** Two providers, one of whom tells about herself, and a member who met the other. */
async function scene(): Promise<Scene> {
  const made = await programme(stage.kith, { providers: 2 });
  const [talia, other] = made.providers;
  if (!talia || !other) throw new Error("a programme has providers");
  const { community } = made;
  await meeting(stage.kith, made, { at: "2026-02-20T10:00Z", provider: other.id });
  await stage.kith.inside(community, async (trx) => {
    const [experiences, languages] = [await optionsOf(trx, "experience"), await optionsOf(trx, "language")];
    await storeProfile(trx, community.id, {
      id: talia.id,
      greeting: "You do not need a plan to talk to me.",
      bio: "I changed my major twice, so I know what it is like.\n\nAsk me about starting over.",
      qualification: "Peer listening course (40 hours)",
      experiences: experiences.slice(0, 6).map(({ id }) => id),
      languages: languages.slice(0, 2).map(({ id }) => id),
      gender: null,
      genderShown: false,
      agesFrom: 17,
      agesTo: 30,
    });
  });
  const coordinator = await stage.kith.person(community, { roles: ["coordinator"], firstName: "Cora" });
  return { ...made, talia, coordinator, base: community.base };
}

/** Somebody who asks Talia, a connection of hers, and one open application. */
async function more(at: Scene): Promise<string> {
  const [asker, friend, applicant] = [
    await stage.kith.person(at.community, { firstName: "Nils", lastName: "Rossi" }),
    await stage.kith.person(at.community, { firstName: "Elena", lastName: "Dubois" }),
    await stage.kith.person(at.community, { firstName: "Rosa", lastName: "Yamada" }),
  ];
  await connected(stage.kith, at.community, [friend, at.talia]);
  await (await stage.kith.signIn(asker)).post(`${at.base}/people/${at.talia.id}/connect`, {
    note: "I changed my major last month.",
    key: newId(),
  });
  const application = {
    about: "I would like to be there for somebody.",
    zone: "Europe/London",
    key: newId(),
  };
  await (await stage.kith.signIn(applicant)).post(`${at.base}/application`, application);
  const row = await stage.kith.inside(at.community, (trx) =>
    trx.selectFrom("applications").select("id").executeTakeFirstOrThrow(),
  );
  return row.id;
}

const looks = usualWindows("phone light", "phone dark", "desktop light", "desktop dark");

type Visits = readonly (readonly [shown: string, person: TestPerson, path: string])[];

async function inOrder(visits: Visits, name: string, look: Looks): Promise<void> {
  for (const [shown, person, path] of visits) {
    const page = await stage.open(person, look);
    expect([shown, (await page.goto(path))?.status()]).toEqual([shown, 200]);
    await expectGood(page, `people-${shown}-${name}`);
    await page.context().close();
  }
}

test.each(looks)("what members see is in order for axe and fits: %s", async (name, look) => {
  const at = await scene();
  const { id } = at.talia;
  const visits: Visits = [
    ["directory", at.member, `${at.base}/providers`],
    ["directory-narrow", at.member, `${at.base}/providers?soon=on&q=plan`],
    ["directory-nobody", at.member, `${at.base}/providers?q=nobodyatall`],
    ["profile", at.member, `${at.base}/providers/${id}`],
    ["times", at.member, `${at.base}/providers/${id}/times/${at.format}/${at.services[0]}`],
    ["ask", at.member, `${at.base}/people/${id}/connect`],
    ["connections-none", at.member, `${at.base}/connections`],
    ["apply", at.member, `${at.base}/application`],
  ];
  await inOrder(visits, name, look);
});

test.each(looks)(
  "what providers and coordinators see is in order for axe and fits: %s",
  async (name, look) => {
    const at = await scene();
    const application = await more(at);
    const { id } = at.talia;
    const tie = await stage.kith.inside(at.community, (trx) =>
      trx.selectFrom("connections").select("id").where("state", "=", "accepted").executeTakeFirstOrThrow(),
    );
    const desk = `${at.base}/admin`;
    const visits: Visits = [
      ["profile-own", at.talia, `${at.base}/providers/${id}`],
      ["connections", at.talia, `${at.base}/connections`],
      ["end", at.talia, `${at.base}/connections/${tie.id}/end`],
      ["information", at.talia, `${at.base}/profile`],
      ["preferences", at.talia, `${at.base}/profile/preferences`],
      ["staff-information", at.coordinator, `${desk}/providers/${id}/profile`],
      ["staff-preferences", at.coordinator, `${desk}/providers/${id}/preferences`],
      ["applications", at.coordinator, `${desk}/applications`],
      ["application", at.coordinator, `${desk}/applications/${application}`],
    ];
    await inOrder(visits, name, look);
  },
);

const scripts: [string, boolean][] = [
  ["with", true],
  ["without", false],
];

test.each(scripts)(
  "a member finds a provider and asks to connect, who says yes: %s JavaScript",
  async (_name, javaScriptEnabled) => {
    const at = await scene();
    const member = await stage.open(at.member, { viewport: phone, javaScriptEnabled });
    await member.goto(at.base);
    await member.getByText("More", { exact: true }).click();
    await member.getByRole("banner").getByRole("link", { name: "Find a Peer Supporter" }).click();
    await member.getByRole("heading", { name: "Find a Peer Supporter" }).waitFor();
    await member.getByText("More ways to narrow it").click();
    await member.getByLabel("Language").selectOption({ label: "English" });
    await member.getByRole("button", { name: "Search" }).click();
    await member.waitForURL(/language=/);
    expect(await member.getByRole("article").count()).toBe(1);
    await member.getByRole("link", { name: "Talia K" }).click();
    await member.getByText("Ask me about starting over.").waitFor();
    await member.getByRole("link", { name: "Connect" }).click();
    await member.getByLabel("A few words, if you like").fill("We met at the fair.");
    await member.getByRole("button", { name: "Ask Talia K" }).click();
    await member.getByText("They are asked. You are told if they say yes.").waitFor();
    expect(new URL(member.url()).pathname, "one stays where one was").toBe(
      `${at.base}/providers/${at.talia.id}`,
    );
    await member.getByText("You asked Talia K on Mon 2 Mar.").waitFor();

    const talia = await stage.open(at.talia, { viewport: phone, javaScriptEnabled });
    await talia.goto(`${at.base}/connections`);
    await talia.getByText("We met at the fair.").waitFor();
    await talia.getByRole("button", { name: "Accept" }).click();
    await talia.getByText("You are connected now.").waitFor();
    if (!javaScriptEnabled) await member.reload();
    await member.getByText("You are connected since").waitFor();

    await talia.getByRole("link", { name: "Remove Mina Alvarez" }).click();
    await talia.getByRole("button", { name: "Remove" }).click();
    await talia.getByText("Done. Nobody is told.").waitFor();
  },
);

test("a pop-up asks over the page by keyboard alone, and the page below shows what came of it", async () => {
  const at = await scene();
  const page = await stage.open(at.member);
  await page.goto(`${at.base}/providers/${at.talia.id}`);
  await page.getByRole("link", { name: "Connect Talia K" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("A few words, if you like").waitFor();
  await expectGood(page, "people-ask-popup");
  await page.keyboard.press("Tab");
  await page.getByRole("dialog").getByRole("button", { name: "Ask Talia K" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("You asked Talia K on Mon 2 Mar.").waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
});

test.each(scripts)(
  "somebody applies and is made a provider, who fills in both parts of the profile: %s JavaScript",
  async (_name, javaScriptEnabled) => {
    const at = await scene();
    const member = await stage.open(at.member, { viewport: phone, javaScriptEnabled });
    await member.goto(`${at.base}/providers`);
    await member.getByRole("link", { name: "Apply" }).click();
    await member.getByLabel("Why you would like to").fill("I would have needed that myself.");
    await member.getByRole("group", { name: "Languages to talk in" }).getByText("Choose").click();
    await member.getByLabel("French").check();
    await member.getByRole("button", { name: "Send" }).click();
    await member.getByText("It is sent. You are told when it is answered.").waitFor();

    const desk = await stage.open(at.coordinator, { javaScriptEnabled });
    await desk.goto(`${at.base}/admin/applications`);
    await desk.getByRole("link", { name: "Mina Alvarez" }).click();
    await desk.getByRole("button", { name: "Approve" }).click();
    await desk.getByText("They are a Peer Supporter now").waitFor();

    await member.goto(`${at.base}/application`);
    await member.getByRole("heading", { name: "Your profile" }).waitFor();
    await member.getByRole("group", { name: "Languages to talk in" }).getByText("French").first().waitFor();
    await member.getByLabel("Greeting").fill("Come as you are");
    await member.getByRole("button", { name: "Save" }).click();
    await member.getByText("Your profile is saved.").waitFor();
    await member.getByRole("link", { name: "Connection Preferences" }).click();
    await member.getByLabel("18 to 24").check();
    await member.getByLabel("In your own words").fill("The quiet ones");
    await member.getByRole("button", { name: "Save" }).click();
    await member.getByText("Your profile is saved.").waitFor();
    expect(await member.getByLabel("18 to 24").isChecked()).toBe(true);
    await member.getByRole("link", { name: "See the page as others see it" }).click();
    await member.getByText("This is your page as everybody in the community sees it.").waitFor();
    await member.getByText("Come as you are").waitFor();
    expect(await member.getByText("The quiet ones").count()).toBe(0);
  },
);
