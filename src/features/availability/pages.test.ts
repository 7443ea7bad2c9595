import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";

let kith: TestApp;
let scene: Programme;
let talia: TestPerson;
let client: Client;
let coordinator: Client;
let root: string;

beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z" });
});
afterAll(() => kith.end());

/** Two providers with Mondays from 9 to 12; Talia is signed in, and so is a coordinator. */
beforeEach(async () => {
  scene = await programme(kith, { providers: 2, hours: [[1, 540, 720]] });
  talia = first(scene.providers);
  client = await kith.signIn(talia);
  coordinator = await kith.signIn(await kith.person(scene.community, { roles: ["coordinator"] }));
  root = `${scene.community.base}/availability`;
});

function first<T>(all: readonly T[]): T {
  const [one] = all;
  if (one === undefined) throw new Error("there is none");
  return one;
}

const hoursOf = (person = talia) =>
  kith.inside(scene.community, (trx) =>
    trx
      .selectFrom("weekly_hours")
      .selectAll()
      .where("provider_id", "=", person.id)
      .orderBy("day")
      .orderBy("start_minute")
      .execute(),
  );
const exceptionsOf = (person = talia) =>
  kith.inside(scene.community, (trx) =>
    trx.selectFrom("hour_exceptions").selectAll().where("provider_id", "=", person.id).execute(),
  );
const providerRow = (person = talia) =>
  kith.inside(scene.community, (trx) =>
    trx.selectFrom("providers").selectAll().where("person_id", "=", person.id).executeTakeFirstOrThrow(),
  );
const lock = (person = talia) =>
  kith.inside(scene.community, (trx) =>
    trx
      .updateTable("providers")
      .set({ locked_at: Temporal.Instant.from("2026-03-01T00:00:00Z") })
      .where("person_id", "=", person.id)
      .execute(),
  );
const times = async (person = talia) =>
  (await hoursOf(person)).map((row) => [row.day, row.start_minute, row.end_minute]);

