import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import { type HoursDesk, hoursDesk, rulesForm } from "#support/hours-desk.ts";
import { meeting } from "#support/meetings.ts";

let kith: TestApp;
let scene: HoursDesk["scene"];
let talia: HoursDesk["talia"];
let client: HoursDesk["client"];
let root: HoursDesk["root"];
let hoursOf: HoursDesk["hoursOf"];
let exceptionsOf: HoursDesk["exceptionsOf"];
let providerRow: HoursDesk["providerRow"];
let times: HoursDesk["times"];

beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z" });
});
afterAll(() => kith.end());
beforeEach(async () => {
  ({ scene, talia, client, root, hoursOf, exceptionsOf, providerRow, times } = await hoursDesk(kith));
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
