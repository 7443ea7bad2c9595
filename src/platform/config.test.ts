import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const key = { STRIPE_SECRET_KEY: "sk_test_1" };
const secret = { STRIPE_WEBHOOK_SECRET: "whsec_1" };

test("card payments need the key and the webhook's secret, or neither", () => {
  expect(readConfig({}).ok).toBe(true);
  expect(readConfig({ ...key, ...secret }).ok).toBe(true);
  expect(readConfig(key)).toEqual({ ok: false, faults: [expect.stringMatching(/^STRIPE_WEBHOOK_SECRET: /)] });
  expect(readConfig(secret)).toEqual({ ok: false, faults: [expect.stringMatching(/^STRIPE_SECRET_KEY: /)] });
});

test("a key that is none is named, and never shown", () => {
  const read = readConfig({
    STRIPE_SECRET_KEY: "pk_live_published",
    STRIPE_WEBHOOK_SECRET: "sk_live_mixed_up",
  });
  const faults = read.ok ? [] : read.faults;
  expect(faults.map((fault) => fault.split(":")[0])).toEqual(["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"]);
  expect(faults.join()).not.toMatch(/published|mixed_up/);
});
