import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import type { TestPerson } from "#support/app.ts";
import type { Looks } from "#support/browser.ts";
import { type Appointment, appointment, circle, comingOf } from "#support/coming.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage({ demo: true });

const windows = usualWindows("phone light", "desktop dark", "phone, no script");

const hasScript = (looks: Looks) => looks.javaScriptEnabled !== false;

/** A page beside which the rooms of others are a page of the test: nothing goes outside. */
async function open(who: TestPerson, looks: Looks): Promise<Page> {
  const page = await stage.open(who, looks);
  await page
    .context()
    .route("https://meet.jit.si/**", (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>The room</title><h1>The room</h1>" }),
    );
  return page;
}

/** Its pages are refreshed by themselves, so each has a while to be in order. */
const look = (page: Page, name: string) => expectGood(page, `attendance-${name}`, { within: 20_000 });

const clock = (time: string) => stage.kith.clock.set(`2026-03-03T${time}Z`);

async function askAfterwards({ scene }: Appointment): Promise<void> {
  const own = { community_id: scene.community.id, format_id: scene.format, purpose: "feedback" };
  await stage.kith.inside(scene.community, (trx) =>
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
    async (name, looks) => {
      const script = hasScript(looks);
      const pair = await appointment(stage.kith);
      await askAfterwards(pair);
      const { path, scene, host, id, room } = pair;
      clock("09:20:00");
      const page = await open(scene.member, looks);
      await page.goto(path);
      await page.getByText("The door opens at 09:45").waitFor();
      await page.getByText("in 25 minutes").waitFor();
      await look(page, `1-early-${name}`);

      clock("09:44:58");
      await page.reload();
      await page.getByText("in 1 minute").waitFor();
      clock("09:50:00");
      // Nobody touches the page: it finds out by itself where there is script.
      if (!script) await page.reload();
      const join = page.getByRole("button", { name: "Join" });
      await join.waitFor();
      await page.getByText("It begins in 10 minutes").waitFor();
      await look(page, `2-open-${name}`);

      const tab = page.context().waitForEvent("page");
      await join.click();
      const going = await tab;
      await going.waitForURL(`https://meet.jit.si/${room}`);
      await going.getByRole("heading", { name: "The room" }).waitFor();
      await going.close();
      if (!script) await page.reload();
      await page.getByText("You are in the room").waitFor();
      await look(page, `3-there-${name}`);
      clock("10:25:00");
      await page.getByRole("button", { name: "I have left" }).click();
      await page.getByText("You have left the room.").waitFor();
      expect((await comingOf(stage.kith, scene, id)).get(scene.member.id)).toMatchObject({
        joined: "2026-03-03T09:50:00Z",
        left: "2026-03-03T10:25:00Z",
      });

      clock("10:31:00");
      await page.goto(path);
      await page.getByText("You were there.").waitFor();
      await look(page, `4-over-${name}`);
      await page.getByRole("link", { name: "Answer the questions" }).click();
      // The page before has a button of this name, too.
      await page.getByLabel("A lot").waitFor();
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByText("Please fill this in").first().waitFor();
      await look(page, `5-feedback-${name}`);
      await page.getByLabel("A lot").check();
      await page.getByLabel("Anything else?").fill("It was good to be heard.");
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByText("Thank you. Your answers are saved.").waitFor();
      await look(page, `6-said-${name}`);
      await page.context().close();

      const hosting = await open(host, looks);
      await hosting.goto(path);
      await hosting.getByText("went in 09:50, left 10:25").waitFor();
      await hosting.getByText("It was good to be heard.").waitFor();
      await hosting.getByRole("radio", { name: "Did not come" }).check();
      await hosting.getByRole("button", { name: "Save who came" }).click();
      await hosting.getByText("Talia K said: did not come").waitFor();
      expect((await comingOf(stage.kith, scene, id)).get(scene.member.id)).toMatchObject({
        attendance: "no_show",
        by: host.id,
      });
      await hosting.getByRole("radio", { name: "Came", exact: true }).check();
      await hosting.getByRole("button", { name: "Save who came" }).click();
      await hosting.getByText("Talia K said: came").waitFor();
      await hosting.getByRole("link", { name: "Write notes" }).click();
      await hosting.getByRole("textbox", { name: "Notes" }).fill("Ask about the new job next time.");
      await look(hosting, `7-notes-${name}`);
      await hosting.getByRole("button", { name: "Save" }).click();
      await hosting.getByText("Ask about the new job next time.").waitFor();
      await look(hosting, `8-hosting-${name}`);
      await hosting.context().close();
    },
    90_000,
  );
});

