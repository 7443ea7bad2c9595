import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ListName, optionsOf } from "#features/options/queries.ts";
import { lockPerson, setPersonArchived } from "#features/people/queries.ts";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { faultOf, textOf } from "#support/panel.ts";
import { type Programme, programme } from "#support/programme.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp({ now: "2026-03-02T09:00:00Z", demo: true });
});
afterAll(() => kith.end());

interface Scene extends Programme {
  mina: Client;
  coordinator: TestPerson;
  desk: Client;
  base: string;
}

async function scene(): Promise<Scene> {
  const made = await programme(kith, { providers: 1 });
  const coordinator = await kith.person(made.community, { roles: ["coordinator"], firstName: "Cora" });
  return {
    ...made,
    coordinator,
    base: made.community.base,
    mina: await kith.signIn(made.member),
    desk: await kith.signIn(coordinator),
  };
}

const optionIn = async ({ community }: Programme, list: ListName, name: string): Promise<string> => {
  const options = await kith.inside(community, (trx) => optionsOf(trx, list));
  return options.find((option) => option.name === name)?.id ?? "";
};

const form = (more: Record<string, string | string[]> = {}) => ({
  about: "I would have needed somebody like that myself.",
  qualification: "",
  zone: "America/New_York",
  key: newId(),
  ...more,
});

const stored = ({ community }: Scene) =>
  kith.inside(community, (trx) =>
    trx
      .selectFrom("applications")
      .select(["id", "person_id", "state", "answer", "settled_by", "about"])
      .orderBy("id")
      .execute(),
  );

async function applied(at: Scene, more: Record<string, string | string[]> = {}): Promise<string> {
  expect((await at.mina.post(`${at.base}/application`, form(more))).status).toBe(303);
  const id = (await stored(at)).at(-1)?.id;
  if (!id) throw new Error("it is stored");
  return id;
}

const bellOf = ({ id, community }: TestPerson) =>
  kith.inside(community, (trx) =>
    trx.selectFrom("notifications").select(["message", "path"]).where("person_id", "=", id).execute(),
  );

const rolesOf = async ({ id, community }: TestPerson) => {
  const row = await kith.inside(community, (trx) =>
    trx.selectFrom("people").select("roles").where("id", "=", id).executeTakeFirst(),
  );
  return row?.roles ?? [];
};

test("a member applies, coordinators are told, and approving makes a provider who may give what was ticked", async () => {
  const at = await scene();
  const [grief, french] = [
    await optionIn(at, "experience", "Grief and loss"),
    await optionIn(at, "language", "French"),
  ];
  expect((await at.mina.get(`${at.base}/providers`)).text).toContain(`href="${at.base}/application"`);
  const id = await applied(at, { qualification: "Peer listening", experiences: grief, languages: [french] });
  const waiting = await at.mina.get(`${at.base}/application`);
  expect(textOf(waiting.text)).toContain("You sent it on Mon 2 Mar.");
  await kith.drainMail();
  expect(await bellOf(at.coordinator)).toEqual([
    { message: "applications.new", path: `/admin/applications/${id}` },
  ]);

  const list = await at.desk.get(`${at.base}/admin/applications`);
  expect(textOf(list.text)).toContain("Mina Alvarez Mon 2 Mar Open");
  const page = await at.desk.get(`${at.base}/admin/applications/${id}`);
  expect(textOf(page.text)).toContain("I would have needed somebody like that myself.");
  expect(page.text).toContain('value="All available Peer Mentoring" checked=""');
  const approved = await at.desk.post(`${at.base}/admin/applications/${id}/approve`, {
    ticked: "All available Peer Mentoring",
    codes: "",
  });
  expect(approved.location).toBe(`${at.base}/admin/providers/${at.member.id}`);

  expect(await stored(at)).toMatchObject([{ state: "approved", settled_by: at.coordinator.id }]);
  expect([...(await rolesOf(at.member))].sort()).toEqual(["member", "provider"]);
  const made = await kith.inside(at.community, async (trx) => ({
    provider: await trx
      .selectFrom("providers")
      .select(["zone", "qualification", "bio"])
      .where("person_id", "=", at.member.id)
      .executeTakeFirst(),
    certified: await trx
      .selectFrom("certifications")
      .select("service_id")
      .where("provider_id", "=", at.member.id)
      .execute(),
    languages: await trx.selectFrom("provider_languages").select("option_id").execute(),
  }));
  expect(made).toEqual({
    // What was for the coordinators alone is in no profile.
    provider: { zone: "America/New_York", qualification: "Peer listening", bio: "" },
    certified: [{ service_id: at.generic }],
    languages: [{ option_id: french }],
  });
  await kith.drainMail();
  expect(await bellOf(at.member)).toEqual([{ message: "applications.approved", path: "/profile" }]);
  const profile = await at.mina.follow(await at.mina.get(`${at.base}/application`));
  expect(textOf(profile.text)).toContain("Your profile");
});

