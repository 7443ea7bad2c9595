import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { TestPerson } from "#support/app.ts";
import { type Looks, phone } from "#support/browser.ts";
import {
  another,
  ask,
  type Gathering,
  type Guest,
  gathering,
  giveUp,
  guestsOf,
  placesOf,
} from "#support/places.ts";
import { browserStage, expectGood } from "#support/stage.ts";

const stage = browserStage({
  demo: true,
  env: { STRIPE_SECRET_KEY: "sk_test_none", STRIPE_WEBHOOK_SECRET: "whsec_none" },
});

beforeAll(async () => {
  await stage.kith.platform.live.start();
});

async function open(person: TestPerson, path: string, looks: Looks = {}): Promise<Page> {
  const page = await stage.open(person, looks);
  await page.goto(path);
  return page;
}

const place = (page: Page) => page.getByRole("region", { name: "Your place", exact: true });
const says = (page: Page, words: string) => place(page).getByText(words).waitFor();
const stateOf = async (at: Gathering, { person }: Guest) =>
  (await placesOf(stage.kith, at))[person.id]?.state;

describe.each([true, false])("with script: %s", (javaScriptEnabled) => {
  test("somebody takes the last place, the next one waits, and has it when the first gives it up", async () => {
    const at = await gathering(stage.kith, { seats: 1 });
    const [a, b] = (await guestsOf(stage.kith, at, 2)) as [Guest, Guest];
    const first = await open(a.person, at.path, { javaScriptEnabled });
    const second = await open(b.person, at.path, { javaScriptEnabled });
    await says(first, "One place is free.");
    await first.getByRole("button", { name: "Take a place" }).click();
    await says(first, "You have a place.");

    // The other page is older than that.
    await second.getByRole("button", { name: "Take a place" }).click();
    await second.getByRole("heading", { name: "All places are taken" }).waitFor();
    await second.getByRole("button", { name: "Wait for a place" }).click();
    await says(second, "You are the next in the line.");

    await first.getByRole("link", { name: "Give up your place" }).click();
    await first.getByRole("heading", { name: "Give up your place?" }).waitFor();
    await first.getByRole("button", { name: "Yes, give it up" }).click();
    await first.getByText("You gave up your place.").waitFor();
    // With script the page shows it by itself.
    if (!javaScriptEnabled) await second.reload();
    await says(second, "A place is free for you. It is kept until Mon 2 Mar, 21:00.");
    await second.getByRole("button", { name: "Take this place" }).click();
    await says(second, "You have a place.");
    expect([await stateOf(at, a), await stateOf(at, b)]).toEqual(["cancelled", "registered"]);
  });
});

test.each(["light", "dark"] as const)(
  "every page about a place is right on a phone, in the %s",
  async (colorScheme) => {
    const looks = { viewport: phone, colorScheme };
    const at = await gathering(stage.kith, {
      seats: 2,
      price: 1_250,
      settings: { contact: "Ask Cora: cora@programme.example" },
    });
    const guests = await guestsOf(stage.kith, at, 5);
    const [a, b, c, d, e] = guests as [Guest, Guest, Guest, Guest, Guest];
    const check = (page: Page, name: string) => expectGood(page, `seats-${name}-${colorScheme}`);
    await check(await open(a.person, at.path, looks), "free");
    const host = await stage.kith.person(at.community, { roles: ["provider"] });
    await ask(e.client, await another(stage.kith, { ...at, host }), "register");
    const busy = await open(e.person, at.path, looks);
    await busy.getByRole("button", { name: "Take a place" }).click();
    await busy.getByRole("heading", { name: "You have something else at this time" }).waitFor();
    await check(busy, "refused");
    await ask(a.client, at, "register");
    await ask(b.client, at, "register");
    await check(await open(a.person, at.path, looks), "unpaid");
    await check(await open(e.person, at.path, looks), "full");
    await ask(c.client, at, "wait");
    await ask(d.client, at, "wait");
    await check(await open(d.person, at.path, looks), "waiting");
    await giveUp(a.client, at, "unpaid");
    await check(await open(c.person, at.path, looks), "offered");
    await stage.kith.inside(at.community, (trx) =>
      trx
        .updateTable("registrations")
        .set({ state: "registered", pay_by: null })
        .where("meeting_id", "=", at.meeting)
        .where("person_id", "=", b.person.id)
        .execute(),
    );
    await check(await open(b.person, at.path, looks), "sure");
    await check(await open(b.person, `${at.path}/leave`, looks), "leave");
    const refused = await open(e.person, at.path, looks);
    await giveUp(c.client, at, "offered");
    await refused.getByRole("button", { name: "Wait for a place" }).click();
    await check(refused, "waits");
    const hosts = await open(at.host, at.path, looks);
    await hosts.getByText("Who comes, and who waits").click();
    await check(hosts, "host");
    await check(await open(at.host, `${at.path}/places/${b.person.id}/remove`, looks), "remove");
  },
  120_000,
);
