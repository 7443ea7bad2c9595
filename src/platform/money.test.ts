import fc from "fast-check";
import { expect, test } from "vitest";
import { amountText, currencies, minorDigits, moneyWords, parseAmount } from "./money.ts";

test("an amount is read in the minor units of its currency", () => {
  expect(parseAmount("12.50", "USD")).toBe(1_250);
  expect(parseAmount(" 12,5 ", "EUR")).toBe(1_250);
  expect(parseAmount("0", "USD")).toBe(0);
  expect(parseAmount("1200", "JPY")).toBe(1_200);
  expect(parseAmount("3.5", "KWD")).toBe(3_500);
  expect(parseAmount("1000000", "USD")).toBe(100_000_000);
});

test.each([
  ["", "USD"],
  ["abc", "USD"],
  ["-1", "USD"],
  ["1,000.00", "USD"],
  ["1.000,00", "EUR"],
  ["12.505", "USD"],
  ["12.5", "JPY"],
  ["1e3", "USD"],
  [".5", "USD"],
  ["1000000.01", "USD"],
  ["Infinity", "USD"],
])("%j is no amount of %s", (typed, currency) => {
  expect(parseAmount(typed, currency)).toBeNull();
});

test("what a field shows is read as the same amount, in every currency", () => {
  fc.assert(
    fc.property(fc.constantFrom(...currencies), fc.nat(99_999_999), (currency, minor) => {
      fc.pre(minor <= 1_000_000 * 10 ** minorDigits(currency));
      expect(parseAmount(amountText({ minor, currency }), currency)).toBe(minor);
    }),
  );
});

test("an amount is shown as people read it", () => {
  expect(moneyWords({ minor: 1_250, currency: "USD" })).toBe("$12.50");
  expect(moneyWords({ minor: 1_200, currency: "JPY" })).toBe("¥1,200");
  expect(moneyWords({ minor: 3_500, currency: "KWD" })).toBe("KWD\u00a03.500");
  expect(moneyWords({ minor: 5, currency: "EUR" })).toBe("€0.05");
});