test("declining needs words, which the one who applied reads and nobody else is told; then they can apply again", async () => {
  const at = await scene();
  const id = await applied(at);
  const path = `${at.base}/admin/applications/${id}/decline`;
  const empty = await at.desk.post(path, { answer: " " });
  expect([empty.status, faultOf(empty.text, "answer")]).toEqual([422, "Please fill this in."]);
  expect(await stored(at)).toMatchObject([{ state: "open" }]);
  expect((await at.desk.post(path, { answer: "Please finish your first year." })).status).toBe(303);
  expect(await stored(at)).toMatchObject([{ state: "declined", answer: "Please finish your first year." }]);
  await kith.drainMail();
  expect(await bellOf(at.member)).toEqual([{ message: "applications.declined", path: "/application" }]);
  const letters = await kith.inside(at.community, (trx) =>
    trx.selectFrom("mails").select("body_text").where("to_address", "=", at.member.email).execute(),
  );
  expect(letters.map(({ body_text }) => body_text).join()).not.toContain("first year");
  expect(await rolesOf(at.member)).toEqual(["member"]);
  expect(textOf((await at.mina.get(`${at.base}/application`)).text)).toContain(
    "Please finish your first year.",
  );
  await applied(at);
  expect((await stored(at)).map(({ state }) => state)).toEqual(["declined", "open"]);
});

