import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, testApp } from "#support/app.ts";
import type { Answer, Client } from "#support/client.ts";
import { type Appointment, appointment, circle, marks } from "#support/coming.ts";
import { faultOf, panelDesk, textOf } from "#support/panel.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith.end());

const read = ({ text }: Answer) => textOf(text);
const clock = (at: string) => kith.clock.set(at);

interface Asking {
  community: Appointment["scene"]["community"];
  format: string;
}

/** Two questions for afterwards: how it helped (required) and anything else. */
async function asks({ community, format }: Asking): Promise<[helped: string, else_: string]> {
  const [helped, anything] = [newId(), newId()];
  const rows = [
    {
      id: helped,
      kind: "choice",
      label: "Did it help?",
      options: ["A lot", "A little", "No"],
      required: true,
      position: 1,
    },
    { id: anything, kind: "long", label: "Anything else?", position: 2 },
  ];
  await kith.inside(community, (trx) =>
    trx
      .insertInto("questions")
      .values(
        rows.map((row) => ({ ...row, community_id: community.id, format_id: format, purpose: "feedback" })),
      )
      .execute(),
  );
  return [helped, anything];
}

const stored = ({ community }: Pick<Asking, "community">) =>
  kith.inside(community, (trx) => trx.selectFrom("feedback").selectAll().execute());

async function over() {
  const pair = await appointment(kith);
  const { community } = pair.scene;
  const [helped, anything] = await asks({ community, format: pair.scene.format });
  clock("2026-03-03T10:30:00Z");
  const give = (client: Client, answer: string, more = "") =>
    client.post(`${pair.path}/feedback`, { [`answer-${helped}`]: answer, [`answer-${anything}`]: more });
  return { ...pair, community, helped, anything, give };
}