describe("a coordinator sets the rule, and who missed as many is told and helped", () => {
  test.each(windows)(
    "%s",
    async (name, looks) => {
      const pair = await appointment(stage.kith, { settings: { contact: "Call Cora on 01632 960 001." } });
      const { scene, path, coordinatorId } = pair;
      const base = scene.community.base;
      clock("10:40:00");
      const accountId = await stage.kith.inside(scene.community, (trx) =>
        trx.selectFrom("people").select("account_id").where("id", "=", coordinatorId).executeTakeFirst(),
      );
      const cora = {
        id: coordinatorId,
        community: scene.community,
        email: "",
        accountId: accountId?.account_id ?? null,
      };
      const page = await open(cora, looks);
      await page.goto(`${base}/admin/settings`);
      await page.getByLabel("Pause booking for who misses").check();
      await page.getByLabel("How many missed").fill("1");
      await look(page, `9-settings-${name}`);
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("status").first().waitFor();
      await page.goto(`${path}/attendance`);
      await page.getByRole("radio", { name: "Did not come" }).check();
      await page.getByRole("button", { name: "Save who came" }).click();
      await page.getByText("Cora N said: did not come").waitFor();

      const own = await open(scene.member, looks);
      await own.goto(base);
      await own.getByText("Booking is paused until Tue 17 Mar, 10:30").waitFor();
      await look(own, `10-paused-${name}`);
      await own.goto(path);
      await own.getByText("It is written down that you did not come").waitFor();
      await look(own, `11-missed-${name}`);

      await page.goto(`${base}/admin/members/${scene.member.id}`);
      await page.getByText("Booking is paused until").waitFor();
      await look(page, `12-member-${name}`);
      await page.getByRole("link", { name: "Tue 3 Mar, 10:00–10:30" }).click();
      await page.getByRole("radio", { name: "Came", exact: true }).check();
      await look(page, `13-correct-${name}`);
      await page.getByRole("button", { name: "Save who came" }).click();
      await page.getByText("Cora N said: came").waitFor();
      await own.goto(base);
      await own.getByRole("heading", { level: 1 }).waitFor();
      expect(await own.getByText("Booking is paused").count()).toBe(0);
      await own.context().close();
    },
    90_000,
  );
});

test.each(windows)(
  "a host says who came of a whole group: %s",
  async (name, looks) => {
    const made = await circle(stage.kith, 5);
    stage.kith.clock.set("2026-03-04T09:55:00Z");
    for (const { client } of made.guests.slice(0, 3)) await client.post(`${made.door}/join`);
    stage.kith.clock.set("2026-03-04T10:30:00Z");
    await made.guests[0]?.client.post(`${made.door}/leave`);
    const page = await open(made.host, looks);
    await page.goto(made.path);
    await page.getByText("Who has a place: 5 people").waitFor();
    for (const one of ["Guest0 G", "Guest1 G"])
      await page.getByRole("group", { name: one }).getByRole("radio", { name: "Came", exact: true }).check();
    await page.getByRole("group", { name: "Guest4 G" }).getByRole("radio", { name: "Did not come" }).check();
    await look(page, `14-group-${name}`);
    await page.getByRole("button", { name: "Save who came" }).click();
    await page.getByText("Saved who came.").waitFor();
    const coming = await comingOf(stage.kith, made, made.meeting);
    const said = made.guests.map(({ person }) => coming.get(person.id)?.attendance);
    expect(said).toEqual(["attended", "attended", null, null, "no_show"]);
  },
  60_000,
);
