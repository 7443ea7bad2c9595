import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestCommunity, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { faultOf, textOf } from "#support/panel.ts";

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

async function scene(): Promise<{ community: TestCommunity; client: Client; member: Client }> {
  const community = await app.community();
  const client = await app.signIn(await app.person(community, { roles: ["coordinator"] }));
  const member = await app.signIn(await app.person(community));
  return { community, client, member };
}

const stored = (community: TestCommunity) =>
  app.inside(community, (trx) =>
    trx.selectFrom("communities").selectAll().where("id", "=", community.id).executeTakeFirstOrThrow(),
  );

const wordsForm = (words: Record<string, [one: string, many: string, article?: string]>) =>
  Object.fromEntries(
    Object.entries({
      provider: ["Peer Supporter", "Peer Supporters"],
      service: ["Service", "Services"],
      member: ["Member", "Members"],
      meeting: ["Meeting", "Meetings"],
      ...words,
    }).flatMap(([name, [one = "", many = "", article = ""]]) => [
      [`${name}.one`, one],
      [`${name}.many`, many],
      [`${name}.article`, article],
    ]),
  );

/** A format and a service that somebody gives, so that there is something to pick. */
async function bookable(community: TestCommunity): Promise<string> {
  const provider = await app.person(community, { roles: ["provider"] });
  const [format, service] = [newId(), newId()];
  const community_id = community.id;
  await app.inside(community, async (trx) => {
    await trx
      .insertInto("formats")
      .values({ community_id, id: format, name: "Half an hour", minutes: 30, ways: ["online"] })
      .execute();
    await trx
      .insertInto("services")
      .values({ community_id, id: service, code: "Talk", code_key: "talk", subject: "Talk" })
      .execute();
    await trx
      .insertInto("certifications")
      .values({ community_id, provider_id: provider.id, service_id: service })
      .execute();
  });
  return `${community.base}/book/${format}`;
}

const headingOf = (html: string): string => textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? "");

test("a new word for what is booked is in heading, prompt and menu of the next page", async () => {
  const { community, client, member } = await scene();
  const picking = await bookable(community);
  expect(headingOf((await member.follow(await member.get(picking))).text)).toBe("Pick a Service");

  const saved = await client.post(
    `${community.base}/admin/language`,
    wordsForm({ service: ["Peer Mentor", "Peer Mentors"], provider: ["Peer Mentor", "Peer Mentors"] }),
  );
  expect(saved.status).toBe(303);
  expect((await client.follow(saved)).text).toContain("Every page uses these words now.");
  const page = await member.follow(await member.get(picking));
  expect(headingOf(page.text)).toBe("Pick a Peer Mentor");
  expect(page.text).toContain("Select your Peer Mentor");
  expect((await stored(community)).words).toMatchObject({ service: { one: "Peer Mentor" } });
});

test("the article is worked out from the word, and can be overruled", async () => {
  const { community, client, member } = await scene();
  const picking = await bookable(community);
  const language = `${community.base}/admin/language`;
  const heading = async () => headingOf((await member.follow(await member.get(picking))).text);

  await client.post(language, wordsForm({ service: ["Advising Service", "Advising Services"] }));
  expect(await heading()).toBe("Pick an Advising Service");
  await client.post(language, wordsForm({ service: ["University Coach", "University Coaches"] }));
  expect(await heading()).toBe("Pick a University Coach");
  await client.post(language, wordsForm({ service: ["Herb Talk", "Herb Talks"] }));
  expect(await heading()).toBe("Pick an Herb Talk");
  await client.post(language, wordsForm({ service: ["Herb Talk", "Herb Talks", "a"] }));
  expect(await heading()).toBe("Pick a Herb Talk");
});

test("with one word for both, the two tabs carry the same text, another icon and another accessible name", async () => {
  const { community, client } = await scene();
  const same: [string, string] = ["Peer Mentor", "Peer Mentors"];
  await client.post(`${community.base}/admin/language`, wordsForm({ service: same, provider: same }));
  const { text } = await client.get(`${community.base}/admin`);
  const tab = (path: string) =>
    new RegExp(`<a href="${community.base}/admin/${path}"[^>]*>([\\s\\S]*?)</a>`).exec(text)?.[1] ?? "";
  const parts = (html: string) => ({
    seen: textOf(html.replace(/<span class="sr-only">[\s\S]*?<\/span>/g, "")),
    heard: textOf(html),
    icon: /<svg[\s\S]*?<\/svg>/.exec(html)?.[0],
  });
  const [services, providers] = [parts(tab("services")), parts(tab("providers"))];
  expect(services.seen).toBe("Peer Mentors");
  expect(providers.seen).toBe("Peer Mentors");
  expect(services.heard).not.toBe(providers.heard);
  expect(services.icon).toBeTruthy();
  expect(services.icon).not.toBe(providers.icon);
});