describe("what is asked afterwards", () => {
  test("a coordinator writes it beside what is asked beforehand; booking asks only that", async () => {
    const desk = await panelDesk(kith);
    const half = {
      name: "Half an hour",
      description: "",
      minutes: "30",
      ways: ["online"],
      size: "one_to_one",
      rhythm: "single",
    };
    const format = await desk.does("/formats", half);
    const question = { kind: "long", help: "", options: "", required: "" };
    const add = (label: string, purpose: string) =>
      desk.does(`/formats/${format}/questions`, { ...question, label, purpose });
    await add("What about?", "booking");
    await add("How was it?", "feedback");
    await add("What was missing?", "feedback");
    const page = await desk.page(`/formats/${format}`);
    const [before = "", after = ""] = page.split('id="questions-feedback"');
    expect(before).toContain("What about?");
    expect(before).not.toContain("How was it?");
    expect(after).toMatch(/How was it\?[\s\S]*What was missing\?/);
    expect(after).not.toContain("What about?");

    const missing = /questions\/([0-9a-f-]{36})"[^>]*>What was missing/.exec(after)?.[1] ?? "";
    await desk.does(`/formats/${format}/questions/${missing}/move`, { direction: "up" });
    const moved = (await desk.page(`/formats/${format}`)).split('id="questions-feedback"')[1];
    expect(moved).toMatch(/What was missing\?[\s\S]*How was it\?/);
    expect(await desk.page(`/formats/${format}/questions/${missing}`)).toContain("once each");
    expect(await desk.page(`/formats/${format}/questions/new?for=feedback`)).toContain(
      'name="purpose" value="feedback"',
    );
    expect(await desk.page("/formats")).toMatch(/Half an hour[\s\S]*tabular-nums">1</);
  });

  test("is not asked when booking", async () => {
    const pair = await over();
    const { scene, member, host, community } = pair;
    const topic = `${community.base}/book/${scene.format}/${scene.services[0]}/2026-03-06T10:00Z/${host.id}/${scene.location}`;
    const page = await member.get(topic);
    expect(page.status).toBe(200);
    expect(page.text).toContain("What is it about?");
    expect(page.text).not.toContain("Did it help?");
  });
});

describe("a member says how it was", () => {
  test("when it is over; the one who gave it and coordinators read it", async () => {
    const { path, member, provider, coordinator, give, scene, community, helped } = await over();
    clock("2026-03-03T10:29:00Z");
    expect((await member.get(path)).text).not.toContain("A few questions afterwards");
    expect((await give(member, "A lot")).status).toBe(422);
    expect(await stored({ community })).toEqual([]);
    clock("2026-03-03T10:30:00Z");
    expect((await member.get(path)).text).toContain(`href="${path}/feedback"`);
    const form = await member.get(`${path}/feedback`);
    expect(read(form)).toContain("Talia K and the coordinators read this, with your name.");
    const given = await give(member, "A lot", "Thank you");
    expect(given.location).toBe(`${path}#feedback`);
    expect(await stored({ community })).toMatchObject([
      {
        person_id: scene.member.id,
        answers: [
          { question: helped, label: "Did it help?", answer: ["A lot"] },
          { label: "Anything else?", answer: ["Thank you"] },
        ],
      },
    ]);
    for (const client of [provider, coordinator]) {
      const page = read(await client.get(path));
      expect(page).toContain("What was said about it");
      expect(page).toContain("Mina Alvarez");
      expect(page).toContain("A lot");
    }
    expect(read(await member.get(path))).toContain("You can change it until Tue 17 Mar, 10:30");
  });

  test("and can change it for fourteen days, with what was said in the form", async () => {
    const { path, member, give, community, anything } = await over();
    await give(member, "No");
    clock("2026-03-17T10:29:00Z");
    const form = await member.get(`${path}/feedback`);
    expect(form.text).toMatch(/value="No" checked/);
    expect((await give(member, "A little", "Now I see it better")).status).toBe(303);
    const [row] = await stored({ community });
    expect(row?.answers).toMatchObject([{ answer: ["A little"] }, { question: anything }]);
    expect(row?.created_at.toString()).toBe("2026-03-03T10:30:00Z");
    clock("2026-03-17T10:30:00Z");
    const late = await give(member, "A lot");
    expect(late.status).toBe(422);
    expect(read(late)).toContain("cannot be changed any more");
    expect((await member.get(`${path}/feedback`)).location).toBe(path);
    expect((await stored({ community }))[0]?.answers).toMatchObject([{ answer: ["A little"] }, {}]);
    expect(read(await member.get(path))).toContain("A little");
  });

  test("what is missing or none of the answers comes back beside its question, and nothing is lost", async () => {
    const { member, give, community, helped } = await over();
    for (const answer of ["", "Perhaps"]) {
      const back = await give(member, answer, "Something I typed");
      expect(back.status).toBe(422);
      expect(faultOf(back.text, `answer-${helped}`)).not.toBe("");
      expect(back.text).toContain("Something I typed");
    }
    expect(await stored({ community })).toEqual([]);
  });

  test("who did not come is not asked; who is corrected is", async () => {
    const { path, member, provider, give, community, scene } = await over();
    await provider.post(`${path}/attendance`, marks({ [scene.member.id]: ["", "no_show"] }));
    expect((await member.get(path)).text).not.toContain(`${path}/feedback`);
    expect((await give(member, "No")).status).toBe(422);
    expect(await stored({ community })).toEqual([]);
    await provider.post(`${path}/attendance`, marks({ [scene.member.id]: ["no_show", "attended"] }));
    expect((await give(member, "No")).status).toBe(303);
  });

  test("where nothing is asked there is nothing to say", async () => {
    const pair = await appointment(kith);
    clock("2026-03-03T10:30:00Z");
    expect((await pair.member.get(pair.path)).text).not.toContain("/feedback");
    expect((await pair.member.post(`${pair.path}/feedback`, {})).status).toBe(404);
  });

  test("nobody else can, nor read it, though the member can", async () => {
    const { path, member, provider, coordinator, give, community, scene } = await over();
    const other = await kith.signIn(await kith.person(scene.community, { roles: ["provider", "member"] }));
    for (const client of [provider, coordinator, other, kith.visitor()]) {
      const answer = await give(client, "A lot");
      expect(answer.location).not.toContain("#feedback");
      expect([303, 404]).toContain(answer.status);
      expect((await client.get(`${path}/feedback`)).status).not.toBe(200);
    }
    expect(await stored({ community })).toEqual([]);
    expect((await give(member, "A lot", "Between us")).status).toBe(303);
    expect((await other.get(path)).status).toBe(404);
    expect((await other.get(scene.community.base)).status).toBe(200);
  });

  test("of a group each says it for the hosts, and none of the others reads it", async () => {
    const made = await circle(kith, 2);
    const [helped] = await asks(made);
    clock("2026-03-04T11:00:00Z");
    const [one, other] = made.guests;
    const given = await one?.client.post(`${made.door}/feedback`, { [`answer-${helped}`]: "A little" });
    expect(given?.location).toBe(`${made.path}#feedback`);
    expect(read(await made.hosting.get(made.path))).toContain("Guest0 G");
    expect(read(await made.hosting.get(made.path))).toContain("A little");
    const page = await (other?.client ?? kith.visitor()).get(made.path);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain("A little");
    expect(page.text).toContain("A few questions afterwards");
  });
});

describe("the panel's list of it", () => {
  test("has what was said, can be searched, and leaves out what is private", async () => {
    const { member, coordinator, provider, give, community, id, path } = await over();
    const listed = async (query = "") => {
      const { status, text } = await coordinator.get(`${community.base}/admin/feedback${query}`);
      expect(status).toBe(200);
      return text;
    };
    expect(await listed()).toContain("Nobody has answered yet");
    await give(member, "A lot", "Zephyr quill helped");
    const all = await listed();
    expect(all).toContain(`href="${path}#feedback"`);
    expect(textOf(all)).toContain("Zephyr quill helped");
    for (const [query, there] of [
      ["?q=zephyr", true],
      ["?q=Mina", true],
      ["?q=lanterns", false],
      [`?format=${newId()}`, false],
    ] as const) {
      expect((await listed(query)).includes("Zephyr quill helped"), query).toBe(there);
    }
    expect((await provider.get(`${community.base}/admin/feedback`)).status).toBe(404);
    await kith.inside(community, (trx) =>
      trx.updateTable("meetings").set({ private: true }).where("id", "=", id).execute(),
    );
    const without = await listed();
    expect(without).not.toContain("Zephyr");
    expect(without).not.toContain(id);
    expect((await coordinator.get(path)).text).toContain("Zephyr quill helped");
  });
});
