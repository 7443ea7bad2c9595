import { afterAll, beforeAll, expect, test } from "vitest";
import { attachScreenshot, insertMessage, insertScreenshot } from "#features/help/queries/messages.ts";
import { insertQuestion } from "#features/help/queries/questions.ts";
import { allOptions } from "#features/options/queries.ts";
import { insertTip } from "#features/tips/queries.ts";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestCommunity, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";

let app: TestApp;
let home: TestCommunity;
let away: TestCommunity;
let ids: Record<string, string>;

beforeAll(async () => {
  app = await testApp();
  home = await app.community();
  away = await app.community();
  const provider = await app.person(home, { roles: ["provider"] });
  const member = await app.person(home);
  const community_id = home.id;
  const [format, question, location, service] = [newId(), newId(), newId(), newId()];
  const [imported, closing, mail, request] = [newId(), newId(), newId(), newId()];
  const [meeting, payment, report, room, application] = [newId(), newId(), newId(), newId(), newId()];
  await app.inside(home, async (trx) => {
    await trx
      .insertInto("formats")
      .values({ community_id, id: format, name: "Half an hour", minutes: 30, ways: ["online"] })
      .execute();
    await trx
      .insertInto("questions")
      .values({ community_id, id: question, format_id: format, kind: "short", label: "What about?" })
      .execute();
    await trx
      .insertInto("locations")
      .values({ community_id, id: location, name: "Room 1", way: "online" })
      .execute();
    await trx
      .insertInto("services")
      .values({ community_id, id: service, code: "Talk", code_key: "talk", subject: "Talk" })
      .execute();
    await trx
      .insertInto("enrollments")
      .values({ community_id, person_id: member.id, code_key: "talk", code: "Talk", service_id: service })
      .execute();
    await trx
      .insertInto("imports")
      .values({
        community_id,
        id: imported,
        kind: "services",
        mode: "merge",
        file_name: "list.csv",
        file: Buffer.from("Subject Abbreviation\nTalk\n"),
        by_person: member.id,
        state: "discarded",
      })
      .execute();
    const moment = Temporal.Instant.from("2026-03-01T09:00:00Z");
    await trx
      .insertInto("support_requests")
      .values({
        community_id,
        id: request,
        member_id: member.id,
        subject: "Somebody who knows",
        description: "What it is like to begin again.",
        zone: "Europe/London",
        expires_at: moment.add({ hours: 1_000 }),
        created_at: moment,
        changed_at: moment,
      })
      .execute();
    await trx
      .insertInto("meetings")
      .values({
        community_id,
        id: meeting,
        private: true,
        state: "final",
        format_id: format,
        provider_id: provider.id,
        starts_at: moment.add({ hours: 100 }),
        ends_at: moment.add({ hours: 101 }),
        booked_by: provider.id,
        price: 500,
        currency: "USD",
      })
      .execute();
    await trx
      .insertInto("registrations")
      .values({ community_id, meeting_id: meeting, person_id: member.id })
      .execute();
    await trx
      .insertInto("payments")
      .values({
        community_id,
        id: payment,
        meeting_id: meeting,
        payer_id: member.id,
        payee_id: provider.id,
        method: "desk",
        reference: "K7Q-4MX",
        amount: 500,
        currency: "USD",
        created_at: moment,
      })
      .execute();
    await trx
      .insertInto("reports")
      .values({
        community_id,
        id: report,
        reporter_id: member.id,
        about_id: provider.id,
        kind: "file",
        record_id: newId(),
        reason: "spam",
        evidence: JSON.stringify({
          kind: "file",
          room: null,
          name: "one.txt",
          type: "text/plain",
          size: 3,
          at: 0,
        }),
        content: Buffer.from("one"),
        created_at: moment,
      })
      .execute();
    await trx
      .insertInto("applications")
      .values({
        community_id,
        id: application,
        person_id: member.id,
        about: "Gladly",
        zone: "UTC",
        created_at: moment,
      })
      .execute();
    await trx
      .insertInto("rooms")
      .values({ community_id, id: room, name: "Kitchen", by_person: provider.id, created_at: moment })
      .execute();
    await trx
      .insertInto("threads")
      .values({ community_id, id: newId(), room_id: room, last_number: 0 })
      .execute();
    const day = Temporal.PlainDate.from("2026-12-24");
    await trx
      .insertInto("closings")
      .values({ community_id, id: closing, name: "Holidays", from_date: day, until_date: day })
      .execute();
    await trx
      .insertInto("mails")
      .values({
        community_id,
        id: mail,
        kind: "booked",
        to_address: member.email,
        subject: "Booked",
        body_text: "Booked",
        body_html: "<p>Booked</p>",
        state: "failed",
        message_id: "one@kith.test",
      })
      .execute();
  });
  ids = {
    format,
    question,
    location,
    service,
    import: imported,
    closing,
    mail,
    request,
    payment,
    report,
    room,
    application,
  };
  const asked = {
    communityId: home.id,
    personId: member.id,
    at: Temporal.Instant.from("2026-03-01T09:00:00Z"),
  };
  await app.inside(home, async (trx) => {
    const text = { title: "House rules", summary: "", body: "Knock." };
    const tip = await insertTip(trx, { ...asked, ...text, slug: "house-rules", by: null });
    const about = { name: "Somebody", email: member.email, phone: "", browser: "", device: "" };
    const { id: questionId, number } = await insertQuestion(trx, { ...asked, ...about });
    const said = { ...asked, questionId, authorId: member.id, answer: false, text: "Where is it?" };
    const message = await insertMessage(trx, said);
    const screenshot = await insertScreenshot(trx, {
      ...asked,
      content: Buffer.from("x"),
      width: 1,
      height: 1,
    });
    await attachScreenshot(trx, { id: screenshot, personId: member.id, questionId, number: message });
    const look = newId();
    const seen = { kind: "request", record_id: ids.request ?? "", at: app.clock.now() };
    await trx
      .insertInto("staff_looks")
      .values({ community_id: home.id, id: look, person_id: provider.id, ...seen })
      .execute();
    ids = { ...ids, tip, help: String(number), screenshot, look };
  });
  const [option] = await app.inside(home, allOptions);
  ids = { ...ids, provider: provider.id, member: member.id, list: option?.id ?? "" };
});