test("the preview reads as the pages will, also without script, and saves nothing", async () => {
  const { community, client } = await scene();
  const query = new URLSearchParams(wordsForm({ provider: ["Advisor", "Advisors"], service: ["", ""] }));
  const { status, text } = await client.get(`${community.base}/admin/language?${query}`);
  expect(status).toBe(200);
  const preview = /<turbo-frame id="preview">([\s\S]*?)<\/turbo-frame>/.exec(text)?.[1] ?? "";
  expect(preview).toContain("Which Advisor would you like?");
  expect(preview).toContain("Add an Advisor");
  expect(preview).toContain("Pick a Service");
  expect(text).toMatch(/name="provider\.one"[^>]*value="Advisor"|value="Advisor"[^>]*name="provider\.one"/);
  expect((await stored(community)).words).toEqual({});
});

test("a word left empty is a fault beside its field, with everything typed kept and nothing changed", async () => {
  const { community, client } = await scene();
  const form = wordsForm({ provider: ["Advisor", " "] });
  const { status, text } = await client.post(`${community.base}/admin/language`, form);
  expect(status).toBe(422);
  expect(faultOf(text, "provider.many")).toBe("Please fill this in.");
  expect(faultOf(text, "provider.one")).toBe("");
  expect(text.includes('value="Advisor"')).toBe(true);
  expect((await stored(community)).words).toEqual({});
});

test("a word is a word: markup in it is shown, not run", async () => {
  const { community, client } = await scene();
  const form = wordsForm({ provider: ["<b>{x}</b>", "'Coaches'"] });
  expect((await client.post(`${community.base}/admin/language`, form)).status).toBe(303);
  const { status, text } = await client.get(`${community.base}/admin/providers`);
  expect(status).toBe(200);
  expect(text).toContain("Add a &lt;b&gt;{x}&lt;/b&gt;");
  expect(text).not.toContain("<b>{x}");
});

const settingsForm = {
  name: "Riverside",
  zone: "America/New_York",
  visibility: "listed",
  whoMayBook: "listed",
  "leadMinutes.amount": "1.5",
  "leadMinutes.unit": "days",
  horizonDays: "30",
  startMinutes: ["15", "45", "0"],
  confirmation: "provider",
  "memberDayMinutes.amount": "2",
  "memberDayMinutes.unit": "hours",
  "memberWeekMinutes.amount": "",
  "memberWeekMinutes.unit": "hours",
  "providerWeekMinutes.amount": "600",
  "providerWeekMinutes.unit": "minutes",
  "changeNoticeMinutes.amount": "24",
  "changeNoticeMinutes.unit": "hours",
  enrollmentEffect: "only",
  skipSingleChoices: "on",
  contact: "Room 4, Mondays",
  supportEmail: " Desk@Riverside.example ",
  "modules.requests": "on",
  "modules.groups": "on",
  "modules.points": "on",
  "answerMinutes.amount": "1.5",
  "answerMinutes.unit": "days",
  requestDays: "14",
  "proposalHoldMinutes.amount": "90",
  "proposalHoldMinutes.unit": "minutes",
  "offerMinutes.amount": "6",
  "offerMinutes.unit": "hours",
  "noShowRule.on": "on",
  "noShowRule.times": "2",
  "noShowRule.withinDays": "30",
  "noShowRule.pauseDays": "7",
  smallestGroup: "12",
  currency: "JPY",
  "paymentHoldMinutes.amount": "3",
  "paymentHoldMinutes.unit": "hours",
  "refundMinutes.amount": "0",
  "refundMinutes.unit": "hours",
};

test("settings are typed in hours and days, kept in minutes, and shown again as people say them", async () => {
  const { community, client } = await scene();
  const saved = await client.post(`${community.base}/admin/settings`, settingsForm);
  expect(saved.status).toBe(303);
  const row = await stored(community);
  expect(row.zone).toBe("America/New_York");
  expect(row.settings).toEqual({
    visibility: "listed",
    whoMayBook: "listed",
    leadMinutes: 2_160,
    horizonDays: 30,
    startMinutes: [0, 15, 45],
    confirmation: "provider",
    memberDayMinutes: 120,
    memberWeekMinutes: null,
    providerWeekMinutes: 600,
    changeNoticeMinutes: 1_440,
    enrollmentEffect: "only",
    membersEditServices: false,
    skipSingleChoices: true,
    contact: "Room 4, Mondays",
    supportEmail: "desk@riverside.example",
    modules: { requests: true, payments: false, groups: true, rooms: false, points: true },
    answerMinutes: 2_160,
    requestDays: 14,
    proposalHoldMinutes: 90,
    offerMinutes: 360,
    noShowRule: { times: 2, withinDays: 30, pauseDays: 7 },
    smallestGroup: 12,
    currency: "JPY",
    paymentHoldMinutes: 180,
    refundMinutes: 0,
  });
  const { text } = await client.get(`${community.base}/admin/settings`);
  expect(text).toMatch(/name="providerWeekMinutes\.amount" value="10"/);
  expect(text).toMatch(/name="leadMinutes\.amount" value="36"/);
  expect(text).toMatch(/name="answerMinutes\.amount" value="36"/);
  expect(text).toMatch(/name="paymentHoldMinutes\.amount" value="3"/);
  expect(text).toMatch(/name="modules\.requests"[^>]*checked/);
  expect(text).not.toMatch(/name="modules\.payments"[^>]*checked/);
  expect(text).toMatch(/<option value="JPY" selected="">Japanese Yen \(JPY\)/);
});

