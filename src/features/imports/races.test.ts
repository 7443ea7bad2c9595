import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { importDesk, sample } from "#support/imports.ts";
import { readImport } from "./reading.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

/** An enrollment of members in four codes each. */
function enrollmentOf(members: number): string {
  const rows = Array.from({ length: members }, (_, at) =>
    [0, 1, 2, 3].map((code) => `member-${at}@people.example,,CODE ${(at + code) % 50}`),
  );
  return ["Email,SSO ID,Course", ...rows.flat(), ""].join("\n");
}

test("a process killed while it applies leaves nothing behind, and another applies the whole", async () => {
  const desk = await importDesk(app);
  const id = await desk.upload("enrollment", enrollmentOf(15_000));
  await readImport(app.platform, { communityId: desk.community.id, importId: id });
  expect((await desk.found(id)).review?.counts.added).toBe(60_000);
  const earlier = await desk.dump();

  await desk.act(id, "apply");
  expect(await desk.page(id)).toContain("Applying the changes");
  const worker = spawn(process.execPath, ["tests/support/import-worker.ts", app.appUrl], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await expect
      .poll(async () => (await desk.found(id)).progress, { timeout: 20_000, interval: 20 })
      .toBeGreaterThan(0.45);
  } finally {
    worker.kill("SIGKILL");
    await once(worker, "exit");
  }
  expect((await desk.found(id)).state).toBe("applying");
  expect(await desk.dump()).toEqual(earlier);

  const { state } = await desk.settled(id, 100_000);
  expect(state).toBe("applied");
  const { enrollments, people } = await desk.dump();
  expect([enrollments?.length, people?.length]).toEqual([60_000, 15_001]);

  await desk.act(id, "undo");
  expect((await desk.settled(id)).state).toBe("undone");
  expect(await desk.dump()).toEqual(earlier);
}, 180_000);

test("two clicks on Apply apply once, and two on Undo undo once", async () => {
  const desk = await importDesk(app);
  const id = await desk.upload("services", sample("peer-mentoring/courses.csv"));
  const clicks = await Promise.all([desk.act(id, "apply"), desk.act(id, "apply"), desk.act(id, "apply")]);
  expect(clicks.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect((await desk.settled(id)).state).toBe("applied");
  const applied = await desk.dump();
  expect(applied.services).toHaveLength(13);
  await desk.act(id, "apply");
  expect(await desk.dump()).toEqual(applied);

  await Promise.all([desk.act(id, "undo"), desk.act(id, "undo")]);
  expect((await desk.settled(id)).state).toBe("undone");
  expect((await desk.dump()).services).toEqual([]);
  await desk.act(id, "undo");
  await desk.act(id, "apply");
  expect((await desk.found(id)).state).toBe("undone");
});

test("two clicks on Upload make one import", async () => {
  const desk = await importDesk(app);
  const file = sample("peer-mentoring/courses.csv");
  const [first, second] = await Promise.all([
    desk.send("services", file, { key: "one-key" }),
    desk.send("services", file, { key: "one-key" }),
  ]);
  expect(first.location).toMatch(/\/admin\/imports\/[0-9a-f-]{36}$/);
  expect(second.location).toBe(first.location);
});

test("what changed since the review is reviewed again and not applied unseen", async () => {
  const desk = await importDesk(app);
  const head = "Subject Abbreviation,Course Number,Course Name\n";
  await desk.take("services", `${head}CHEM,1,One\n`);
  const id = await desk.upload("services", `${head}CHEM,1,Changed\n`);
  expect((await desk.found(id)).review?.counts).toMatchObject({ changed: 1, removed: 0 });
  await desk.take("services", `${head}BIO,1,Life\n`, { mode: "merge" });
  const earlier = await desk.dump();

  await desk.act(id, "apply");
  const { state, failure, review } = await desk.found(id);
  expect([state, failure]).toEqual(["review", "changed"]);
  expect(review?.counts).toMatchObject({ changed: 1, removed: 1 });
  expect(await desk.dump()).toEqual(earlier);
  expect(await desk.page(id)).toContain("Things have changed since this was reviewed");

  await desk.act(id, "apply");
  expect((await desk.found(id)).state).toBe("applied");
});

test("of imports applied at once, each is applied as it was shown or shown anew", async () => {
  const desk = await importDesk(app);
  const head = "Email,Courses\n";
  const files = ["ann", "bea", "cyd", "dan"].map((name) => `${head}${name}@a.example,*\n`);
  const ids = await Promise.all(files.map((file) => desk.upload("providers", file)));
  await Promise.all(ids.map((id) => desk.act(id, "apply")));
  const states = await Promise.all(ids.map(async (id) => (await desk.settled(id)).state));
  expect(states.toSorted()).toEqual(["applied", "review", "review", "review"]);
  expect((await desk.dump()).providers).toHaveLength(1);
});

test("a review that was discarded cannot be applied", async () => {
  const desk = await importDesk(app);
  const id = await desk.upload("services", sample("peer-mentoring/courses.csv"));
  await desk.act(id, "discard");
  await desk.act(id, "apply");
  expect((await desk.found(id)).state).toBe("discarded");
  expect((await desk.dump()).services).toEqual([]);
});