afterAll(() => app.end());

interface Route {
  method: string;
  path: string;
}

/** Every route of the panel that the application has, from its own list. */
function panelRoutes(): Route[] {
  const seen = new Map<string, Route>();
  for (const { method, path } of app.app.routes) {
    if (path.startsWith("/c/:community/admin")) seen.set(`${method} ${path}`, { method, path });
  }
  return [...seen.values()];
}

/** The address of a route in a community, with the ids of what is in the home community. */
function addressOf(path: string, community: TestCommunity): string {
  const kind = /admin\/([a-z]+?)s?\//.exec(path)?.[1] ?? "";
  return path
    .replace("/c/:community", community.base)
    .replace(":format", ids.format ?? "")
    .replace(/:file\{.*\}/, "services.csv")
    .replace(/questions\/:id/, `questions/${ids.question}`)
    .replace(/access\/:id/, `access/${ids.look}`)
    .replace(/screenshots\/:id/, `screenshots/${ids.screenshot}`)
    .replace(/:[a-z]+/gi, ids[kind] ?? newId())
    .replace(/desk$/, "desk?reference=K7Q-4MX");
}

const ask = (client: Client, { method, path }: Route, community: TestCommunity) =>
  method === "POST"
    ? client.post(addressOf(path, community), { personId: ids.member ?? "", code: "talk" })
    : client.get(addressOf(path, community));

