import { currencies } from "#platform/money.ts";

/** What most communities take, before the long list of all others. */
const common = [
  "USD",
  "EUR",
  "GBP",
  "CAD",
  "AUD",
  "NZD",
  "CHF",
  "SEK",
  "NOK",
  "DKK",
  "PLN",
  "JPY",
  "INR",
  "BRL",
  "MXN",
  "ZAR",
];

/** Every currency with its name in a language, the common ones first and the others by name. */
export function currencyChoices(language = "en"): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: "currency" });
  const choice = (value: string) => ({ value, label: `${names.of(value) ?? value} (${value})` });
  const others = currencies.filter((code) => !common.includes(code)).map(choice);
  return [...common.map(choice), ...others.toSorted((a, b) => a.label.localeCompare(b.label, language))];
}
