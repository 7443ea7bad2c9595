import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { type TestApp, type TestPerson, testApp } from "#support/app.ts";
import { faultOf, type PanelDesk, panelDesk, rowsOf, textOf } from "#support/panel.ts";
import { completeCommunities } from "../founding/start.ts";
import { addStartingTips, type Tip, tipsOf } from "./queries.ts";
import { starterTips } from "./starter.ts";

let kith: TestApp;
beforeAll(async () => {
  kith = await testApp();
});
afterAll(() => kith?.end());

interface Scene extends PanelDesk {
  readonly provider: TestPerson;
}

const words = {
  provider: { one: "Advisor", many: "Advisors" },
  member: { one: "Student", many: "Students" },
  meeting: { one: "Session", many: "Sessions" },
};

/** A community with the starter pages, a coordinator before the panel, and somebody who gives support. */
async function scene(): Promise<Scene> {
  const desk = await panelDesk(kith, { words });
  await kith.inside(desk.community, (trx) => addStartingTips(trx, desk.community.id));
  const provider = await kith.person(desk.community, { roles: ["provider"] });
  return Object.assign(desk, { provider });
}

const stored = (desk: PanelDesk): Promise<Tip[]> =>
  kith.inside(desk.community, (trx) => tipsOf(trx, { hidden: true }));

async function tipNamed(desk: PanelDesk, slug: string): Promise<Tip> {
  const found = (await stored(desk)).find((tip) => tip.slug === slug);
  if (!found) throw new Error(`${slug} is a page of tips`);
  return found;
}

const read = async (desk: Scene, path = "") =>
  (await kith.signIn(desk.provider)).get(`${desk.community.base}/tips${path}`);

const mine = {
  title: "Our house rules",
  summary: "Short.",
  body: "## Doors\n\nLeave them open, {provider}.",
};

describe("reading", () => {
  test("those who give support and coordinators read the tips in the community's words; members and strangers do not", async () => {
    const desk = await scene();
    const { base } = desk.community;
    const list = await read(desk);
    expect(list.status).toBe(200);
    for (const { name } of starterTips) expect(list.text).toContain(`${base}/tips/${name}`);
    expect(textOf(list.text)).toContain("Your first Session with somebody");

    const hub = await (await kith.signIn(desk.provider)).get(`${base}/dashboard`);
    expect(hub.text).toContain(`${base}/tips/first-meeting`);
    expect(textOf(hub.text)).toContain(`All ${starterTips.length} topics`);

    const { status, text } = await read(desk, "/first-meeting");
    expect(status).toBe(200);
    expect(textOf(text)).toContain("I am an Advisor here, not a therapist.");
    expect(text.match(/<h[1-6]/g)?.slice(0, 3)).toEqual(["<h1", "<h2", "<h2"]);
    expect(text).toContain(`rel="next" class`);
    expect((await desk.client.get(`${base}/tips/first-meeting`)).text).toContain("/admin/tips/");
    expect(text).not.toContain("/admin/tips/");

    const crisis = await read(desk, "/crisis");
    expect(crisis.text).toContain('<a href="/crisis" class="link-plain">crisis page');

    const member = await kith.person(desk.community);
    const away = await scene();
    const outsiders = {
      "a member": member,
      "a provider elsewhere": away.provider,
      "a coordinator elsewhere": away.coordinator,
    };
    for (const [who, person] of Object.entries(outsiders)) {
      const client = await kith.signIn(person);
      expect((await client.get(`${person.community.base}/meetings`)).status, `${who} is somebody`).toBe(200);
      for (const path of ["/tips", "/tips/listening", "/admin/tips"])
        expect([who, path, (await client.get(base + path)).status]).toEqual([who, path, 404]);
    }
    expect((await kith.visitor().get(`${base}/tips`)).location).toMatch(/^\/sign-in/);
  });

  test("tips are found by the words in them, in whatever order", async () => {
    const desk = await scene();
    const found = await read(desk, "?q=notes+Advisors");
    expect(found.text).toContain("/tips/confidentiality");
    expect(found.text).not.toContain("/tips/endings");
    expect(textOf((await read(desk, "?q=xylophone")).text)).toContain("Nothing found");
    expect((await read(desk, "/nothing-of-the-kind")).status).toBe(404);
  });
});