describe("weekly hours", () => {
  test("are added for several days at once, for one service, one format, one place and some time", async () => {
    const answer = await client.post(`${root}/hours`, {
      key: newId(),
      days: ["2", "4"],
      start: "13:00",
      end: "00:00",
      serviceId: first(scene.services),
      formatId: scene.format,
      locationId: scene.location,
      from: "2026-03-10",
      until: "2026-06-30",
    });
    expect([answer.status, answer.location]).toEqual([303, root]);
    const [, tuesday, thursday] = await hoursOf();
    for (const row of [tuesday, thursday]) {
      expect(row).toMatchObject({
        start_minute: 780,
        end_minute: 1440,
        service_id: first(scene.services),
        format_id: scene.format,
        location_id: scene.location,
      });
      expect([row?.from_date?.toString(), row?.until_date?.toString()]).toEqual(["2026-03-10", "2026-06-30"]);
    }
    const page = (await client.follow(answer)).text;
    expect(page).toContain("Tuesday, 13:00–24:00");
    expect(page).toContain("Peer Mentoring with Talia K");
    expect(page).toContain("Tue 10 Mar – Tue 30 Jun");
  });

  test("a second click of the same form adds nothing", async () => {
    const form = { key: newId(), days: "3", start: "09:00", end: "10:00" };
    await client.post(`${root}/hours`, form);
    const again = await client.post(`${root}/hours`, form);
    expect(again.status).toBe(303);
    expect(await times()).toEqual([
      [1, 540, 720],
      [3, 540, 600],
    ]);
  });

  test("are changed and removed one by one", async () => {
    const [{ id } = { id: "" }] = await hoursOf();
    expect((await client.get(`${root}/hours/${id}`)).text).toContain('value="09:00"');
    const changed = await client.post(`${root}/hours/${id}`, { days: "5", start: "10:00", end: "11:30" });
    expect(changed.status).toBe(303);
    expect(await times()).toEqual([[5, 600, 690]]);
    expect((await client.post(`${root}/hours/${id}/remove`)).status).toBe(303);
    expect(await times()).toEqual([]);
    expect((await client.post(`${root}/hours/${id}/remove`)).status).toBe(404);
  });

  test.each([
    [
      "an end before its start",
      { days: "3", start: "12:00", end: "09:00" },
      "The end must be later than the start.",
    ],
    ["no day", { start: "09:00", end: "10:00" }, "Please choose at least one day."],
    ["what is no time", { days: "3", start: "nine", end: "10:00" }, "This is not a time."],
    [
      "a date that does not exist",
      { days: "3", start: "09:00", end: "10:00", from: "2026-02-30" },
      "This is not a date we can use.",
    ],
    [
      "a last day before the first",
      { days: "3", start: "09:00", end: "10:00", from: "2026-04-02", until: "2026-04-01" },
      "The last day must not be before the first.",
    ],
    [
      "overlapping hours",
      { days: ["3", "1"], start: "11:30", end: "13:00" },
      "You already have hours on Monday, 09:00–12:00.",
    ],
    [
      "hours for one service within hours for all",
      { days: "1", start: "09:00", end: "10:00", serviceId: "own" },
      "You already have hours on Monday",
    ],
    [
      "a service that is not theirs",
      { days: "3", start: "09:00", end: "10:00", serviceId: "other" },
      "Please choose one of the given answers.",
    ],
  ])("refuse %s beside the field, and keep what was typed", async (_name, form, words) => {
    const services: Record<string, string | undefined> = { own: scene.services[0], other: scene.services[1] };
    const named = "serviceId" in form ? { serviceId: services[form.serviceId] ?? "" } : {};
    const answer = await client.post(`${root}/hours`, { key: newId(), ...form, ...named });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(answer.text).toContain(`value="${form.start}"`);
    expect(answer.text).toContain(`value="${form.end}"`);
    expect(await times()).toEqual([[1, 540, 720]]);
  });

  test("may touch, lie over hours for something else, or over hours of another time of the year", async () => {
    const add = (form: Record<string, string>) =>
      client.post(`${root}/hours`, { key: newId(), days: "1", ...form });
    const [{ id } = { id: "" }] = await hoursOf();
    await client.post(`${root}/hours/${id}`, {
      days: "1",
      start: "09:00",
      end: "12:00",
      serviceId: scene.generic,
      until: "2026-06-30",
    });
    expect((await add({ start: "12:00", end: "13:00", serviceId: scene.generic })).status).toBe(303);
    expect((await add({ start: "09:00", end: "10:00", serviceId: first(scene.services) })).status).toBe(303);
    expect(
      (await add({ start: "09:00", end: "12:00", serviceId: scene.generic, from: "2026-07-01" })).status,
    ).toBe(303);
    expect(
      (await add({ start: "09:00", end: "12:00", serviceId: scene.generic, from: "2026-06-30" })).status,
    ).toBe(422);
  });

  test("a form that is reached by drawing on the week is filled in, and nothing is stored by looking", async () => {
    const fresh = await client.get(`${root}/hours/new?day=3&start=13:00&end=15:30`);
    expect(fresh.text).toMatch(/value="3" checked/);
    expect(fresh.text).toContain('value="13:00"');
    const [{ id } = { id: "" }] = await hoursOf();
    const moved = await client.get(`${root}/hours/${id}?day=2&start=10:00&end=13:00`);
    expect(moved.text).toContain('value="10:00"');
    expect(moved.text).toMatch(/<option value="2" selected/);
    expect(await times()).toEqual([[1, 540, 720]]);
    expect((await client.get(`${root}/hours/new?day=9&start=%3Cb%3E`)).status).toBe(200);
  });
});

