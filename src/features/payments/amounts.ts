import { type Money, minorDigits } from "#platform/money.ts";

/** Currencies whose amounts the card service takes in whole units. Every other has two decimals there, whatever people use. */
const whole = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "));
const thousandths = new Set(["BHD", "JOD", "KWD", "OMR", "TND"]);

const cardDigits = (currency: string): number =>
  whole.has(currency) ? 0 : thousandths.has(currency) ? 3 : 2;

/** An amount as the card service counts it: 500 JPY is 500, 5 ISK is 500, 5.120 KWD is 5120. Null: it cannot be said there. */
export function cardAmount({ minor, currency }: Money): number | null {
  const amount = shift(minor, cardDigits(currency) - minorDigits(currency));
  if (amount === null || (thousandths.has(currency) && amount % 10 !== 0)) return null;
  return amount;
}

/** What the card service counts, in the currency's own minor units; null when it is no whole number of them. */
export const minorOf = (amount: number, currency: string): number | null =>
  shift(amount, minorDigits(currency) - cardDigits(currency));

function shift(amount: number, digits: number): number | null {
  const shifted = digits < 0 ? amount / 10 ** -digits : amount * 10 ** digits;
  return Number.isSafeInteger(shifted) ? shifted : null;
}

/**
 * Why a price cannot be asked for, as a key of the language files; null when it can. Cards know no single fils: amounts with
 * three decimals end in 0.
 */
export function payable(price: Money): "fault.payable.lastDigit" | "fault.payable" | null {
  if (price.minor === 0 || cardAmount(price) !== null) return null;
  return thousandths.has(price.currency) ? "fault.payable.lastDigit" : "fault.payable";
}