test("one is open at a time, also when it is sent twice at once", async () => {
  const at = await scene();
  const key = newId();
  const answers = await Promise.all([
    at.mina.post(`${at.base}/application`, form()),
    at.mina.post(`${at.base}/application`, form()),
    at.mina.post(`${at.base}/application`, form({ key })),
    at.mina.post(`${at.base}/application`, form({ key })),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
  expect(await stored(at)).toHaveLength(1);
});

test("two coordinators who answer at once, or one and who takes it back, come to one answer", async () => {
  for (let round = 0; round < 6; round += 1) {
    const at = await scene();
    const id = await applied(at);
    const second = await kith.signIn(await kith.person(at.community, { roles: ["coordinator"] }));
    const path = `${at.base}/admin/applications/${id}`;
    await Promise.all([
      at.desk.post(`${path}/approve`, { codes: "" }),
      second.post(`${path}/decline`, { answer: "Not now" }),
      at.mina.post(`${at.base}/application/withdraw`, { id }),
    ]);
    const [{ state } = { state: "" }] = await stored(at);
    expect(["approved", "declined", "withdrawn"]).toContain(state);
    expect((await rolesOf(at.member)).includes("provider")).toBe(state === "approved");
    const late = await at.desk.post(`${path}/decline`, { answer: "Too late" });
    expect(textOf(late.text)).toContain("This is answered or taken back already.");
    expect((await stored(at))[0]?.answer).not.toBe("Too late");
  }
});

test("who takes it back is no longer in the list, and may do it twice", async () => {
  const at = await scene();
  const id = await applied(at);
  for (const _click of [1, 2]) {
    expect((await at.mina.post(`${at.base}/application/withdraw`, { id })).status).toBe(303);
  }
  expect(await stored(at)).toMatchObject([{ state: "withdrawn", settled_by: null }]);
  expect(textOf((await at.desk.get(`${at.base}/admin/applications`)).text)).toContain("Nobody waits");
  expect((await at.desk.get(`${at.base}/admin/applications?show=settled`)).text).toContain("Mina Alvarez");
});

test("nobody but who applied and coordinators of the community reads or settles it", async () => {
  const [at, away] = [await scene(), await scene()];
  const id = await applied(at);
  const path = `${at.base}/admin/applications/${id}`;
  expect((await at.desk.get(path)).status, "there is something to see").toBe(200);
  const outsiders = {
    "who applied": at.mina,
    "another member": await kith.signIn(await kith.person(at.community)),
    "a provider": await kith.signIn(at.providers[0] ?? at.member),
    "a coordinator of another community": away.desk,
    "a coordinator of another community, from there": away.desk,
  };
  for (const [who, client] of Object.entries(outsiders)) {
    const seen = who.endsWith("there") ? path.replace(at.base, away.base) : path;
    expect((await client.get(seen)).status, who).toBe(404);
    expect((await client.post(`${seen}/approve`, { codes: "" })).status, who).toBe(404);
    expect((await client.post(`${seen}/decline`, { answer: "No" })).status, who).toBe(404);
    if (client !== at.mina) {
      expect((await client.post(`${at.base}/application/withdraw`, { id })).status, who).toBe(404);
      expect((await client.get(`${at.base}/application`)).text, who).not.toContain("needed somebody");
    }
  }
  expect((await at.desk.post(`${at.base}/application/withdraw`, { id })).status, "nor a coordinator").toBe(
    404,
  );
  expect(await stored(at)).toMatchObject([{ state: "open" }]);
});

test("a provider does not apply, nor does anybody where none are taken; what is answered can still be read", async () => {
  const at = await scene();
  const provider = await kith.signIn(at.providers[0] ?? at.member);
  expect((await provider.post(`${at.base}/application`, form())).status).toBe(404);
  expect((await provider.get(`${at.base}/application`)).location).toBe(`${at.base}/profile`);
  expect((await at.mina.post(`${at.base}/admin/applications/taking`, { on: "" })).status).toBe(404);
  await at.desk.post(`${at.base}/admin/applications/taking`, { on: "" });
  expect((await at.mina.get(`${at.base}/application`)).status).toBe(404);
  expect((await at.mina.post(`${at.base}/application`, form())).status).toBe(404);
  expect((await at.mina.get(`${at.base}/providers`)).text).not.toContain("/application");
  expect(await stored(at)).toEqual([]);
  await at.desk.post(`${at.base}/admin/applications/taking`, { on: "on" });
  const id = await applied(at);
  await at.desk.post(`${at.base}/admin/applications/${id}/decline`, { answer: "Another time" });
  await at.desk.post(`${at.base}/admin/applications/taking`, { on: "" });
  const page = await at.mina.get(`${at.base}/application`);
  expect(textOf(page.text)).toContain("Another time");
  expect(page.text).not.toContain("<textarea");
});

test("what is typed comes back with its faults", async () => {
  const at = await scene();
  const { status, text } = await at.mina.post(
    `${at.base}/application`,
    form({ about: "", qualification: "Peer listening", experiences: newId() }),
  );
  expect([status, faultOf(text, "about")]).toEqual([422, "Please fill this in."]);
  expect(text).toContain("Peer listening</textarea>");
  const unknown = await at.mina.post(`${at.base}/application`, form({ languages: newId() }));
  expect([unknown.status, faultOf(unknown.text, "languages") !== ""]).toEqual([422, true]);
  expect(await stored(at)).toEqual([]);
});

test("what somebody told as a provider before is not written over", async () => {
  const at = await scene();
  await kith.inside(at.community, async (trx) => {
    const row = { community_id: at.community.id, person_id: at.member.id, zone: "Europe/London" };
    await trx
      .insertInto("providers")
      .values({ ...row, bio: "As before", qualification: "Known" })
      .execute();
  });
  const id = await applied(at, { qualification: "New" });
  await at.desk.post(`${at.base}/admin/applications/${id}/approve`, { codes: "" });
  const row = await kith.inside(at.community, (trx) =>
    trx
      .selectFrom("providers")
      .select(["bio", "qualification", "zone"])
      .where("person_id", "=", at.member.id)
      .executeTakeFirst(),
  );
  expect(row).toEqual({ bio: "As before", qualification: "Known", zone: "Europe/London" });
});

test("who leaves while they apply leaves no application behind", async () => {
  const at = await scene();
  const late = await kith.inside(at.community, async (trx) => {
    await lockPerson(trx, at.member.id);
    const sent = at.mina.post(`${at.base}/application`, form());
    await Promise.race([sent, pause(300)]);
    await setPersonArchived(trx, at.member.id, true);
    return { sent };
  });
  expect((await late.sent).status).toBe(404);
  expect(await stored(at)).toEqual([]);
  // The same words are taken from who stays.
  await kith.inside(at.community, (trx) => setPersonArchived(trx, at.member.id, false));
  await applied(at);
});