describe("what a community begins with", () => {
  test("is given once to those founded before, and what was hidden or changed stays", async () => {
    const desk = await panelDesk(kith);
    await completeCommunities(kith.platform.db);
    expect((await stored(desk)).map(({ slug }) => slug)).toEqual(starterTips.map(({ name }) => name));
    const tip = await tipNamed(desk, "listening");
    await desk.does(`/tips/${tip.id}/hide`);
    await desk.does(`/tips/${tip.id}`, { ...mine, version: "1" });
    await kith.inside(desk.community, (trx) =>
      trx.updateTable("communities").set({ start_edition: 0 }).where("id", "=", desk.community.id).execute(),
    );
    await completeCommunities(kith.platform.db);
    expect(await stored(desk)).toHaveLength(starterTips.length);
    expect(await tipNamed(desk, "listening")).toMatchObject({ title: mine.title, hidden: true });
  });
});

describe("a coordinator", () => {
  test("writes a page, which is hidden until it is published, and a second click writes none", async () => {
    const desk = await scene();
    const key = newId();
    const id = await desk.does("/tips/new", { ...mine, key });
    expect(await desk.does("/tips/new", { ...mine, key })).toBe(id);
    expect((await stored(desk)).filter(({ starter }) => starter === null)).toMatchObject([
      { ...mine, id, slug: "our-house-rules", hidden: true, version: 1 },
    ]);
    expect((await read(desk, "/our-house-rules")).status).toBe(404);
    expect((await read(desk)).text).not.toContain("our-house-rules");

    await desk.does(`/tips/${id}/publish`);
    expect(textOf((await read(desk, "/our-house-rules")).text)).toContain("Leave them open, Advisor.");
    await desk.does(`/tips/${id}/hide`);
    expect((await read(desk, "/our-house-rules")).status).toBe(404);
    await desk.does(`/tips/${id}/remove`);
    expect((await stored(desk)).filter(({ starter }) => starter === null)).toEqual([]);
  });

  test("deletes neither what is published nor what came with the project", async () => {
    const desk = await scene();
    const id = await desk.does("/tips/new", { ...mine, key: newId() });
    await desk.does(`/tips/${id}/publish`);
    const starter = await tipNamed(desk, "endings");
    await desk.does(`/tips/${starter.id}/hide`);
    for (const kept of [id, starter.id]) expect((await desk.post(`/tips/${kept}/remove`)).status).toBe(404);
    expect(await stored(desk)).toHaveLength(starterTips.length + 1);
  });

  test("is told beside the field what is missing or too long, and what was typed stays", async () => {
    const desk = await scene();
    const html = await desk.refused("/tips/new", {
      ...mine,
      title: "  ",
      body: "x".repeat(30_001),
      key: newId(),
    });
    expect([faultOf(html, "title"), faultOf(html, "body")]).toEqual([
      "Please fill this in.",
      "This is longer or larger than it may be.",
    ]);
    expect(html).toContain('value="Short."');
    const tip = await tipNamed(desk, "endings");
    expect(faultOf(await desk.refused(`/tips/${tip.id}`, { ...mine, body: "", version: "1" }), "body")).toBe(
      "Please fill this in.",
    );
    expect(await tipNamed(desk, "endings")).toMatchObject({ own: false, version: 1 });
  });

  test("sees in the preview how it will read, and nothing is stored by it", async () => {
    const desk = await scene();
    const tip = await tipNamed(desk, "endings");
    for (const id of [tip.id, "new"]) {
      const { status, text } = await desk.post(`/tips/${id}/preview`, { ...mine, version: "1" });
      expect(status).toBe(200);
      const frame = /<turbo-frame id="preview"[\s\S]*<\/turbo-frame>/.exec(text)?.[0] ?? "";
      expect(textOf(frame)).toContain("Leave them open, Advisor.");
      expect(frame).toContain("<h4>Doors</h4>");
      expect(text).toContain('value="Our house rules"');
    }
    expect((await desk.post(`/tips/${newId()}/preview`, mine)).status).toBe(404);
    expect(await tipNamed(desk, "endings")).toEqual(tip);
  });

  test("does not overwrite unseen what another coordinator has written", async () => {
    const desk = await scene();
    const other = await kith.signIn(
      await kith.person(desk.community, { roles: ["coordinator"], firstName: "Cleo", lastName: "Bird" }),
    );
    const { id } = await tipNamed(desk, "listening");
    const path = `${desk.community.base}/admin/tips/${id}`;
    expect((await other.post(path, { ...mine, body: "Theirs.", version: "1" })).status).toBe(303);

    const html = await desk.refused(`/tips/${id}`, { ...mine, version: "1" });
    expect(textOf(html)).toContain("Somebody else has changed this page since you opened it.");
    expect(textOf(html)).toMatch(
      /What it says now Cleo Bird, Mon 2 Mar, 09:00 Our house rules Short\. Theirs\./,
    );
    expect(html).toContain("Leave them open, {provider}.");
    expect(await tipNamed(desk, "listening")).toMatchObject({ body: "Theirs.", version: 2 });

    expect(html).toContain('name="version" value="2"');
    await desk.does(`/tips/${id}`, { ...mine, version: "2" });
    expect(await tipNamed(desk, "listening")).toMatchObject({ ...mine, own: true, version: 3 });
  });

  test("brings the starter text back by saving it, and the page follows the project's again", async () => {
    const desk = await scene();
    const { id, version, title, summary, body } = await tipNamed(desk, "listening");
    await desk.does(`/tips/${id}`, { ...mine, version: String(version) });
    const html = await desk.page(`/tips/${id}?text=starter`);
    expect(textOf(html)).toContain("Nothing is changed yet");
    expect(html).toContain(`value="${title}"`);
    expect(await tipNamed(desk, "listening")).toMatchObject({ own: true, title: mine.title });
    // As a browser sends it.
    const typed = { title, summary, body: body.replaceAll("\n", "\r\n"), version: "2" };
    await desk.does(`/tips/${id}`, typed);
    expect(await tipNamed(desk, "listening")).toMatchObject({ own: false, title, body, version: 3 });
  });

  test("puts the pages in order", async () => {
    const desk = await scene();
    const slugs = async () => (await stored(desk)).map(({ slug }) => slug);
    const [first = "", second = "", ...others] = await slugs();
    await desk.does(`/tips/${(await tipNamed(desk, second)).id}/move`, { direction: "up" });
    expect(await slugs()).toEqual([second, first, ...others]);
    expect(rowsOf(await desk.page("/tips"))[0]?.[0]).toBe(starterTips[1]?.title);
    expect((await read(desk)).text.indexOf(`/tips/${second}`)).toBeLessThan(
      (await read(desk)).text.indexOf(`/tips/${first}`),
    );
  });

  test("of another community finds none of it, and nobody else does anything", async () => {
    const [here, there] = [await scene(), await scene()];
    const { id, slug } = await tipNamed(there, "listening");
    const provider = await kith.signIn(there.provider);
    for (const [path, fields] of [
      ["", { ...mine, version: "1" }],
      ["/hide", {}],
      ["/publish", {}],
      ["/move", { direction: "down" }],
      ["/remove", {}],
      ["/preview", mine],
    ] as const) {
      expect((await here.post(`/tips/${id}${path}`, fields)).status, path).toBe(404);
      expect(
        (await provider.post(`${there.community.base}/admin/tips/${id}${path}`, fields)).status,
        path,
      ).toBe(404);
    }
    expect((await provider.post(`${there.community.base}/admin/tips/new`, mine)).status).toBe(404);
    expect((await here.client.get(`${here.community.base}/admin/tips/${id}`)).status).toBe(404);
    expect(await tipNamed(there, slug)).toMatchObject({ own: false, hidden: false, version: 1 });
    expect(await stored(there)).toHaveLength(starterTips.length);
  });
});
