import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { fixedClock } from "#platform/clock.ts";
import { readConfig } from "#platform/config.ts";
import { connect, type Database } from "#platform/database/connection.ts";
import { openLive } from "#platform/live/live.ts";
import { openLog } from "#platform/log.ts";
import { Client } from "#support/client.ts";
import { createApp } from "../../app.tsx";
import { countries, reviewedOn, worldwide } from "./lines.ts";
import { countryOf, dialled } from "./rules.ts";

let db: Database;
let visitor: Client;
beforeAll(() => {
  const read = readConfig({ BASE_URL: "http://kith.test" });
  if (!read.ok) throw new Error(read.faults.join());
  // Nothing listens there: a query fails, and so does putting a job into the queue.
  db = connect({ url: "postgres://nobody:x@127.0.0.1:9/none" }, () => undefined);
  const fail = () => Promise.reject(new Error("there is no queue"));
  const platform = {
    config: read.config,
    log: openLog("silent"),
    db,
    live: openLive({ url: "postgres://nobody:x@127.0.0.1:9/none", log: openLog("silent") }),
    jobs: { send: fail, work: fail, every: fail, start: fail, stop: fail },
    clock: fixedClock("2026-03-02T09:00:00Z"),
    secret: "a secret of tests, long enough for all of them",
    demo: false,
  };
  visitor = new Client(createApp(platform), "http://kith.test");
});
afterAll(() => db.destroy());

const https = z.url({ protocol: /^https$/ });
const number = z.string().regex(/^[\d][\d -]*\d$/);
const line = z.strictObject({
  name: z.string().min(3),
  phone: number.optional(),
  text: z
    .strictObject({
      number,
      word: z
        .string()
        .regex(/^[A-Z]+$/)
        .optional(),
    })
    .optional(),
  chat: https.optional(),
  hours: z.union([
    z.literal("always"),
    z.strictObject({ from: z.string().regex(/^\d\d:\d\d$/), until: z.string().regex(/^\d\d:\d\d$/) }),
  ]),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)),
  source: https,
});

test("with the database down and nobody signed in, crisis help is there, and other pages say what is wrong", async () => {
  visitor.cookies.set("kith.session_token", "anything.at-all");
  const page = await visitor.get("/crisis", { "accept-language": "en-GB,en;q=0.8" });
  expect(page.status).toBe(200);
  expect(page.text).toContain("Samaritans");
  expect(page.text).toContain('href="tel:116123"');
  expect((await visitor.get("/communities")).status).toBe(503);
  visitor.cookies.clear();
});

test("every line of every country can be read, dialled and looked up", () => {
  for (const { country, emergency, lines } of countries) {
    expect(country).toMatch(/^[A-Z]{2}$/);
    expect(emergency).toMatch(/^\d{3}$/);
    expect(lines.length).toBeGreaterThan(0);
    for (const each of lines) {
      expect(() => line.parse(each), `${country} ${each.name}`).not.toThrow();
      expect(Boolean(each.phone ?? each.text ?? each.chat), each.name).toBe(true);
    }
  }
  expect(new Set(countries.map(({ country }) => country)).size).toBe(countries.length);
  for (const { url } of worldwide) expect(https.safeParse(url).success).toBe(true);
});

test("the countries that must not be missing are there", () => {
  const codes = countries.map(({ country }) => country);
  expect(codes).toEqual(expect.arrayContaining("US CA GB IE AU NZ IN ES MX FR DE NL ZA".split(" ")));
});

test("the day of the last review is on the page, and is no day to come", async () => {
  const day = Temporal.PlainDate.from(reviewedOn);
  const today = Temporal.Now.plainDateISO("UTC");
  expect(Temporal.PlainDate.compare(day, today.add({ days: 1 }))).toBeLessThanOrEqual(0);
  const said = day.toLocaleString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  expect((await visitor.get("/crisis")).text).toContain(said);
  if (Temporal.PlainDate.compare(day.add({ years: 1 }), today) < 0) {
    console.warn(
      `The crisis lines were last looked up on ${reviewedOn}: please look every one of them up again.`,
    );
  }
});

test.each([
  ["US", undefined, "US"],
  ["gb", "de-DE", "GB"],
  ["XX", "de-DE", undefined],
  [undefined, "en-IE,en;q=0.9", "IE"],
  [undefined, "en,es-MX;q=0.7", "MX"],
  [undefined, "fr", "FR"],
  [undefined, "de-AT,de;q=0.9,en;q=0.5", "DE"],
  [undefined, "en;q=0.4,nl-NL;q=0.9", "NL"],
  [undefined, "en", undefined],
  [undefined, "*;q=0.5, ;;;, -", undefined],
  [undefined, undefined, undefined],
])("country=%s and languages “%s” lead to %s", (chosen, languages, code) => {
  expect(countryOf(chosen, languages)?.country).toBe(code);
});

test("a number is dialled without what only eyes need", () => {
  expect(dialled("1-800 668 (6868)")).toBe("18006686868");
});

test("the page can be left with one touch, and where one came from is not told", async () => {
  const page = await visitor.get("/crisis");
  expect(page.text).toMatch(/<a href="https:\/\/www\.wikipedia\.org\/" rel="noreferrer"/);
});
