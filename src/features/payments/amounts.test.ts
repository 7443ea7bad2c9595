import { expect, test } from "vitest";
import { currencies } from "#platform/money.ts";
import { cardAmount, minorOf, payable } from "./amounts.ts";

test("an amount is told to the card service in its own digits", () => {
  const amounts = [
    [{ minor: 1050, currency: "USD" }, 1050],
    [{ minor: 500, currency: "JPY" }, 500],
    [{ minor: 5120, currency: "KWD" }, 5120],
    [{ minor: 5, currency: "ISK" }, 500],
    [{ minor: 5, currency: "UGX" }, 500],
    [{ minor: 10, currency: "HUF" }, 1000],
    [{ minor: 5, currency: "XOF" }, 5],
  ] as const;
  for (const [money, counted] of amounts)
    expect([money.currency, cardAmount(money)]).toEqual([money.currency, counted]);
});

test("what the card service counts comes back as the same amount, in every currency", () => {
  for (const currency of currencies) {
    const counted = cardAmount({ minor: 12_340, currency });
    expect([currency, counted === null ? null : minorOf(counted, currency)]).toEqual([
      currency,
      counted === null ? null : 12_340,
    ]);
  }
});

test("a price in thousandths that does not end in 0 cannot be asked for, and the reason is in words", () => {
  expect(payable({ minor: 5124, currency: "KWD" })).toBe("fault.payable.lastDigit");
  expect(payable({ minor: 5120, currency: "KWD" })).toBeNull();
  expect(payable({ minor: 0, currency: "KWD" })).toBeNull();
  expect(payable({ minor: 999, currency: "JPY" })).toBeNull();
});
