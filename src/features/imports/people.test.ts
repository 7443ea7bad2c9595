import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { ImportDesk, importDesk } from "#support/imports.ts";
import { meeting } from "#support/meetings.ts";
import { type Programme, programme } from "#support/programme.ts";
import type { TouchedMeeting } from "./parts.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const providersHead = "Email,First Name,Last Name,SSO ID,Courses\n";
const enrollmentHead = "Email,SSO ID,Course\n";
const servicesHead = "Subject Abbreviation,Course Number,Course Name\n";

async function deskIn(scene: Programme): Promise<ImportDesk> {
  const coordinator = await app.person(scene.community, { roles: ["coordinator"] });
  return new ImportDesk(app, scene.community, await app.signIn(coordinator));
}

/** A person of a community by address: roles, name, and whether they are archived. */
async function personAt(desk: ImportDesk, email: string) {
  const { people = [] } = await desk.dump();
  return people.find(
    (row) => typeof row === "object" && row !== null && "email" in row && row.email === email,
  );
}

describe("people who are there already", () => {
  test("a member in the providers file gets the role too and keeps name and account; undo takes the role alone", async () => {
    const desk = await importDesk(app);
    const member = await app.person(desk.community, { firstName: "Mia", lastName: "Moss" });
    const earlier = await desk.dump();
    const id = await desk.take("providers", `${providersHead}${member.email},,,,Anything\n`);
    expect(await personAt(desk, member.email)).toMatchObject({
      roles: ["member", "provider"],
      first_name: "Mia",
      account_id: member.accountId,
    });
    await desk.act(id, "undo");
    expect((await desk.found(id)).state).toBe("undone");
    expect(await desk.dump()).toEqual(earlier);
  });

  test("a coordinator who is left out of the providers file stays coordinator", async () => {
    const desk = await importDesk(app);
    const both = await app.person(desk.community, { roles: ["coordinator", "provider"] });
    const only = await app.person(desk.community, { roles: ["provider"] });
    const earlier = await desk.dump();
    const id = await desk.take("providers", `${providersHead}new@a.example,N,W,,X\n`);
    expect(await personAt(desk, both.email)).toMatchObject({ roles: ["coordinator"], archived_at: null });
    expect(await personAt(desk, only.email)).toMatchObject({
      roles: ["provider"],
      archived_at: expect.any(String),
    });
    await desk.act(id, "undo");
    expect(await desk.dump()).toEqual(earlier);
  });

  test("a provider who was removed and is listed again is back with the new list alone", async () => {
    const desk = await importDesk(app);
    await desk.take("providers", `${providersHead}ann@a.example,Ann,A,,X|Y\nbea@a.example,Bea,B,,X\n`);
    await desk.take("providers", `${providersHead}bea@a.example,Bea,B,,X\n`);
    const earlier = await desk.dump();
    const id = await desk.take("providers", `${providersHead}ann@a.example,,,,Z\n`, { mode: "merge" });
    const ann = await personAt(desk, "ann@a.example");
    expect(ann).toMatchObject({ archived_at: null, first_name: "Ann" });
    const { listed_codes: listed } = await desk.dump();
    expect(listed?.filter((row) => JSON.stringify(row).includes('"code_key":"z"'))).toHaveLength(1);
    expect(listed).toHaveLength(2);
    await desk.act(id, "undo");
    expect(await desk.dump()).toEqual(earlier);
  });

  test("a member's own choice becomes the coordinator's and is their own again after undo", async () => {
    const desk = await importDesk(app);
    await desk.take("services", `${servicesHead}CHEM,1,\n`);
    const member = await app.person(desk.community);
    await app.inside(desk.community, (trx) =>
      sql`insert into enrollments (community_id, person_id, code_key, code, service_id, source)
        select community_id, ${member.id}, code_key, code, id, 'own' from services`.execute(trx),
    );
    const earlier = await desk.dump();
    const id = await desk.take("enrollment", `${enrollmentHead}${member.email},m-1,chem 1\n`);
    expect((await desk.dump()).enrollments).toEqual([expect.objectContaining({ source: "file" })]);
    await desk.act(id, "undo");
    expect(await desk.dump()).toEqual(earlier);
  });
});