describe("a change that leaves meetings outside the hours", () => {
  test("is shown with the meetings first, and cancels none when it is done anyway", async () => {
    const id = await meeting(kith, scene, { at: "2026-03-09T11:00Z" });
    const inside = await meeting(kith, scene, { at: "2026-03-16T09:30Z" });
    const [{ id: hours } = { id: "" }] = await hoursOf();
    const shorter = { days: "1", start: "09:00", end: "11:00" };

    const asked = await client.post(`${root}/hours/${hours}`, shorter);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain("One Meeting would lie outside the hours");
    expect(asked.text).toContain(`/meetings/${id}`);
    expect(asked.text).not.toContain(inside);
    expect(asked.text).toContain('name="anyway" value="on"');
    expect(asked.text).toContain('value="11:00"');
    expect(await times()).toEqual([[1, 540, 720]]);

    const done = await client.post(`${root}/hours/${hours}`, { ...shorter, anyway: "on" });
    expect(done.status).toBe(303);
    expect(await times()).toEqual([[1, 540, 660]]);
    const page = (await client.follow(done)).text;
    expect(page).toContain("One Meeting lies outside these hours");
    const states = await kith.inside(scene.community, (trx) =>
      trx.selectFrom("meetings").select("state").execute(),
    );
    expect(states.map(({ state }) => state)).toEqual(["final", "final"]);
  });

  test("is asked about once: what lay outside before does not hold up another change", async () => {
    await meeting(kith, scene, { at: "2026-03-10T09:00Z" });
    const answer = await client.post(`${root}/hours`, {
      key: newId(),
      days: "4",
      start: "09:00",
      end: "10:00",
    });
    expect(answer.status).toBe(303);
  });

  test("holds for removals, time off and another zone as well", async () => {
    await meeting(kith, scene, { at: "2026-03-09T09:00Z" });
    const [{ id } = { id: "" }] = await hoursOf();
    const removal = await client.post(`${root}/hours/${id}/remove`);
    expect(removal.status).toBe(422);
    expect(removal.text).toContain("Remove 09:00–12:00?");
    const off = { kind: "off", from: "2026-03-09", until: "2026-03-13", note: "" };
    expect((await client.post(`${root}/exceptions`, { key: newId(), ...off })).status).toBe(422);
    const rules = { ...rulesForm, zone: "America/New_York" };
    expect((await client.post(`${root}/rules`, rules)).status).toBe(422);
    expect(await times()).toHaveLength(1);
    expect(await exceptionsOf()).toEqual([]);
    expect((await providerRow()).zone).toBe("Europe/London");

    expect((await client.post(`${root}/exceptions`, { key: newId(), ...off, anyway: "on" })).status).toBe(
      303,
    );
    expect(await exceptionsOf()).toHaveLength(1);
    expect((await client.post(`${root}/hours/${id}/remove`, { anyway: "on" })).status).toBe(303);
    expect(await times()).toEqual([]);
  });

  test("says nothing of meetings where the provider is a guest", async () => {
    await meeting(kith, scene, {
      at: "2026-03-10T09:00Z",
      provider: scene.providers[1]?.id ?? "",
      member: talia.id,
    });
    expect((await client.get(root)).text).not.toContain("outside these hours");
  });
});

const rulesForm = {
  "bufferBefore.amount": "0",
  "bufferBefore.unit": "minutes",
  "bufferAfter.amount": "0",
  "bufferAfter.unit": "minutes",
  "notice.amount": "",
  "notice.unit": "hours",
  "cap.amount": "",
  "cap.unit": "hours",
  zone: "Europe/London",
};

describe("time off and other hours", () => {
  test("are added, changed and removed", async () => {
    const answer = await client.post(`${root}/exceptions`, {
      key: newId(),
      kind: "hours",
      hours: "13-15, 16:30-18",
      from: "2026-03-17",
      until: "",
      note: "Exams",
    });
    expect(answer.status).toBe(303);
    const [row] = await exceptionsOf();
    expect(row).toMatchObject({ ranges: [780, 900, 990, 1080], note: "Exams" });
    expect([row?.from_date.toString(), row?.until_date.toString()]).toEqual(["2026-03-17", "2026-03-17"]);
    const shown = await client.get(`${root}/exceptions/${row?.id}`);
    expect(shown.text).toContain('value="13:00–15:00, 16:30–18:00"');

    const longer = {
      kind: "off",
      hours: "13:00–15:00",
      from: "2026-03-17",
      until: "2026-03-20",
      note: "Exams",
    };
    expect((await client.post(`${root}/exceptions/${row?.id}`, longer)).status).toBe(303);
    expect((await exceptionsOf())[0]).toMatchObject({ ranges: [] });
    expect((await client.get(`${root}?week=2026-03-18`)).text).toContain("Time off");
    expect((await client.post(`${root}/exceptions/${row?.id}/remove`)).status).toBe(303);
    expect(await exceptionsOf()).toEqual([]);
  });

  test.each([
    [
      "hours that are none",
      { kind: "hours", hours: "all day", from: "2026-03-17" },
      "Please write hours like 9-12",
    ],
    ["other hours without hours", { kind: "hours", hours: "", from: "2026-03-17" }, "Please fill this in."],
    ["no date", { kind: "off", from: "" }, "Please fill this in."],
    ["a date far away", { kind: "off", from: "2926-03-17" }, "This is not a date we can use."],
    [
      "dates in the wrong order",
      { kind: "off", from: "2026-03-17", until: "2026-03-16" },
      "The last day must not be before the first.",
    ],
    [
      "dates that have an entry",
      { kind: "off", from: "2026-04-01", until: "2026-04-08" },
      "There is an entry for Fri 3 Apr – Mon 6 Apr already.",
    ],
  ])("refuse %s beside the field, and keep what was typed", async (_name, form, words) => {
    await client.post(`${root}/exceptions`, {
      key: newId(),
      kind: "off",
      from: "2026-04-03",
      until: "2026-04-06",
    });
    const answer = await client.post(`${root}/exceptions`, { key: newId(), note: "To be kept", ...form });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(answer.text).toContain('value="To be kept"');
    expect(await exceptionsOf()).toHaveLength(1);
  });
});

