/** An amount in minor units (cents; yen; fils) of an ISO 4217 currency. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** The currencies in use. */
export const currencies: readonly string[] = Intl.supportedValuesOf("currency");

const known = new Set(currencies);

export const isCurrency = (text: string): boolean => known.has(text);

const digitsOf = new Map<string, number>();

/** Digits after the point: 2 for most, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    digitsOf.set(currency, digits);
  }
  return digits;
}

/**
 * Reads an amount as people type it, "12.50" or "12,50", into minor units. Null for anything else: more digits after the point
 * than the currency has, thousands separators (which of the two would it be?), less than nothing, or more than a million.
 */
export function parseAmount(typed: string, currency: string): number | null {
  const text = typed.trim().replace(",", ".");
  if (text === "") return null;
  const digits = minorDigits(currency);
  const match = /^(\d{1,7})(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const [, whole = "", part = ""] = match;
  if (part.length > digits) return null;
  const minor = Number(whole) * 10 ** digits + Number(part.padEnd(digits, "0") || "0");
  return minor <= 1_000_000 * 10 ** digits ? minor : null;
}

/** An amount as a form field shows it: plain digits with a point, "12.50". */
export function amountText({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  if (digits === 0) return String(minor);
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  return `${minor < 0 ? "-" : ""}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

const formats = new Map<string, Intl.NumberFormat>();

/** An amount as people read it: "$12.50", "¥1,200", "KWD 3.500". */
export function moneyWords({ minor, currency }: Money, language = "en"): string {
  const key = `${language} ${currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, { style: "currency", currency });
    formats.set(key, format);
  }
  // A text keeps every digit; a number would be rounded to binary first.
  return format.format(amountText({ minor, currency }) as `${number}`);
}