describe("undo", () => {
  test("is refused as a whole when something the import wrote was edited since, and says what", async () => {
    const desk = await importDesk(app);
    const id = await desk.take("services", `${servicesHead}CHEM,1,One\nCHEM,2,Two\n`);
    await desk.take("services", `${servicesHead}CHEM,1,Uno\n`, { mode: "merge" });
    const later = await desk.dump();
    await desk.act(id, "undo");
    expect(await desk.found(id)).toMatchObject({ state: "applied", failure: "obstacles" });
    expect(await desk.part(id, "obstacles")).toEqual([{ kind: "service", name: "CHEM1", why: "changed" }]);
    const page = await desk.page(id);
    expect(page).toContain("This cannot be undone as a whole");
    expect(page).toContain("Was edited since");
    expect(await desk.dump()).toEqual(later);
  });

  test("works once the later import is undone", async () => {
    const desk = await importDesk(app);
    const empty = await desk.dump();
    const first = await desk.take("services", `${servicesHead}CHEM,1,One\n`);
    const second = await desk.take("services", `${servicesHead}CHEM,1,Uno\n`);
    await desk.act(first, "undo");
    expect((await desk.found(first)).state).toBe("applied");
    await desk.act(second, "undo");
    await desk.act(first, "undo");
    expect((await desk.found(first)).state).toBe("undone");
    expect(await desk.dump()).toEqual(empty);
  });

  test("leaves who came since and what has meetings, and says whom", async () => {
    const scene = await programme(app);
    const desk = await deskIn(scene);
    const services = await desk.take("services", `${servicesHead}Drop-in,,\nUnused,,\n`, { mode: "merge" });
    const people = await desk.take(
      "providers",
      `${providersHead}busy@a.example,Bu,Sy,,Drop-in\nidle@a.example,Id,Le,,Drop-in\n`,
      { mode: "merge" },
    );
    const members = await desk.take(
      "enrollment",
      `${enrollmentHead}came@a.example,,Drop-in\nnever@a.example,,Drop-in\n`,
      { mode: "merge" },
    );
    const came = await app.account("came@a.example");
    await (await app.signIn(came)).get(scene.community.base);
    const ids = await app.inside(scene.community, (trx) =>
      trx.selectFrom("people").select(["id", "email"]).where("email", "like", "busy%").execute(),
    );
    const service = await app.inside(scene.community, (trx) =>
      trx.selectFrom("services").select("id").where("code_key", "=", "drop-in").executeTakeFirstOrThrow(),
    );
    await meeting(app, scene, {
      at: "2026-03-05T10:00Z",
      provider: ids[0]?.id ?? "",
      service: service.id,
    });

    for (const id of [members, people, services]) await desk.act(id, "undo");
    expect([
      await desk.part(members, "kept"),
      await desk.part(people, "kept"),
      await desk.part(services, "kept"),
    ]).toEqual([["came@a.example"], ["busy@a.example"], ["Drop-in"]]);
    expect(await personAt(desk, "came@a.example")).toMatchObject({ archived_at: null, account_id: came });
    expect(await personAt(desk, "never@a.example")).toBeUndefined();
    expect(await personAt(desk, "idle@a.example")).toBeUndefined();
    expect(await personAt(desk, "busy@a.example")).toMatchObject({ archived_at: expect.any(String) });
    const left = await app.inside(scene.community, (trx) =>
      trx
        .selectFrom("services")
        .select(["code", "archived_at"])
        .where("code", "in", ["Drop-in", "Unused"])
        .execute(),
    );
    expect(left).toEqual([{ code: "Drop-in", archived_at: expect.anything() }]);
    const page = await desk.page(people);
    expect(page).toContain("What stays");
    expect(page).toContain("busy@a.example");
  });

  test("takes a person away together with what only follows from the import", async () => {
    const desk = await importDesk(app);
    const empty = await desk.dump();
    const id = await desk.take("providers", `${providersHead}ann@a.example,Ann,A,,X\n`);
    await desk.take("services", `${servicesHead}X,,\n`);
    expect((await desk.dump()).certifications).toHaveLength(1);
    await desk.act(id, "undo");
    const after = await desk.dump();
    expect([after.people, after.providers, after.certifications]).toEqual([empty.people, [], []]);
  });
});

