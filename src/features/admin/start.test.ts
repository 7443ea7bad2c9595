import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "#support/app.ts";
import { panelDesk, textOf } from "#support/panel.ts";
import { checklist, type Setup } from "./rules.ts";

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const empty: Setup = {
  wordsChosen: false,
  formats: 0,
  locations: 0,
  providers: 0,
  services: 0,
  members: 0,
  upcoming: 0,
  uncertified: 0,
  withoutHours: 0,
  unserved: 0,
  pendingCodes: 0,
};

test("what has no meaning yet is not on the checklist", () => {
  const states = Object.fromEntries(checklist(empty).map(({ name, state }) => [name, state]));
  expect(states).toEqual({
    language: "look",
    formats: "missing",
    locations: "missing",
    providers: "missing",
    services: "missing",
  });
});

test("what some lack is to be looked at, what all lack is missing", () => {
  const state = (setup: Partial<Setup>, name: string) =>
    checklist({ ...empty, providers: 3, services: 2, ...setup }).find((check) => check.name === name)?.state;
  expect(state({ withoutHours: 3 }, "hours")).toBe("missing");
  expect(state({ withoutHours: 1 }, "hours")).toBe("look");
  expect(state({ withoutHours: 0 }, "hours")).toBe("done");
  expect(state({ uncertified: 2 }, "eligibility")).toBe("look");
  expect(state({ unserved: 2 }, "unserved")).toBe("missing");
  expect(state({}, "pending")).toBeUndefined();
  expect(state({ pendingCodes: 4 }, "pending")).toBe("look");
});

test("the start page counts what this community has, and every line leads to where it is set up", async () => {
  const desk = await panelDesk(app);
  const elsewhere = await panelDesk(app);
  await elsewhere.does("/services", { subject: "Talk", number: "", name: "", description: "" });
  await desk.does("/services", { subject: "Talk", number: "", name: "", description: "" });
  await desk.does("/services", { subject: "Walk", number: "", name: "", description: "" });
  await desk.does("/providers", {
    email: "ana@x.example",
    firstName: "Ana",
    lastName: "Diaz",
    codes: "Talk",
  });
  const page = await desk.page("");
  const text = textOf(page);
  expect(text).toContain("Services (what can be booked) 2");
  expect(text).toContain("Peer Supporters (people who give support) 1");
  expect(text).toContain("One thing to book that nobody may give");
  expect(text).toContain("Nobody has weekly hours yet");
  const paths = [...page.matchAll(/href="(\/c\/[^"]*\/admin[^"]*)"/g)].map(([, path = ""]) =>
    path.replace(/&amp;/g, "&"),
  );
  expect(paths.some((path) => path.endsWith("?show=unserved"))).toBe(true);
  for (const path of new Set(paths)) {
    expect((await desk.client.get(path)).status, path).toBe(200);
  }
});
