import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Answer } from "#support/client.ts";
import { type Appointment, appointment, circle, comingOf, eventsOf, marks } from "#support/coming.ts";
import { textOf } from "#support/panel.ts";
import { keepDeadlines } from "../../deadlines.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

const clock = (at: string) => kith.clock.set(at);
const read = ({ text }: Answer) => textOf(text);
const came = async ({ scene, id }: Appointment) => (await comingOf(kith, scene, id)).get(scene.member.id);
const kept = () => keepDeadlines(kith.platform);

describe("who gave a meeting says who came", () => {
  test("from its start on, and who said what and when is kept and shown", async () => {
    const pair = await appointment(kith);
    const { path, provider, scene, host, id } = pair;
    const member = scene.member.id;
    clock("2026-03-03T09:59:00Z");
    expect((await provider.get(path)).text).not.toContain('id="attendance"');
    const early = await provider.post(`${path}/attendance`, marks({ [member]: ["", "no_show"] }));
    expect(early.status).toBe(404);
    clock("2026-03-03T10:20:00Z");
    expect((await provider.get(path)).text).toContain(`name="came-${member}"`);
    const missed = await provider.post(`${path}/attendance`, marks({ [member]: ["", "no_show"] }));
    expect(missed.location).toBe(`${path}#attendance`);
    expect(await came(pair)).toMatchObject({ attendance: "no_show", by: host.id });
    expect(read(await provider.get(path))).toContain("Tue 3 Mar, 10:20: Talia K said: did not come");
    clock("2026-03-05T12:00:00Z");
    await provider.post(`${path}/attendance`, marks({ [member]: ["no_show", "attended"] }));
    expect(await came(pair)).toMatchObject({ attendance: "attended", by: host.id });
    const page = read(await provider.get(path));
    expect(page).toContain("Thu 5 Mar, 12:00: Talia K said: came");
    expect(page).toContain("Tue 3 Mar, 10:20: Talia K said: did not come");
    expect(await eventsOf(kith, scene, id)).toEqual([
      { person_id: member, kind: "no_show", by_person: host.id },
      { person_id: member, kind: "attended", by_person: host.id },
    ]);
  });

  test("for thirty days; then a coordinator still can", async () => {
    const pair = await appointment(kith);
    const { path, provider, coordinator, coordinatorId, scene } = pair;
    const form = marks({ [scene.member.id]: ["", "attended"] });
    clock("2026-04-02T10:31:00Z");
    const late = await provider.post(`${path}/attendance`, form);
    expect(late.status).toBe(422);
    expect(read(late)).toContain("Please ask a coordinator");
    expect(await came(pair)).toMatchObject({ attendance: null, by: null });
    const page = await provider.get(path);
    expect(page.text).not.toContain(`name="came-${scene.member.id}"`);
    expect(read(page)).toContain("It ended more than 30 days ago");
    expect((await coordinator.post(`${path}/attendance`, form)).status).toBe(303);
    expect(await came(pair)).toMatchObject({ attendance: "attended", by: coordinatorId });
  });

  test("and not over what somebody else said meanwhile: the form comes back with that, and nothing is stored", async () => {
    const pair = await appointment(kith);
    const { path, provider, coordinator, scene, host } = pair;
    clock("2026-03-03T12:00:00Z");
    await provider.post(`${path}/attendance`, marks({ [scene.member.id]: ["", "no_show"] }));
    const stale = await coordinator.post(
      `${path}/attendance`,
      marks({ [scene.member.id]: ["", "attended"] }),
    );
    expect(stale.status).toBe(409);
    expect(read(stale)).toContain("Somebody has said something else meanwhile");
    expect(stale.text).toMatch(new RegExp(`name="was-${scene.member.id}" value="no_show"`));
    expect(await came(pair)).toMatchObject({ attendance: "no_show", by: host.id });
  });

  test("of two who say different things at the same moment one is taken and the other is told", async () => {
    const pair = await appointment(kith);
    const { path, provider, coordinator, scene, id } = pair;
    clock("2026-03-03T12:00:00Z");
    const answers = await Promise.all([
      provider.post(`${path}/attendance`, marks({ [scene.member.id]: ["", "no_show"] })),
      coordinator.post(`${path}/attendance`, marks({ [scene.member.id]: ["", "attended"] })),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    expect(await eventsOf(kith, scene, id)).toHaveLength(1);
  });

  test("a form that says what was so already writes nothing down", async () => {
    const pair = await appointment(kith);
    const { path, provider, scene, id } = pair;
    clock("2026-03-03T12:00:00Z");
    expect((await provider.post(`${path}/attendance`, marks({ [scene.member.id]: ["", ""] }))).status).toBe(
      303,
    );
    expect(await eventsOf(kith, scene, id)).toEqual([]);
    expect(await came(pair)).toMatchObject({ attendance: null, by: null });
  });

  test("the member cannot, nor anybody else, though a host can with the same form", async () => {
    const pair = await appointment(kith);
    const { path, member, provider, scene } = pair;
    const outsider = await kith.signIn(
      await kith.person(scene.community, { roles: ["provider"], firstName: "Other" }),
    );
    clock("2026-03-03T12:00:00Z");
    const form = marks({ [scene.member.id]: ["", "attended"] });
    for (const client of [member, outsider, kith.visitor()]) {
      const answer = await client.post(`${path}/attendance`, form);
      expect([303, 404]).toContain(answer.status);
      expect(answer.location).not.toContain("#attendance");
      expect((await client.get(`${path}/attendance`)).status).not.toBe(200);
    }
    expect((await member.get(path)).text).not.toContain('id="attendance"');
    expect(await came(pair)).toMatchObject({ attendance: null, by: null });
    expect((await outsider.get(scene.community.base)).status).toBe(200);
    expect((await provider.post(`${path}/attendance`, form)).status).toBe(303);
  });

  test("nobody says it of themself, not even a coordinator", async () => {
    const pair = await appointment(kith);
    const { path, scene, member } = pair;
    await kith.inside(scene.community, (trx) =>
      trx
        .updateTable("people")
        .set({ roles: ["member", "coordinator"] })
        .where("id", "=", scene.member.id)
        .execute(),
    );
    clock("2026-03-03T12:00:00Z");
    const page = await member.get(`${path}/attendance`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(`name="came-${scene.member.id}"`);
    const answer = await member.post(`${path}/attendance`, marks({ [scene.member.id]: ["", "attended"] }));
    expect(answer.status).toBe(422);
    expect(read(answer)).toContain("Nobody can say of themself");
    expect(await came(pair)).toMatchObject({ attendance: null });
  });

  test("a coordinator who looks at that page of a private meeting is written down for its two", async () => {
    const { path, scene, coordinator, provider, id } = await appointment(kith);
    await kith.inside(scene.community, (trx) =>
      trx.updateTable("meetings").set({ private: true }).where("id", "=", id).execute(),
    );
    clock("2026-03-03T12:00:00Z");
    expect((await coordinator.get(`${path}/attendance`)).status).toBe(200);
    expect(read(await provider.get(path))).toContain("Cora N looked at this as a coordinator");
  });
});

describe("what follows from clicks", () => {
  test("who went in came, as soon as it is over", async () => {
    const pair = await appointment(kith);
    const { path, member, scene, id } = pair;
    clock("2026-03-03T10:10:00Z");
    await member.post(`${path}/join`);
    clock("2026-03-03T10:29:00Z");
    await kept();
    expect(await came(pair)).toMatchObject({ attendance: null });
    clock("2026-03-03T10:30:00Z");
    expect(read(await member.get(path))).toContain("You were there.");
    await Promise.all([kept(), kept()]);
    await kept();
    expect(await came(pair)).toMatchObject({ attendance: "attended", by: null });
    expect((await eventsOf(kith, scene, id)).map(({ kind }) => kind)).toEqual(["joined", "attended"]);
    expect(read(await pair.provider.get(path))).toContain("came, as going in shows");
  });

  test("who did not go into the room in which the host waited has not come, a day later, unless somebody said otherwise", async () => {
    const [missed, corrected, unknown] = [
      await appointment(kith),
      await appointment(kith),
      await appointment(kith),
    ];
    clock("2026-03-03T10:00:00Z");
    for (const { provider, path } of [missed, corrected, unknown]) await provider.post(`${path}/join`);
    clock("2026-03-04T10:29:00Z");
    const said = async ({ provider, path, scene }: Appointment, is: string, was = "") =>
      provider.post(`${path}/attendance`, marks({ [scene.member.id]: [was, is] }));
    await said(corrected, "attended");
    await said(unknown, "no_show");
    await said(unknown, "", "no_show");
    await kept();
    expect(await came(missed)).toMatchObject({ attendance: null });
    clock("2026-03-04T10:30:00Z");
    await kept();
    await kept();
    expect(await came(missed)).toMatchObject({ attendance: "no_show", by: null });
    expect(await came(corrected)).toMatchObject({ attendance: "attended", by: corrected.host.id });
    expect(await came(unknown)).toMatchObject({ attendance: null, by: unknown.host.id });
    expect(read(await missed.provider.get(missed.path))).toContain("did not come, since nobody went in");
    expect(read(await missed.member.get(missed.path))).toContain("please tell Talia K or a coordinator");
    await said(missed, "attended", "no_show");
    expect(await came(missed)).toMatchObject({ attendance: "attended", by: missed.host.id });
  });

  test("nobody guesses when the host never went in, or it was not in a room of ours", async () => {
    const [alone, inPerson] = [await appointment(kith), await appointment(kith)];
    clock("2026-03-03T10:00:00Z");
    await inPerson.provider.post(`${inPerson.path}/join`);
    await kith.inside(inPerson.scene.community, (trx) =>
      trx
        .updateTable("locations")
        .set({ way: "in_person" })
        .where("id", "=", inPerson.scene.location)
        .execute(),
    );
    clock("2026-03-05T12:00:00Z");
    await kept();
    expect(await came(alone)).toMatchObject({ attendance: null });
    expect(await came(inPerson)).toMatchObject({ attendance: null });
  });

  test("what was said before somebody went in stands", async () => {
    const pair = await appointment(kith);
    clock("2026-03-03T10:10:00Z");
    await pair.provider.post(`${pair.path}/attendance`, marks({ [pair.scene.member.id]: ["", "no_show"] }));
    await pair.member.post(`${pair.path}/join`);
    clock("2026-03-03T10:30:00Z");
    await kept();
    expect(await came(pair)).toMatchObject({ attendance: "no_show", by: pair.host.id });
  });
});

describe("of a group", () => {
  test("its hosts see everybody with a place and who gave theirs back; those who attend see none of the others", async () => {
    const made = await circle(kith, 3);
    const [, , gone] = made.guests;
    await kith.inside(made.community, (trx) =>
      trx
        .updateTable("registrations")
        .set({ state: "cancelled", seat: null })
        .where("person_id", "=", gone?.person.id ?? "")
        .execute(),
    );
    const waited = await kith.person(made.community, { firstName: "Waited", lastName: "W" });
    await kith.inside(made.community, async (trx) => {
      const whose = { community_id: made.community.id, meeting_id: made.meeting, person_id: waited.id };
      await trx
        .insertInto("registrations")
        .values({ ...whose, state: "cancelled" })
        .execute();
      await trx
        .insertInto("registration_events")
        .values({ ...whose, id: newId(), kind: "line_left", at: kith.clock.now() })
        .execute();
    });
    const before = read(await made.hosting.get(made.path));
    expect(before).not.toContain("Waited W");
    expect(before).toContain("Who has a place: 2 people");
    expect(before).toContain("Guest0 G");
    expect(before).toContain("No longer coming: Guest2 G");
    clock("2026-03-04T10:10:00Z");
    await made.guests[0]?.client.post(`${made.door}/join`);
    expect(read(await made.hosting.get(made.path))).toContain("went in 10:10");
    const guest = made.guests[1]?.client ?? kith.visitor();
    expect((await guest.get(made.path)).text).not.toContain("Guest0");
    expect((await guest.get(`${made.door}/attendance`)).status).toBe(404);
  });

  test("a co-host says who came, of several at once, all or nothing", async () => {
    kith.clock.set("2026-03-02T09:00:00Z");
    const made = await circle(kith, 3);
    const co = await kith.person(made.community, { roles: ["provider"], firstName: "Coco" });
    await kith.inside(made.community, (trx) =>
      trx
        .insertInto("co_hosts")
        .values({ community_id: made.community.id, meeting_id: made.meeting, person_id: co.id })
        .execute(),
    );
    const client = await kith.signIn(co);
    const [a = "", b = "", c = ""] = made.guests.map(({ person }) => person.id);
    clock("2026-03-04T12:00:00Z");
    const said = marks({ [a]: ["", "attended"], [b]: ["", "no_show"], [c]: ["", ""] });
    const answer = await client.post(`${made.door}/attendance`, said);
    expect(answer.location).toBe(`${made.path}#attendance`);
    const coming = () => comingOf(kith, made, made.meeting);
    const now = await coming();
    expect([a, b, c].map((id) => now.get(id)?.attendance)).toEqual(["attended", "no_show", null]);
    const stale = marks({ [a]: ["attended", "no_show"], [b]: ["", "attended"] });
    expect((await client.post(`${made.door}/attendance`, stale)).status).toBe(409);
    expect(await coming()).toEqual(now);
  });

  test("a place that ended is not marked", async () => {
    const made = await circle(kith, 1);
    const id = made.guests[0]?.person.id ?? "";
    await kith.inside(made.community, (trx) =>
      trx.updateTable("registrations").set({ state: "cancelled", seat: null }).execute(),
    );
    clock("2026-03-04T12:00:00Z");
    const answer = await made.hosting.post(`${made.door}/attendance`, marks({ [id]: ["", "no_show"] }));
    expect(answer.status).toBe(409);
    expect((await comingOf(kith, made, made.meeting)).get(id)?.attendance).toBeNull();
  });

  test("a day later only those who never went in have not come", async () => {
    const made = await circle(kith, 2);
    const [one, other] = made.guests;
    clock("2026-03-04T10:05:00Z");
    await made.hosting.post(`${made.door}/join`);
    await one?.client.post(`${made.door}/join`);
    clock("2026-03-05T11:00:00Z");
    await kept();
    const coming = await comingOf(kith, made, made.meeting);
    expect(coming.get(one?.person.id ?? "")?.attendance).toBe("attended");
    expect(coming.get(other?.person.id ?? "")?.attendance).toBe("no_show");
  });
});