test("saving the settings form leaves what it does not show as it is", async () => {
  const community = await app.community({ settings: { enrollmentSource: "feed", something: "later" } });
  const client = await app.signIn(await app.person(community, { roles: ["coordinator"] }));
  await client.post(`${community.base}/admin/settings`, settingsForm);
  expect((await stored(community)).settings).toMatchObject({ enrollmentSource: "feed", something: "later" });
});

test.each([
  ["name", { name: " " }, "name"],
  ["zone", { zone: "Mars/Olympus" }, "zone"],
  ["an offset for a zone", { zone: "+02:00" }, "zone"],
  ["lead time", { "leadMinutes.amount": "soon" }, "leadMinutes"],
  [
    "lead time of half a minute",
    { "leadMinutes.amount": "0.5", "leadMinutes.unit": "minutes" },
    "leadMinutes",
  ],
  ["horizon", { horizonDays: "0" }, "horizonDays"],
  ["no minute at all", { startMinutes: [] }, "startMinutes"],
  ["a minute that is none", { startMinutes: ["0", "75"] }, "startMinutes"],
  ["more than a day in a day", { "memberDayMinutes.amount": "25" }, "memberDayMinutes"],
  ["a choice that is none", { confirmation: "perhaps" }, "confirmation"],
  ["a currency that is none", { currency: "XYZ" }, "currency"],
  ["an answer time that is none", { "answerMinutes.amount": "" }, "answerMinutes"],
  ["an answer time of no time", { "answerMinutes.amount": "0" }, "answerMinutes"],
  ["days of a request", { requestDays: "367" }, "requestDays"],
  ["a group so small that people can be told", { smallestGroup: "4" }, "smallestGroup"],
  ["a pause after no missed meeting at all", { "noShowRule.times": "0" }, "noShowRule.times"],
  ["a pause of half a day", { "noShowRule.pauseDays": "0.5" }, "noShowRule.pauseDays"],
  ["missed meetings within no days", { "noShowRule.withinDays": "" }, "noShowRule.withinDays"],
  ["an offer that nobody can take in time", { "offerMinutes.amount": "0" }, "offerMinutes"],
  ["a hold for longer than two weeks", { "proposalHoldMinutes.amount": "20161" }, "proposalHoldMinutes"],
  ["an unpaid time that is not held", { "paymentHoldMinutes.amount": "0" }, "paymentHoldMinutes"],
  ["a refund notice that is none", { "refundMinutes.amount": "always" }, "refundMinutes"],
  ["a support address that is none", { supportEmail: "desk" }, "supportEmail"],
  ["too much contact", { contact: "x".repeat(501) }, "contact"],
])(
  "settings with a fault in %s come back with it beside the field, and nothing is changed",
  async (_name, fault, field) => {
    const { community, client } = await scene();
    const before = await stored(community);
    const form = { ...settingsForm, name: "Another name", ...fault };
    const { status, text } = await client.post(`${community.base}/admin/settings`, form);
    expect(status).toBe(422);
    expect(faultOf(text, field)).not.toBe("");
    expect(/name="changeNoticeMinutes\.amount" value="24"/.test(text), "typed values are kept").toBe(true);
    expect(await stored(community)).toEqual(before);
  },
);

test("what a community does not use is not in its menus", async () => {
  const { community, client, member } = await scene();
  const places = async () => ({
    panel: (await client.get(`${community.base}/admin`)).text,
    more: (await member.get(community.base)).text,
  });
  const shown = await places();
  expect(shown.panel).toContain(`${community.base}/admin/requests"`);
  expect(shown.panel).toContain(`${community.base}/admin/payments"`);
  expect(shown.more).toContain(`${community.base}/requests"`);
  const off = { ...settingsForm, "modules.requests": "" };
  expect((await client.post(`${community.base}/admin/settings`, off)).status).toBe(303);
  const hidden = await places();
  expect(hidden.panel).not.toContain(`${community.base}/admin/requests"`);
  expect(hidden.panel).not.toContain(`${community.base}/admin/payments"`);
  expect(hidden.more).not.toContain(`${community.base}/requests"`);
});

test("the rule about missed meetings is switched off whatever stands in its fields, and has usual numbers then", async () => {
  const { community, client } = await scene();
  const off = { ...settingsForm, "noShowRule.on": "", "noShowRule.times": "many" };
  expect((await client.post(`${community.base}/admin/settings`, off)).status).toBe(303);
  expect((await stored(community)).settings).toMatchObject({ noShowRule: null });
  const { text } = await client.get(`${community.base}/admin/settings`);
  expect(text).toMatch(/id="noShowRule.times"[^>]*value="3"/);
});