/** Everything the home community owns, to see that nothing moved. */
const everything = () =>
  app.inside(home, async (trx) => {
    const tables = [
      "people",
      "services",
      "formats",
      "questions",
      "locations",
      "enrollments",
      "providers",
      "imports",
      "closings",
      "mails",
      "profile_options",
      "support_requests",
      "payments",
      "meetings",
      "reports",
      "reviews",
      "review_notes",
      "rooms",
      "applications",
    ] as const;
    const rows = await Promise.all(tables.map((table) => trx.selectFrom(table).selectAll().execute()));
    const community = await trx.selectFrom("communities").selectAll().where("id", "=", home.id).execute();
    return JSON.stringify([rows, community]);
  });

test("the panel has routes of every feature, and a coordinator of the community gets every page of it", async () => {
  const paths = panelRoutes().map(({ path }) => path);
  for (const place of ["services", "providers", "members", "formats", "locations", "language", "settings"]) {
    expect(paths).toContain(`/c/:community/admin/${place}`);
  }
  const client = await app.signIn(await app.person(home, { roles: ["coordinator"] }));
  const own = panelRoutes().filter(({ method }) => method === "GET");
  expect(own.length).toBeGreaterThan(20);
  for (const route of own) {
    const answer = await ask(client, route, home);
    const page = /\/(desk|access\/:id)$/.test(route.path) ? await client.follow(answer) : answer;
    expect(page.status, `${route.path} ${answer.location}`).toBe(200);
  }
});

test("nobody but a coordinator of this very community finds any page of the panel or changes anything", async () => {
  const outsiders = {
    "a member of another community": await app.person(away),
    "a provider of another community": await app.person(away, { roles: ["provider"] }),
    "a coordinator of another community": await app.person(away, { roles: ["coordinator"] }),
    "a member": await app.person(home),
    "a provider": await app.person(home, { roles: ["provider"] }),
  };
  const before = await everything();
  for (const [who, outsider] of Object.entries(outsiders)) {
    const client = await app.signIn(outsider);
    expect((await client.get(outsider.community.base)).status, `${who} is somebody`).toBe(200);
    for (const route of panelRoutes()) {
      const { status } = await ask(client, route, home);
      expect(status, `${who}: ${route.method} ${route.path}`).toBe(404);
    }
  }
  expect(await everything()).toBe(before);
});

test("a coordinator of another community is one there, and finds nothing of this one by its ids", async () => {
  const client = await app.signIn(await app.person(away, { roles: ["coordinator"] }));
  expect((await client.get(`${away.base}/admin`)).status).toBe(200);
  const list = await client.get(`${away.base}/admin/exports/services.csv`);
  expect([list.status, list.text.includes("Talk")]).toEqual([200, false]);
  const before = await everything();
  for (const route of panelRoutes().filter(({ path }) =>
    /\/:(?!file)[a-z]+/.test(path.replace("/c/:community", "")),
  )) {
    const { status } = await ask(client, route, away);
    expect(status, `${route.method} ${route.path}`).toBe(404);
  }
  const { status } = await client.post(`${away.base}/admin/services/enrollment/remove`, {
    personId: ids.member ?? "",
    code: "talk",
  });
  expect(status).toBe(404);
  expect(await everything()).toBe(before);
});

test("who is not signed in is sent to sign in", async () => {
  const { status, location } = await app.visitor().get(`${home.base}/admin/members`);
  expect(status).toBe(303);
  expect(location).toMatch(/^\/sign-in\?next=/);
});

test("an address that is no id is not found, and never an error", async () => {
  const client = await app.signIn(await app.person(home, { roles: ["coordinator"] }));
  for (const place of ["services", "providers", "members", "formats", "locations"]) {
    expect((await client.get(`${home.base}/admin/${place}/nothing`)).status).toBe(404);
    expect((await client.post(`${home.base}/admin/${place}/nothing`)).status).toBe(404);
    expect((await client.post(`${home.base}/admin/${place}/nothing/archive`)).status).toBe(404);
  }
});