describe("meetings to come", () => {
  test("that lose provider, service or certification are named, and stay as they are booked", async () => {
    const scene = await programme(app, { providers: 3 });
    const desk = await deskIn(scene);
    const [talia, other, third] = scene.providers;
    const booked = {
      provider: await meeting(app, scene, { at: "2026-03-05T10:00Z", service: scene.generic }),
      lost: await meeting(app, scene, {
        at: "2026-03-06T10:00Z",
        provider: other?.id ?? "",
        service: scene.generic,
      }),
      untouched: await meeting(app, scene, {
        at: "2026-03-07T10:00Z",
        provider: third?.id ?? "",
        service: scene.generic,
      }),
    };
    await meeting(app, scene, { at: "2026-03-01T10:00Z", service: scene.generic });
    await meeting(app, scene, { at: "2026-03-08T10:00Z", service: scene.generic, state: "cancelled" });
    const rows = () =>
      app.inside(scene.community, (trx) => trx.selectFrom("meetings").selectAll().orderBy("id").execute());
    const before = JSON.stringify(await rows());

    const file = `${providersHead}${other?.email},,,,Peer Mentoring with Provider1 K\n${third?.email},,,,All available Peer Mentoring\n`;
    const id = await desk.upload("providers", file);
    const touched: TouchedMeeting[] = [
      { id: booked.provider, why: "provider_removed" },
      { id: booked.lost, why: "certification_lost" },
    ];
    expect(await desk.part(id, "meetings")).toEqual(touched);
    const page = await desk.page(id, "?list=meetings");
    expect(page).toContain("2 of the coming Meetings are affected");
    expect(page).toContain("They are not cancelled");
    expect(page).toContain("Thu 5 Mar, 10:00–10:30");
    expect(page).toContain("Mina Alvarez with Talia K");
    await desk.act(id, "apply");
    expect((await desk.found(id)).state).toBe("applied");
    expect(await personAt(desk, talia?.email ?? "")).toMatchObject({ archived_at: expect.any(String) });
    expect(JSON.stringify(await rows())).toBe(before);
  });

  test("booked after the review bring the review back before anything is applied", async () => {
    const scene = await programme(app, { providers: 2 });
    const desk = await deskIn(scene);
    const id = await desk.upload("services", `${servicesHead}Something else,,\n`);
    await meeting(app, scene, { at: "2026-03-05T10:00Z", service: scene.generic });
    await desk.act(id, "apply");
    expect(await desk.found(id)).toMatchObject({ state: "review", failure: "changed" });
    expect(await desk.part<TouchedMeeting>(id, "meetings")).toMatchObject([{ why: "service_removed" }]);
    await desk.act(id, "apply");
    expect((await desk.found(id)).state).toBe("applied");
  });
});

test("a wildcard certifies nobody in somebody else's own service, and the review says whose", async () => {
  const desk = await importDesk(app);
  await desk.take(
    "services",
    `${servicesHead}All available Peer Mentoring,,\nPeer Mentoring with Talia K,,\nPeer Mentoring with Ben H,,\n`,
  );
  const own = "Peer Mentoring with";
  const id = await desk.upload(
    "providers",
    `${providersHead}talia@a.example,Talia,K,,${own} Talia K\nben@a.example,Ben,H,,*\n`,
  );
  expect(await desk.page(id, "?list=findings")).toContain(
    "“*” does not reach one that is somebody else’s own: “Peer Mentoring with Talia K” (Talia K).",
  );
  await desk.act(id, "apply");
  const rows = await app.inside(desk.community, (trx) =>
    sql<{ email: string; code: string }>`
      select p.email, s.code from certifications c
      join people p on p.id = c.provider_id join services s on s.id = c.service_id order by 1, 2`.execute(
      trx,
    ),
  );
  expect(rows.rows).toEqual([
    { email: "ben@a.example", code: "All available Peer Mentoring" },
    { email: "ben@a.example", code: "Peer Mentoring with Ben H" },
    { email: "talia@a.example", code: "Peer Mentoring with Talia K" },
  ]);
});

test("a service that comes back is still whose own it was", async () => {
  const scene = await programme(app);
  const desk = await deskIn(scene);
  const all = (await desk.client.get(`${scene.community.base}/admin/exports/services.csv`)).text;
  await desk.take("services", `${servicesHead}All available Peer Mentoring,,\n`);
  await desk.take("services", all);
  const { rows } = await app.inside(scene.community, (trx) =>
    sql<{ owner_id: string }>`select owner_id from services where code like '%Talia K'`.execute(trx),
  );
  expect(rows).toEqual([{ owner_id: scene.providers[0]?.id }]);
});