describe("breaks, limits and the pause", () => {
  test("are set by the provider", async () => {
    const form = {
      ...rulesForm,
      "bufferBefore.amount": "10",
      "bufferAfter.amount": "0.5",
      "bufferAfter.unit": "hours",
      "notice.amount": "2",
      "notice.unit": "days",
      "cap.amount": "8",
      zone: "Pacific/Auckland",
    };
    expect((await client.post(`${root}/rules`, form)).status).toBe(303);
    expect(await providerRow()).toMatchObject({
      buffer_before: 10,
      buffer_after: 30,
      notice_minutes: 2880,
      weekly_cap_minutes: 480,
      zone: "Pacific/Auckland",
    });
    const page = (await client.get(root)).text;
    expect(page).toContain("Auckland");
  });

  test("a zone nobody knows and a span that is too long are refused beside their fields", async () => {
    const answer = await client.post(`${root}/rules`, {
      ...rulesForm,
      "bufferAfter.amount": "300",
      zone: "Mars/Olympus",
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("This is longer than it may be.");
    expect(answer.text).toContain("This is not a time zone we know.");
    expect(answer.text).toContain('value="Mars/Olympus"');
    expect((await providerRow()).zone).toBe("Europe/London");
  });

  test("a pause begins and ends, and keeps what is booked", async () => {
    await meeting(kith, scene, { at: "2026-03-09T09:00Z" });
    const paused = await client.follow(await client.post(`${root}/pause`, { paused: "on" }));
    expect(paused.text).toContain("You are taking a pause");
    expect((await providerRow()).paused_at).not.toBeNull();
    expect((await client.post(`${root}/pause`, { paused: "" })).status).toBe(303);
    expect((await providerRow()).paused_at).toBeNull();
  });
});

describe("whose availability it is", () => {
  test("another provider's is not found, and cannot be changed by naming them", async () => {
    const other = scene.providers[1];
    if (!other) throw new Error("there is no second provider");
    const whose = `?provider=${other.id}`;
    const [{ id } = { id: "" }] = await hoursOf(other);
    expect((await coordinator.get(root + whose)).status).toBe(200);
    for (const path of ["", "/hours/new", `/hours/${id}`, "/exceptions/new", "/rules"]) {
      expect((await client.get(root + path + whose)).status, path).toBe(404);
    }
    const form = { key: newId(), days: "3", start: "09:00", end: "10:00" };
    expect((await client.post(`${root}/hours${whose}`, form)).status).toBe(404);
    expect((await client.post(`${root}/hours/${id}`, form)).status).toBe(404);
    expect((await client.post(`${root}/hours/${id}/remove`)).status).toBe(404);
    expect((await client.post(`${root}/pause${whose}`, { paused: "on" })).status).toBe(404);
    expect(await times(other)).toEqual([[1, 540, 720]]);
    expect((await providerRow(other)).paused_at).toBeNull();
  });

  test("a member finds none, a coordinator who gives no support is led to the providers", async () => {
    const member = await kith.signIn(scene.member);
    expect((await member.get(root)).status).toBe(404);
    expect((await member.post(`${root}/hours`, { days: "3", start: "09:00", end: "10:00" })).status).toBe(
      404,
    );
    expect((await coordinator.get(root)).location).toBe(`${scene.community.base}/admin/providers`);
  });

  test("a coordinator of another community finds none of it", async () => {
    const elsewhere = await kith.community();
    const stranger = await kith.signIn(await kith.person(elsewhere, { roles: ["coordinator"] }));
    expect((await stranger.get(`${elsewhere.base}/availability?provider=${talia.id}`)).status).toBe(404);
    expect((await stranger.get(`${root}?provider=${talia.id}`)).status).toBe(404);
    expect((await client.get(root)).status).toBe(200);
  });

  test("a coordinator changes anybody's", async () => {
    const whose = `?provider=${talia.id}`;
    const form = { key: newId(), days: "3", start: "09:00", end: "10:00" };
    const answer = await coordinator.post(`${root}/hours${whose}`, form);
    expect([answer.status, answer.location]).toEqual([303, root + whose]);
    expect(await times()).toEqual([
      [1, 540, 720],
      [3, 540, 600],
    ]);
    expect((await coordinator.get(root + whose)).text).toContain("Availability of Talia K");
  });

  test("locked hours are read by their provider and changed by coordinators alone", async () => {
    await lock();
    const [{ id } = { id: "" }] = await hoursOf();
    const page = (await client.get(root)).text;
    expect(page).toContain("A coordinator keeps these hours");
    expect(page).toContain("Monday, 09:00–12:00");
    expect(page).not.toContain("/hours/new");
    expect(page).not.toContain("/remove");
    expect((await client.get(`${root}/hours/new`)).status).toBe(404);
    const form = { key: newId(), days: "3", start: "09:00", end: "10:00" };
    const refused = await client.post(`${root}/hours`, form);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("A coordinator locked these hours.");
    for (const [path, fields] of [
      [`/hours/${id}/remove`, {}],
      ["/exceptions", { kind: "off", from: "2026-03-17" }],
      ["/rules", rulesForm],
    ] as const) {
      expect((await client.post(root + path, fields)).status, path).toBe(422);
    }
    await client.post(`${root}/pause`, { paused: "on" });
    expect((await providerRow()).paused_at).toBeNull();
    expect(await times()).toEqual([[1, 540, 720]]);

    expect((await coordinator.post(`${root}/hours?provider=${talia.id}`, form)).status).toBe(303);
    expect(await times()).toHaveLength(2);
  });
});

describe("the week", () => {
  test("shows hours, meetings, other dates and closings, and leads to the weeks around", async () => {
    await meeting(kith, scene, { at: "2026-03-09T10:00Z" });
    await kith.inside(scene.community, (trx) =>
      trx
        .insertInto("closings")
        .values({
          community_id: scene.community.id,
          id: newId(),
          name: "Spring break",
          from_date: Temporal.PlainDate.from("2026-03-12"),
          until_date: Temporal.PlainDate.from("2026-03-13"),
        })
        .execute(),
    );
    const page = (await client.get(`${root}?week=2026-03-11`)).text;
    expect(page).toContain("9 – 15 March");
    expect(page).toContain("Mina Alvarez");
    expect(page.match(/Closed: Spring break/g)).toHaveLength(2);
    expect(page).toContain(`${root}?week=2026-03-02`);
    expect(page).toContain(`${root}?week=2026-03-16`);
    expect((await client.get(root)).text).not.toContain("Mina Alvarez");
  });

  test("of a change of clocks says so, and an address that is no week shows this one", async () => {
    expect((await client.get(`${root}?week=2026-03-29`)).text).toContain(
      "The clocks in Europe/London are changed in this week.",
    );
    expect((await client.get(`${root}?week=2026-03-22`)).text).not.toContain("The clocks in");
    for (const nonsense of ["yesterday", "2026-02-31", "9999-01-01", "-1"]) {
      const page = await client.get(`${root}?week=${nonsense}`);
      expect(page.status).toBe(200);
      expect(page.text).toContain("2 – 8 March");
    }
  });

  test("shows a coordinator that a provider is busy as a guest, and not with whom", async () => {
    await kith.inside(scene.community, (trx) =>
      trx
        .updateTable("people")
        .set({ first_name: "Secret", last_name: "Helper" })
        .where("id", "=", scene.providers[1]?.id ?? "")
        .execute(),
    );
    const id = await meeting(kith, scene, {
      at: "2026-03-03T10:00Z",
      provider: scene.providers[1]?.id ?? "",
      member: talia.id,
    });
    const own = (await client.get(root)).text;
    expect(own).toContain("Secret Helper");
    expect(own).toContain(`/meetings/${id}`);
    const seen = (await coordinator.get(`${root}?provider=${talia.id}`)).text;
    expect(seen).toContain("Busy");
    expect(seen).not.toContain("Secret Helper");
    expect(seen).not.toContain(`/meetings/${id}`);
  });
});
